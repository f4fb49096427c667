// Who comes in and by which link, what each may do, and who leads when the lead is gone.

import { expect, type Page } from '@playwright/test';

import { button, byKeyboard, choose, dialog, run, toTab } from './support/moves.js';
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

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

/** Says who comes, and no more. */
async function knocks(person: Person, url: string): Promise<void> {
  await person.page.goto(url);
  await person.page.getByLabel('Your name').fill(person.name);
  await person.press(button(person, 'Join'));
}

test('a room has a passcode, a lock and links, and each opens for whom it should', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  await marek.press(button(marek, 'Invite people').first());
  const facilitatorLink = marek.page.getByRole('textbox', { name: 'Facilitator link' });
  const firstKey = await facilitatorLink.inputValue();
  const readLink = await marek.page.getByRole('textbox', { name: 'Read-only link' }).inputValue();
  await marek.page.keyboard.press('Escape');
  const reader = await Person.arrive(browser, 'Erin');
  await reader.page.goto(readLink);
  await reader.sees('Only one');

  // A passcode is asked of who comes anew, and of nobody else.
  await run(marek, 'Rights and access');
  const rights = dialog(marek, 'Rights and access');
  await marek.press(rights.getByRole('button', { name: 'Set', exact: true }));
  await marek.sees('A passcode has at least one character.');
  await rights.getByLabel('Passcode').fill('damson');
  await marek.page.keyboard.press('Enter');
  await marek.sees('New people are asked for a passcode.');
  const bo = await Person.arrive(browser, 'Bo', { phone: true, dark: true });
  await knocks(bo, marek.roomUrl);
  await expect(bo.page.getByLabel('Passcode')).toBeFocused();
  await bo.page.keyboard.type('sloe');
  await bo.page.keyboard.press('Enter');
  await bo.sees('That is not the passcode.');
  await bo.page.getByLabel('Passcode').fill('damson');
  await bo.press(button(bo, 'Join'));
  await bo.isInTheRoom();
  await ana.page.reload();
  await ana.isInTheRoom();

  // Locked, nobody new comes in; the facilitator link opens it all the same.
  await rights.getByRole('checkbox', { name: /^Lock the room/ }).check();
  const cai = await Person.arrive(browser, 'Cai');
  await knocks(cai, marek.roomUrl);
  await cai.sees('This room is locked');
  await bo.page.reload();
  await bo.isInTheRoom();
  await reader.page.reload();
  await reader.sees('Only one');
  await cai.page.goto('about:blank');
  await cai.page.goto(firstKey);
  await cai.sees('You hold the facilitator link: you will lead this room.');
  await cai.page.getByLabel('Your name').fill('Cai');
  await byKeyboard(cai.page, button(cai, 'Join'));
  await cai.isInTheRoom();
  await run(cai, 'Rights and access');
  await byKeyboard(
    cai.page,
    dialog(cai).getByRole('checkbox', { name: /^Lock the room/ }),
    'Space',
  );
  await expect(rights.getByRole('checkbox', { name: /^Lock the room/ })).not.toBeChecked();
  await cai.page.keyboard.press('Escape');
  await marek.press(rights.getByRole('button', { name: 'Ask for no passcode' }));
  await marek.sees('No passcode is set.');
  await marek.page.keyboard.press('Escape');
  await toTab(ana, 'People');
  await expect(button(ana, 'Rights and access')).toHaveCount(0);

  // Renewed, the link of before lets nobody lead; who came by it still does.
  await marek.press(button(marek, 'Invite people').first());
  await marek.press(button(marek, 'Renew the facilitator link'));
  await marek.press(button(marek, /^Renew$/).first());
  await expect(facilitatorLink).not.toHaveValue(firstKey);
  const dilek = await Person.arrive(browser, 'Dilek', { phone: true });
  await knocks(dilek, firstKey);
  await dilek.sees('This facilitator link is not valid any more. You can join without it.');
  await dilek.press(button(dilek, 'Join'));
  await dilek.isInTheRoom();
  await toTab(dilek, 'People');
  await expect(row(dilek.page, 'Dilek')).toContainText('estimator');
  await expect(row(dilek.page, 'Cai')).toContainText('facilitator');

  // The read-only link is switched off under who reads by it.
  await marek.press(button(marek, 'Switch off the read-only link'));
  await marek.press(button(marek, /^Switch off$/).first());
  await reader.sees('This link no longer opens the room');
});

test('what the lead gives and takes is there and gone at once on every page', async ({
  browser,
}) => {
  const [marek, ana, bo] = await gather(browser, server.url, [['Ana'], ['Bo', { phone: true }]]);
  if (!ana || !bo) throw new Error('somebody did not come');
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  await marek.startRound();
  await marek.vote('5 points');
  await ana.vote('5 points');
  await bo.sees('round 1');
  const people = () => marek.press(button(marek, /in the room/));
  const more = (name: string) => `More for ${name}`;

  // Too early for a nudge; later it pulses at Bo, and not again within a minute.
  await people();
  await choose(marek, more('Bo'), 'Nudge');
  await marek.sees(/^Give Bo a moment/);

  await choose(marek, more('Ana'), 'Make facilitator');
  await expect(row(marek.page, 'Ana')).toContainText('facilitator');
  await expect(button(ana, 'Reveal')).toBeVisible();
  await choose(marek, more('Ana'), 'No longer facilitator');
  await expect(button(ana, 'Reveal')).toHaveCount(0);

  await choose(marek, more('Ana'), 'Rename');
  await marek.page.getByLabel(/^A word beside it/).fill('product owner');
  await marek.page.keyboard.press('Enter');
  await people();
  await expect(row(marek.page, 'Ana')).toContainText('product owner');
  await byKeyboard(marek.page, button(marek, more('Ana')));
  await byKeyboard(marek.page, marek.page.getByRole('menuitem', { name: 'Name as scribe' }));
  await expect(row(marek.page, 'Ana')).toContainText('scribe');
  await ana.sees('Scribe: Ana');
  await expect(ana.page.getByText('You are the scribe')).toBeAttached();
  await toTab(bo, 'People');
  await expect(row(bo.page, 'Ana')).toContainText('scribe');
  await toTab(bo, 'Vote');

  await expect(async () => {
    await choose(marek, more('Bo'), 'Nudge');
    await expect(marek.page.getByText('Bo has been nudged.')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000, intervals: [3_000] });
  await expect(bo.page.locator('#say-assertive')).toHaveText('The room waits for your vote');
  await expect(
    bo.page.getByRole('region', { name: 'Your vote' }).getByText('The room waits for your vote'),
  ).toBeVisible();
  await choose(marek, more('Bo'), 'Nudge');
  await marek.sees(/^Give Bo a moment/);

  // Whoever only watches has no cards and is waited for no more.
  await choose(marek, more('Bo'), 'Only watches');
  await expect(row(marek.page, 'Bo')).toContainText('observer');
  await ana.sees('All agree');
  await marek.page.keyboard.press('Escape');
  await marek.press(button(marek, 'Settle 5').first());
  await choose(bo, /your menu/, 'I only watch');
  await marek.openTicket('Second');
  await choose(marek, /your menu/, 'I only facilitate');
  await marek.startRound();
  await marek.seesVoted(0, 2);
  await expect(marek.page.getByRole('radio')).toHaveCount(0);
  await bo.vote('3 points');
  await ana.vote('3 points');
  await marek.sees('All agree');

  // Writing and ordering are taken from who does not facilitate: their buttons are not there.
  await marek.press(
    button(marek, 'Name a scribe')
      .or(button(marek, /^Scribe:/))
      .first(),
  );
  await marek.press(marek.page.getByRole('menuitem', { name: 'Nobody writes down' }));
  await expect(ana.page.getByText('Scribe: Ana')).toHaveCount(0);
  await expect(ana.page.getByRole('textbox', { name: 'Add a criterion' })).toBeVisible();
  await run(marek, 'Rights and access');
  const rights = dialog(marek, 'Rights and access');
  await rights.getByRole('group', { name: 'Who writes' }).getByLabel('Facilitators').check();
  await expect(ana.page.getByRole('textbox', { name: 'Add a criterion' })).toHaveCount(0);
  await expect(button(ana, 'Edit')).toHaveCount(0);
  const ready = ana.page.getByRole('region', { name: 'Definition of ready' });
  const value = ready.getByRole('listitem').filter({ hasText: 'Value is clear' });
  await expect(value).toContainText('Not ticked:');
  await expect(ana.page.getByRole('checkbox')).toHaveCount(0);
  await toTab(bo, 'Backlog');
  const menuOfFirst = bo.page.getByRole('menuitem');
  await bo.press(button(bo, 'More for #1'));
  await expect(menuOfFirst.filter({ hasText: 'Move down' })).toBeVisible();
  await expect(menuOfFirst.filter({ hasText: 'Park…' })).toHaveCount(0);
  await bo.page.keyboard.press('Escape');
  await rights.getByRole('group', { name: 'Who orders' }).getByLabel('Facilitators').check();
  await bo.press(button(bo, 'More for #1'));
  await expect(menuOfFirst).toHaveText(['Select', 'Copy a link to this ticket']);
  await bo.press(menuOfFirst.filter({ hasText: 'Copy a link' }));

  // Anyone may lead: whoever may not write is told who can say why a ticket goes ahead.
  await rights.getByRole('checkbox', { name: /^Anyone may lead/ }).check();
  await marek.page.keyboard.press('Escape');
  await run(marek, 'Plan the meeting');
  await marek.page.getByRole('checkbox', { name: /^A round needs a ready ticket/ }).check();
  await ana.openTicket('First');
  await run(ana, 'Start a round');
  const unready = dialog(ana, 'Not ready yet');
  await expect(unready).toContainText('Marek can say why this one can go ahead.');
  await expect(unready.getByRole('textbox')).toHaveCount(0);
  await expect(unready.getByRole('button', { name: /^Start/ })).toHaveCount(0);
  await marek.press(button(marek, 'Done').first());
  await marek.openTicket('First');
  await marek.press(button(marek, 'Ready anyway…'));
  await dialog(marek).getByLabel('Why it can go ahead all the same').fill('We know it');
  await marek.page.keyboard.press('Enter');
  await ana.press(unready.getByRole('button', { name: 'Start round' }));
  await marek.seesVoted(0, 2);

  await run(marek, 'Rights and access');
  await rights.getByRole('group', { name: 'Who writes' }).getByLabel('Everybody').check();
  await expect(ana.page.getByRole('textbox', { name: 'Add a criterion' })).toBeVisible();
});

test('the lead is taken by keyboard from who went, and by touch when another agrees', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  const room = marek.roomUrl;
  await marek.page.goto('about:blank');
  // She was here when he went, and needs nobody.
  const takeOver = button(ana, 'Take over from Marek');
  await expect(takeOver).toBeVisible({ timeout: 60_000 });
  await byKeyboard(ana.page, takeOver);
  await ana.openTicket('Only one');
  await expect(button(ana, /^Start round/).first()).toBeVisible();
  await run(ana, 'Give the lead back');
  await expect(takeOver).toBeVisible();

  // Bo comes now: one more person has to agree.
  const bo = await Person.arrive(browser, 'Bo', { phone: true });
  await bo.join(room);
  await bo.press(button(bo, 'Take over from Marek'));
  await bo.sees('Waiting for one more person to agree that you lead.');
  await ana.sees('Bo would like to lead.');
  await byKeyboard(ana.page, button(ana, 'Agree that Bo leads'));
  await expect(bo.page.getByText('You lead now')).toBeAttached();
  await toTab(bo, 'People');
  await expect(row(bo.page, 'Bo')).toContainText('facilitator for now');
  await bo.page.reload();
  await toTab(bo, 'People');
  await expect(row(bo.page, 'Bo')).toContainText('facilitator for now');

  await marek.page.goto(room);
  await marek.sees('Bo leads in your place.');
  await byKeyboard(marek.page, button(marek, 'Take back'));
  await expect(row(bo.page, 'Bo')).not.toContainText('facilitator');
});
