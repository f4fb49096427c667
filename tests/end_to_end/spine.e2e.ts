import { expect } from '@playwright/test';

import { playFirstMeeting } from './journey.js';
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

test('three people drop a CSV, paste, vote twice and settle', async ({ browser }) => {
  await playFirstMeeting(browser, server);
});

test('RND-3 nobody sees a card before the reveal, and everybody after it', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  const frames: string[] = [];
  ana.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  await ana.page.reload();
  await ana.isInTheRoom();

  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await marek.vote('8 points');
  await ana.seesVoted(1, 2);
  const given = frames.filter((frame) => frame.includes('estimate.given'));
  expect(given).not.toHaveLength(0);
  expect(given.join()).not.toContain('"card"');

  await ana.vote('8 points');
  await ana.sees('All agree');
});

test('a round by keyboard alone', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  const { keyboard } = marek.page;

  await keyboard.press('c');
  await keyboard.type('Written by keyboard');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(ana.row('Written by keyboard')).toBeVisible();

  await keyboard.press('g');
  await keyboard.press('b');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(
    marek.page.getByRole('heading', { level: 1, name: 'Written by keyboard' }),
  ).toBeVisible();
  await marek.page
    .getByRole('button', { name: /^Start round/ })
    .first()
    .focus();
  await keyboard.press('Enter');
  await ana.sees('round 1');

  await keyboard.press('1'); // 1
  await keyboard.press('1'); // the next card that begins with it: 13
  await expect(marek.card('13 points')).toHaveAttribute('aria-checked', 'true');
  await keyboard.press('Backspace');
  await expect(marek.card('13 points')).toHaveAttribute('aria-checked', 'false');
  await keyboard.press('3');
  await marek.seesVoted(1, 2);

  await keyboard.press('Space');
  await marek.sees('All agree');
  await keyboard.press('f');
  await ana.sees('3 · settled in round 1');
});

test('PAR-4 a refresh, a second tab and a return keep one seat and its vote', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await ana.vote('2 points');
  await marek.seesVoted(1, 2);

  await ana.page.reload();
  await expect(ana.card('2 points')).toHaveAttribute('aria-checked', 'true');

  const secondTab = await ana.page.context().newPage();
  await secondTab.goto(ana.roomUrl);
  await expect(secondTab.getByRole('radio', { name: /^2 points/ })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await marek.seesVoted(1, 2);
  await secondTab.getByRole('radio', { name: /^5 points/ }).click();
  await expect(ana.card('5 points')).toHaveAttribute('aria-checked', 'true');
});

test('an observer watches, and anybody may join with the code', async ({ browser }) => {
  const [marek, ida] = await gather(browser, server.url, [['Ida', { watches: true }]]);
  if (ida === undefined) throw new Error('Ida did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await ida.sees('You watch this round.');
  await expect(ida.page.getByRole('radiogroup')).toHaveCount(0);

  const code = (await marek.page.getByRole('banner').innerText()).match(/[A-Z2-9]{6}/)?.[0] ?? '';
  const cai = await Person.arrive(browser, 'Cai', { phone: true });
  await cai.page.goto(server.url);
  await cai.page.getByLabel('Six-character code').fill(code.toLowerCase());
  await cai.press(cai.page.getByRole('button', { name: 'Join', exact: true }));
  await cai.page.getByLabel('Your name').fill('Cai');
  await cai.press(cai.page.getByRole('button', { name: 'Join', exact: true }));
  await cai.vote('3 points');
  await marek.seesVoted(1, 2);
});

test('UNDO-1 a moved, archived or pasted ticket is taken back by its author', async ({
  browser,
}) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['One', 'Two', 'Three']);
  await expect.poll(() => marek.titles()).toEqual(['One', 'Two', 'Three']);
  await marek.openTicket('Three');
  await marek.row('Three').focus();
  await marek.page.keyboard.press('s');
  await marek.page.keyboard.press('t');
  await expect.poll(() => marek.titles()).toEqual(['Three', 'One', 'Two']);
  await marek.page.keyboard.press('Control+z');
  await expect.poll(() => marek.titles()).toEqual(['One', 'Two', 'Three']);
  await marek.page.keyboard.press('Control+Shift+z');
  await expect.poll(() => marek.titles()).toEqual(['Three', 'One', 'Two']);

  await marek.row('One').click();
  await marek.page.keyboard.press('#');
  await marek.press(
    marek.page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }),
  );
  await expect.poll(() => marek.titles()).toEqual(['Three', 'Two']);
  await marek.page.keyboard.press('Control+z');
  await expect.poll(() => marek.titles()).toEqual(['Three', 'One', 'Two']);
});

test('TIC-6 two people write one title: the later one reads what was replaced', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['First words']);
  await marek.openTicket('First words');
  await ana.openTicket('First words');
  const edit = { name: 'Edit the title' };
  await marek.press(marek.page.getByRole('button', edit));
  await ana.press(ana.page.getByRole('button', edit));
  await marek.page.getByRole('textbox', { name: 'Title' }).fill('Words of Marek');
  await marek.page.keyboard.press('Enter');
  await expect(ana.row('Words of Marek')).toBeVisible();
  await ana.page.getByRole('textbox', { name: 'Title' }).fill('Words of Ana');
  await ana.page.keyboard.press('Enter');
  await ana.sees(/You replaced .Words of Marek. by Marek/);
  await expect(marek.row('Words of Ana')).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Put back' }));
  await expect(marek.row('Words of Marek')).toBeVisible();
});

test('a file without a title column is refused with what it holds', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.dropCsv('wrong.csv', 'Colour,Weight\nred,3\n');
  await marek.sees('No column holds the title. The file has: Colour, Weight.');
});

test('a room title that is too long is refused, and every letter of it kept', async ({
  browser,
}) => {
  const vera = await Person.arrive(browser, 'Vera');
  await vera.page.goto(server.url);
  const title = vera.page.getByLabel('Title');
  await title.fill('x'.repeat(600));
  await vera.press(vera.page.getByRole('button', { name: 'Create the room' }));
  await vera.sees('A title has at most 500 characters.');
  await expect(title).toHaveValue('x'.repeat(600));
  await title.fill('Checkout squad');
  await vera.press(vera.page.getByRole('button', { name: 'Create the room' }));
  await expect(vera.page.getByLabel('Your name')).toBeVisible();
});
