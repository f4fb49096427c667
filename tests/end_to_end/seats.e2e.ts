// One person is one seat, whatever tabs and links it has open; what each role does by keyboard, hears,
// and is refused.

import { expect, type Page } from '@playwright/test';

import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { SilentProxy } from './support/silent_proxy.js';
import { test } from './support/test.js';

let server: RefineryServer;

test.beforeAll(async () => {
  server = await RefineryServer.start();
});
test.afterAll(async () => {
  await server.dispose();
});

const card = (page: Page, spoken: string) =>
  page.getByRole('radio', { name: new RegExp(`^${spoken}\\b`) });

test('PAR-4 two tabs opened at once and a duplicated one are one participant', async ({
  browser,
}) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['Only one']);
  const ana = await Person.arrive(browser, 'Ana');
  const second = await ana.page.context().newPage();
  await Promise.all([ana.page.goto(marek.roomUrl), second.goto(marek.roomUrl)]);
  for (const page of [ana.page, second]) {
    await page.getByLabel('Your name').fill('Ana');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByRole('button', { name: /your menu/ })).toBeVisible();
  }
  await ana.sees('This room is open in a newer tab as well.');

  // A duplicated tab has a copy of what the first one kept for itself.
  const [third] = await Promise.all([
    second.context().waitForEvent('page'),
    second.evaluate(() => window.open(location.href)),
  ]);
  await marek.openTicket('Only one');
  await marek.startRound();
  for (const [page, spoken] of [
    [third, '2 points'],
    [second, '3 points'],
    [ana.page, '5 points'],
  ] as const) {
    await card(page, spoken).click();
    for (const each of [ana.page, second, third])
      await expect(card(each, spoken)).toHaveAttribute('aria-checked', 'true');
    await marek.seesVoted(1, 2);
  }
});

test('JOIN-5 the facilitator link leads, and leaves the address', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.press(marek.page.getByRole('button', { name: 'Invite people' }));
  const link = await marek.page.getByLabel('Facilitator link', { exact: true }).inputValue();
  expect(link).toContain('#');
  const eva = await Person.arrive(browser, 'Eva');
  await eva.join(link);
  expect(new URL(eva.page.url()).hash).toBe('');
  await eva.paste(['Only one']);
  await eva.openTicket('Only one');
  await eva.startRound();
  await eva.sees('round 1');
});

/** From now on what the two live regions say is kept. */
const listens = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const id of ['say-polite', 'say-assertive']) {
      const region = document.getElementById(id);
      if (region === null) throw new Error(`${id} is missing`);
      new MutationObserver(() => heard.push(region.textContent.trim())).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
const hears = (page: Page, words: string | RegExp): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard))
    .toContainEqual(typeof words === 'string' ? words : expect.stringMatching(words));

test('a round by keyboard is heard by whoever votes and whoever watches', async ({ browser }) => {
  const [marek, ana, ida] = await gather(browser, server.url, [
    ['Ana'],
    ['Ida', { watches: true }],
  ]);
  if (ana === undefined || ida === undefined) throw new Error('somebody did not come');
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  for (const { page } of [ana, ida]) await listens(page);
  await marek.page
    .getByRole('button', { name: /^Start round/ })
    .first()
    .focus();
  await marek.page.keyboard.press('Enter');
  for (const { page } of [ana, ida]) await hears(page, 'Round 1 for #1, First, is open');

  await ana.page.keyboard.press('8');
  await hears(ana.page, 'You voted 8');
  await ana.page.keyboard.press('Backspace');
  await hears(ana.page, 'Your vote is taken back');
  await ana.page.keyboard.press('8');
  // A key of somebody who watches plays nothing.
  await ida.page.keyboard.press('3');
  await ida.seesVoted(1, 2);
  await marek.page.keyboard.press('5');
  for (const { page } of [ana, ida]) {
    await hears(page, /^Everyone has voted\. Revealing in 3 seconds/);
    await hears(page, 'Revealed: 8, 1 of 2. Lowest 5, Marek. Highest 8, Ana');
  }
  await marek.page.keyboard.press('f');
  for (const { page } of [ana, ida]) await hears(page, /settled at/);
});

test('Next goes to the first one behind without an estimate, and is not there without one', async ({
  browser,
}) => {
  const [marek] = await gather(browser, server.url, []);
  const shows = (title: string) =>
    expect(marek.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await marek.paste(['First', 'Second', 'Third']);
  await marek.openTicket('First');
  await marek.startRound();
  await marek.vote('5 points');
  await marek.sees('All agree');
  await marek.page.keyboard.press('f');
  await shows('Second');
  await marek.page.keyboard.press('ArrowRight');
  await shows('Third');
  await marek.page.keyboard.press('ArrowRight');
  await marek.startRound();
  await marek.vote('5 points');
  await marek.sees('All agree');
  await expect(marek.page.getByRole('button', { name: /, next/ })).toHaveCount(0);
  await marek.press(marek.page.getByRole('button', { name: /^Settle 5/ }));
  await marek.sees('5 · settled in round 1');
  await expect(marek.page.getByRole('button', { name: /^Next/ })).toHaveCount(0);
  await shows('Third');
});

test('what was refused is as it was, with the reason', async ({ browser }) => {
  const network = await SilentProxy.before(server.url);
  try {
    const [marek] = await gather(browser, server.url, []);
    const ana = await Person.arrive(browser, 'Ana');
    await ana.join(marek.roomUrl.replace(server.url, network.url));
    await marek.paste(['One', 'Two']);
    await ana.openTicket('Two');

    // Her page has not heard of the archive when she writes.
    network.hold();
    await marek.openTicket('Two');
    await marek.page.keyboard.press('#');
    await marek.press(
      marek.page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }),
    );
    await expect(marek.row('Two')).toHaveCount(0);
    await ana.press(ana.page.getByRole('button', { name: 'Edit the title' }));
    await ana.page.getByRole('textbox', { name: 'Title' }).fill('Two, better');
    await ana.page.keyboard.press('Enter');
    await expect(ana.row('Two, better')).toBeVisible();
    network.release();
    await expect(ana.row('Two, better')).toHaveCount(0);
    await ana.sees(/archived/i);
    await expect(
      ana.page.getByRole('status').or(ana.page.getByRole('alert')).first(),
    ).toBeVisible();
    expect(await ana.titles()).toEqual(['One']);
  } finally {
    await network.dispose();
  }
});
