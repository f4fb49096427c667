// Boards in the place of ticket and table: who looks elsewhere finds back, and nobody votes on them.

import { expect } from '@playwright/test';

import { plans, run } from './support/moves.js';
import { gather, type Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

let server: RefineryServer;

test.beforeAll(async () => {
  server = await RefineryServer.start();
});
test.afterAll(async () => {
  await server.dispose();
});

const board = (person: Person) =>
  person.page.getByRole('heading', { level: 1, name: 'Confirm', exact: true });
const dock = (person: Person) => person.page.getByRole('region', { name: 'Your vote' });

test('SPT-1 who opened a ticket reads that the room is on a board, and returns to it', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await expect(ana.card('5 points')).toBeVisible();

  await marek.press(marek.page.getByRole('button', { name: 'Boards' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Confirm' }));
  for (const person of [marek, ana]) {
    await expect(board(person)).toBeVisible();
    await expect(person.page.getByRole('radiogroup')).toHaveCount(0);
    await expect(person.page.getByRole('button', { name: /^Start round/ })).toHaveCount(0);
  }
  await expect(ana.page.getByText('Now: Confirm')).toHaveCount(1);

  await ana.openTicket('Second');
  await ana.sees('The room is on Confirm');
  await ana.press(ana.page.getByRole('button', { name: /^Return/ }));
  await expect(board(ana)).toBeVisible();

  await ana.openTicket('First');
  await ana.page.keyboard.press('g');
  await ana.page.keyboard.press('g');
  await expect(board(ana)).toBeVisible();

  // Below a board stand the seats, with hands in their turn, and for the lead where to go.
  await ana.page.keyboard.press('h');
  await ana.page.keyboard.press('d');
  await marek.sees('1 of 2 done');
  await marek.press(marek.page.getByRole('button', { name: /^Ana, Hand up, number 1, done/ }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Lower hand' }));
  await expect(ana.page.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Boards' })).toHaveCount(0);
  await marek.press(marek.page.getByRole('button', { name: 'Boards' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'The ticket again: #1' }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  await expect(marek.page.getByText('Now: #1, First')).toHaveCount(1);
});

test('the ticket that a board points at is opened like any other', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['First', 'Second']);
  await plans(marek, 'Confirm 10');
  for (const title of ['First', 'Second']) {
    await marek.openTicket(title);
    await run(marek, 'Add to today');
  }
  await marek.press(marek.page.getByRole('button', { name: 'Return', exact: false }));
  await marek.press(marek.page.getByRole('button', { name: /^Start/ }));
  const first = marek.page.getByRole('list', { name: 'Tickets for today' });
  await expect(first.getByRole('button', { name: 'Bring everyone to #2' })).toBeVisible();
  await marek.press(first.getByRole('button', { name: /First/ }).first());
  await expect(marek.page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  await marek.sees('The room is on Confirm');

  // A phone's first tab stays with the room, the ticket has its own.
  const tab = (name: RegExp) =>
    ana.page.getByRole('navigation', { name: 'Room' }).getByRole('button', { name });
  await expect(board(ana)).toBeVisible();
  await expect(dock(ana)).toHaveCount(0);
  await ana.press(ana.page.getByRole('button', { name: /First/ }).first());
  await expect(ana.page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  await ana.sees('The room is on Confirm');
  await ana.press(tab(/Vote|Confirm|Lobby/));
  await expect(board(ana)).toBeVisible();

  // The queue of the step has its line there too.
  await ana.sees('Ticket 1 of 2');
  await expect(marek.page.getByRole('button', { name: 'Next ticket' })).toHaveCount(0);

  // From the ticket the lead takes everybody off the board, but for whoever is at something there.
  await ana.press(ana.page.getByRole('button', { name: 'Ready anyway: #1' }));
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await expect(marek.page.getByRole('button', { name: 'Next ticket' })).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Cancel' }));
  await expect(board(ana)).toBeVisible();
  await ana.sees('you are still in Confirm');
  await ana.press(ana.page.getByRole('button', { name: /^Return/ }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'First' })).toBeVisible();
  await expect(ana.card('5 points')).toBeVisible();

  // The meeting ends under somebody who is at something on a board: it stays, and a pill leads on.
  await run(marek, 'Capacity');
  await marek.page.getByRole('dialog').getByLabel('Sprint', { exact: true }).fill('May');
  await marek.page.getByRole('dialog').getByLabel('Points', { exact: true }).fill('20');
  await marek.page.keyboard.press('Enter');
  await marek.page.keyboard.press('Escape');
  await run(marek, 'Bring everyone to Confirm');
  await ana.page.getByRole('slider', { name: 'What if' }).fill('9');
  await ana.sees(/^with 9 points/);
  await run(marek, 'End the meeting');
  await marek.press(
    marek.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }),
  );
  await expect(marek.page.getByRole('heading', { level: 1, name: 'Report' })).toBeVisible();
  await ana.sees('you are still in Confirm');
  await expect(ana.page.getByRole('slider', { name: 'What if' })).toHaveValue('9');
  await ana.press(ana.page.getByRole('button', { name: 'To the report' }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Report' })).toBeVisible();
});
