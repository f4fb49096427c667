import { playFirstMeeting } from './journey.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

test('the first meeting is the same on Redis @long', async ({ browser }) => {
  const server = await RefineryServer.start({ store: 'redis' });
  try {
    await playFirstMeeting(browser, server);
  } finally {
    await server.dispose();
  }
});
