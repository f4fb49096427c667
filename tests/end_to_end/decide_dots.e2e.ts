// Dots: placed hidden by mouse, keyboard and touch, shown at once, and settled into an order or sizes.

import { expect, type Locator } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { button, choose, dialog, run } from './support/moves.js';
import { gather, Person, type PersonOptions } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

let server: RefineryServer;

test.beforeAll(async () => {
  server = await RefineryServer.start();
});
test.afterAll(async () => {
  await server.dispose();
});

const rows = ({ page }: Person): Locator => page.getByRole('list', { name: 'Where your dots go' });
const rowOf = (person: Person, name: string): Locator =>
  rows(person).getByRole('listitem').filter({ hasText: name });
const give = (person: Person, name: string): Locator =>
  rows(person).getByRole('button', { name: `Give a dot to ${name}` });
const take = (person: Person, name: string): Locator =>
  rows(person).getByRole('button', { name: `Take a dot back from ${name}` });
const result = ({ page }: Person): Locator => page.getByRole('list', { name: 'What the dots say' });
const result_lines = async (person: Person): Promise<string[]> => {
  await expect(result(person)).toBeVisible();
  return await result(person)
    .locator('summary')
    .evaluateAll((all) =>
      all.map((one) => {
        const words = (part: string) => one.querySelector(part)?.textContent?.trim() ?? '';
        return `${words('.rank [aria-hidden]')} ${words('.what b')} ${words('.n [aria-hidden]')}`;
      }),
    );
};
const said = ({ page }: Person, words: string | RegExp): Locator =>
  page.locator('#say-polite, #say-assertive').filter({ hasText: words });

async function team(
  browser: Parameters<typeof gather>[0],
  others: readonly [string, PersonOptions?][],
  tickets: readonly string[],
): Promise<Person[]> {
  const people = await gather(browser, server.url, others);
  await people[0].paste(tickets);
  return people;
}

async function opens(
  lead: Person,
  settings: { named?: boolean; work?: boolean; time?: string; per?: string } = {},
): Promise<void> {
  await lead.page.keyboard.press('v');
  const form = dialog(lead, 'Open a dot voting');
  await expect(form).toBeVisible();
  if (settings.named) await form.getByLabel('Anonymous').uncheck();
  if (settings.work) await form.getByLabel('more work').check();
  if (settings.per !== undefined) await form.getByLabel('Dots each').fill(settings.per);
  await form.getByLabel('Time').selectOption({ label: settings.time ?? 'Until I close it' });
  await form.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(rows(lead)).toBeVisible();
}

test('DOT dots are placed by mouse, keyboard and touch, shown at once, and become the order', async ({
  browser,
}) => {
  const [marek, ana, bo, noor, pia] = await team(
    browser,
    [['Ana'], ['Bo'], ['Noor', { phone: true }], ['Pia', { watches: true }]],
    ['Alpha', 'Beta', 'Gamma', 'Delta'],
  );
  if (!marek || !ana || !bo || !noor || !pia) throw new Error('somebody did not come');
  await opens(marek, { named: true });
  await expect(said(ana, 'Dot voting is open: 4 tickets, 5 dots each')).toHaveCount(1);

  // By mouse; a limit says why.
  for (let n = 0; n < 3; n += 1) await give(ana, '#2').click();
  await ana.sees('2 of 5 left');
  // It stays where it was, and says why when it is pressed.
  await give(ana, '#2').click({ force: true });
  await ana.sees('3 is the most on one ticket.');
  await give(ana, '#1').click();
  await give(ana, '#1').click();
  await ana.sees('0 of 5 left');
  await give(ana, '#3').click({ force: true });
  await ana.sees('No dots left. Take one back first.');
  await take(ana, '#1').click();
  await ana.sees('1 of 5 left');

  // By keyboard alone.
  await bo.page.keyboard.press('Escape');
  await give(bo, '#1').focus();
  await bo.page.keyboard.press('ArrowDown');
  await expect(give(bo, '#2')).toBeFocused();
  await bo.page.keyboard.press('ArrowDown');
  for (const key of ['+', '+', '-', '+']) await bo.page.keyboard.press(key);
  await bo.sees('3 of 5 left');
  await expect(said(bo, '#3: 2 of yours, 3 left')).toHaveCount(1);
  await bo.page.keyboard.press('ArrowDown');
  await bo.page.keyboard.press('+');
  await bo.page.keyboard.press('0');
  await expect(said(bo, '#4: 0 of yours, 3 left')).toHaveCount(1);
  await bo.page.keyboard.press('Control+z');
  await bo.sees('4 of 5 left');
  await bo.page.keyboard.press('+');
  await bo.sees('3 of 5 left');
  await bo.page.keyboard.press('d');

  // By touch; whoever watches votes too, where everybody does.
  await noor.press(give(noor, '#2'));
  await noor.press(give(noor, '#2'));
  await noor.sees('3 of 5 left');
  await noor.press(button(noor, 'I am done'));
  await give(pia, '#4').click();

  // Others see how many are left, never where.
  await expect(marek.page.getByRole('button', { name: /^Ana, 1 left/ })).toBeVisible();
  await expect(marek.page.getByRole('button', { name: /^Bo, done/ })).toBeVisible();
  await marek.sees('2 of 5 done');
  await expect(rowOf(marek, 'Beta')).not.toContainText('5');
  await axeFindsNothing(noor.page, 'dots on a phone');
  await axeFindsNothing(bo.page, 'dots on a desktop');

  // The lead goes on without somebody, and closes.
  await choose(marek, /^Pia, 4 left/, 'Don’t wait for');
  await marek.sees('2 of 4 done');
  await marek.page.getByRole('button', { name: 'Close', exact: true }).click();
  for (const person of [marek, ana, noor])
    expect(await result_lines(person)).toEqual(['1 #2 5', '2 #4 2', '3 #1 1', '3 #3 1']);
  await expect(said(noor, 'Most dots: #2, 5; then #4, 2.')).toHaveCount(1);
  await result(ana).locator('summary').first().click();
  await ana.sees('Ana: 3');
  await ana.sees('Noor: 2');
  await expect(result(ana)).toContainText('3 of yours');
  await axeFindsNothing(ana.page, 'the result of dots');

  // The order, looked at first, and taken back once.
  await button(marek, 'Order by this').click();
  const preview = dialog(marek, 'Order by dots');
  await expect(preview).toContainText('4 tickets move.');
  await expect(preview.getByRole('listitem').first()).toContainText('▲1');
  await preview.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => ana.titles()).toEqual(['Beta', 'Delta', 'Alpha', 'Gamma']);
  await expect(said(ana, 'Backlog ordered by dots, 4 tickets moved.')).toHaveCount(1);
  await marek.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => ana.titles()).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta']);

  // Two of them alone, by what was placed; what waits for another stays below it.
  await marek.page.getByRole('button', { name: /^3 #3 Gamma/ }).focus();
  await marek.page.keyboard.press('x');
  await marek.page.keyboard.press('ArrowDown');
  await marek.page.keyboard.press('x');
  await choose(marek, 'More for the selected tickets', /^Order these by their dots/);
  await expect(preview).toContainText('2 tickets move.');
  await preview.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => ana.titles()).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);

  // Once more; the old one stays to be read.
  await button(marek, 'Vote again').click();
  await expect(rows(ana)).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: /more important/ }));
  await expect(dialog(ana)).toContainText('Beta');
  await ana.page.keyboard.press('Escape');

  // Nobody has placed anything: cancelling asks nothing. With dots it does.
  await give(ana, '#1').click();
  await marek.sees('4 left');
  await choose(marek, 'More for this voting', 'Cancel the voting');
  await expect(dialog(marek, 'Cancel this voting?')).toContainText('1 person has placed dots');
  await dialog(marek).getByRole('button', { name: 'Cancel the voting' }).click();
  await ana.sees('This voting was cancelled.');
});

test('DOT-6 a ticket that is being voted on stays, or all dots are dealt again', async ({
  browser,
}) => {
  const [marek, ana] = await team(browser, [['Ana']], ['Alpha', 'Beta', 'Gamma']);
  if (!marek || !ana) throw new Error('somebody did not come');
  await opens(marek);
  await give(ana, '#1').click();
  await give(ana, '#2').click();
  await ana.sees('3 of 5 left');

  await ana
    .row('Alpha')
    .focus()
    .catch(() => undefined);
  await ana.openTicket('Alpha');
  await ana.page.keyboard.press('#');
  await dialog(ana).getByRole('button', { name: 'Archive', exact: true }).click();
  await ana.sees('#1 is being voted on.');
  await expect(ana.page.getByRole('button', { name: /deal all dots again/ })).toHaveCount(0);

  await marek.openTicket('Alpha');
  await marek.page.keyboard.press('#');
  await dialog(marek).getByRole('button', { name: 'Archive', exact: true }).click();
  await marek.sees('#1 is being voted on.');
  await marek.page.getByRole('button', { name: 'Archive it and deal all dots again' }).click();
  await ana.sees('all dots are dealt again');
  await ana.page.keyboard.press('g');
  await ana.page.keyboard.press('g');
  await ana.sees('5 of 5 left');
  await expect(rows(ana).getByRole('listitem')).toHaveCount(2);
});

test('DOT-5 DOT-7 a voting closes by itself, a late press reads why, and dots become sizes', async ({
  browser,
}) => {
  const [marek, ana] = await team(browser, [['Ana']], ['Alpha', 'Beta', 'Gamma', 'Delta']);
  if (!marek || !ana) throw new Error('somebody did not come');
  await opens(marek, { work: true });
  await give(marek, '#1').click();
  await give(marek, '#1').click();
  await give(ana, '#2').click();
  await ana.sees('4 of 5 left');
  await button(marek, 'Close in 30 s').click();
  await ana.sees(/0:[0-3]\d left/);

  // A press that waits for its server while the voting closes.
  await ana.page.context().setOffline(true);
  await ana.page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await give(ana, '#2').click();
  await marek.page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await result_lines(marek)).toEqual(['1 #1 2', '2 #2 1', '– #3 0', '– #4 0']);
  await ana.page.context().setOffline(false);
  expect(await result_lines(ana)).toEqual(['1 #1 2', '2 #2 1', '– #3 0', '– #4 0']);
  await ana.sees(/^Dot voting closed at .+; your last dot was not counted\.$/);

  await button(marek, 'Set sizes').click();
  const sizes = dialog(marek, 'Set sizes by dots');
  await sizes
    .getByRole('group', { name: /2 dots/ })
    .getByText('13', { exact: true })
    .click();
  await sizes
    .getByRole('group', { name: /^1 dot/ })
    .getByText('5', { exact: true })
    .click();
  await axeFindsNothing(marek.page, 'sizes');
  await sizes.getByRole('button', { name: 'Set 2 sizes' }).click();
  await ana.openTicket('Alpha');
  await ana.sees('13, sized by dots');
});

test('the palette places dots while the room is elsewhere, and a reader sees that a voting runs', async ({
  browser,
}) => {
  const [marek, ana] = await team(browser, [['Ana']], ['Alpha', 'Beta', 'Gamma']);
  if (!marek || !ana) throw new Error('somebody did not come');
  await opens(marek);
  await choose(marek, 'Boards', /The ticket again/);
  await ana.sees('Dot voting is still open');
  await run(ana, 'Place my dots');
  const sheet = dialog(ana);
  await sheet.getByRole('button', { name: 'Give a dot to #1' }).click();
  await expect(sheet).toContainText('4 of 5 left');
  await ana.page.keyboard.press('+');
  await expect(sheet).toContainText('4 of 5 left');
  await ana.page.keyboard.press('Escape');

  await choose(marek, 'Boards', 'Dots');
  await marek.sees('Which matters more?');
  await expect(marek.page.getByRole('button', { name: /^Ana, 4 left/ })).toBeVisible();

  await marek.press(button(marek, 'Invite people'));
  const link = await marek.page.getByLabel('Read-only link', { exact: true }).inputValue();
  await marek.page.keyboard.press('Escape');
  const reader = await Person.arrive(browser, 'Reader', { phone: true });
  await reader.page.goto(link);
  await reader.sees('A dot voting runs.');
  await expect(reader.page.getByText(/4 left/)).toHaveCount(0);
  await marek.page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await result_lines(reader)).toEqual(['1 #1 1', '– #2 0', '– #3 0']);
});
