import { expect } from '@playwright/test';

import { gather } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

test('the server is killed in an open round: votes count, nothing is revealed by itself', async ({
  browser,
}) => {
  const server = await RefineryServer.start();
  try {
    const [marek, ana, bo] = await gather(browser, server.url, [['Ana'], ['Bo']]);
    if (ana === undefined || bo === undefined) throw new Error('somebody did not come');
    await marek.paste(['Only one']);
    await marek.openTicket('Only one');
    await marek.startRound();
    await ana.vote('5 points');
    await marek.vote('5 points');
    await bo.seesVoted(2, 3);

    await server.kill();
    await server.launch();

    for (const person of [marek, ana, bo]) {
      await expect(person.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 40_000 });
    }
    await marek.seesVoted(2, 3);
    await expect(ana.card('5 points')).toHaveAttribute('aria-checked', 'true');

    await bo.vote('5 points');
    await marek.sees('All agree');
  } finally {
    await server.dispose();
  }
});
