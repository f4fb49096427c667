// The agenda and its clock, as the lead works them and everybody sees them.

import { expect, type Page } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { plans } from './support/moves.js';
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

const agenda = (page: Page) => page.getByRole('dialog', { name: 'Agenda' });
const step = (page: Page, name: string) =>
  agenda(page).getByRole('listitem').filter({ hasText: name });

async function plan(lead: Person, lines: string): Promise<void> {
  await plans(lead, lines);
  await lead.press(lead.page.getByRole('button', { name: /^Agenda:/ }));
}

test('AGD a step starts, pauses and hands over, on every screen', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await plan(marek, 'Clarify 15\nEstimate 10');
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Start Clarify' }));

  await expect(ana.page.getByRole('timer', { name: 'Clock of Clarify' })).toHaveText(
    /^1[45]:\d\d$/,
  );
  await ana.press(ana.page.getByRole('button', { name: /^Agenda:/ }));
  await expect(step(ana.page, 'Clarify')).toContainText('running');
  // What she may never press is absent.
  await expect(agenda(ana.page).getByRole('button', { name: 'Next' })).toHaveCount(0);
  await axeFindsNothing(ana.page);

  await marek.press(agenda(marek.page).getByRole('button', { name: 'Pause' }));
  await expect(step(ana.page, 'Clarify')).toContainText('paused');
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Go on' }));
  await axeFindsNothing(marek.page);
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Next' }));
  await expect(step(ana.page, 'Clarify')).toContainText('done');
  await expect(step(ana.page, 'Estimate')).toContainText('running');
});

test('CLK time is taken from a later step', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await plan(marek, 'Clarify 15\nEstimate 10');
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Start Clarify' }));
  await marek.press(agenda(marek.page).getByRole('button', { name: 'More time' }));
  await marek.press(marek.page.getByRole('menuitem', { name: /taken from Estimate/ }));
  await expect(step(marek.page, 'Estimate')).toContainText('8 minutes');
  await expect(agenda(marek.page).getByText(/late/)).toHaveCount(0);
  // Time that nobody gives makes the meeting longer, and that is said at once.
  await marek.press(agenda(marek.page).getByRole('button', { name: '+1: one minute more' }));
  await expect(agenda(marek.page).getByText(/· ends .*, 1 late$/)).toBeVisible();
  await marek.press(agenda(marek.page).getByRole('button', { name: 'More for Clarify' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Stop Clarify' }));
  await expect(marek.page.locator('#say-polite')).toHaveText(
    'Clarify is done. Next: Estimate, 8 minutes',
  );
});

test('MTG the lead ends the meeting, and its agenda is planned again', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await plan(marek, 'Clarify 15\nEstimate 10');
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Start Clarify' }));
  await marek.press(agenda(marek.page).getByRole('button', { name: 'End the meeting' }));
  const dialog = marek.page.getByRole('dialog', { name: 'End the meeting' });
  await axeFindsNothing(marek.page);
  await marek.press(dialog.getByRole('button', { name: 'End the meeting' }));
  await expect(marek.page.getByRole('timer')).toHaveCount(0);
  await marek.press(marek.page.getByRole('button', { name: /^Agenda: Clarify, planned/ }));
  await expect(step(marek.page, 'Clarify')).toContainText('planned');
});
