// A question to the room: a vote without a ticket, answered by mouse, keyboard and touch.

import { expect } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { button, dialog, heading, run } from './support/moves.js';
import { gather } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

let server: RefineryServer;

test.beforeAll(async () => {
  server = await RefineryServer.start();
});
test.afterAll(async () => {
  await server.dispose();
});

test('RND-17 the room is asked, answers hidden, and what it says is settled and reported', async ({
  browser,
}) => {
  const [marek, ana, noor] = await gather(browser, server.url, [
    ['Ana'],
    ['Noor', { phone: true }],
  ]);
  if (!ana || !noor) throw new Error('somebody did not come');
  await marek.paste(['Alpha', 'Beta']);
  await marek.openTicket('Alpha');
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await expect(ana.card('5 points')).toBeVisible();

  await run(marek, 'Ask the room');
  const form = dialog(marek, 'Ask the room');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(form).toContainText('Write the question first.');
  await form.getByLabel('Question').fill('Shall we split Alpha?');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  for (const person of [marek, ana, noor])
    await expect(heading(person, 'Shall we split Alpha?')).toBeVisible();
  await expect(
    ana.page.locator('#say-polite').filter({ hasText: 'The room is asked: Shall we split Alpha?' }),
  ).toHaveCount(1);
  await axeFindsNothing(ana.page, 'a question');
  await axeFindsNothing(noor.page, 'a question on a phone');

  await marek.vote('Yes');
  await ana.card('No').focus();
  await ana.page.keyboard.press('Enter');
  await noor.vote('Yes');
  for (const person of [marek, ana, noor]) await person.sees('Yes 2');
  await ana.sees('No 1');
  await expect(ana.page.getByText(/^Lowest|^Highest/)).toHaveCount(0);
  await expect(
    noor.page.locator('#say-assertive').filter({ hasText: 'Answered: Yes, 2 of 3' }),
  ).toHaveCount(1);

  await button(marek, /^Settle/)
    .first()
    .click();
  await ana.sees('Answer: Yes');
  await button(ana, 'Make it a ticket').click();
  await expect.poll(() => marek.titles()).toEqual(['Alpha', 'Beta', 'Shall we split Alpha?']);
  await axeFindsNothing(marek.page, 'an answered question');
  await button(marek, 'Back to #1').click();
  await expect(heading(ana, 'Alpha')).toBeVisible();

  await run(ana, 'Report of the meeting');
  await ana.sees('Shall we split Alpha?');
  await ana.sees('Yes 2, No 1');
});

test('AGD a step that is over asks for five more minutes', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Alpha', 'Beta']);
  await marek.press(marek.page.getByRole('button', { name: 'Set an agenda' }));
  await marek.page.getByLabel('One step a line').fill('Talk 1');
  await marek.press(marek.page.getByRole('button', { name: /^Add 1 step/ }));
  await marek.press(marek.page.getByRole('button', { name: 'Done' }).first());
  await marek.press(marek.page.getByRole('button', { name: /^Start/ }));
  await expect(heading(marek, 'Talk')).toBeVisible();
  await button(marek, 'Ask the room for 5 more minutes').click({ timeout: 80_000 });
  await expect(heading(ana, '5 more minutes for Talk?')).toBeVisible();
  await ana.vote('Yes');
  await marek.vote('Yes');
  await ana.sees('Yes 2');
  await button(marek, /^Settle/)
    .first()
    .click();
  await button(marek, '+5 min for Talk').click();
  await expect(marek.page.getByRole('timer', { name: /Talk/ }).first()).toContainText(/[45]:/);
});
