// What a ticket carries beside its words, and what follows from it in list, capacity and health.

import { expect } from '@playwright/test';

import {
  button,
  byKeyboard,
  choose,
  chooseForTicket,
  describes,
  dialog,
  run,
  toTab,
} from './support/moves.js';
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

const six = ['Map view', 'Legend', 'Tiles', 'Print', 'Fax', 'Telex'];

/** One field of a ticket, written by keyboard alone. */
async function writes({ page }: Person, field: string, words: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${field}` }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: field })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `${field}: ${words}. Change` })).toBeVisible();
}

async function sizes({ page }: Person, card: string): Promise<void> {
  await page.keyboard.press('Shift+E');
  await page.getByRole('dialog').getByRole('button', { name: card }).click();
}

/** By touch; the list shows it behind the sheet. */
async function filters(person: Person, field: string, value: string | RegExp): Promise<void> {
  await person.press(button(person, 'Filter and group'));
  const select = dialog(person).getByLabel(field, { exact: true });
  await expect(select).toBeVisible();
  const options = await select.locator('option').allInnerTexts();
  const label = options.map((one) => one.trim()).find((one) => one.search(value) >= 0);
  await select.selectOption({ label: label ?? String(value) });
  await person.press(dialog(person).getByRole('button', { name: /^Show/ }));
}

const heads = ({ page }: Person) =>
  page.getByRole('list', { name: 'Tickets' }).getByRole('heading').allInnerTexts();

test('fields are filled in, grouped and filtered by, and what is done leaves every sum', async ({
  browser,
}) => {
  const [marek, bo] = await gather(browser, server.url, [['Bo', { phone: true, dark: true }]]);
  if (!bo) throw new Error('Bo did not come');
  const { page } = marek;
  await marek.paste(six);
  await run(marek, 'Plan the meeting');
  const goal = page.getByLabel('New product goal');
  await goal.fill('Maps for all');
  await goal.press('Enter');
  await marek.press(button(marek, 'Done'));

  // At the desk, by keyboard.
  await marek.openTicket('Map view');
  await writes(marek, 'Requester', 'The ferry office');
  await writes(marek, 'Initiative', 'Coast');
  await choose(marek, 'Add Goal', 'Maps for all');
  await expect(button(marek, 'Goal: Maps for all. Change')).toBeVisible();
  await page.keyboard.press('l');
  await expect(dialog(marek).getByRole('combobox', { name: 'Add a label' })).toBeFocused();
  await page.keyboard.type('sea');
  await page.keyboard.press('Enter');
  await page.keyboard.type('chart');
  await page.keyboard.press('Enter');
  await byKeyboard(page, dialog(marek).getByRole('button', { name: 'Set', exact: true }));
  await marek.press(button(marek, 'Add Links'));
  await page.getByLabel('Add a link').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await marek.sees('A link begins with http:// or https:// and has no spaces.');
  await page.getByLabel('Add a link').fill('https://tracker.example/GEO-1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /tracker\.example/ })).toBeVisible();
  await sizes(marek, '5 points');

  // What has no key of its own, from the palette.
  await run(marek, 'Set the type');
  await expect(dialog(marek).getByLabel('Type')).toBeFocused();
  await dialog(marek).getByLabel('Type').selectOption('Bug');
  await marek.press(dialog(marek).getByRole('button', { name: 'Set', exact: true }));
  await expect(button(marek, 'Type: Bug. Change')).toBeVisible();
  await run(marek, 'Set the status');
  await dialog(marek).getByLabel('Status', { exact: true }).selectOption('Other…');
  await dialog(marek).getByLabel('Status, as your tracker words it').fill('Ready for work');
  await marek.press(dialog(marek).getByRole('button', { name: 'Set', exact: true }));
  await expect(button(marek, 'Status: Ready for work (to do). Change')).toBeVisible();
  await run(marek, 'Set the requester');
  await expect(dialog(marek).getByRole('combobox', { name: 'Requester' })).toBeFocused();
  await dialog(marek).getByRole('combobox', { name: 'Requester' }).fill('The harbour');
  await page.keyboard.press('Enter');
  await expect(button(marek, 'Requester: The harbour. Change')).toBeVisible();
  await run(marek, 'Add a link');
  await dialog(marek).getByLabel('Add a link').fill('ftp://tracker.example');
  await page.keyboard.press('Enter');
  await expect(dialog(marek)).toContainText('A link begins with http:// or https://');
  await dialog(marek).getByLabel('Add a link').fill('https://wiki.example/map');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /wiki\.example/ })).toBeVisible();
  await marek.press(button(marek, /^Remove the link wiki/));

  // On a phone: read, taken away, grouped and filtered.
  await toTab(bo, 'Backlog');
  await bo.openTicket('Map view');
  await expect(button(bo, 'Requester: The harbour. Change')).toBeVisible();
  await bo.press(button(bo, 'Remove label chart'));
  await expect(button(marek, 'Remove label chart')).toHaveCount(0);
  await bo.press(button(bo, /^Remove the link tracker/));
  await expect(page.getByRole('link', { name: /tracker\.example/ })).toHaveCount(0);
  await toTab(bo, 'Backlog');
  await filters(bo, 'Group by', /^Goal$/);
  await expect.poll(() => heads(bo)).toEqual(['Maps for all', 'Serves no goal']);
  await filters(bo, 'Group by', /^Initiative$/);
  await expect.poll(() => heads(bo)).toEqual(['Coast', 'No initiative']);
  await filters(bo, 'Requester', /^Nobody asked for it/);
  await expect.poll(() => bo.titles()).toEqual(six.slice(1));
  await bo.press(button(bo, /^Remove the filter/));
  await filters(bo, 'Label', /^sea/);
  await expect.poll(() => bo.titles()).toEqual(['Map view']);
  await bo.press(button(bo, /^Remove the filter/));
  await filters(bo, 'Group by', /^Today/);

  // A blocker, a sprint and the health of the backlog, with it and without.
  await marek.openTicket('Tiles');
  await sizes(marek, '8 points');
  await run(marek, 'Capacity');
  const capacity = dialog(marek, 'Capacity');
  await capacity.getByLabel('Sprint', { exact: true }).fill('Sprint 42');
  await capacity.getByLabel('Points').fill('20');
  await marek.press(capacity.getByRole('button', { name: 'Add a sprint' }));
  await expect(capacity).toContainText('Sprint 42 · 13 of 20 points');
  await page.keyboard.press('Escape');
  await marek.openTicket('Map view');
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: /^Blocked by/ }).fill('tiles');
  await page.keyboard.press('Enter');
  await marek.sees('Blocked by #3');
  await bo.openTicket('Tiles');
  await choose(bo, 'Add Status', 'Done');
  await expect(button(bo, /^Status: Done/)).toBeVisible();
  await expect(page.getByText('Blocked by #3', { exact: true })).toHaveCount(0);
  await expect.poll(() => marek.titles()).toEqual(six.filter((title) => title !== 'Tiles'));
  await run(marek, 'Capacity');
  await expect(capacity).toContainText('Sprint 42 · 5 of 20 points');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(dialog(marek).getByRole('button', { name: /Estimated/ })).toContainText('1 of 5');
  await page.keyboard.press('Escape');
  await toTab(bo, 'Backlog');
  await bo.press(button(bo, '1 done, show'));
  await expect.poll(() => bo.titles()).toContain('Tiles');
  await bo.press(button(bo, '1 done, hide'));
  await expect.poll(() => bo.titles()).not.toContain('Tiles');
});

test('one person prunes by a filter, several at once, and takes it back', async ({ browser }) => {
  const [marek, bo] = await gather(browser, server.url, [['Bo', { phone: true }]]);
  if (!bo) throw new Error('Bo did not come');
  const { page } = marek;
  await marek.paste(six);
  await marek.openTicket('Map view');
  await writes(marek, 'Requester', 'The ferry office');
  await filters(marek, 'Candidates to prune', /^Nobody asked/);
  await expect.poll(() => marek.titles()).toEqual(six.slice(1));
  await marek.row('Fax').click();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('#');
  await expect(dialog(marek, 'Archive 2 tickets')).toBeVisible();
  await byKeyboard(page, dialog(marek).getByLabel('Low value'), 'Space');
  await dialog(marek)
    .getByLabel(/^A line about it/)
    .fill('Nobody has one');
  await page.keyboard.press('Enter');
  await expect.poll(() => marek.titles()).toEqual(['Legend', 'Tiles', 'Print']);
  const toast = page.getByRole('region', { name: 'Messages' });
  await expect(toast).toContainText('2 tickets archived');
  await toTab(bo, 'Backlog');
  await bo.press(button(bo, 'Archived (2)'));
  await expect(dialog(bo)).toContainText('Low value');
  await expect(dialog(bo)).toContainText('Nobody has one');
  await marek.press(toast.getByRole('button', { name: 'Undo' }));
  await expect.poll(() => marek.titles()).toEqual(six.slice(1));
  await expect(dialog(bo)).toContainText('Nothing is archived.');
  await bo.page.keyboard.press('Escape');

  // One at a time by touch, and back from the archive to where it stood.
  await choose(bo, 'More for #4', 'Archive…');
  await bo.press(dialog(bo).getByLabel('Low value'));
  await bo.press(dialog(bo).getByRole('button', { name: 'Archive', exact: true }));
  await expect.poll(() => marek.titles()).toEqual(['Legend', 'Tiles', 'Fax', 'Telex']);
  await bo.press(button(bo, 'Archived (1)'));
  await bo.press(button(bo, 'Restore #4'));
  await expect.poll(() => marek.titles()).toEqual(six.slice(1));
});

test('what is not ready goes ahead with a reason alone, where the room asks for one', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  const { page } = marek;
  await marek.paste(six.slice(0, 2));
  await run(marek, 'Plan the meeting');
  await page.getByRole('checkbox', { name: 'A round needs a ready ticket, or a reason' }).check();
  await marek.press(button(marek, 'Done'));

  // From the ticket on a phone, seen by all, and taken back at the desk.
  await toTab(ana, 'Backlog');
  await ana.openTicket('Map view');
  await ana.press(button(ana, 'Ready anyway…'));
  await ana.press(dialog(ana).getByRole('button', { name: 'Ready anyway', exact: true }));
  await ana.sees('Say in a few words why.');
  await dialog(ana).getByLabel('Why it can go ahead all the same').fill('We know this one');
  await ana.press(dialog(ana).getByRole('button', { name: 'Ready anyway', exact: true }));
  await marek.openTicket('Map view');
  await marek.sees('Ready anyway, says Ana: We know this one');
  await marek.sees('Ready anyway, 1 of 6');
  await byKeyboard(page, button(marek, 'Not ready after all'));
  await expect(ana.page.getByText('Ready anyway, 1 of 6')).toHaveCount(0);

  // A prompt that is in the text already is ticked.
  await page.keyboard.press('e');
  await marek.press(button(marek, 'Problem'));
  await expect(button(marek, 'Problem, already there')).toBeVisible();
  await describes(marek, 'People lose their place.');
  await marek.press(button(marek, /^Save$/));

  // A round is not opened without a reason.
  await marek.startRound();
  const asks = dialog(marek, 'Not ready yet');
  await asks.getByRole('button', { name: 'Start the round anyway' }).click();
  await expect(asks).toContainText('Say in a few words why.');
  await expect(ana.page.getByText('round 1')).toHaveCount(0);
  await asks.getByLabel('Why it can go ahead all the same').fill('A first guess helps');
  await page.keyboard.press('Enter');
  await marek.sees('round 1');
  await toTab(ana, 'Ticket');
  await ana.sees('Ready anyway, says Marek: A first guess helps');
});

test('two people close a circle from both ends, and a phone sets right what stands above', async ({
  browser,
}) => {
  const network = await SilentProxy.before(server.url);
  try {
    const [marek] = await gather(browser, server.url, []);
    await marek.paste(six.slice(0, 3));
    const bo = await Person.arrive(browser, 'Bo', { phone: true });
    await bo.join(marek.roomUrl.replace(server.url, network.url));
    await toTab(bo, 'Backlog');
    await bo.openTicket('Map view');
    await marek.openTicket('Map view');

    // The legend blocks the map; the map, says Bo at the same time, blocks the legend.
    await bo.press(
      bo.page.getByRole('region', { name: 'Dependencies' }).getByRole('button', { name: 'Add' }),
    );
    await bo.press(dialog(bo).getByText('Blocks', { exact: true }));
    await bo.page.getByRole('combobox', { name: /^Blocks/ }).fill('legend');
    network.hold();
    await marek.page.keyboard.press('b');
    await marek.page.getByRole('combobox', { name: /^Blocked by/ }).fill('legend');
    await marek.page.keyboard.press('Enter');
    await marek.sees('Blocked by #2');
    await bo.press(bo.page.getByRole('option', { name: /Legend/ }));
    await expect(dialog(bo)).toHaveCount(0);
    network.release();
    await bo.sees(/#1 → #2 → #1/);
    await bo.sees('Blocked by #2');

    // Above its blocker: left, then moved below.
    const toast = bo.page.getByRole('region', { name: 'Messages' });
    await toTab(bo, 'Backlog');
    await choose(bo, 'More for #1', 'Move down');
    await expect.poll(() => marek.titles()).toEqual(['Legend', 'Map view', 'Tiles']);
    await choose(bo, 'More for #1', 'Move up');
    await expect(toast).toContainText('#1 is above its blocker #2.');
    await bo.press(toast.getByRole('button', { name: 'Leave it' }));
    await expect(toast).not.toContainText('above its blocker');
    await marek.sees('above its blocker #2');
    await choose(bo, 'More for #1', 'Move down');
    await choose(bo, 'More for #1', 'Move to the top');
    await bo.press(toast.getByRole('button', { name: 'Move this below' }));
    await expect.poll(() => marek.titles()).toEqual(['Legend', 'Map view', 'Tiles']);
    await expect(marek.page.getByText('above its blocker #2')).toHaveCount(0);

    // By keyboard, the other way about, and taken away again.
    await marek.openTicket('Legend');
    await chooseForTicket(marek, 'Blocked by, blocks…');
    await dialog(marek).getByRole('radio', { name: 'Blocks' }).focus();
    await marek.page.keyboard.press('Space');
    await marek.page.getByRole('combobox', { name: /^Blocks/ }).fill('tiles');
    await marek.page.keyboard.press('Enter');
    await byKeyboard(marek.page, button(marek, 'Remove the link to #1'));
    await bo.openTicket('Tiles');
    await bo.sees('Blocked by #2');
    await toTab(bo, 'Backlog');
    await bo.openTicket('Map view');
    await expect(bo.page.getByRole('main').getByText('Blocked by #2')).toHaveCount(0);
  } finally {
    await network.dispose();
  }
});
