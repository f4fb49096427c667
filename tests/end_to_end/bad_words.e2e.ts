// HTML, scripts and turned text in every field that people write: shown as text, and nothing runs.

import { expect } from '@playwright/test';

import { turned, turnsWhatFollows } from './support/bidi.js';
import {
  button,
  choose,
  chooseForTicket,
  dialog,
  heading,
  pastesAgenda,
  run,
  takesUp,
  toTab,
} from './support/moves.js';
import { Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

/** Of this field: short enough for each. */
const bad = (field: string): string => `${field} <img src=x onerror=alert(1)>${turned}`;
const raw = [
  bad('Description'),
  '',
  '<script>alert(1)</script> <svg onload=alert(1)></svg>',
  '<a href="javascript:alert(1)">here</a> [there](javascript:alert(1))',
].join('\n');

/** Shown as they were written; nothing of them became an element, and nothing behind them turned. */
async function shows(person: Person, where: string, fields: readonly string[]): Promise<void> {
  const { page } = person;
  for (const field of fields)
    await expect(page.getByText(bad(field)).first(), `${field} in ${where}`).toBeAttached();
  await expect(page.locator('img[src="x"], svg[onload], a[href^="javascript"]')).toHaveCount(0);
  expect.soft(await turnsWhatFollows(page), where).toEqual([]);
}

test('whatever people write stays text, in every field and on every page', async ({ browser }) => {
  const server = await RefineryServer.start();
  try {
    const marek = await Person.arrive(browser, 'Marek');
    const ana = await Person.arrive(browser, bad('Ana'), { phone: true });
    for (const person of [marek, ana])
      person.page.on('dialog', () => {
        throw new Error('something ran');
      });
    await marek.createRoom(server.url, bad('Room'));
    await ana.join(marek.roomUrl);
    const { page } = marek;
    await choose(marek, /your menu/, 'Change my name');
    await dialog(marek)
      .getByLabel(/^A word beside it/)
      .fill(bad('Word'));
    await page.keyboard.press('Enter');
    await marek.paste([bad('Ticket'), 'Second', 'Third']);

    // Before the meeting.
    await run(marek, 'Plan the meeting');
    const writes = async (field: string, words: string) => {
      await page.getByLabel(field, { exact: true }).fill(words);
      await page.getByLabel(field, { exact: true }).press('Enter');
    };
    await writes('Goal in one sentence', bad('Goal'));
    await writes('New product goal', bad('Product goal'));
    await writes('New line', bad('Line'));
    await pastesAgenda(marek, `${bad('Step')} 5\nConfirm 5`);
    await takesUp(marek, [bad('Ticket'), 'Second']);
    await shows(marek, 'the plan', ['Room', 'Ticket']);
    await marek.press(button(marek, 'Done').first());
    await shows(ana, 'the lobby on a phone', ['Room', 'Goal', 'Ticket', 'Step']);
    await shows(marek, 'the lobby', ['Goal', 'Ticket', 'Step']);

    // A ticket, in every field.
    await marek.openTicket(bad('Ticket'));
    for (const field of ['Requester', 'Initiative', 'Theme', 'Assignee']) {
      await marek.press(button(marek, `Add ${field}`));
      await page.keyboard.insertText(bad(field));
      await page.keyboard.press('Enter');
    }
    await choose(marek, 'Add Goal', bad('Product goal'));
    await choose(marek, 'Add Status', 'Other…');
    await page.getByLabel('Status, as your tracker words it').fill(bad('Status'));
    await page.keyboard.press('Enter');
    await page.keyboard.press('l');
    await page.getByRole('combobox', { name: 'Add a label' }).last().fill(bad('Label'));
    await page.keyboard.press('Enter');
    await marek.press(dialog(marek).getByRole('button', { name: 'Set', exact: true }));
    const criterion = page.getByRole('textbox', { name: 'Add a criterion' });
    await criterion.fill(bad('Criterion'));
    await criterion.press('Enter');
    await marek.press(button(marek, 'Ask a question'));
    await page.getByLabel('Question', { exact: true }).fill(bad('Question'));
    await page.getByLabel('Who finds out').selectOption({ index: 2 });
    await marek.press(button(marek, /^Ask$/));
    await marek.press(button(marek, /^Answer$/));
    await page.keyboard.insertText(bad('Answer'));
    await page.keyboard.press('Enter');
    await marek.press(button(marek, 'Ready anyway…'));
    await dialog(marek).getByLabel('Why it can go ahead all the same').fill(bad('Reason'));
    await page.keyboard.press('Enter');
    await page.keyboard.press('b');
    await dialog(marek).getByLabel('What it waits for').fill(bad('Outside'));
    await page.keyboard.press('Enter');
    await expect(dialog(marek)).toHaveCount(0);
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: 'Description' }).fill(raw);
    await marek.press(button(marek, /^Save$/));
    const ofTicket = [
      ...['Ticket', 'Requester', 'Initiative', 'Theme', 'Assignee', 'Product goal', 'Status'],
      ...['Label', 'Criterion', 'Question', 'Answer', 'Reason', 'Outside', 'Line', 'Description'],
    ];
    await shows(marek, 'the ticket', ofTicket);
    await toTab(ana, 'Backlog');
    await ana.openTicket(bad('Ticket'));
    await shows(ana, 'the ticket on a phone', ofTicket);

    // What is parked, grouped and filtered.
    await marek.openTicket('Third');
    await chooseForTicket(marek, 'Park…');
    await dialog(marek)
      .getByLabel(/^What has to be found out/)
      .fill(bad('Parked'));
    await dialog(marek)
      .getByLabel(/^Who finds out/)
      .selectOption({ index: 2 });
    await marek.press(dialog(marek).getByRole('button', { name: 'Park' }));
    await shows(marek, 'a parked ticket', ['Parked', 'Ana']);
    await toTab(ana, 'Backlog');
    await ana.press(button(ana, 'Filter and group'));
    await dialog(ana).getByLabel('Group by').selectOption('Requester');
    await dialog(ana).getByLabel('Theme').selectOption({ index: 1 });
    await ana.press(dialog(ana).getByRole('button', { name: /^Show/ }));
    await shows(ana, 'a filtered list', ['Requester', 'Theme', 'Ticket']);

    // The meeting: a step, the archive, people, Confirm with a sprint, and its end.
    await run(marek, 'Start the meeting');
    await shows(marek, 'a step', ['Step']);
    await expect(button(marek, /^Agenda:/)).toContainText(`\u2068${bad('Step')}\u2069, `);
    await marek.openTicket('Second');
    await page.keyboard.press('#');
    await dialog(marek)
      .getByLabel(/^A line about it/)
      .fill(bad('Note'));
    await page.keyboard.press('Enter');
    await marek.press(button(marek, /^Archived \(1\)/));
    await shows(marek, 'the archive', ['Note']);
    await page.keyboard.press('Escape');
    await marek.press(button(marek, /in the room/));
    await shows(marek, 'People', ['Ana', 'Word']);
    await choose(marek, /^More for .?Ana/, 'Name as scribe');
    await expect(dialog(marek)).toContainText('scribe');
    await page.keyboard.press('Escape');
    await run(marek, 'Next step of the agenda');
    await run(marek, 'Capacity');
    await dialog(marek).getByLabel('Sprint', { exact: true }).fill(bad('Sprint'));
    await dialog(marek).getByLabel('Points', { exact: true }).fill('5');
    await page.keyboard.press('Enter');
    await shows(marek, 'Capacity', ['Sprint']);
    await page.keyboard.press('Escape');
    await toTab(ana, 'Confirm');
    await shows(ana, 'Confirm', ['Ticket', 'Assignee', 'Reason', 'Line', 'Sprint']);
    await run(marek, 'End the meeting');
    await shows(marek, 'the end', ['Parked', 'Ana']);
    await marek.press(dialog(marek).getByRole('button', { name: 'End the meeting' }));
    await expect(heading(ana, 'Report')).toBeVisible();
    for (const person of [marek, ana])
      await shows(person, 'the report', ['Goal', 'Note', 'Parked', 'Ticket', 'Ana', 'Step']);

    // By the read-only link, and at the end of the room.
    await marek.press(button(marek, 'Invite people').first());
    const link = await page.getByRole('textbox', { name: 'Read-only link' }).inputValue();
    await page.keyboard.press('Escape');
    const reader = await Person.arrive(browser, 'Erin', { dark: true });
    await reader.page.goto(link);
    await expect(heading(reader, bad('Room')).or(heading(reader, 'Report')).first()).toBeVisible();
    await shows(reader, 'what a reader sees', ['Room', 'Parked']);
    await run(marek, 'End the room…');
    await dialog(marek).getByLabel('Why').fill(bad('Over'));
    await page.keyboard.press('Enter');
    for (const person of [marek, ana])
      await shows(person, 'a room that has ended', ['Over', 'Room']);
  } finally {
    await server.dispose();
  }
});
