// Every moment of the hour, as pictures to look at: build/pictures, by `scripts/screenshots --hour`.

import { join, resolve } from 'node:path';

import { flags_of_the_hour, playHour } from './hour.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

const folder = resolve(import.meta.dirname, '..', '..', 'build', 'pictures');

test('hour', async ({ browser }) => {
  const server = await RefineryServer.start({ flags: flags_of_the_hour });
  let n = 0;
  try {
    await playHour(browser, server, async (moment, people) => {
      n += 1;
      for (const { name, page } of people) {
        const file = `${String(n).padStart(2, '0')} ${moment}, ${name}.png`;
        await page.screenshot({ path: join(folder, file), animations: 'disabled' });
      }
    });
  } finally {
    await server.dispose();
  }
});
