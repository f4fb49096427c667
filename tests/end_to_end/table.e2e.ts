// The round as people meet it: cards of their own, second thoughts, and what a card recalls.

import { expect } from '@playwright/test';

import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

let server: RefineryServer;

test.beforeAll(async () => {
  server = await RefineryServer.start();
});
test.afterAll(async () => {
  await server.dispose();
});

test('a vote is changed, weighed and taken back, and revealed by the lead', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();

  await ana.vote('3 points');
  await ana.vote('8 points');
  await expect(ana.card('3 points')).toHaveAttribute('aria-checked', 'false');
  await ana.press(ana.page.getByText('Unsure', { exact: true }));
  await expect(ana.page.getByRole('radio', { name: 'Unsure' })).toBeChecked();
  await marek.seesVoted(1, 2);

  await ana.press(ana.card('8 points'));
  await expect(ana.card('8 points')).toHaveAttribute('aria-checked', 'false');
  await marek.seesVoted(0, 2);

  // With one vote missing nothing reveals but the lead.
  await ana.vote('8 points');
  await marek.press(marek.page.getByRole('button', { name: /^Reveal/ }));
  await ana.sees('You voted 8');
  await marek.sees('All agree');
});

test('a countdown is stopped by the lead, and begun again by the next vote', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await ana.vote('3 points');
  await marek.vote('5 points');
  await marek.press(marek.page.getByRole('button', { name: /^Stop/ }));
  await ana.sees('The countdown was stopped. It begins again with the next vote.');
  await ana.vote('5 points');
  await marek.sees('All agree');
});

test('RND-5 a vote taken back stops the countdown for everybody', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await marek.vote('5 points');
  await ana.vote('3 points');
  const both = [marek, ana];
  const countdown = (person: Person) => person.page.getByText(/^Revealing in/);
  await Promise.all(both.map((person) => expect(countdown(person)).toBeVisible()));

  await ana.press(ana.card('3 points'));
  for (const person of both) {
    await expect(countdown(person)).toHaveCount(0);
    await person.seesVoted(1, 2);
    await expect(person.page.getByText('Countdown stopped: a vote is missing again')).toHaveCount(
      1,
    );
    await expect(person.page.getByText('All agree')).toHaveCount(0);
  }
  await expect(ana.card('3 points')).toHaveAttribute('aria-checked', 'false');
  await expect(marek.page.getByRole('button', { name: /^Reveal/ })).toBeVisible();

  // It begins anew with the vote that was missing, and then runs to its end.
  await ana.vote('5 points');
  for (const person of both) await person.sees('All agree');
});

test('a deck of one’s own and the deck of time are played', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['Cut the hedge', 'Paint the fence']);

  const openWith = async (title: string, deck: string): Promise<void> => {
    await marek.openTicket(title);
    await marek.press(marek.page.getByRole('button', { name: 'Start a round with other cards…' }));
    await marek.page.getByLabel('Deck', { exact: true }).selectOption({ label: deck });
  };
  const start = () =>
    marek.press(
      marek.page.getByRole('dialog').getByRole('button', { name: 'Start round', exact: true }),
    );

  await openWith('Cut the hedge', 'My own…');
  const cards = marek.page.getByLabel('Cards, separated by commas');
  await cards.fill('Tiny=1, Tiny=2, Huge=9');
  await marek.sees('“Tiny” is there twice.');
  await cards.fill('Tiny=1, Medium=3, Huge=9');
  const name = marek.page.getByLabel('Name of the deck');
  await name.fill('x'.repeat(61));
  await name.press('Enter');
  await marek.sees('At most 60 characters.');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('x'.repeat(61));
  await name.fill('Trees');
  await start();
  await marek.vote('Medium');
  await marek.sees('All agree');
  await marek.press(marek.page.getByRole('button', { name: /^Settle Medium/ }));

  await openWith('Paint the fence', 'Time');
  await start();
  await marek.press(marek.page.getByRole('radio').filter({ hasText: '½h' }));
  await marek.sees('All agree');
  await marek.press(marek.page.getByRole('button', { name: /^Settle ½h/ }));
  await marek.sees('½h · settled in round 1');
});

test('a card recalls three tickets that were settled at its size', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  const settled = ['Oak', 'Elm', 'Ash', 'Yew'];
  await marek.paste([...settled, 'Asked now']);
  for (const title of settled) {
    await marek.openTicket(title);
    await marek.startRound();
    await marek.vote('5 points');
    await marek.press(marek.page.getByRole('button', { name: /^Reveal/ }));
    await marek.press(marek.page.getByRole('button', { name: /^Settle 5/ }));
  }
  await marek.openTicket('Asked now');
  await marek.startRound();

  const recalled = (person: Person) => person.page.getByRole('tooltip').getByRole('listitem');
  await marek.card('5 points').hover();
  await expect(recalled(marek)).toHaveCount(3);
  await expect(recalled(marek).filter({ hasText: 'Yew' })).toBeVisible();
  await marek.card('3 points').hover();
  await expect(marek.page.getByRole('tooltip')).toHaveCount(0);

  // The same by keyboard, and by a long press, which is no vote.
  await marek.page.keyboard.press('g');
  await marek.page.keyboard.press('p');
  await marek.card('3 points').focus();
  await marek.page.keyboard.press('ArrowRight');
  await expect(recalled(marek)).toHaveCount(3);

  const box = await ana.card('5 points').boundingBox();
  if (box === null) throw new Error('no card');
  const finger = await ana.page.context().newCDPSession(ana.page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await expect(recalled(ana)).toHaveCount(3);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(ana.card('5 points')).toHaveAttribute('aria-checked', 'false');
});

test('an estimate is set without a vote, and says by whom', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await ana.openTicket('Only one');
  await ana.page.keyboard.press('Shift+E');
  await ana.page.getByLabel('Or a number').fill('many');
  await ana.page.keyboard.press('Enter');
  await ana.sees('A card of the deck, or a number with at most three decimals.');
  await ana.page.getByLabel('Or a number').fill('3.5');
  await ana.page.keyboard.press('Enter');
  await marek.sees('3.5 · set by Ana');
});

test('on a phone the hand can be read before a round', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await expect(ana.card('5 points')).toBeVisible();
  await expect(ana.card('5 points')).toHaveAttribute('aria-disabled', 'true');
  await ana.sees('Waiting for Marek to start');
});
