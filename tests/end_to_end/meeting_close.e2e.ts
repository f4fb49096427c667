// A short meeting to its end: clocks beside what they measure, steps without tickets, the report.

import { expect, type Browser, type Locator, type Page } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { chooseForTicket, plans, run } from './support/moves.js';
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

const agenda = (page: Page) => page.getByRole('dialog', { name: 'Agenda' });
const clockOf = (page: Page, step: string) => page.getByRole('timer', { name: `Clock of ${step}` });
const report = (page: Page) => page.getByRole('heading', { level: 1, name: 'Report' });
const section = (page: Page, name: string) => page.getByRole('region', { name });

/** Marek leads, with an agenda of these lines; nothing runs yet. */
async function planned(
  browser: Browser,
  lines: string,
  tickets: readonly string[] = [],
  others: Parameters<typeof gather>[2] = [],
): Promise<[lead: Person, ...others: Person[]]> {
  const people = await gather(browser, server.url, others);
  const [marek] = people;
  if (tickets.length > 0) await marek.paste(tickets);
  const { page } = marek;
  await plans(marek, lines);
  await marek.press(page.getByRole('button', { name: /^Agenda:/ }));
  await expect(agenda(marek.page).getByRole('listitem')).toHaveCount(lines.split('\n').length);
  return people;
}

async function start(lead: Person, step: string): Promise<void> {
  await lead.press(agenda(lead.page).getByRole('button', { name: `Start ${step}`, exact: true }));
  await lead.page.keyboard.press('Escape');
  await expect(agenda(lead.page)).toHaveCount(0);
}

/** Puts tickets into a step, in the agenda, by the keyboard alone. */
async function takeUp(lead: Person, step: string, tickets: readonly string[]): Promise<void> {
  const { page } = lead;
  await agenda(page)
    .getByRole('button', { name: `More for ${step}` })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Edit' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: `Edit ${step}` });
  for (const title of tickets) {
    const field: Locator = form.getByRole('combobox', { name: 'Add a ticket' });
    await field.focus();
    await page.keyboard.type(title);
    await expect(page.getByRole('option', { name: title })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await form.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
}

async function endMeeting(lead: Person): Promise<void> {
  await lead.press(lead.page.getByRole('button', { name: /your menu/ }));
  await lead.press(lead.page.getByRole('menuitem', { name: 'End the meeting' }));
  const dialog = lead.page.getByRole('dialog', { name: 'End the meeting' });
  await lead.press(dialog.getByRole('button', { name: 'End the meeting' }));
}

test('CLK-9 a timer of three minutes starts by two keys, and everybody sees the same', async ({
  browser,
}) => {
  const [marek, ana] = await planned(
    browser,
    'Talk about releases 5',
    [],
    [['Ana', { phone: true, dark: true }]],
  );
  if (!ana) throw new Error('Ana did not come');
  await start(marek, 'Talk about releases');
  await expect(marek.page.getByRole('timer', { name: 'Time left for' })).toHaveText(/^[45]:\d\d$/);

  await marek.page.keyboard.press('t');
  await marek.sees('1–9');
  await marek.page.keyboard.press('3');
  for (const { page } of [marek, ana])
    await expect(page.getByRole('timer', { name: 'Timer' })).toHaveText(/^\s*[23]:\d\d\s*$/);
  // Whoever does not lead may look at it, and that is all.
  await expect(ana.page.getByRole('button', { name: 'More for the timer' })).toHaveCount(0);
  await axeFindsNothing(ana.page);

  await marek.press(marek.page.getByRole('button', { name: 'More for the timer' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Pause the timer' }));
  await expect(ana.page.getByRole('timer', { name: 'Timer' })).toContainText('Paused');
  await marek.press(marek.page.getByRole('button', { name: 'More for the timer' }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Stop the timer' }));
  await expect(ana.page.getByRole('timer', { name: 'Timer' })).toHaveCount(0);

  // One more minute for the step, by its key.
  await marek.page.keyboard.press('+');
  await expect(clockOf(ana.page, 'Talk about releases')).toHaveText(/^[56]:\d\d$/);
  await axeFindsNothing(marek.page);
});

test('CLK-9 on a phone the lead has the timer in a menu, by touch', async ({ browser }) => {
  const lead = await Person.arrive(browser, 'Marek', { phone: true });
  await lead.createRoom(server.url, 'Checkout squad');
  const { page } = lead;
  await lead.press(page.getByRole('button', { name: /your menu/ }));
  await lead.press(page.getByRole('menuitem', { name: 'Timer', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Timer' });
  await axeFindsNothing(page);
  await lead.press(dialog.getByRole('button', { name: '2 minutes', exact: true }));
  await expect(page.getByRole('timer', { name: 'Timer' })).toHaveText(/^\s*[12]:\d\d\s*$/);
  await lead.press(page.getByRole('button', { name: 'More for the timer' }));
  await lead.press(page.getByRole('menuitem', { name: 'One minute more on the timer' }));
  await expect(page.getByRole('timer', { name: 'Timer' })).toHaveText(/^\s*[23]:\d\d\s*$/);
  await axeFindsNothing(page);
});

test('AGD-2 a step takes tickets and people, and one who is needed reads when', async ({
  browser,
}) => {
  const [marek, ana] = await planned(
    browser,
    'Talk 5\nClarify 15',
    ['Save a map view', 'Keyboard panning'],
    [['Ana']],
  );
  if (!ana) throw new Error('Ana did not come');
  await takeUp(marek, 'Clarify', ['Save a map view', 'Keyboard panning']);
  const { page } = marek;
  await marek.press(agenda(page).getByRole('button', { name: 'More for Clarify' }));
  await marek.press(page.getByRole('menuitem', { name: 'Edit' }));
  const form = page.getByRole('form', { name: 'Edit Clarify' });
  await axeFindsNothing(page);
  await form.getByLabel('Name').fill('Clarify maps');
  await form.getByLabel('Minutes').fill('12');
  await form.getByRole('checkbox', { name: 'Ana' }).check();
  await marek.press(form.getByRole('button', { name: 'Save' }));
  const row = agenda(page).getByRole('listitem').filter({ hasText: 'Clarify maps' });
  await expect(row).toContainText('12 minutes');
  await expect(row).toContainText('2 tickets');
  await expect(row).toContainText('Needed for it: Ana');

  await start(marek, 'Talk');
  await ana.sees(/^You are needed for Clarify maps, about /);
  await expect(marek.page.getByText(/^You are needed/)).toHaveCount(0);
});

test('AGD-6 the room goes through a queue, ticket by ticket, until it is through', async ({
  browser,
}) => {
  const [marek, ana] = await planned(
    browser,
    'Clarify 15\nBreak 5',
    ['Save a map view', 'Keyboard panning', 'Offline tiles'],
    [['Ana', { phone: true }]],
  );
  if (!ana) throw new Error('Ana did not come');
  await takeUp(marek, 'Clarify', ['Save a map view', 'Keyboard panning']);
  await start(marek, 'Clarify');
  await ana.sees('Ticket 1 of 2');
  await expect(ana.page.getByRole('timer', { name: /^Time for/ })).toHaveText(/^7:\d\d$/);
  // The first tab of a phone is the step.
  await expect(ana.page.getByRole('button', { name: 'Clarify', exact: true })).toBeVisible();

  await marek.press(marek.page.getByRole('button', { name: 'Next ticket' }));
  await ana.sees('Ticket 2 of 2');
  await expect(ana.page.locator('#say-polite')).toHaveText(/Keyboard panning\. Ticket 2 of 2\.$/);
  // How far the time reaches opens what it was reckoned from.
  await marek.press(marek.page.getByRole('button', { name: /^all 2, 1\d:\d\d to spare$/ }));
  await marek.sees(/^A ticket counts with the median of those that are through/);
  await expect(
    agenda(marek.page).getByRole('row', { name: /Save a map view 0:\d\d/ }),
  ).toBeVisible();
  await axeFindsNothing(marek.page);
  await marek.page.keyboard.press('Escape');
  // Whoever comes late is told in one sentence where the room is.
  const late = await Person.arrive(browser, 'Bo');
  await late.join(marek.roomUrl);
  await late.sees(/^Clarify, 1[45]:\d\d left, ticket 2 of 2\.$/);

  await marek.page.keyboard.press('ArrowRight');
  for (const { page } of [marek, ana, late])
    await expect(page.getByText(/^Clarify is through, 1[45]:\d\d left$/).first()).toBeVisible();
  await axeFindsNothing(ana.page);
  await marek.press(marek.page.getByRole('button', { name: 'Go on to Break' }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Break' })).toBeVisible();

  // A step that is done goes on where it stopped.
  await marek.press(marek.page.getByRole('button', { name: /^Agenda:/ }));
  await marek.press(agenda(marek.page).getByRole('button', { name: 'Start Clarify again' }));
  await ana.sees('Ticket 1 of 2');
  await marek.page.keyboard.press('Escape');

  // Archived in the spotlight: it stays and says so, and Next leads to the next of the step.
  await chooseForTicket(marek, 'Archive…');
  await marek.press(
    marek.page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }),
  );
  await ana.sees(/^Archived by Marek/);
  await marek.press(marek.page.getByRole('button', { name: 'Next ticket' }));
  await ana.sees('Ticket 1 of 1');
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Keyboard panning' })).toBeVisible();

  // Whoever writes in what is talked about keeps it, wherever the room goes from there.
  const criterion = ana.page.getByRole('textbox', { name: 'Add a criterion' });
  await criterion.fill('Half a sentence');
  await run(marek, 'Bring everyone to a break');
  await ana.sees('The room is on Break');
  await ana.sees('you are still in #2');
  await endMeeting(marek);
  await ana.sees('The meeting has ended');
  await expect(criterion).toHaveValue('Half a sentence');
  await ana.press(ana.page.getByRole('button', { name: 'To the report' }));
  await expect(report(ana.page)).toBeVisible();
});

test('CLK-4 the lead gives a vote its time, in the dock', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (!ana) throw new Error('Ana did not come');
  await marek.paste(['Save a map view']);
  await marek.openTicket('Save a map view');
  await marek.startRound();
  await expect(ana.page.getByRole('radio').first()).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /^Clock of this vote/ })).toHaveCount(0);
  await marek.press(marek.page.getByRole('button', { name: /^Clock of this vote/ }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'One minute for this vote' }));
  await expect(ana.page.getByRole('timer', { name: 'Clock of this vote' })).toHaveText(
    /^(1:00|0:\d\d)$/,
  );
  await axeFindsNothing(ana.page);
  await marek.press(marek.page.getByRole('button', { name: /^Clock of this vote/ }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Stop the clock of this vote' }));
  await expect(ana.page.getByRole('timer', { name: 'Clock of this vote' })).toHaveCount(0);
});

test('MTG-3 everybody lands on the report, with the right numbers, and rates it', async ({
  browser,
}) => {
  const strange = 'Maps <script>alert(1)</script> **bold** \u202eevil';
  const [marek, ana, bo] = await planned(
    browser,
    'Open 3\nEstimate 15\nClose 2',
    [strange, 'Keyboard panning', 'Offline tiles'],
    [['Ana', { phone: true }], ['Bo']],
  );
  if (!ana || !bo) throw new Error('somebody did not come');
  const { page } = marek;
  await start(marek, 'Open');
  await ana.sees('This meeting has no goal yet.');
  await axeFindsNothing(ana.page);
  await axeFindsNothing(page);
  await marek.press(page.getByRole('button', { name: 'Go on to Estimate' }));

  // One ticket is estimated in one round, one is parked with Bo.
  await marek.openTicket('Keyboard panning');
  await marek.startRound();
  await marek.vote('5 points');
  await ana.vote('5 points');
  await bo.vote('8 points');
  await marek.press(page.getByRole('button', { name: /^Settle 5/ }));
  await marek.openTicket('Offline tiles');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('Park');
  await marek.press(page.getByRole('option', { name: /^Park/ }).first());
  const park = page.getByRole('dialog', { name: /^Park/ });
  await park.getByLabel('What has to be found out first').fill('Which tiles?');
  await park.getByLabel('Who finds out').selectOption({ label: 'Bo' });
  await marek.press(park.getByRole('button', { name: /^Park/ }));

  // So far, by its keys.
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(report(page)).toBeVisible();
  await expect(section(page, 'Estimated')).toContainText('Keyboard panning');
  await marek.press(page.getByRole('button', { name: 'Back to the room' }));

  // The dialog says what the meeting leaves behind.
  await marek.press(page.getByRole('button', { name: /your menu/ }));
  await marek.press(page.getByRole('menuitem', { name: 'End the meeting' }));
  const dialog = page.getByRole('dialog', { name: 'End the meeting' });
  await expect(dialog).toContainText('1 ticket is parked.');
  await expect(dialog).toContainText('with Bo');
  await expect(dialog).toContainText('Close');
  await axeFindsNothing(page);
  await marek.press(dialog.getByRole('button', { name: 'End the meeting' }));

  for (const person of [marek, ana, bo]) {
    await expect(report(person.page)).toBeVisible();
    await expect(section(person.page, 'Estimated')).toContainText('1 round');
    await expect(section(person.page, 'Estimated')).toContainText('5 to 8');
    await expect(section(person.page, 'Parked')).toContainText('Which tiles?');
    await expect(section(person.page, 'Parked')).toContainText('with Bo');
    await expect(section(person.page, 'Ready now')).toContainText('None');
    await axeFindsNothing(person.page);
  }
  // What is Bo's own stands first for Bo.
  await expect(section(bo.page, 'Yours')).toContainText('Offline tiles');
  await expect(section(ana.page, 'Yours')).toContainText('Nothing of this is yours.');
  // A figure opens what it came from.
  await ana.press(section(ana.page, 'Estimated').getByText('Who said what'));
  await expect(section(ana.page, 'Estimated')).toContainText('Bo 8');

  await ana.press(ana.page.getByRole('radio', { name: '4 stars' }).locator('..'));
  await ana.sees('4 of 5 on average, 1 rating');
  await ana.press(ana.page.getByText('4 of 5 on average'));
  await ana.sees('4 stars: 1');
  await expect(bo.page.getByText(/on average/)).toHaveCount(0);
  await bo.page.getByRole('radio', { name: '1 star' }).focus();
  await bo.page.keyboard.press('Space');
  await bo.sees('2.5 of 5 on average, 2 ratings');
  await ana.sees('2.5 of 5 on average, 2 ratings');

  await marek.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await marek.press(page.getByRole('button', { name: 'Copy as Markdown' }));
  await marek.sees('The report is copied.');
  const copied: unknown = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toContain('## Estimated (1)\n\n- **\\#2** Keyboard panning (5); 1 round; 5 to 8');
  expect(copied).toContain('Which tiles?; with Bo');
  expect(copied).toContain('| Estimate | 15 min |');
  expect(copied).not.toContain('## Yours');
});

test('MTG-5 what people wrote stays text in the report, on the page and in the copy', async ({
  browser,
}) => {
  const strange = 'Maps <img src=x onerror=alert(1)> **bold** \u202eevil';
  const [marek] = await planned(browser, 'Talk 5', [strange]);
  const { page } = marek;
  await start(marek, 'Talk');
  await marek.openTicket(strange);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('Park');
  await marek.press(page.getByRole('option', { name: /^Park/ }).first());
  const park = page.getByRole('dialog', { name: /^Park/ });
  await marek.press(park.getByRole('button', { name: /^Park/ }));
  await endMeeting(marek);
  await expect(section(page, 'Parked')).toContainText(strange);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await marek.press(page.getByRole('button', { name: 'Copy as Markdown' }));
  await marek.sees('The report is copied.');
  const copied: unknown = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toContain(
    '\u2068Maps \\<img src=x onerror=alert(1)\\> \\*\\*bold\\*\\* \u202eevil\u2069',
  );

  // Whoever reads by the read-only link has the same, with nothing to open or to rate.
  await marek.press(page.getByRole('button', { name: 'Invite' }));
  const link = page.getByRole('textbox', { name: 'Read-only link' });
  await expect(link).toHaveValue(/\/report#key=/);
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(await link.inputValue());
  await expect(section(reader, 'Parked')).toContainText(strange);
  await expect(section(reader, 'Yours')).toHaveCount(0);
  await expect(reader.getByRole('radio')).toHaveCount(0);
  await axeFindsNothing(reader);
  await page.keyboard.press('Escape');

  // The address is the room's own; a person who has a seat comes to the page of the room.
  await page.reload();
  await expect(report(page)).toBeVisible();
  await marek.press(page.getByRole('button', { name: 'Back to the room' }));
  await expect(report(page)).toHaveCount(0);
});

test('MTG-6 the next meeting takes everybody along, and the one before can be read', async ({
  browser,
}) => {
  const [marek, ana] = await planned(
    browser,
    'Open 3',
    ['Save a map view'],
    [['Ana', { phone: true }]],
  );
  if (!ana) throw new Error('Ana did not come');
  const { page } = marek;
  await start(marek, 'Open');
  await marek.openTicket('Save a map view');
  await marek.startRound();
  await marek.vote('5 points');
  await ana.vote('5 points');
  await marek.press(page.getByRole('button', { name: /^Settle 5/ }));
  await endMeeting(marek);
  await expect(report(ana.page)).toBeVisible();
  await expect(section(ana.page, 'Estimated')).toContainText('Save a map view');

  await marek.press(page.getByRole('button', { name: /^Agenda:/ }));
  await start(marek, 'Open');
  // Nobody has opened the report: the room went there, and goes on from there.
  for (const one of [page, ana.page]) {
    await expect(one.getByRole('heading', { level: 1, name: 'Open' })).toBeVisible();
    await expect(report(one)).toHaveCount(0);
  }
  await ana.press(ana.page.getByRole('button', { name: /your menu/ }));
  await ana.press(ana.page.getByRole('menuitem', { name: /^Report/ }));
  await expect(section(ana.page, 'Estimated')).toContainText('None');
  await ana.page.getByLabel('Which meeting').selectOption({ index: 1 });
  await expect(section(ana.page, 'Estimated')).toContainText('Save a map view');
  await expect(section(ana.page, 'Estimated')).toContainText('all agree');
  await ana.press(ana.page.getByRole('button', { name: 'Back to the room' }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Open' })).toBeVisible();
});

test('CLK-8 box and step are over, go on counting, and leave it to the lead to go on @long', async ({
  browser,
}) => {
  const [marek, ana] = await planned(
    browser,
    'Clarify 1\nBreak 5',
    ['Save a map view', 'Keyboard panning'],
    [['Ana', { phone: true }]],
  );
  if (!ana) throw new Error('Ana did not come');
  await takeUp(marek, 'Clarify', ['Save a map view', 'Keyboard panning']);
  await start(marek, 'Clarify');
  for (const { page } of [marek, ana])
    await expect(page.getByRole('main').getByText('Time is up for #1')).toBeVisible({
      timeout: 60_000,
    });
  await expect(ana.page.getByRole('button', { name: 'Park' })).toHaveCount(0);
  await expect(marek.page.getByRole('button', { name: 'Park', exact: true })).toBeVisible();
  await axeFindsNothing(marek.page);
  await marek.press(marek.page.getByRole('main').getByRole('button', { name: /^\+2/ }));
  await expect(ana.page.getByRole('main').getByText('Time is up for #1')).toHaveCount(0);

  await expect(ana.page.locator('#say-assertive')).toHaveText('Time is up for Clarify', {
    timeout: 60_000,
  });
  await expect(clockOf(ana.page, 'Clarify')).toHaveText(/^\+0:\d\d over$/);
  await axeFindsNothing(ana.page);
  await axeFindsNothing(marek.page);
  await marek.press(
    marek.page.getByRole('banner').getByRole('button', { name: 'Next', exact: true }),
  );
  await expect(clockOf(ana.page, 'Break')).toHaveText(/^[45]:\d\d$/);
});
