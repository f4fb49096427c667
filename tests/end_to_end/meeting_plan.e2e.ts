// The days before a meeting: it is planned, people are invited, and whoever comes early reads.

import { readFile } from 'node:fs/promises';

import { expect, type Page } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { pastesAgenda, takesUp } from './support/moves.js';
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

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const planning = (page: Page) => heading(page, 'Plan the meeting');
const agenda = (page: Page) => section(page, 'Agenda');
const today = (page: Page) => section(page, 'Tickets for today');

async function opensThePlan(lead: Person): Promise<void> {
  await lead.press(lead.page.getByRole('button', { name: 'Set an agenda' }));
  await expect(planning(lead.page)).toBeVisible();
}
async function writes(page: Page, field: string, words: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).fill(words);
  await page.getByLabel(field, { exact: true }).press('Enter');
}
const titlesOfSteps = (page: Page) =>
  agenda(page)
    .getByRole('textbox', { name: /^Title of/ })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

test('a meeting is planned by mouse, and everybody finds it in the lobby', async ({ browser }) => {
  const [marek, ana, ida] = await gather(browser, server.url, [
    ['Ana'],
    ['Ida', { watches: true }],
  ]);
  if (!ana || !ida) throw new Error('somebody did not come');
  await marek.paste(['Save a map view', 'Keyboard panning', 'Import of drawings']);
  await opensThePlan(marek);
  await writes(marek.page, 'Goal in one sentence', 'Two tickets are ready');
  await writes(marek.page, 'Date and time', '2031-03-04T10:00');
  await marek.press(marek.page.getByRole('button', { name: /^Refinement, 60 minutes/ }));
  await expect(agenda(marek.page).getByText('60 of 60 minutes')).toBeVisible();
  expect(await titlesOfSteps(marek.page)).toEqual([
    'Open',
    'Dots',
    'Clarify',
    'Split',
    'Estimate',
    'Confirm',
    'Close',
  ]);
  // Steps of boards that are not there have left their minutes behind.
  await expect(marek.page.getByLabel('Minutes of Clarify').first()).toHaveValue('18');

  await writes(marek.page, 'Minutes of Open', '8');
  await expect(agenda(marek.page).getByText('5 minutes too long')).toBeVisible();
  await marek.press(marek.page.getByRole('button', { name: 'Remove: Confirm' }));
  await expect(agenda(marek.page).getByText('62 of 60 minutes')).toBeVisible();
  await marek.press(marek.page.getByRole('button', { name: 'Move up: Estimate' }));
  await expect
    .poll(() => titlesOfSteps(marek.page))
    .toEqual(['Open', 'Dots', 'Clarify', 'Estimate', 'Split', 'Close']);
  await marek.press(marek.page.getByRole('button', { name: 'Move down: Estimate' }));
  await expect
    .poll(() => titlesOfSteps(marek.page))
    .toEqual(['Open', 'Dots', 'Clarify', 'Split', 'Estimate', 'Close']);

  await marek.press(
    agenda(marek.page).locator('summary').filter({ hasText: 'Who is needed' }).nth(2),
  );
  await marek.press(
    marek.page
      .getByRole('group', { name: 'Who is needed for Clarify' })
      .getByRole('checkbox', { name: 'Ana' }),
  );
  await takesUp(marek, ['Save a map view']);
  await takesUp(marek, ['Import of drawings']);
  await expect(today(marek.page).getByRole('listitem')).toHaveCount(2);
  await axeFindsNothing(marek.page);
  await marek.page.emulateMedia({ colorScheme: 'dark' });
  await axeFindsNothing(marek.page);
  await marek.press(marek.page.getByRole('button', { name: 'Done' }));

  for (const { page } of [marek, ana, ida]) {
    await expect(heading(page, 'Two tickets are ready')).toBeVisible();
    await expect(page.getByText(/^Tuesday 4 March, 10:00/)).toBeVisible();
    await expect(today(page).getByText('Import of drawings')).toBeVisible();
    await expect(agenda(page).getByText('Needed: Ana')).toBeVisible();
    await axeFindsNothing(page);
  }
  await expect(ana.page.getByText(/^You are needed for Clarify, about 10:18/).last()).toBeVisible();
  // Only the lead starts it.
  await expect(ana.page.getByRole('button', { name: /^Start/ })).toHaveCount(0);
  await expect(ana.page.getByRole('button', { name: 'Plan', exact: true })).toHaveCount(0);

  await marek.press(marek.page.getByRole('button', { name: 'Start the meeting with Open' }));
  await expect(ana.page.getByRole('timer', { name: 'Clock of Open' })).toBeVisible();
  await expect(today(ana.page)).toHaveCount(0);
});

test('the plan has an address: back leaves it, and a link leads to it', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await opensThePlan(marek);
  await writes(marek.page, 'Goal in one sentence', 'Two tickets are ready');
  await marek.page.goBack();
  await expect(heading(marek.page, 'Two tickets are ready')).toBeVisible();
  await marek.page.goForward();
  await expect(planning(marek.page)).toBeVisible();
  await marek.page.reload();
  await expect(planning(marek.page)).toBeVisible();
  // For somebody who does not lead it is the lobby.
  await ana.page.goto(marek.page.url());
  await expect(heading(ana.page, 'Two tickets are ready')).toBeVisible();
});

test('a meeting is planned and started by keyboard alone', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  const { keyboard } = marek.page;
  await marek.paste(['Save a map view']);
  await expect(marek.row('Save a map view')).toBeVisible();
  await keyboard.press('Control+k');
  // The palette loads when it is first asked for.
  await expect(marek.page.getByRole('combobox')).toBeFocused();
  await keyboard.type('plan the');
  await keyboard.press('Enter');
  await expect(planning(marek.page)).toBeFocused();

  const tabTo = async (label: string): Promise<void> => {
    const field = marek.page.getByLabel(label);
    do await keyboard.press('Tab');
    while (!(await field.evaluate((one) => one === document.activeElement)));
  };
  await tabTo('Goal in one sentence');
  await keyboard.type('By keys');
  await keyboard.press('Enter');
  await tabTo('One step a line');
  await keyboard.type('Clarify 15\nEstimate 10');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect.poll(() => titlesOfSteps(marek.page)).toEqual(['Clarify', 'Estimate']);
  await marek.page.getByRole('combobox', { name: 'Add a ticket' }).focus();
  await keyboard.type('Save');
  await keyboard.press('Enter');
  await expect(today(marek.page).getByRole('listitem')).toHaveCount(1);

  await planning(marek.page).focus();
  await keyboard.press('Escape');
  await expect(heading(marek.page, 'By keys')).toBeVisible();
  await keyboard.press('Enter');
  await expect(marek.page.getByRole('timer', { name: 'Clock of Clarify' })).toBeVisible();
  await expect(heading(marek.page, 'Save a map view')).toBeVisible();
});

test('early readers on a phone: what they read and ask, the lead sees', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true, dark: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Save a map view', 'Keyboard panning']);
  await opensThePlan(marek);
  await pastesAgenda(marek, 'Clarify 15');
  await takesUp(marek, ['Save a map view']);
  await takesUp(marek, ['Keyboard panning']);
  await marek.press(marek.page.getByRole('button', { name: 'Done' }));

  const first = today(marek.page).getByRole('listitem').filter({ hasText: 'Save a map view' });
  await expect(first).toContainText('read by 0 of 2');
  await expect(ana.page.getByRole('button', { name: 'Lobby' })).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Read: #1' }));
  await expect(ana.page.getByText('You have read 1 of 2')).toBeVisible();
  await expect(first).toContainText('read by 1 of 2');
  await marek.press(first.getByRole('button', { name: 'read by 1 of 2' }));
  await expect(first).toContainText('Read by Ana');
  await expect(first).toContainText('Not yet: Marek');
  // What only the lead counts is not shown to her.
  await expect(today(ana.page).getByText(/read by/)).toHaveCount(0);

  await ana.press(ana.page.getByRole('button', { name: 'Ask a question about #2' }));
  await ana.page.getByLabel('Question about #2').fill('Which shortcuts?');
  await axeFindsNothing(ana.page);
  await ana.press(ana.page.getByRole('button', { name: 'Ask', exact: true }));
  await expect(today(marek.page).getByText('1 open question')).toBeVisible();
  await expect(today(marek.page).getByText('Which shortcuts?')).toBeVisible();

  // A ticket is opened from here, and the way back is one press.
  await ana.press(ana.page.getByRole('button', { name: 'Keyboard panning' }));
  await expect(heading(ana.page, 'Keyboard panning')).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: /^Return/ }));
  await expect(today(ana.page)).toBeVisible();
});

test("the practice card turns on one's own screen, and nothing is sent", async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  const sent: string[] = [];
  await opensThePlan(marek);
  await pastesAgenda(marek, 'Estimate 10');
  await expect(ana.page.getByRole('group', { name: 'Practice cards' })).toBeVisible();
  ana.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => sent.push(String(payload))),
  );
  await ana.page.reload();
  await ana.press(ana.page.getByText('13', { exact: true }));
  await ana.sees('Your card lies face down');
  await ana.press(ana.page.getByRole('button', { name: 'Reveal' }));
  await ana.sees('You played 13.');
  await axeFindsNothing(ana.page);
  await ana.press(ana.page.getByRole('button', { name: 'Again' }));
  await expect(ana.page.getByRole('radio', { checked: true })).toHaveCount(0);
  expect(sent.filter((frame) => frame.includes('estimate'))).toEqual([]);
});

test('an invitation and a calendar file say what is planned', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await marek.paste(['Save a map view']);
  await opensThePlan(marek);
  const invite = section(marek.page, 'Invite');
  await expect(invite.getByText('The meeting has no date yet')).toBeVisible();
  await writes(marek.page, 'Goal in one sentence', 'Ready; steady, go');
  await writes(marek.page, 'Date and time', '2031-03-04T10:00');
  await pastesAgenda(marek, 'Clarify 15\nEstimate (10m, Marek)');
  await takesUp(marek, ['Save a map view']);
  await expect(today(marek.page).getByRole('listitem')).toHaveCount(1);

  await marek.press(invite.getByRole('button', { name: 'Copy invitation' }));
  await expect(invite.getByRole('button', { name: 'Copied' })).toBeVisible();
  const words = await marek.page.evaluate(() => navigator.clipboard.readText());
  expect(words).toContain(
    'Checkout squad\nGoal: Ready; steady, go\nWhen: Tuesday 4 March 2031, 10:00–10:25',
  );
  expect(words).toContain('10:15  Estimate, 10 minutes (needed: Marek)');
  expect(words).toContain('- #1 Save a map view');
  expect(words).toContain(`Room: ${marek.roomUrl}\n`);
  // Nobody's key is in it.
  expect(words).not.toContain('#key');

  const [download] = await Promise.all([
    marek.page.waitForEvent('download'),
    marek.press(invite.getByRole('button', { name: 'Calendar file' })),
  ]);
  expect(download.suggestedFilename()).toMatch(/^2031-03-04-refinement\.ics$/);
  const file = (await readFile(await download.path(), 'utf8')).replace(/\r\n[ \t]/g, '');
  const at = new Date('2031-03-04T10:00').toISOString().replace(/[-:]|\.\d+/g, '');
  expect(file.split('\r\n')).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      `DTSTART:${at}`,
      'DURATION:PT25M',
      'SUMMARY:Checkout squad: Ready\\; steady\\, go',
      'END:VCALENDAR',
    ]),
  );

  // The same stands in the sheet from which links are shared.
  await marek.press(invite.getByRole('button', { name: 'Link, code and QR' }));
  const sheet = marek.page.getByRole('dialog', { name: 'Invite people' });
  await marek.press(sheet.getByText('Show the text'));
  await expect(sheet.getByLabel('Invitation', { exact: true }).last()).toHaveValue(words);
  await axeFindsNothing(marek.page);
});

test("ROOM-7 goals and the definition of ready are the room's", async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Save a map view']);
  await opensThePlan(marek);
  await writes(marek.page, 'New product goal', 'Half of all customers pay without help');
  await marek.page
    .getByLabel('When: Half of all customers pay without help')
    .selectOption('this year');
  await writes(marek.page, 'New product goal', 'Fewer calls');
  await marek.press(marek.page.getByRole('button', { name: 'Move up: Fewer calls' }));
  await expect(
    section(marek.page, 'Product goals').getByRole('textbox', { name: 'Product goal 1' }),
  ).toHaveValue('Fewer calls');

  await marek.press(marek.page.getByRole('button', { name: 'Remove: Design is attached' }));
  await writes(marek.page, 'Line 1', 'Its value is written down');
  await writes(marek.page, 'New line', 'Somebody asked for it');
  // Words of a line that was emptied come back.
  await writes(marek.page, 'Line 2', '');
  await expect(marek.page.getByLabel('Line 2', { exact: true })).toHaveValue(
    'Criteria are testable',
  );
  await marek.page.getByLabel('A round needs a ready ticket').check();
  await writes(marek.page, 'Split above', '8');
  await writes(marek.page, 'Vote clock in seconds', '4');
  await expect(marek.page.getByText('Between 5 and 600 seconds.')).toBeVisible();
  await writes(marek.page, 'Vote clock in seconds', '45');
  await marek.page.getByLabel('Reveal when the vote clock ends').check();
  await axeFindsNothing(marek.page);

  await ana.openTicket('Save a map view');
  const ready = ana.page.getByRole('region', { name: 'Ready' });
  for (const line of ['Its value is written down', 'Somebody asked for it'])
    await expect(ready.getByText(line)).toBeVisible();
  await expect(ready.getByText('Design is attached')).toHaveCount(0);
});

test('another agenda takes the place of the first after a question, and tickets stay', async ({
  browser,
}) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['Save a map view']);
  await opensThePlan(marek);
  await pastesAgenda(marek, 'Welcome 5\nClarify (15m, Legal)');
  expect(await titlesOfSteps(marek.page)).toEqual(['Welcome', 'Clarify (Legal)']);
  await takesUp(marek, ['Save a map view']);
  await marek.press(marek.page.getByRole('button', { name: /^Estimate only, 30 minutes/ }));
  await marek.press(marek.page.getByRole('button', { name: 'Replace the agenda' }));
  await expect
    .poll(() => titlesOfSteps(marek.page))
    .toEqual(['Open', 'Estimate', 'Confirm', 'Close']);
  await expect(marek.page.getByLabel('Step of #1')).toHaveValue(/.+/);
  await expect(today(marek.page).getByRole('listitem')).toContainText('Save a map view');
});

test('AGD-1 an agenda of 500 lines is refused and kept, one of 50 is read whole', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await opensThePlan(marek);
  const steps = (n: number) => Array.from({ length: n }, (_, at) => `Topic ${at + 1} (2m)`);
  const lines = marek.page.getByLabel('One step a line');
  await lines.fill(steps(500).join('\n'));
  await expect(agenda(marek.page).getByText('and these lines are 500')).toBeVisible();
  await marek.page.getByRole('button', { name: 'Add 500 steps' }).focus();
  await marek.page.keyboard.press('Enter');
  await expect(lines).toHaveValue(steps(500).join('\n'));
  await lines.fill(`Talk 5\n${'W'.repeat(101)} 5`);
  await expect(lines).toHaveAccessibleDescription(/^The name of 1 step is longer than 100/);
  await expect(agenda(marek.page).getByRole('button', { name: 'Add 2 steps' })).toBeDisabled();

  await lines.fill(`${steps(49).join('\n')}\n<img src=x onerror=alert(1)> \u202Egnp.evil 2`);
  await marek.press(marek.page.getByRole('button', { name: 'Add 50 steps' }));
  await expect(agenda(marek.page).getByText('100 minutes')).toBeVisible();
  // More than a second's worth of commands: what had to wait is sent, and all of it is stored.
  await expect(agenda(ana.page).getByRole('listitem')).toHaveCount(50);
  await marek.page.reload();
  await expect(planning(marek.page)).toBeVisible();
  await expect.poll(async () => (await titlesOfSteps(marek.page)).length).toBe(50);
  expect((await titlesOfSteps(marek.page)).at(-1)).toContain('<img src=x onerror=alert(1)>');
});

test('MTG after a meeting the lobby waits for the next one, with what was parked', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Save a map view', 'Keyboard panning']);
  await opensThePlan(marek);
  await pastesAgenda(marek, 'Clarify 15\nEstimate 10');
  await takesUp(marek, ['Save a map view']);
  await marek.press(marek.page.getByRole('button', { name: 'Done' }));
  await marek.press(marek.page.getByRole('button', { name: 'Start the meeting with Clarify' }));
  await marek.openTicket('Keyboard panning');
  await marek.press(marek.page.getByRole('button', { name: 'More for #2' }).first());
  await marek.press(marek.page.getByRole('menuitem', { name: /^Park/ }));
  await marek.press(marek.page.getByRole('dialog').getByRole('button', { name: /^Park/ }));
  await marek.page.keyboard.press('Control+k');
  await marek.page.getByRole('combobox').fill('End the meeting');
  await marek.press(marek.page.getByRole('option', { name: 'End the meeting' }));
  await marek.press(
    marek.page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }),
  );
  await expect(ana.page.getByRole('heading', { name: /^Report/ }).first()).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Lobby' }));
  const parked = today(ana.page).getByRole('listitem');
  await expect(parked).toHaveCount(1);
  await expect(parked).toContainText('Keyboard panning');
  await expect(parked).toContainText('parked');
  await expect(agenda(ana.page).getByText('Clarify')).toBeVisible();
});

test('the read-only link shows the lobby, with nothing to press', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['Save a map view']);
  await opensThePlan(marek);
  await writes(marek.page, 'Goal in one sentence', 'Two tickets are ready');
  await pastesAgenda(marek, 'Clarify 15');
  await takesUp(marek, ['Save a map view']);
  await marek.press(marek.page.getByRole('button', { name: 'Link, code and QR' }));
  const link = await marek.page.getByLabel('Read-only link', { exact: true }).inputValue();

  const reader = await Person.arrive(browser, 'Reader', { phone: true });
  await reader.page.goto(link);
  await expect(reader.page.getByRole('heading', { name: 'Two tickets are ready' })).toBeVisible();
  await expect(today(reader.page).getByText('Save a map view')).toBeVisible();
  await expect(today(reader.page).getByRole('button')).toHaveCount(0);
  await expect(agenda(reader.page).getByText('15 minutes')).toBeVisible();
  await expect(reader.page.getByRole('group', { name: 'Practice cards' })).toHaveCount(0);
  await axeFindsNothing(reader.page);
});

test('whoever writes in the lobby is not carried off when the meeting starts', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Save a map view']);
  await opensThePlan(marek);
  await pastesAgenda(marek, 'Clarify 15');
  await takesUp(marek, ['Save a map view']);
  await marek.press(marek.page.getByRole('button', { name: 'Done' }));
  await ana.press(ana.page.getByRole('button', { name: 'Ask a question about #1' }));
  await ana.page.getByLabel('Question about #1').fill('Half a ques');
  await marek.press(marek.page.getByRole('button', { name: 'Start the meeting with Clarify' }));
  await expect(ana.page.getByText('The meeting has started.')).toBeVisible();
  await expect(ana.page.getByLabel('Question about #1')).toHaveValue('Half a ques');
  await ana.press(ana.page.getByRole('button', { name: 'Go there' }));
  await expect(heading(ana.page, 'Save a map view')).toBeVisible();
});
