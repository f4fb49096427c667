import { expect, test } from '@playwright/test';

import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { SilentProxy } from './support/silent_proxy.js';

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

test('a network that falls silent loses no vote @long', async ({ browser }) => {
  const server = await RefineryServer.start();
  const network = await SilentProxy.before(server.url);
  try {
    const [marek] = await gather(browser, server.url, []);
    await marek.paste(['Only one']);
    await marek.openTicket('Only one');
    await marek.startRound();

    const ana = await Person.arrive(browser, 'Ana');
    await ana.join(marek.roomUrl.replace(server.url, network.url));
    await marek.seesVoted(0, 2);

    // One command under way to the server, one operation to the page: neither arrives.
    network.cut();
    await ana.press(ana.card('3 points'));
    await marek.paste(['Written meanwhile']);
    // A page asks after 15 s of silence, waits 5 s for the answer, and shows no blip under 5 s.
    await expect(ana.page.getByText(/kept and will be sent/)).toBeVisible({ timeout: 60_000 });
    await expect(ana.card('3 points')).toHaveAttribute('aria-checked', 'true');
    await expect(ana.row('Written meanwhile')).toHaveCount(0);
    await marek.seesVoted(0, 2);

    network.mend();
    await expect(ana.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 60_000 });
    await marek.seesVoted(1, 2);
    await expect(ana.row('Written meanwhile')).toBeVisible();
    await expect(ana.card('3 points')).toHaveAttribute('aria-checked', 'true');
  } finally {
    await network.dispose();
    await server.dispose();
  }
});
