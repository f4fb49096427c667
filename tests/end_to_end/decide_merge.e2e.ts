// Several tickets become one, and are taken apart again by one press.

import { expect, type Locator } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { inRoom } from './support/in_room.js';
import { button, dialog } from './support/moves.js';
import type { Person } from './support/person.js';
import { test } from './support/test.js';

const csv = [
  'Key,Summary,Description,Story Points,Assignee',
  'GEO-97,Move the map by keys,Walkers use one hand.,,Ida',
  'GEO-118,Keyboard panning,The map has no keys.,8,Bo',
  'GEO-121,Print at A3,,,',
].join('\n');

const row = (person: Person, name: string): Locator =>
  person.page
    .getByRole('list', { name: 'Tickets', exact: true })
    .getByRole('listitem')
    .filter({ hasText: name });

test('two tickets become one by the keyboard alone, with one undo', async ({ browser }) => {
  await inRoom(browser, [['Ana', { phone: true, dark: true }]], async (marek, ana) => {
    if (ana === undefined) throw new Error('Ana did not come');
    await marek.dropCsv('maps.csv', csv);
    await marek.press(button(marek, 'Add 3 tickets'));
    await expect(marek.row('Print at A3')).toBeVisible();

    await marek.page.keyboard.press('j');
    await marek.page.keyboard.press('x');
    await marek.page.keyboard.press('j');
    await marek.page.keyboard.press('x');
    await marek.page.keyboard.press('m');

    // The one with an estimate is proposed to stay; what differs stands side by side.
    const panel = dialog(marek);
    await expect(panel.getByRole('radio', { name: /GEO-118/ }).first()).toBeChecked();
    await expect(panel.getByRole('group', { name: 'Title' })).toBeVisible();
    await expect(panel.getByRole('group', { name: 'Type' })).toHaveCount(0);
    await expect(panel).toContainText('Walkers use one hand.');
    await expect(panel).toContainText('The estimate 8 stays, from before the merge.');
    await panel.getByRole('group', { name: 'Title' }).getByRole('radio').first().focus();
    await marek.page.keyboard.press('ArrowDown');
    await button(marek, 'Merge into GEO-118').focus();
    await marek.page.keyboard.press('Enter');

    await expect(marek.page.locator('#say-polite')).toHaveText(
      /GEO-97 merged into GEO-118 by Marek\./,
    );
    await expect(panel).toHaveCount(0);
    await expect.poll(() => marek.titles()).toEqual(['Move the map by keys', 'Print at A3']);
    await marek.openTicket('Move the map by keys');
    await marek.sees('from before the merge');

    // The archive leads to where it went.
    await marek.press(button(marek, 'Archived (1)'));
    await expect(panel.getByText('merged into GEO-118')).toBeVisible();
    await panel.getByRole('button', { name: 'GEO-118', exact: true }).click();
    await expect(panel).toHaveCount(0);

    await marek.page.keyboard.press('Control+z');
    await expect
      .poll(() => marek.titles())
      .toEqual(['Move the map by keys', 'Keyboard panning', 'Print at A3']);

    // By touch: one of them is a duplicate, and its archive entry offers the merge.
    await ana.press(ana.page.getByRole('button', { name: 'Backlog', exact: true }));
    await ana.press(button(ana, 'More for GEO-97'));
    await ana.press(ana.page.getByRole('menuitem', { name: 'Merge…' }));
    await ana.press(dialog(ana).getByRole('option', { name: /Keyboard panning/ }));
    await axeFindsNothing(ana.page);
    await ana.press(button(ana, 'Merge into GEO-118'));
    await expect.poll(() => marek.titles()).toEqual(['Keyboard panning', 'Print at A3']);
  });
});

test('what would wait for itself, or is being voted on, is said before anything happens', async ({
  browser,
}) => {
  await inRoom(browser, [['Ana']], async (marek, ana) => {
    if (ana === undefined) throw new Error('Ana did not come');
    await marek.paste(['GEO-97 Move the map by keys', 'GEO-118 Keyboard panning', 'GEO-121 Print']);
    await expect(marek.row('Print')).toBeVisible();
    const pick = async (...names: readonly string[]): Promise<void> => {
      for (const name of names) {
        await row(marek, name).click();
        await marek.page.keyboard.press('x');
      }
    };

    // Dots lie on one of them: the lead may deal them all again.
    await marek.page.keyboard.press('v');
    await marek.press(dialog(marek).getByRole('button', { name: /^Open/ }));
    await ana.sees('Which matters more?');
    await pick('Keyboard panning', 'Move the map by keys');
    await marek.page.keyboard.press('m');
    await marek.press(button(marek, /^Merge into GEO-/));
    await marek.sees('is being voted on.');
    await marek.press(button(marek, 'Merge and deal all dots again'));
    await expect.poll(() => ana.titles()).toHaveLength(2);
  });
});
