// Tickets in full, ready, linked, parked and pruned; the backlog filtered, selected and moved.

import { expect, type Locator } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { inRoom } from './support/in_room.js';
import { button, dialog } from './support/moves.js';
import type { Person } from './support/person.js';
import { test } from './support/test.js';

const three = [
  'GEO-97 Stable layer identifiers',
  'GEO-118 Save a map view as a link',
  'GEO-121 Keyboard panning',
];

const item = (person: Person, name: string | RegExp): Locator =>
  person.page.getByRole('menuitem', { name });

/** From the menu of a row or, at a phone, of the open ticket. */
async function choose(person: Person, key: string, name: string | RegExp): Promise<void> {
  await person.page
    .getByRole('button', { name: `More for ${key}` })
    .first()
    .hover({ force: true });
  await person.press(button(person, `More for ${key}`).first());
  await person.press(item(person, name));
}

test('a ticket is written by two until it is ready', async ({ browser }) => {
  await inRoom(browser, [['Ana', { phone: true }]], async (marek, ana) => {
    if (ana === undefined) throw new Error('Ana did not come');
    await marek.paste(three);
    await marek.openTicket('Save a map view as a link');

    await marek.press(button(marek, 'Add Type'));
    await marek.press(item(marek, 'Story'));
    await marek.press(button(marek, 'Add Theme'));
    await marek.page.keyboard.type('Sharing');
    await marek.page.keyboard.press('Enter');
    await expect(button(marek, 'Theme: Sharing. Change')).toBeVisible();
    await marek.press(button(marek, 'Take it').first());
    await expect(button(marek, 'Assignee: Marek. Change')).toBeVisible();

    // Enter adds one criterion after the other.
    const add = marek.page.getByRole('textbox', { name: 'Add a criterion' });
    await add.fill('The link opens at the same zoom');
    await add.press('Enter');
    await add.fill('Renamed layers still resolve');
    await add.press('Enter');

    // The other one is on a phone: sees them, ticks one, moves it down, asks.
    await ana.press(
      ana.page
        .getByRole('button', { name: 'Backlog' })
        .or(ana.page.getByRole('tab', { name: 'Backlog' }))
        .last(),
    );
    await ana.openTicket('Save a map view as a link');
    const first = ana.page.getByRole('checkbox', { name: 'The link opens at the same zoom' });
    await first.check();
    await marek.sees('1 of 2 testable');
    await ana.press(button(ana, 'More for criterion 1'));
    await ana.press(item(ana, 'Move down'));
    await expect(
      marek.page.getByRole('listitem').filter({ hasText: 'Renamed layers' }).first(),
    ).toBeVisible();
    await ana.press(button(ana, 'Ask a question'));
    await ana.page.getByLabel('Question', { exact: true }).fill('Does it work without signing in?');
    await ana.page.getByLabel('Who finds out').selectOption({ label: 'Marek' });
    await ana.press(button(ana, /^Ask$/));
    await marek.sees('Does it work without signing in?');
    await marek.sees(/Marek finds out/);
    await marek.press(button(marek, /^Answer$/));
    await marek.page.keyboard.type('Yes, for public maps');
    await marek.page.keyboard.press('Enter');
    await ana.sees('Marek: Yes, for public maps');

    // Five boxes; the sixth line follows from the dependencies.
    for (const line of [
      'Value is clear',
      'Criteria are testable',
      'Design is attached',
      'Fits in one sprint',
    ])
      await marek.page.getByRole('checkbox', { name: line }).check();
    await marek.sees('Ready 5 of 6');
    await ana.page.getByRole('checkbox', { name: 'Questions are answered' }).check();
    await marek.sees('Ready 6 of 6');
    await expect(marek.page.getByText('GEO-118 is ready, 6 of 6.')).toBeAttached();
  });
});

test('a dependency is made by key, a circle is refused with its path, and a move above asks', async ({
  browser,
}) => {
  await inRoom(browser, [], async (marek) => {
    await marek.paste(three);
    await marek.openTicket('Save a map view as a link');
    await marek.page.keyboard.press('b');
    await marek.page.getByRole('combobox', { name: /^Blocked by/ }).fill('stable');
    await marek.page.keyboard.press('Enter');
    await expect(dialog(marek)).toBeHidden();
    await marek.sees('Blocked by GEO-97');
    await marek.sees('No open blocker: blocked by GEO-97');

    // The other half of a circle.
    await marek.openTicket('Stable layer identifiers');
    await marek.page.keyboard.press('b');
    await marek.page.getByRole('combobox', { name: /^Blocked by/ }).fill('save');
    await marek.page.keyboard.press('Enter');
    await marek.sees('GEO-118 → GEO-97 → GEO-118');
    await marek.page.keyboard.press('Escape');

    // Outside the room: a title and a link, ticked off by hand.
    await marek.openTicket('Save a map view as a link');
    await marek.press(
      marek.page.getByRole('region', { name: 'Dependencies' }).getByRole('button', { name: 'Add' }),
    );
    await dialog(marek).getByLabel('What it waits for').fill('The ferry office answers');
    await dialog(marek).getByRole('button', { name: 'Add', exact: true }).click();
    const outside = marek.page.getByRole('checkbox', { name: 'Done: The ferry office answers' });
    await outside.check();
    await expect(outside).toBeChecked();

    // Above its blocker: the mover is asked.
    await marek.page.keyboard.press('s');
    await marek.page.keyboard.press('t');
    await marek.sees('GEO-118 is above its blocker GEO-97.');
    await marek.sees('above its blocker GEO-97');
    await marek.press(button(marek, 'Move blocker above'));
    await expect
      .poll(() => marek.titles())
      .toEqual(['Stable layer identifiers', 'Save a map view as a link', 'Keyboard panning']);
  });
});

test('a selection moves as a block and takes fields in one step', async ({ browser }) => {
  await inRoom(browser, [['Bo', { phone: true }]], async (marek, bo) => {
    if (bo === undefined) throw new Error('Bo did not come');
    await marek.paste(['One', 'Two', 'Three', 'Four', 'Five']);
    await marek.row('Two').click();
    await marek.page.keyboard.press('x');
    await marek.page.keyboard.press('Shift+ArrowDown');
    await marek.sees('2 selected');
    await marek.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => marek.titles()).toEqual(['One', 'Four', 'Two', 'Three', 'Five']);
    await marek.page.keyboard.press('p');
    await dialog(marek).getByLabel('Priority').selectOption('Urgent');
    await dialog(marek).getByRole('combobox', { name: 'Theme' }).fill('Maps');
    await dialog(marek).getByRole('button', { name: 'Set', exact: true }).click();
    await marek.sees('2 tickets changed');

    await marek.page.keyboard.press('Escape');
    await marek.press(button(marek, 'Filter and group'));
    await marek.page.getByLabel('Group by').selectOption('Theme');
    await dialog(marek).getByRole('button', { name: /^Show/ }).click();
    await expect.poll(() => marek.titles()).toEqual(['Two', 'Three', 'One', 'Four', 'Five']);
    await expect(marek.page.getByRole('heading', { name: 'Maps' })).toBeVisible();

    // One step back, and forth again.
    await marek.page.keyboard.press('Control+z');
    await expect(marek.page.getByRole('heading', { name: 'Maps' })).toHaveCount(0);
    await expect.poll(() => marek.titles()).toEqual(['One', 'Four', 'Two', 'Three', 'Five']);
    await marek.page.keyboard.press('Control+Shift+z');
    await expect(marek.page.getByRole('heading', { name: 'Maps' })).toBeVisible();
    await expect.poll(() => marek.titles()).toEqual(['Two', 'Three', 'One', 'Four', 'Five']);

    // On a phone: boxes, and a menu.
    await bo.press(
      bo.page
        .getByRole('button', { name: 'Backlog' })
        .or(bo.page.getByRole('tab', { name: 'Backlog' }))
        .last(),
    );
    await bo.press(button(bo, /^More for/).first());
    await bo.press(item(bo, 'Select'));
    await bo.press(bo.page.getByRole('checkbox', { name: /^Select/ }).nth(1));
    await bo.press(button(bo, 'More for the selected tickets'));
    await bo.press(item(bo, 'Move to the bottom'));
    await expect.poll(() => bo.titles()).toEqual(['Two', 'Three', 'Five', 'One', 'Four']);
  });
});

test('parked, pruned with its twin offered, found again by its text', async ({ browser }) => {
  await inRoom(browser, [], async (marek) => {
    await marek.paste([...three, 'GEO-130 Save the map view as link']);
    await choose(marek, 'GEO-121', 'Park…');
    await dialog(marek)
      .getByLabel(/^What has to be found out/)
      .fill('Which keys?');
    await dialog(marek)
      .getByLabel(/^Who finds out/)
      .selectOption({ label: 'Marek' });
    await dialog(marek).getByRole('button', { name: 'Park' }).click();
    await expect(marek.page.getByRole('heading', { name: 'Parked' })).toBeVisible();

    await marek.openTicket('Save the map view as link');
    await marek.page.keyboard.press('#');
    await dialog(marek).getByLabel('Duplicate').check();
    await dialog(marek)
      .getByRole('option', { name: /GEO-118/ })
      .click();
    await dialog(marek)
      .getByLabel(/^A line about it/)
      .fill('Same wish');
    await dialog(marek).getByRole('button', { name: 'Archive', exact: true }).click();
    await marek.press(button(marek, /^Archived \(1\)/));
    await expect(dialog(marek).getByText(/Duplicate\s+of GEO-118/)).toBeVisible();
    await expect(dialog(marek).getByText('Same wish')).toBeVisible();
    await marek.page.keyboard.press('Escape');

    // A word of a description is found by the server alone.
    await marek.openTicket('Stable layer identifiers');
    await marek.page.keyboard.press('e');
    await marek.press(button(marek, 'Problem'));
    await marek.page.keyboard.type('Rhubarb is renamed.');
    await marek.press(button(marek, /^Save$/));
    await expect(marek.page.getByRole('heading', { name: 'Problem' })).toBeVisible();
    await marek.page.getByRole('searchbox', { name: 'Search tickets' }).fill('rhubarb');
    await expect.poll(() => marek.titles()).toEqual(['Stable layer identifiers']);
  });
});

test('a round on what is not ready asks once', async ({ browser }) => {
  await inRoom(browser, [], async (marek) => {
    await marek.paste(three);
    await marek.openTicket('Keyboard panning');
    await marek.page.getByRole('checkbox', { name: 'Value is clear' }).check();
    await marek.startRound();
    await expect(dialog(marek).getByText('GEO-121 is ready 2 of 6.')).toBeVisible();
    await dialog(marek).getByRole('button', { name: 'Start the round anyway' }).click();
    await marek.sees('round 1');
  });
});

test('5,000 tickets stay within 1,500 elements', async ({ browser }) => {
  await inRoom(browser, [], async (marek) => {
    const rows = Array.from({ length: 5000 }, (_, n) => `KEY-${n + 1},Ticket number ${n + 1}`);
    await marek.dropCsv('many.csv', ['Key,Summary', ...rows].join('\n'));
    await marek.press(button(marek, /^Add 5,000 tickets/));
    await expect(marek.row('Ticket number 1')).toBeVisible();
    await marek.openTicket('Ticket number 3');
    const list = marek.page.locator('.rows');
    for (const part of [0.5, 1, 0.25]) {
      await list.evaluate((element, share) => {
        element.scrollTop = element.scrollHeight * share;
      }, part);
      await expect(
        marek.page.getByRole('list', { name: 'Tickets' }).locator('.ttl').first(),
      ).toBeVisible();
      const elements = await marek.page.evaluate(() => document.querySelectorAll('*').length);
      expect(elements).toBeLessThanOrEqual(1500);
    }
    await marek.page.getByRole('searchbox', { name: 'Search tickets' }).fill('4999');
    await expect.poll(() => marek.titles()).toEqual(['Ticket number 4999']);
  });
});

for (const dark of [false, true])
  for (const phone of [false, true])
    test(`axe finds nothing in a full ticket, ${dark ? 'dark' : 'light'}, ${phone ? 'phone' : 'desk'}`, async ({
      browser,
    }) => {
      await inRoom(browser, [['Ana', { dark, phone }]], async (marek, ana) => {
        if (ana === undefined) throw new Error('Ana did not come');
        await marek.paste(three);
        await marek.openTicket('Save a map view as a link');
        const add = marek.page.getByRole('textbox', { name: 'Add a criterion' });
        await add.fill('The link opens at the same zoom');
        await add.press('Enter');
        await marek.press(button(marek, 'Ask a question'));
        await marek.page.getByLabel('Question', { exact: true }).fill('Who pays?');
        await marek.press(button(marek, /^Ask$/));
        await marek.row('Save a map view as a link').click();
        await marek.page.keyboard.press('b');
        await marek.page.getByRole('combobox', { name: /^Blocked by/ }).fill('stable');
        await marek.page.keyboard.press('Enter');
        await marek.row('Keyboard panning').click();
        await marek.page.keyboard.press('s');
        await marek.page.keyboard.press('t');

        if (phone) await ana.press(ana.page.locator('.tabs').getByText('Backlog'));
        await axeFindsNothing(ana.page, 'backlog');
        await ana.openTicket('Save a map view as a link');
        await ana.sees('Blocked by GEO-97');
        await axeFindsNothing(ana.page, 'ticket');
        await ana.press(button(ana, 'Add Theme'));
        await axeFindsNothing(ana.page, 'a field');
        await ana.page.keyboard.press('Escape');
        for (const what of [
          'Park…',
          'Edit theme, labels, priority…',
          'Blocked by, blocks…',
          'Archive…',
        ]) {
          await ana.press(
            ana.page.locator('.crumb').getByRole('button', { name: 'More for GEO-118' }),
          );
          await ana.press(item(ana, what));
          await expect(dialog(ana)).toBeVisible();
          await axeFindsNothing(ana.page, what);
          await ana.page.keyboard.press('Escape');
          await expect(dialog(ana)).toBeHidden();
        }
      });
    });
