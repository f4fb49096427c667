// A network that goes away without a word, as people see it.
//
// Nobody waits for time-outs here: those of the server are a tenth of the usual ones, and the clock
// of the page that is cut off is moved on. The last test alone takes all the time that it takes.

import { expect, type Browser } from '@playwright/test';

import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { SilentProxy } from './support/silent_proxy.js';
import { test } from './support/test.js';

const a_tenth = [
  '--ping-after-ms',
  '1000',
  '--silent-after-ms',
  '2000',
  '--leave-ms',
  '6000',
  '--heartbeat-ms',
  '1000',
];

interface Cut {
  server: RefineryServer;
  network: SilentProxy;
  /** Leads, beside the server. */
  marek: Person;
  /** Behind the network, in an open round; her page's clock can be moved on. */
  ana: Person;
}

async function inARound(
  browser: Browser,
  flags: readonly string[],
  play: (cut: Cut) => Promise<void>,
): Promise<void> {
  const server = await RefineryServer.start({ flags });
  const network = await SilentProxy.before(server.url);
  try {
    const [marek] = await gather(browser, server.url, []);
    await marek.paste(['Only one']);
    await marek.openTicket('Only one');
    await marek.startRound();
    const ana = await Person.arrive(browser, 'Ana');
    await ana.page.clock.install();
    await ana.join(marek.roomUrl.replace(server.url, network.url));
    await marek.seesVoted(0, 2);
    await play({ server, network, marek, ana });
  } finally {
    await network.dispose();
    await server.dispose();
  }
}

const live = (person: Person) => person.page.getByText('Live', { exact: true });
const banner = (person: Person) => person.page.getByText(/^Offline for/);
const isRaised = (person: Person, spoken: string) =>
  expect(person.card(spoken)).toHaveAttribute('aria-checked', 'true');

/** The page asks after 15 s without a word, waits 5 s for an answer, and shows no blip under 5 s. */
async function noticesSilence(person: Person): Promise<void> {
  await person.page.clock.fastForward(15_000);
  await person.page.clock.fastForward(5_000);
  await expect(live(person)).toHaveCount(0);
  await expect(banner(person)).toHaveCount(0);
  await person.page.clock.fastForward(5_000);
}

/** Whatever it waits for, a try under way or the next one, is over. */
async function comesBack(person: Person): Promise<void> {
  await expect(async () => {
    await person.page.clock.fastForward(15_000);
    await expect(live(person)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(banner(person)).toHaveCount(0);
}

test('LIV-4 a cut of a second is seen by nobody', async ({ browser }) => {
  await inARound(browser, [], async ({ network, marek, ana }) => {
    const sockets: string[] = [];
    ana.page.on('websocket', (socket) => sockets.push(socket.url()));
    network.hold();
    await ana.press(ana.card('3 points'));
    await marek.paste(['Written meanwhile']);
    await ana.page.clock.fastForward(1_000);
    await isRaised(ana, '3 points');
    await expect(live(ana)).toBeVisible();
    await expect(banner(ana)).toHaveCount(0);
    await expect(ana.row('Written meanwhile')).toHaveCount(0);
    await expect(marek.page.getByText('reconnecting')).toHaveCount(0);

    network.release();
    await marek.seesVoted(1, 2);
    await expect(ana.row('Written meanwhile')).toBeVisible();
    await isRaised(ana, '3 points');
    expect(sockets).toEqual([]);
  });
});

test('LIV-2 LIV-4 a cut of 25 s shows the banner, and vote and seat come back', async ({
  browser,
}) => {
  await inARound(browser, a_tenth, async ({ network, marek, ana }) => {
    // One command under way to the server, one operation to the page: neither arrives.
    network.cut();
    await ana.press(ana.card('3 points'));
    await marek.paste(['Written meanwhile']);
    await noticesSilence(ana);
    await ana.sees(/^Offline for .* Your vote is kept and will be sent\.$/);
    await isRaised(ana, '3 points');
    await expect(ana.row('Written meanwhile')).toHaveCount(0);
    await marek.sees('reconnecting');
    await marek.seesVoted(0, 2);
    const asks = ana.page.waitForEvent('dialog');
    await ana.page.close({ runBeforeUnload: true });
    expect((await asks).type()).toBe('beforeunload');
    await (await asks).dismiss();

    network.mend();
    await comesBack(ana);
    await marek.seesVoted(1, 2);
    await expect(marek.page.getByText('reconnecting')).toHaveCount(0);
    await expect(ana.row('Written meanwhile')).toBeVisible();
    await isRaised(ana, '3 points');
  });
});

test('PAR-5 a cut of 90 s: who has left returns to the seat, and the last vote counts', async ({
  browser,
}) => {
  await inARound(browser, a_tenth, async ({ network, marek, ana }) => {
    await ana.vote('3 points');
    await marek.seesVoted(1, 2);
    network.cut();
    await ana.press(ana.card('8 points'));
    await noticesSilence(ana);
    await ana.sees(/Your vote is kept and will be sent/);
    // 20 s until the server misses her, 60 s more until she has left.
    await expect(marek.page.getByRole('button', { name: /1 person in the room/ })).toBeVisible();
    await ana.page.clock.fastForward(65_000);
    await isRaised(ana, '8 points');

    network.mend();
    await comesBack(ana);
    await marek.seesVoted(1, 2);
    await isRaised(ana, '8 points');
    await marek.vote('8 points');
    for (const person of [marek, ana]) await person.sees('All agree');
    await marek.press(marek.page.getByRole('button', { name: /people? in the room/ }));
    await expect(marek.page.getByRole('dialog').getByText('Ana', { exact: true })).toHaveCount(1);
  });
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
