// What the lead does to a clock and to the end of a meeting, and what everybody sees and hears of it.

import { expect, type Browser, type Page } from '@playwright/test';

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

const clockOf = ({ page }: Person, step: string) =>
  page.getByRole('timer', { name: `Clock of ${step}` });
const said = ({ page }: Person) => page.locator('#say-polite');
const stepOf = (person: Person, step: string) =>
  dialog(person, 'Agenda').getByRole('listitem').filter({ hasText: step });

async function withServer(story: (server: RefineryServer) => Promise<void>): Promise<void> {
  const server = await RefineryServer.start();
  try {
    await story(server);
  } finally {
    await server.dispose();
  }
}

test('a clock is paused, given time, and outlives the server; steps are moved and skipped', async ({
  browser,
}) => {
  await withServer(async (server) => {
    const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true, dark: true }]]);
    if (!ana) throw new Error('Ana did not come');
    const { page } = marek;
    await run(marek, 'Plan the meeting');
    await marek.press(button(marek, /^Refinement, 60 minutes/));
    await marek.press(button(marek, 'Done').first());
    await page.keyboard.press('Enter');
    await expect(clockOf(ana, 'Open')).toHaveText(/^[1-9]:\d\d$/);

    await choose(marek, 'More for this step', 'Pause the clock');
    await ana.sees('Paused by Marek');
    await expect(said(ana)).toHaveText(/Clock paused/);
    const stands = await clockOf(ana, 'Open').innerText();
    await run(marek, 'Let the clock go on');
    await expect(ana.page.getByText('Paused by Marek')).toHaveCount(0);
    await expect(said(ana)).toHaveText(/Clock runs, \d:\d\d left/);
    expect(stands).toMatch(/^\d:\d\d$/);

    await choose(marek, 'More for this step', /^\+2/);
    await expect(said(ana)).toHaveText(/Open has 2 more minutes/);
    await choose(marek, 'More for this step', /^\+5/);
    await expect(said(ana)).toHaveText(/Open has 5 more minutes/);
    await page.keyboard.press('t');
    await page.keyboard.press('t');
    await marek.sees(/^Open, \d+:\d\d left\./);

    // By a tap on the clock: when it ends, and what becomes of the steps.
    await ana.press(button(ana, /^Agenda:/));
    await expect(dialog(ana, 'Agenda')).toContainText(/67 minutes in all.*ends .+, 7 late/);
    await marek.press(button(marek, /^Agenda:/));
    await choose(marek, 'More for Confirm', 'Move up');
    await expect
      .poll(() => dialog(ana, 'Agenda').getByRole('listitem').locator('b').allInnerTexts())
      .toEqual(['Open', 'Dots', 'Clarify', 'Split', 'Confirm', 'Estimate', 'Close']);
    await byKeyboard(page, button(marek, 'More for Close'));
    await byKeyboard(page, page.getByRole('menuitem', { name: 'Skip' }));
    await expect(stepOf(ana, 'Close')).toContainText('skipped');
    await expect(dialog(ana).getByRole('button', { name: /^(Start|More for)/ })).toHaveCount(0);
    await ana.page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    await server.kill();
    await server.launch();
    for (const person of [marek, ana]) {
      await expect(person.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 40_000 });
      await expect(clockOf(person, 'Open')).toHaveText(/^\d+:\d\d$/);
    }
    const before = await clockOf(ana, 'Open').innerText();
    await expect(clockOf(ana, 'Open')).not.toHaveText(before);
    await run(marek, 'Next step of the agenda');
    await expect(clockOf(ana, 'Dots')).toBeVisible();
    await marek.sees('No dot voting is open.');
  });
});

/** Counts how often this page sounds. */
async function listens(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const heard = { n: 0 };
    const usual = globalThis.AudioContext;
    class Counted extends usual {
      constructor() {
        super();
        heard.n += 1;
      }
    }
    Object.assign(globalThis, { AudioContext: Counted, heard });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: { n: number } }).heard.n);
}

test('a step that is over sounds for whom it should, and Next is one key away @long', async ({
  browser,
}) => {
  await withServer(async (server) => {
    const [marek, ana, bo] = await gather(browser, server.url, [['Ana'], ['Bo', { phone: true }]]);
    if (!ana || !bo) throw new Error('somebody did not come');
    await plans(marek, 'Talk 1\nBreak 5');
    await marek.page.keyboard.press('Enter');
    await choose(bo, /your menu/, 'Preferences');
    await dialog(bo).getByLabel('Two soft notes when a clock has run out').check();
    await bo.page.keyboard.press('Escape');
    const [ofMarek, ofAna, ofBo] = [
      await listens(marek.page),
      await listens(ana.page),
      await listens(bo.page),
    ];
    for (const person of [marek, ana, bo])
      await expect(person.page.locator('#say-assertive')).toHaveText('Time is up for Talk', {
        timeout: 80_000,
      });
    await expect.poll(ofMarek).toBe(1);
    await expect.poll(ofBo).toBe(1);
    expect(await ofAna()).toBe(0);
    const next = marek.page.getByRole('banner').getByRole('button', { name: 'Next', exact: true });
    await expect(next).toHaveClass(/primary/);
    await expect(button(ana, 'Next')).toHaveCount(0);
    await byKeyboard(marek.page, next);
    await expect(clockOf(bo, 'Break')).toBeVisible();
  });
});

async function twoPeople(browser: Browser, server: string): Promise<[Person, Person]> {
  const [marek, ana] = await gather(browser, server, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  return [marek, ana];
}

test('a meeting is abandoned by keyboard with a round left open, the next cancelled by touch', async ({
  browser,
}) => {
  await withServer(async (server) => {
    const [marek, ana] = await twoPeople(browser, server.url);
    const { page } = marek;
    await marek.paste(['First', 'Second']);
    await plans(marek, 'Estimate 10\nTalk 5');
    await page.keyboard.press('Enter');
    await expect(clockOf(ana, 'Estimate')).toBeVisible();
    await marek.openTicket('First');
    await marek.startRound();
    await ana.vote('5 points');
    await marek.openTicket('Second');
    await page.keyboard.press('e');
    await describes(marek, 'Begun and not saved.');
    await marek.openTicket('First');

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('End the meeting');
    await page.keyboard.press('Enter');
    const ending = dialog(marek, 'End the meeting');
    await expect(ending).toContainText('A round is open: #1');
    await expect(ending).toContainText('1 text that you began and did not save');
    await expect(ending).toContainText('1 step not held: Talk');
    await ending.getByRole('radio', { name: 'Completed' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(ending.getByRole('radio', { name: 'Abandoned' })).toBeChecked();
    await expect(ending.getByRole('radio', { name: 'Leave open for next time' })).toBeChecked();
    await byKeyboard(page, ending.getByLabel('Keep the agenda for next time'), 'Space');
    await byKeyboard(page, ending.getByRole('button', { name: 'End the meeting' }));
    for (const person of [marek, ana]) {
      await expect(heading(person, 'Report')).toBeVisible();
      await person.sees(/^Abandoned at/);
    }
    await ana.press(button(ana, 'Back to the room'));
    await byKeyboard(page, button(marek, 'Back to the room'));

    // No agenda is left; the vote of before still lies there, and the words too.
    await expect(button(marek, 'Set an agenda')).toBeVisible();
    await marek.openTicket('Second');
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(
      'Begun and not saved.',
    );
    await marek.press(button(marek, /^Save$/));
    await toTab(ana, 'Backlog');
    await ana.openTicket('First');
    await toTab(ana, /^(Vote|Lobby)$/);
    await expect(ana.card('5 points')).toHaveAttribute('aria-checked', 'true');

    await plans(marek, 'Talk 5');
    await page.keyboard.press('Enter');
    await run(marek, 'Rights and access');
    await marek.page.getByRole('checkbox', { name: /^Anyone may lead/ }).check();
    await choose(ana, /your menu/, 'End the meeting');
    const cancelling = dialog(ana, 'End the meeting');
    await ana.press(cancelling.getByText('Cancelled', { exact: true }));
    await ana.press(cancelling.getByText('Cancel: what was chosen is dropped'));
    await ana.press(cancelling.getByRole('button', { name: 'End the meeting' }));
    await ana.sees(/^Cancelled at/);
    // Whoever has a dialog open is not carried off, and finds the report there.
    await expect(heading(marek, 'Report')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await marek.press(button(marek, 'To the report'));
    await marek.sees(/^Cancelled at/);
    await byKeyboard(page, button(marek, 'Back to the room'));
    await expect(page.getByRole('region', { name: 'Agenda' })).toContainText('Talk');
    await marek.openTicket('First');
    await expect(page.getByText('voting')).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /^5 points/ })).toHaveCount(0);
  });
});
