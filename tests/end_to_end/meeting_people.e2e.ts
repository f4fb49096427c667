// People, their rights and what they see of each other: by mouse, by keyboard and by touch.

import { expect, type Page } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { run } from './support/moves.js';
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

async function openPeople({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: /in the room/ }).click();
}

async function choose(person: Person, name: string, item: string): Promise<void> {
  await person.press(person.page.getByRole('button', { name: `More for ${name}` }));
  await person.press(person.page.getByRole('menuitem', { name: item }));
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

test('hands queue in the order in which they go up, and the lead lowers them', async ({
  browser,
}) => {
  const [marek, ana, bo] = await gather(browser, server.url, [['Ana'], ['Bo', { phone: true }]]);
  if (!ana || !bo) throw new Error('somebody did not come');
  await ana.page.keyboard.press('h');
  await openPeople(marek);
  await expect(rowOf(marek.page, 'Ana')).toContainText('Hand up, number 1');

  await expect(marek.page.getByText('Ana has a hand up, number 1')).toHaveCount(1);

  await bo.press(bo.page.getByRole('button', { name: 'People 1 hand up' }));
  await bo.press(bo.page.getByRole('button', { name: 'Raise hand' }));
  await expect(rowOf(marek.page, 'Bo')).toContainText('Hand up, number 2');

  await choose(marek, 'Ana', 'Lower hand');
  await expect(rowOf(marek.page, 'Bo')).toContainText('Hand up, number 1');
  await expect(rowOf(marek.page, 'Ana')).not.toContainText('Hand up');
  // What the lead took down is not said again by Ana's own page.
  await ana.page.keyboard.press('d');
  await expect(rowOf(marek.page, 'Ana')).toContainText('done');
  await expect(rowOf(marek.page, 'Ana')).not.toContainText('Hand up');

  // The palette finds what a person's menu offers, by any of its words.
  await marek.page.keyboard.press('Escape');
  await marek.page.keyboard.press('Control+k');
  await marek.page.getByRole('combobox').fill('scribe ana');
  await marek.page.getByRole('option', { name: 'Ana: Name as scribe' }).click();
  await expect(marek.page.getByRole('button', { name: 'Ana, done, scribe' })).toBeVisible();
});

test('RND-16 nobody waits for somebody excused', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await marek.vote('8 points');
  await marek.seesVoted(1, 2);
  await openPeople(marek);
  await choose(marek, 'Ana', 'Don’t wait for');
  await marek.page.keyboard.press('Escape');
  await ana.sees('All agree');
});

test('ROOM-4 anyone may lead once an owner says so', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await ana.openTicket('Only one');
  await expect(ana.page.getByRole('button', { name: /^Start round/ })).toHaveCount(0);
  await run(marek, 'Rights and access');
  await marek.page.getByRole('checkbox', { name: /Anyone may lead/ }).check();
  await expect(ana.page.getByRole('button', { name: /^Start round/ }).first()).toBeVisible();
});

test('JOIN-10 a reader sees and is asked nothing, until the link is renewed', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await marek.page.getByRole('button', { name: 'Invite people' }).first().click();
  const field = marek.page.getByRole('textbox', { name: 'Read-only link' });
  const link = await field.inputValue();

  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout squad' })).toBeVisible();
  await expect(page.getByText('A round runs on it.')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  // Every ticket unfolds to what it says.
  await marek.page.keyboard.press('Escape');
  await marek.page.getByRole('textbox', { name: 'Add a criterion' }).fill('Works offline');
  await marek.page.keyboard.press('Enter');
  const tickets = page.getByRole('region', { name: /^Tickets/ });
  await tickets.getByText('Only one').click();
  await expect(tickets.getByText('Works offline')).toBeVisible();
  await expect(tickets.getByText('No description yet.')).toBeVisible();
  await axeFindsNothing(page);
  await marek.page.getByRole('button', { name: 'Invite people' }).first().click();
  await marek.sees('1 reading');

  await marek.page.getByRole('button', { name: 'Renew the read-only link' }).click();
  await marek.page.getByRole('button', { name: 'Renew', exact: true }).first().click();
  await expect(field).not.toHaveValue(link);
  await expect(
    page.getByRole('heading', { name: 'This link no longer opens the room' }),
  ).toBeVisible();
  await page.goto('about:blank');
  await page.goto(await field.inputValue());
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout squad' })).toBeVisible();
});

test('ROOM-10 the code is renewed and switched off', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.page.getByRole('button', { name: 'Invite people' }).first().click();
  const code = marek.page.locator('p.code');
  const before = await code.innerText();
  await marek.page.getByRole('button', { name: 'Renew the code' }).click();
  await marek.page.getByRole('button', { name: 'Renew', exact: true }).first().click();
  await expect(code).not.toHaveText(before);
  await marek.page.getByRole('button', { name: 'Switch off the code' }).click();
  await marek.page.getByRole('button', { name: 'Switch off', exact: true }).first().click();
  await marek.sees('The code is switched off. The link works.');
});

test('PAR-10 who is removed reads why, and cannot come back', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await openPeople(marek);
  await choose(marek, 'Ana', 'Remove…');
  await marek.page.getByRole('button', { name: 'Remove Ana' }).click();
  await ana.sees('You were removed from this room');
  await ana.page.reload();
  await ana.sees('You were removed from this room');
});

test('ROOM-9 an ended room is read by everybody and reopened by an owner', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await run(marek, 'End the room…');
  await marek.page.getByLabel('Why').fill('The project is over');
  await marek.page.getByRole('button', { name: 'End the room', exact: true }).click();
  await ana.sees('The project is over');
  await expect(ana.page.getByRole('button', { name: 'Reopen the room' })).toHaveCount(0);
  await marek.page.getByRole('button', { name: 'Reopen the room' }).click();
  await expect(ana.page.getByText('The project is over')).toHaveCount(0);
});

test('PAR-11 the lead is taken over from somebody who went, and taken back', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  const room = marek.roomUrl;
  await marek.page.goto('about:blank');
  const takeOver = ana.page.getByRole('button', { name: 'Take over from Marek' });
  await expect(takeOver).toBeVisible({ timeout: 60_000 });
  await takeOver.click();
  await ana.page.getByRole('button', { name: /in the room/ }).click();
  await expect(rowOf(ana.page, 'Ana')).toContainText('facilitator for now');
  await marek.page.goto(room);
  await marek.page.getByRole('button', { name: 'Take back' }).click();
  await expect(rowOf(ana.page, 'Ana')).not.toContainText('facilitator for now');
});

test('own cards lie face down on a shared screen, and the eye shows them', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, [['Ana']]);
  await marek.paste(['Only one']);
  await marek.openTicket('Only one');
  await marek.startRound();
  await marek.page.getByRole('button', { name: 'I share my screen' }).click();
  await marek.vote('8 points');
  await marek.sees('Your card lies face down');
  await marek.page.getByRole('button', { name: 'Hold to look at your card' }).focus();
  await marek.page.keyboard.down('Space');
  await marek.sees('Your vote: 8');
  await marek.page.keyboard.up('Space');
  await marek.sees('Your card lies face down');
});

test('CAP-1 a sprint is set, tried with fewer points, committed and released', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Shipped', 'First', 'Second', 'Third']);
  // What is done has no place in the list, and takes none of a sprint.
  await marek.openTicket('Shipped');
  await marek.press(marek.page.getByRole('button', { name: 'Add Status' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Done' }));
  for (const title of ['First', 'Second', 'Third']) {
    await marek.openTicket(title);
    await marek.page.keyboard.press('Shift+E');
    await marek.page.getByRole('dialog').getByRole('button', { name: '5 points' }).click();
  }
  await run(marek, 'Capacity');
  const sheet = marek.page.getByRole('dialog', { name: 'Capacity' });
  await sheet.getByLabel('Sprint', { exact: true }).fill('Sprint 42');
  await sheet.getByLabel('Points').fill('12');
  await sheet.getByRole('button', { name: 'Add a sprint' }).click();
  // Where the sprint is full stands in the list, and opens the same.
  await marek.page.keyboard.press('Escape');
  await marek.press(marek.page.getByRole('button', { name: 'Sprint 42 · 10 of 12 points' }));
  await expect(sheet.getByText('Sprint 42 · 10 of 12 points')).toBeVisible();
  await sheet.getByRole('slider').fill('5');
  await expect(sheet.getByText('with 5 points: after ticket 1')).toBeVisible();
  await run(ana, 'Capacity');
  await ana.sees('Sprint 42 · 10 of 12 points');
  await sheet.getByRole('button', { name: 'Back' }).click();
  await sheet.getByRole('button', { name: 'Commit Sprint 42' }).click();
  await ana.sees('committed');
  await sheet.getByRole('button', { name: 'Release Sprint 42' }).click();
  await expect(sheet.getByRole('button', { name: 'Commit Sprint 42' })).toBeVisible();
});

test('everybody comes to the Confirm board, on a phone too', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await run(marek, 'Bring everyone to Confirm');
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Confirm' })).toBeVisible();
  await ana.sees('No tickets for today yet.');
});

test('HLT-1 health says too little of few tickets, and opens what is missing', async ({
  browser,
}) => {
  const [marek] = await gather(browser, server.url, []);
  const { keyboard } = marek.page;
  await keyboard.press('g');
  await keyboard.press('h');
  await marek.sees('Too few tickets to say anything yet.');
  // It has an address, which leads to it and is left with it.
  await expect(marek.page).toHaveURL(/\/health$/);
  await marek.page.reload();
  await marek.sees('Too few tickets to say anything yet.');
  await keyboard.press('Escape');
  await expect(marek.page).toHaveURL(marek.roomUrl);
  await marek.paste(['One', 'Two', 'Three', 'Four', 'Five']);
  await keyboard.press('g');
  await keyboard.press('h');
  await marek.page.getByRole('button', { name: /^Estimated 0 of 5|Estimated/ }).click();
  await marek.sees('Not yet Estimated: 5 tickets');
  await marek.page.getByRole('button', { name: /^Start a round: .*One/ }).click();
  await marek.sees('round 1');
});
