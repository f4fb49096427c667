import { flags_of_the_hour, playHour } from './hour.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

for (const store of ['sqlite', 'redis'] as const)
  test(`six people refine for an hour, on ${store}`, async ({ browser }) => {
    const server = await RefineryServer.start({ store, flags: flags_of_the_hour });
    try {
      await playHour(browser, server);
    } finally {
      await server.dispose();
    }
  });
