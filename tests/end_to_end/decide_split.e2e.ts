// A ticket becomes several, by a draft that everybody writes in.

import { expect, type Locator } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { inRoom } from './support/in_room.js';
import { button } from './support/moves.js';
import type { Person } from './support/person.js';
import { test } from './support/test.js';

const csv = [
  'Key,Summary,Description,Story Points,Labels',
  'GEO-97,Stable layer identifiers,Layers keep their id,5,map',
  'GEO-118,Move the map by keys,"Walkers use one hand.\n\nThe map has no keys at all.",20,map',
  'GEO-121,Print at A3,,,',
].join('\n');
const criteria = ['Arrow keys pan', 'Plus and minus zoom', 'Home goes back'];

const child = (person: Person, n: number): Locator =>
  person.page.getByRole('region', { name: `Child ${n}`, exact: true });
const title = (person: Person, n: number): Locator => person.page.getByLabel(`Title of child ${n}`);
const criteriaOf = (person: Person, n: number): Locator =>
  person.page.getByRole('list', { name: `Criteria of child ${n}` });

/** A backlog with one ticket that is too large, and three criteria on it. */
async function prepare(lead: Person): Promise<void> {
  await lead.dropCsv('maps.csv', csv);
  await lead.press(button(lead, 'Add 3 tickets'));
  await lead.openTicket('Move the map by keys');
  for (const text of criteria) {
    await lead.page.getByLabel('Add a criterion').fill(text);
    await lead.page.keyboard.press('Enter');
    await lead.sees(text);
  }
  await lead.page.getByLabel('Add a criterion').blur();
}

test('two people split a ticket together, by mouse and by keyboard', async ({ browser }) => {
  await inRoom(browser, [['Ana']], async (marek, ana) => {
    if (ana === undefined) throw new Error('Ana did not come');
    await prepare(marek);
    await ana.openTicket('Move the map by keys');

    await marek.page.keyboard.press('Shift+X');
    await marek.sees('Being split by Marek');
    await ana.sees('Being split by Marek');
    await ana.press(button(ana, 'Open the split'));
    await expect(criteriaOf(ana, 1).getByRole('listitem')).toHaveCount(3);

    // Each writes in a child, and the other reads along.
    await title(marek, 1).fill('Arrow keys');
    await title(ana, 2).fill('Zoom by keys');
    await expect(title(ana, 1)).toHaveValue('Arrow keys');
    await expect(title(marek, 2)).toHaveValue('Zoom by keys');
    await marek.sees('Being split by Marek and Ana');

    // Carried by the grip.
    const grip = await child(marek, 1)
      .getByRole('listitem')
      .filter({ hasText: 'Plus and minus' })
      .getByTitle('Drag to another child')
      .boundingBox();
    const target = await child(marek, 2).boundingBox();
    if (!grip || !target) throw new Error('they are in the page');
    await marek.page.mouse.move(grip.x + 8, grip.y + 8);
    await marek.page.mouse.down();
    await marek.page.mouse.move(target.x + 80, target.y + 60, { steps: 8 });
    await marek.page.mouse.up();
    await expect(criteriaOf(ana, 2).getByText('Plus and minus zoom')).toBeVisible();
    await expect(criteriaOf(ana, 1).getByRole('listitem')).toHaveCount(2);

    // A third, by the keyboard alone.
    await button(ana, 'Add a child').focus();
    await ana.page.keyboard.press('Enter');
    await expect(title(ana, 3)).toBeFocused();
    await button(ana, 'Send “Home goes back” to child 3').focus();
    await ana.page.keyboard.press('Enter');
    await expect(criteriaOf(marek, 3).getByText('Home goes back')).toBeVisible();

    await ana.page.getByLabel('Guess for child 1').selectOption('5');
    await ana.page.getByLabel('Guess for child 2').selectOption('5');
    await ana.page.getByLabel('Guess for child 3').selectOption('3');
    await expect(marek.page.getByText('20 → 5 + 5 + 3')).toBeVisible();
    await axeFindsNothing(marek.page);

    // An empty title gets the focus, and says why.
    await marek.press(button(marek, 'Split into 3'));
    await expect(title(marek, 3)).toBeFocused();
    await marek.sees('Child 3 needs a title.');
    await marek.press(button(marek, 'Path'));
    await expect(title(marek, 3)).toHaveValue('Move the map by keys, one way: ');
    await marek.page.keyboard.type('home');
    await marek.press(button(marek, 'Split into 3'));

    // It stands in its place, and is taken back by one press.
    await expect(marek.page.locator('#say-polite')).toHaveText(/GEO-118 split into 3 by Marek\./);
    await ana.sees('GEO-118 split into 3 children');
    const family = ['Arrow keys', 'Zoom by keys', 'Move the map by keys, one way: home'];
    await expect
      .poll(() => ana.titles())
      .toEqual(['Stable layer identifiers', ...family, 'Print at A3']);
    await marek.press(button(marek, 'Undo'));
    await expect
      .poll(() => ana.titles())
      .toEqual(['Stable layer identifiers', 'Move the map by keys', 'Print at A3']);
    await marek.page.keyboard.press('Control+Shift+Z');
    await ana.sees('GEO-118 split into 3 children');

    // The archive and the children say where they went and came from.
    await ana.page.keyboard.press('Control+k');
    await ana.page.keyboard.type('archive');
    await ana.press(ana.page.getByRole('option', { name: 'Archived tickets' }));
    await expect(
      ana.page.getByRole('dialog').getByText(/^split into #\d+, #\d+, #\d+$/),
    ).toBeVisible();
    await ana.page
      .getByRole('dialog')
      .getByRole('button', { name: /^#\d+$/ })
      .first()
      .click();
    await ana.sees('split from GEO-118');

    // And on to its children.
    await marek.press(button(marek, 'Estimate the children'));
    await ana.sees('round 1');
    await expect(marek.page.getByRole('heading', { level: 1, name: 'Arrow keys' })).toBeVisible();
  });
});

test('the step of the agenda splits, on a phone by tabs, and so does a size that is too large', async ({
  browser,
}) => {
  await inRoom(browser, [['Ana', { phone: true, dark: true }]], async (marek, ana) => {
    if (ana === undefined) throw new Error('Ana did not come');
    await prepare(marek);
    await marek.press(button(marek, 'Set an agenda'));
    await marek.page.getByLabel('One step a line').fill('Split 10\nEstimate 10');
    await marek.press(button(marek, /^Add \d+ steps/));
    await marek.press(button(marek, 'Done').first());
    await button(marek, 'More for GEO-118').first().hover({ force: true });
    await marek.press(button(marek, 'More for GEO-118').first());
    await marek.press(marek.page.getByRole('menuitem', { name: 'Add to today' }));
    await marek.press(button(marek, /^Agenda:/));
    await marek.press(
      marek.page
        .getByRole('dialog', { name: 'Agenda' })
        .getByRole('button', { name: 'Start Split' }),
    );

    // Its ticket, and what is too large about it.
    await ana.sees('20 is above the split limit of 13.');
    await ana.press(button(ana, 'Begin to split'));
    await ana.sees('Being split by Ana');
    await marek.page.keyboard.press('Escape');
    await marek.sees('Being split by Ana');

    const tab = (n: number) => ana.page.getByRole('tab', { name: new RegExp(`^Child ${n}`) });
    await title(ana, 1).fill('Arrow keys');
    await ana.press(button(ana, 'Send “Home goes back” to child 2'));
    await expect(criteriaOf(ana, 1).getByRole('listitem')).toHaveCount(2);
    await ana.press(tab(2));
    await expect(criteriaOf(ana, 2).getByText('Home goes back')).toBeVisible();
    await title(ana, 2).fill('Home by a key');
    await ana.page.getByLabel('Guess for child 2').selectOption('3');
    await axeFindsNothing(ana.page);
    await expect(title(marek, 1)).toHaveValue('Arrow keys');

    await ana.press(button(ana, 'Split into 2'));
    await expect(ana.page.locator('#say-polite')).toHaveText(/GEO-118 split into 2 by Ana\./);
    await ana.sees('GEO-118 split into 2 children');
    // Whoever leads goes on with them.
    await expect(button(ana, 'Estimate the children')).toHaveCount(0);
    await marek.press(button(marek, 'Estimate the children'));

    // A size above the limit: *Split…* stands beside *Settle*, and everybody comes along.
    for (const person of [marek, ana]) await person.vote('20 points');
    await expect(button(marek, /^Settle 20/)).toBeVisible();
    await marek.press(button(marek, 'Split…'));
    await ana.sees('Being split by Marek');
    await ana.press(button(ana, 'Give the split up'));
    await marek.sees('Nobody has begun to split this ticket.');
  });
});
