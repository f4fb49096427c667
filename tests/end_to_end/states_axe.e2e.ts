// axe on every board, sheet and dialog of a meeting, at a light desk and on a dark phone.

import { expect } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import {
  button,
  choose,
  chooseForTicket,
  describes,
  dialog,
  heading,
  plans,
  run,
  toTab,
} from './support/moves.js';
import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

const layouts = [
  { called: 'light, desk', options: { phone: false, dark: false } },
  { called: 'dark, phone', options: { phone: true, dark: true } },
];

for (const { called, options } of layouts)
  test(`axe finds nothing in what a meeting opens, ${called}`, async ({ browser }) => {
    const server = await RefineryServer.start();
    try {
      const marek = await Person.arrive(browser, 'Marek', options);
      await marek.createRoom(server.url, 'Checkout squad');
      const { page } = marek;
      const ana = await Person.arrive(browser, 'Ana');
      await ana.join(marek.roomUrl);
      await ana.paste(['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth']);
      await ana.openTicket('Sixth');
      await run(ana, 'Archive…');
      await dialog(ana).getByLabel('Outdated').check();
      await dialog(ana)
        .getByLabel(/^A line about it/)
        .fill('Nobody asks for it');
      await ana.press(dialog(ana).getByRole('button', { name: 'Archive', exact: true }));
      await expect(dialog(ana)).toHaveCount(0);
      await ana.page.keyboard.press('h');
      const backlog = async () => {
        if (options.phone) await toTab(marek, 'Backlog');
      };
      const looks = async (state: string) => {
        await axeFindsNothing(page, state);
        await page.keyboard.press('Escape');
        await expect(dialog(marek)).toHaveCount(0);
      };
      const opens = async (command: string, state: string | RegExp = command) => {
        await run(marek, command);
        await expect(dialog(marek, state)).toBeVisible();
      };

      // A board with tickets, one of them let through, and a sprint that is over.
      await plans(marek, 'Confirm 10', ['First', 'Second']);
      await run(marek, 'Start the meeting');
      await expect(heading(marek, 'Confirm')).toBeVisible();
      await marek.press(button(marek, 'Ready anyway: #1'));
      await dialog(marek).getByLabel('Why it can go ahead all the same').fill('We know it');
      await axeFindsNothing(page, 'Ready anyway');
      await page.keyboard.press('Enter');
      await marek.press(button(marek, 'Take it: #1'));
      await marek.sees('Ready anyway, says Marek');
      await axeFindsNothing(page, 'Confirm');
      await ana.openTicket('First');
      await ana.page.keyboard.press('Shift+E');
      await ana.press(dialog(ana).getByRole('button', { name: '5 points' }));
      await opens('Capacity');
      await dialog(marek).getByLabel('Sprint', { exact: true }).fill('Sprint 42');
      await dialog(marek).getByLabel('Points', { exact: true }).fill('5');
      await page.keyboard.press('Enter');
      await dialog(marek).getByRole('slider').fill('3');
      await axeFindsNothing(page, 'Capacity, what if');
      await marek.press(dialog(marek).getByRole('button', { name: 'Back' }));
      await marek.press(dialog(marek).getByRole('button', { name: 'Commit Sprint 42' }));
      await ana.page.keyboard.press('Shift+E');
      await ana.press(dialog(ana).getByRole('button', { name: '13 points' }));
      await expect(dialog(marek)).toContainText('is over by 8 points');
      await marek.press(dialog(marek).getByText('Show its tickets'));
      await looks('Capacity');

      await opens('Health of the backlog');
      await marek.press(dialog(marek).getByRole('button', { name: /Detailed/ }));
      await marek.press(dialog(marek).getByText('How these are counted'));
      await looks('Health');

      // People, and the doors.
      if (options.phone) await toTab(marek, 'People');
      else await marek.press(button(marek, /in the room/));
      await marek.sees('Hand up, number 1');
      await axeFindsNothing(page, 'People');
      await choose(marek, 'More for Ana', 'Remove…');
      await looks('Remove');
      for (const command of ['Rights and access', 'Room settings', 'Invite people']) {
        await opens(command);
        await looks(command);
      }

      // The backlog and what belongs to it.
      await backlog();
      await opens('Archived tickets');
      await looks('Archived');
      await marek.press(button(marek, 'Filter and group'));
      await dialog(marek).getByLabel('Group by').selectOption('Priority');
      await axeFindsNothing(page, 'Filter');
      await dialog(marek).getByLabel('Estimate', { exact: true }).selectOption('no estimate');
      await marek.press(dialog(marek).getByRole('button', { name: /^Show/ }));
      await axeFindsNothing(page, 'a filtered list');
      await marek.press(button(marek, /^Remove the filter/));
      if (options.phone) await choose(marek, 'More for #3', 'Select');
      else {
        await marek.openTicket('Third');
        await page.keyboard.press('x');
      }
      await expect(page.getByRole('group', { name: 'Selected tickets' })).toBeVisible();
      await axeFindsNothing(page, 'selection');
      await page.keyboard.press('Escape');

      // What one's own menu leads to.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('move');
      await expect(page.getByRole('option').first()).toBeVisible();
      await looks('Palette');
      await opens('Keyboard shortcuts');
      await axeFindsNothing(page, 'Keyboard shortcuts');
      await marek.press(dialog(marek).getByRole('button', { name: 'Change keys…' }));
      await expect(dialog(marek, 'Change keys')).toBeVisible();
      await looks('Change keys');
      await choose(marek, /your menu/, 'Preferences');
      await expect(dialog(marek, 'Preferences')).toBeVisible();
      await looks('Preferences');

      // Two saved one text; then a round on what is not ready.
      await backlog();
      await marek.openTicket('Second');
      await ana.openTicket('Second');
      await run(marek, 'Edit the description');
      await describes(marek, 'What Marek wrote.');
      await ana.page.keyboard.press('e');
      await describes(ana, 'What Ana wrote.');
      await ana.press(button(ana, /^Save$/));
      await expect(button(marek, 'Keep mine')).toBeVisible();
      await axeFindsNothing(page, 'conflict');
      await marek.press(button(marek, 'Take theirs'));
      await page.getByRole('checkbox', { name: 'Value is clear' }).check();
      await chooseForTicket(marek, 'Start a round');
      await expect(dialog(marek, 'Not ready yet')).toBeVisible();
      await looks('Not ready');

      // The end of the meeting, and of the room.
      await run(marek, 'End the meeting');
      await axeFindsNothing(page, 'End the meeting');
      await marek.press(dialog(marek).getByRole('button', { name: 'End the meeting' }));
      await opens('End the room…', 'End the room');
      await axeFindsNothing(page, 'End the room');
      await marek.press(dialog(marek).getByRole('button', { name: 'End the room', exact: true }));
      await marek.sees('Marek ended this room');
      await axeFindsNothing(page, 'a room that has ended');

      // Who leads is gone, and somebody asks to lead.
      const [lead] = await gather(browser, server.url, []);
      const room = lead.roomUrl;
      await lead.page.goto('about:blank');
      await marek.join(room);
      const late = await Person.arrive(browser, 'Bo', options);
      await late.join(room);
      await late.press(button(late, 'Take over from Marek'));
      await expect(button(marek, 'Agree that Bo leads')).toBeVisible({ timeout: 60_000 });
      await axeFindsNothing(page, 'somebody asks to lead');
      await axeFindsNothing(late.page, 'waiting to lead');
    } finally {
      await server.dispose();
    }
  });
