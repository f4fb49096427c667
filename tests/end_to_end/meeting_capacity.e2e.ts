// How much fits, what is confirmed, and how the backlog stands: boards and sheets in use.

import { expect } from '@playwright/test';

import {
  button,
  byKeyboard,
  choose,
  describes,
  dialog,
  heading,
  plans,
  run,
  toTab,
} from './support/moves.js';
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

async function sizes(person: Person, title: string, number: string): Promise<void> {
  await person.openTicket(title);
  await person.page.keyboard.press('Shift+E');
  await dialog(person).getByLabel('Or a number').fill(number);
  await person.page.keyboard.press('Enter');
  await expect(dialog(person)).toHaveCount(0);
}

test('a sprint is set, edited, tried, committed, overrun and given up', async ({ browser }) => {
  const [marek, bo] = await gather(browser, server.url, [['Bo', { phone: true, dark: true }]]);
  if (!bo) throw new Error('Bo did not come');
  const { page } = marek;
  await marek.paste(['First', 'Second', 'Third']);
  await sizes(marek, 'First', '8');
  await sizes(marek, 'Second', '8');

  // A size that is no number is not in the sum.
  await run(marek, 'Room settings');
  await dialog(marek).getByLabel('Deck').selectOption({ label: 'T-shirt' });
  await marek.press(dialog(marek).getByRole('button', { name: 'Save' }));
  await marek.openTicket('Third');
  await page.keyboard.press('Shift+E');
  await marek.press(dialog(marek).getByRole('button', { name: 'XL', exact: true }));

  await run(marek, 'Capacity');
  const sheet = dialog(marek, 'Capacity');
  await sheet.getByLabel('Sprint', { exact: true }).fill('Sprint 42');
  await byKeyboard(page, sheet.getByRole('button', { name: 'Add a sprint' }));
  await expect(sheet).toContainText('A sprint needs a name and more than 0 points.');
  await expect(sheet.getByLabel('Points', { exact: true })).toBeFocused();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await choose(bo, /your menu/, 'Capacity');
  const onPhone = dialog(bo, 'Capacity');
  await expect(onPhone).toContainText('Sprint 42 · 8 of 12 points');
  await marek.press(sheet.getByRole('button', { name: 'Edit Sprint 42' }));
  await sheet.getByLabel('Sprint', { exact: true }).first().fill('May');
  await sheet.getByLabel('Points', { exact: true }).first().fill('0');
  await page.keyboard.press('Enter');
  await expect(sheet).toContainText('A sprint needs a name and more than 0 points.');
  await sheet.getByLabel('Points', { exact: true }).first().fill('17');
  await page.keyboard.press('Enter');
  await expect(onPhone).toContainText('May · 16 of 17 points · 1 above without an estimate');
  await expect(onPhone).toContainText('Not in the sum: #3.');
  await expect(onPhone).toContainText('Give these cards numbers to sum them.');

  // Tried on one's own screen; set, it is everybody's.
  await byKeyboard(page, sheet.getByRole('slider', { name: 'What if' }), 'ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(sheet).toContainText('with 20 points: after ticket 3, #3');
  await expect(onPhone).toContainText('of 17 points');
  await onPhone.getByRole('slider', { name: 'What if' }).fill('9');
  await expect(onPhone).toContainText('with 9 points: after ticket 1, #1');
  await expect(onPhone.getByRole('button', { name: 'Set', exact: true })).toHaveCount(0);
  await marek.press(sheet.getByRole('button', { name: 'Set', exact: true }));
  await expect(onPhone).toContainText('of 20 points');

  // What was committed is kept, whatever becomes of its size.
  await marek.press(sheet.getByRole('button', { name: 'Commit May' }));
  await expect(onPhone).toContainText(/Committed by Marek on .*: 3 tickets\./);
  await bo.page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await sizes(marek, 'First', '20');
  await run(marek, 'Capacity');
  await expect(sheet).toContainText('May is over by 8 points');
  await expect(sheet.getByText('over by 8', { exact: true })).toBeVisible();
  await expect(
    sheet.getByRole('img', { name: 'May: 28 of 20 points' }).locator('pattern'),
  ).toHaveCount(1);
  await expect(sheet.locator('svg rect[fill^="url("]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await sizes(marek, 'First', '1');
  await choose(bo, /your menu/, 'Capacity');
  await expect(onPhone).toContainText('11 points free');
  await expect(onPhone.locator('svg rect[fill^="url("]')).toHaveCount(0);
  await expect(onPhone.getByRole('button', { name: /^(Release|Commit|Edit|Remove)/ })).toHaveCount(
    0,
  );

  await run(marek, 'Capacity');
  await marek.press(sheet.getByRole('button', { name: 'Release May' }));
  await marek.press(sheet.getByRole('button', { name: 'Edit May' }));
  await marek.press(sheet.getByRole('button', { name: 'Remove the sprint' }));
  await expect(onPhone).toContainText('No sprint has a capacity yet.');
});

test('tickets for today are confirmed: taken, let through with a reason, looked at together', async ({
  browser,
}) => {
  const [marek, bo, dilek] = await gather(browser, server.url, [
    ['Bo', { phone: true }],
    ['Dilek', { watches: true, dark: true }],
  ]);
  if (!bo || !dilek) throw new Error('somebody did not come');
  const { page } = marek;
  await marek.paste(['First', 'Second', 'Third']);
  await plans(marek, 'Confirm 10', ['First', 'Second', 'Third']);
  await page.keyboard.press('Enter');
  for (const person of [marek, bo, dilek]) await expect(heading(person, 'Confirm')).toBeVisible();
  await bo.sees('0 of 3 ready, 0 points in all');
  const rowOf = (person: Person, title: string) =>
    person.page
      .getByRole('list', { name: 'Tickets for today' })
      .getByRole('listitem')
      .filter({ hasText: title });

  await bo.press(button(bo, 'Take it: #1'));
  await expect(rowOf(marek, 'First')).toContainText('Bo');
  await expect(button(marek, 'Take it: #1')).toHaveCount(0);
  await byKeyboard(dilek.page, button(dilek, 'Take it: #2'));
  await expect(rowOf(bo, 'Second')).toContainText('Dilek');

  await bo.press(button(bo, 'Ready anyway: #1'));
  await dialog(bo).getByLabel('Why it can go ahead all the same').fill('A spike will tell');
  await bo.press(dialog(bo).getByRole('button', { name: 'Ready anyway', exact: true }));
  await expect(rowOf(marek, 'First')).toContainText('Ready anyway, says Bo: A spike will tell');
  await expect(button(marek, 'Ready anyway: #1')).toHaveCount(0);
  await dilek.sees('1 of 3 ready');

  await byKeyboard(page, button(marek, 'Bring everyone to #3'));
  await expect(rowOf(bo, 'Third')).toHaveAttribute('aria-current', 'true');
  await expect(rowOf(dilek, 'Third')).toHaveAttribute('aria-current', 'true');
  await expect(bo.page.getByRole('button', { name: /^Bring everyone to/ })).toHaveCount(0);
  // A phone looks into one, and comes back with its size in the sum.
  await bo.press(rowOf(bo, 'Third').getByRole('button', { name: /Third/ }).first());
  await expect(heading(bo, 'Third')).toBeVisible();
  await run(bo, 'Set an estimate without a vote');
  await bo.press(dialog(bo).getByRole('button', { name: '5 points' }));
  await bo.sees('5 · set by Bo');
  await toTab(bo, 'Confirm');
  await bo.sees('1 of 3 ready, 5 points in all');
});

test('health tells what is missing, what helps, how it is counted and what the meeting changed', async ({
  browser,
}) => {
  const [marek, bo] = await gather(browser, server.url, [['Bo', { phone: true }]]);
  if (!bo) throw new Error('Bo did not come');
  const { page } = marek;
  await marek.paste(['One', 'Two', 'Three', 'Four', 'Five']);
  await plans(marek, 'Talk 10');
  await page.keyboard.press('Enter');
  await bo.page.getByRole('timer', { name: 'Clock of Talk' }).waitFor();

  const health = (person: Person) => dialog(person, 'Health of the backlog');
  const ring = (person: Person, name: string) =>
    health(person)
      .getByRole('button', { name: new RegExp(name) })
      .first();
  await choose(bo, /your menu/, 'Health of the backlog');
  await expect(ring(bo, 'Detailed')).toContainText('0 of 5');
  await expect(ring(bo, 'Emergent')).toContainText('5 of 5');
  await bo.press(ring(bo, 'Emergent'));
  await expect(health(bo)).toContainText('Nothing is missing here.');
  await bo.press(ring(bo, 'Detailed'));
  await expect(health(bo)).toContainText('Not yet Detailed: 5 tickets');
  await expect(health(bo)).toContainText(
    'a description of 80 characters and an acceptance criterion',
  );

  // Its one action leads to where it is written; one who helps sees it count.
  await bo.press(health(bo).getByRole('button', { name: /^Describe it: .*One/ }));
  await describes(
    bo,
    'People lose the place on the map that they have found, and begin to look for it again.',
  );
  await bo.press(button(bo, /^Save$/));
  const criterion = bo.page.getByRole('textbox', { name: 'Add a criterion' });
  await criterion.fill('The link opens at the same zoom');
  await criterion.press('Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(ring(marek, 'Detailed')).toContainText('1 of 5');
  await expect(health(marek)).toContainText('+1 since the meeting began');

  // What stands above its blocker is no order yet.
  await page.keyboard.press('Escape');
  await marek.openTicket('Two');
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: /^Blocked by/ }).fill('Five');
  await page.keyboard.press('Enter');
  await marek.sees('above its blocker #5');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await byKeyboard(page, ring(marek, 'Prioritised'));
  await expect(health(marek)).toContainText('stands above its open blocker');
  await byKeyboard(page, health(marek).getByRole('button', { name: /^Move below #5: .*Two/ }));
  await expect(ring(marek, 'Prioritised')).toContainText('1 of 5');
  await expect(health(marek)).toContainText('Not yet Prioritised: 4 tickets');
  await marek.press(health(marek).getByText('How these are counted'));
  await expect(health(marek).getByText(/^Was moved or settled in the last 30 days/)).toBeVisible();
  await marek.press(health(marek).getByText('Show as table'));
  await expect(health(marek).getByRole('row', { name: /Prioritised/ })).toContainText('+1');
  await page.keyboard.press('Escape');
  await expect.poll(() => marek.titles()).toEqual(['One', 'Three', 'Four', 'Five', 'Two']);
});
