// Two at the same thing at once: nothing is overwritten, nobody is carried off, nothing is lost.

import { expect } from '@playwright/test';

import {
  button,
  byKeyboard,
  choose,
  chooseForTicket,
  dialog,
  heading,
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

const editor = ({ page }: Person) => page.getByRole('textbox', { name: 'Description' });
const text = ({ page }: Person) => page.getByRole('region', { name: 'Description' });
const messages = ({ page }: Person) => page.getByRole('region', { name: 'Messages' });

async function writes(person: Person, words: string): Promise<void> {
  await person.press(text(person).getByRole('button', { name: /^(Describe it|Edit)/ }));
  await editor(person).fill(words);
}
async function copied({ page }: Person): Promise<unknown> {
  return await page.evaluate('navigator.clipboard.readText()');
}

test('two save one text: theirs is taken, mine is copied or kept, on a phone as at the desk', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true, dark: true }]]);
  if (!ana) throw new Error('Ana did not come');
  for (const { page } of [marek, ana])
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  await toTab(ana, 'Backlog');
  await ana.openTicket('First');

  await writes(marek, 'What Marek wrote.');
  await writes(ana, 'What Ana wrote.');
  await ana.press(button(ana, /^Save$/));
  await marek.sees('Ana saved this text while you wrote.');
  await expect(marek.page.locator('#say-assertive')).toHaveText(
    'Ana saved this description while you wrote. Your text is kept.',
  );
  await marek.press(button(marek, 'Copy mine'));
  await expect(button(marek, 'Copied')).toBeVisible();
  expect(await copied(marek)).toBe('What Marek wrote.');
  await byKeyboard(marek.page, button(marek, 'Take theirs'));
  await expect(text(marek)).toContainText('What Ana wrote.');
  await expect(button(marek, 'Keep mine')).toHaveCount(0);

  // The other way about, on the phone: first mine, then theirs.
  await writes(ana, 'Mine stays.');
  await writes(marek, 'Marek again.');
  await byKeyboard(marek.page, button(marek, /^Save$/));
  await ana.sees('Marek saved this text while you wrote.');
  await ana.press(button(ana, 'Keep mine'));
  await expect(text(marek)).toContainText('Mine stays.');
  await writes(ana, 'A third one.');
  await writes(marek, 'The last one.');
  await marek.press(button(marek, /^Save$/));
  await ana.press(button(ana, 'Take theirs'));
  await expect(text(ana)).toContainText('The last one.');
  await expect(text(ana)).not.toContainText('A third one.');

  // Archived under the words that are being written: they are still there, and can be taken along.
  await writes(ana, 'Half a sentence');
  await run(marek, 'Archive…');
  await byKeyboard(marek.page, dialog(marek).getByRole('button', { name: 'Archive', exact: true }));
  await ana.sees('Archived by Marek. Your text is kept here.');
  await ana.press(button(ana, 'Copy my text'));
  await ana.sees('Copied.');
  expect(await copied(ana)).toBe('Half a sentence');
  await ana.press(text(ana).getByRole('button', { name: 'Restore' }));
  await expect(marek.row('First')).toBeVisible();
  await expect(editor(ana)).toHaveValue('Half a sentence');
  await ana.press(button(ana, /^Save$/));
  await marek.openTicket('First');
  await expect(text(marek)).toContainText('Half a sentence');
});

test('the room moves on: a tab says so, and who writes or has a dialog open stays', async ({
  browser,
}) => {
  const [marek, ana, bo] = await gather(browser, server.url, [['Ana'], ['Bo', { phone: true }]]);
  if (!ana || !bo) throw new Error('somebody did not come');
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  await marek.press(button(marek, 'Bring everyone here'));
  for (const person of [ana, bo]) await expect(heading(person, 'First')).toBeVisible();
  await toTab(bo, 'People');
  await chooseForTicket(ana, 'Park…');
  await dialog(ana)
    .getByLabel(/^What has to be found out/)
    .fill('Which');

  await marek.openTicket('Second');
  await byKeyboard(marek.page, button(marek, 'Bring everyone here'));
  const moved = bo.page
    .getByRole('navigation', { name: 'Room' })
    .getByRole('button', { name: /The room moved on/ });
  await bo.press(moved);
  await expect(heading(bo, 'Second')).toBeVisible();
  await expect(moved).toHaveCount(0);
  await expect(dialog(ana)).toBeVisible();
  await expect(dialog(ana).getByLabel(/^What has to be found out/)).toHaveValue('Which');
  await ana.page.keyboard.press('Escape');
  await expect(heading(ana, 'First')).toBeVisible();
  await ana.sees('The room is on #2');
  await ana.press(button(ana, /^Return/));
  await expect(heading(ana, 'Second')).toBeVisible();

  // The same for one who writes, on a phone.
  await toTab(bo, 'Ticket');
  await writes(bo, 'Half a sentence');
  await marek.openTicket('First');
  await marek.press(button(marek, 'Bring everyone here'));
  await expect(heading(ana, 'First')).toBeVisible();
  await bo.sees(/you are still in #2/);
  await expect(editor(bo)).toHaveValue('Half a sentence');
  await bo.press(button(bo, /^Save$/));
  await bo.press(button(bo, /^Return/));
  await expect(heading(bo, 'First')).toBeVisible();
});

test('what is too long, too late or from somebody removed is refused, and the room goes on', async ({
  browser,
}) => {
  const network = await SilentProxy.before(server.url);
  try {
    const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
    if (!ana) throw new Error('Ana did not come');
    const long = 'Ä'.repeat(10_000);
    await marek.paste(['First', 'Second']);

    // Names: kept in the field, and said to be too long.
    const bo = await Person.arrive(browser, 'Bo', { phone: true });
    await bo.page.goto(marek.roomUrl.replace(server.url, network.url));
    await bo.page.getByLabel('Your name').fill(long);
    await bo.press(button(bo, 'Join'));
    await bo.sees('A name has at most 60 characters.');
    await expect(bo.page.getByLabel('Your name')).toHaveValue(long);
    await bo.page.getByLabel('Your name').fill('Bo');
    await bo.page.keyboard.press('Enter');
    await bo.isInTheRoom();
    await choose(ana, /your menu/, 'Change my name');
    await dialog(ana).getByLabel('Your name').fill(long);
    await ana.press(dialog(ana).getByRole('button', { name: 'Save' }));
    await expect(dialog(ana)).toContainText(/At most \d+ characters\./);
    await dialog(ana).getByLabel('Your name').fill('Ana Maria');
    await ana.press(dialog(ana).getByRole('button', { name: 'Save' }));
    await marek.press(button(marek, /in the room/));
    await expect(dialog(marek)).toContainText('Ana Maria');
    await marek.page.keyboard.press('Escape');

    // A box on a ticket that is archived in the same instant.
    await toTab(bo, 'Backlog');
    await bo.openTicket('First');
    await marek.openTicket('First');
    network.hold();
    await run(marek, 'Archive…');
    await byKeyboard(
      marek.page,
      dialog(marek).getByRole('button', { name: 'Archive', exact: true }),
    );
    await expect(button(marek, /^Archived \(1\)/)).toBeVisible();
    await bo.page.getByRole('checkbox', { name: 'Value is clear' }).check();
    network.release();
    await expect(messages(bo)).toContainText(/archive/i);
    const value = bo.page.getByRole('listitem').filter({ hasText: 'Value is clear' });
    await expect(value).toContainText('Not ticked:');
    await bo.sees(/^Archived by Marek at/);

    // A vote and a box of somebody who was removed in between.
    await marek.openTicket('Second');
    await marek.startRound();
    await toTab(bo, 'Vote');
    await expect(bo.card('5 points')).toBeVisible();
    network.hold();
    await marek.press(button(marek, /in the room/));
    await choose(marek, 'More for Bo', 'Remove…');
    await marek.press(button(marek, 'Remove Bo'));
    await marek.seesVoted(0, 2);
    await bo.press(bo.card('5 points'));
    network.release();
    await bo.sees('You were removed from this room');
    await marek.vote('3 points');
    await marek.seesVoted(1, 2);
    await ana.vote('3 points');
    await marek.sees('All agree');
    await expect(marek.page.getByRole('main').getByText('Bo', { exact: true })).toHaveCount(0);
  } finally {
    await network.dispose();
  }
});
