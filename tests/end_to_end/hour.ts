// A shortened hour from the plan to the plan of the next one, as a story. Played on either store.

import { expect, type Browser, type Page } from '@playwright/test';

import { dialog, run } from './support/moves.js';
import { gather, Person } from './support/person.js';
import type { RefineryServer } from './support/server.js';
import { SilentProxy } from './support/silent_proxy.js';

/** So that a silent network is missed after two seconds and not after twenty. */
export const flags_of_the_hour = ['--ping-after-ms', '1000', '--silent-after-ms', '2000'];

const tickets = [
  'Save a map view',
  'Keyboard panning',
  'Offline tiles',
  'Print at A3',
  'Colour-safe legend',
  'A fax of the map',
];

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const today = (page: Page) => section(page, 'Tickets for today');
/** Of the report; it says how many there are. */
const part = ({ page }: Person, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name} \\d`) });

/** Told at every moment worth a picture: what it is, and whose pages show it. */
export type Looks = (moment: string, people: readonly Person[]) => Promise<void>;

export async function playHour(
  browser: Browser,
  server: RefineryServer,
  looks: Looks = async () => {},
): Promise<void> {
  const network = await SilentProxy.before(server.url);
  try {
    const hour = await gatherForHour(browser, server.url, network, looks);
    await isPlanned(hour);
    await isReadAhead(hour);
    await isClarified(hour);
    await isEstimated(hour);
    await changesHands(hour);
    await isConfirmed(hour);
    await ends(hour);
  } finally {
    await network.dispose();
  }
}

interface Hour {
  /** Leads, by mouse. */
  readonly marek: Person;
  /** Behind a network of her own; works by keyboard where she can. */
  readonly ana: Person;
  /** On a phone. */
  readonly bo: Person;
  /** In the dark. */
  readonly cai: Person;
  /** Watches, on a dark phone. */
  readonly dilek: Person;
  /** With the read-only link alone. */
  readonly reader: Person;
  readonly network: SilentProxy;
  readonly looks: Looks;
}

async function gatherForHour(
  browser: Browser,
  server: string,
  network: SilentProxy,
  looks: Looks,
): Promise<Hour> {
  const [marek, bo, cai, dilek] = await gather(browser, server, [
    ['Bo', { phone: true }],
    ['Cai', { dark: true }],
    ['Dilek', { watches: true, phone: true, dark: true }],
  ]);
  if (!bo || !cai || !dilek) throw new Error('somebody did not come');
  const ana = await Person.arrive(browser, 'Ana');
  await ana.page.clock.install();
  await ana.join(marek.roomUrl.replace(server, network.url));
  const reader = await Person.arrive(browser, 'Erin');
  return { marek, ana, bo, cai, dilek, reader, network, looks };
}

async function isPlanned({ marek, reader, looks }: Hour): Promise<void> {
  const { page } = marek;
  await marek.paste(tickets);
  await marek.press(page.getByRole('button', { name: 'Set an agenda' }));
  const goal = page.getByLabel('Goal in one sentence', { exact: true });
  await goal.fill('Three tickets are ready');
  await goal.press('Enter');
  await page
    .getByLabel('One step a line')
    .fill('Open 3\nClarify 15\nEstimate 14\nConfirm 3\nClose 2');
  await marek.press(page.getByRole('button', { name: 'Add 5 steps' }));
  for (const title of tickets.slice(0, 4)) {
    await page.getByRole('combobox', { name: 'Add a ticket' }).fill(title);
    await marek.press(page.getByRole('option', { name: title }));
    await expect(today(page).getByText(title)).toBeVisible();
  }
  await looks('plan', [marek]);
  await marek.press(page.getByRole('button', { name: 'Link, code and QR' }));
  await looks('share', [marek]);
  const link = await page.getByLabel('Read-only link', { exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await marek.press(page.getByRole('button', { name: 'Done' }));

  await reader.page.goto(link);
  await expect(reader.page.getByRole('heading', { name: 'Three tickets are ready' })).toBeVisible();
  await looks('lobby for a reader', [reader]);
}

async function isReadAhead({ marek, bo, ana, cai, dilek, looks }: Hour): Promise<void> {
  const first = today(marek.page).getByRole('listitem').filter({ hasText: 'Save a map view' });
  await bo.press(bo.page.getByRole('button', { name: 'Read: #1' }));
  await ana.page.getByRole('button', { name: 'Read: #1' }).focus();
  await ana.page.keyboard.press('Enter');
  await expect(first).toContainText('read by 2 of 5');
  await bo.press(bo.page.getByRole('button', { name: 'Ask a question about #1' }));
  await bo.page.getByLabel('Question about #1').fill('Without signing in?');
  await bo.press(bo.page.getByRole('button', { name: 'Ask', exact: true }));
  await expect(first).toContainText('Without signing in?');
  await looks('lobby', [marek, bo, cai, dilek]);
}

async function isClarified(hour: Hour): Promise<void> {
  const { marek, ana, bo, cai, dilek, reader, looks } = hour;
  const { page } = marek;
  await page.keyboard.press('Enter');
  for (const person of [ana, bo, cai]) await expect(heading(person.page, 'Open')).toBeVisible();
  await looks('open', [marek, bo, cai, dilek]);
  await marek.press(page.getByRole('button', { name: 'Go on to Clarify' }));
  for (const person of [marek, ana, bo, cai]) {
    await expect(heading(person.page, 'Save a map view')).toBeVisible();
    await person.sees('Ticket 1 of 4');
  }

  // Three people write, each something else of it; the question of before is answered.
  await ana.page.keyboard.press('e');
  await ana.page.keyboard.type('People lose the place on the map that they have found.');
  await ana.press(ana.page.getByRole('button', { name: /^Save$/ }));
  const criterion = bo.page.getByRole('textbox', { name: 'Add a criterion' });
  await criterion.fill('The link opens at the same zoom');
  await criterion.press('Enter');
  await marek.press(page.getByRole('button', { name: /^Answer$/ }));
  await page.keyboard.type('Yes, for public maps');
  await page.keyboard.press('Enter');
  await bo.sees('Marek: Yes, for public maps');
  await cai.sees('People lose the place');
  await cai.page.getByRole('checkbox', { name: 'The link opens at the same zoom' }).check();
  await marek.sees('1 of 1 testable');
  const lines = [
    'Value is clear',
    'Criteria are testable',
    'Design is attached',
    'Fits in one sprint',
    'Questions are answered',
  ];
  for (const [index, line] of lines.entries()) {
    const person = [marek, bo, cai][index % 3] ?? marek;
    await person.page.getByRole('checkbox', { name: line }).check();
  }
  for (const person of [marek, ana, bo, cai]) await person.sees('Ready 6 of 6');
  await looks('ticket', [marek, bo, cai, dilek]);

  // The second: it waits for another, and is parked with a question. Bo first writes what he began.
  await criterion.fill('It works without signing in');
  await page.keyboard.press('ArrowRight');
  await expect(heading(ana.page, 'Keyboard panning')).toBeVisible();
  await expect(criterion).toHaveValue('It works without signing in');
  await criterion.press('Enter');
  await expect(heading(bo.page, 'Keyboard panning')).toBeVisible();
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: /^Blocked by/ }).fill('offline');
  await looks('dependency', [marek]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await ana.sees('Blocked by #3');
  await bo.press(bo.page.locator('.crumb').getByRole('button', { name: 'More for #2' }));
  await bo.press(bo.page.getByRole('menuitem', { name: 'Park…' }));
  await dialog(bo)
    .getByLabel(/^What has to be found out/)
    .fill('Which shortcuts?');
  await dialog(bo)
    .getByLabel(/^Who finds out/)
    .selectOption({ label: 'Ana' });
  await looks('park', [bo]);
  await bo.press(dialog(bo).getByRole('button', { name: 'Park' }));
  await expect(marek.page.getByRole('heading', { name: 'Parked' })).toBeVisible();

  // Somebody prunes what nobody needs; a reader sees all this, and nothing to press.
  await cai.openTicket('A fax of the map');
  await cai.page.keyboard.press('#');
  await dialog(cai).getByLabel('Outdated').check();
  await dialog(cai)
    .getByLabel(/^A line about it/)
    .fill('Nobody has a fax');
  await looks('archive', [cai]);
  await cai.press(dialog(cai).getByRole('button', { name: 'Archive', exact: true }));
  await expect(marek.row('A fax of the map')).toHaveCount(0);
  await cai.page.keyboard.press('g');
  await cai.page.keyboard.press('g');
  await expect(reader.page.getByRole('textbox')).toHaveCount(0);

  // A minute is borrowed from a later step.
  await marek.press(page.getByRole('button', { name: /^Agenda:/ }));
  const agenda = page.getByRole('dialog', { name: 'Agenda' });
  await marek.press(agenda.getByRole('button', { name: 'More time' }));
  await marek.press(page.getByRole('menuitem', { name: /taken from Estimate/ }));
  await expect(agenda.getByRole('listitem').filter({ hasText: 'Estimate' })).toContainText(
    '12 minutes',
  );
  await looks('agenda', [marek]);
  await page.keyboard.press('Escape');
}

/** Opens a round, past the question of whether the ticket is ready. */
async function startRound(lead: Person): Promise<void> {
  await lead.startRound();
  const anyway = lead.page.getByRole('button', { name: 'Start the round anyway' });
  const dealt = lead.page.getByText(/round \d/).first();
  await expect(anyway.or(dealt).first()).toBeVisible();
  if (await anyway.isVisible()) await lead.press(anyway);
}

async function isEstimated(hour: Hour): Promise<void> {
  const { marek, ana, bo, cai, dilek, network, looks } = hour;
  const { page } = marek;
  const voters = [ana, bo, cai];
  await run(marek, 'Next step of the agenda');
  for (const person of voters)
    await expect(person.page.getByRole('timer', { name: 'Clock of Estimate' })).toBeVisible();
  await expect(heading(dilek.page, 'Save a map view')).toBeVisible();

  // Two rounds, of which the first is kept.
  await startRound(marek);
  await marek.vote('3 points');
  await looks('vote', [marek, bo, cai, dilek]);
  for (const person of voters) await person.vote('5 points');
  await dilek.sees(/has the lowest/);
  await looks('reveal', [marek, bo, cai, dilek]);
  await page.keyboard.press('n');
  for (const person of [marek, ...voters]) {
    await person.sees('round 2');
    await person.vote('5 points');
  }
  await marek.press(page.getByRole('button', { name: /^Settle 5/ }));

  // In the next one a network falls silent, with a vote under way.
  await marek.openTicket('Offline tiles');
  await startRound(marek);
  await expect(heading(ana.page, 'Offline tiles')).toBeVisible();
  await expect(ana.card('8 points')).toBeEnabled();
  network.cut();
  await ana.press(ana.card('8 points'));
  for (const person of [marek, bo, cai]) await person.vote('8 points');
  await marek.sees('reconnecting');
  await marek.seesVoted(3, 4);
  await looks('silent network', [marek, ana]);
  network.mend();
  await expect(async () => {
    await ana.page.clock.fastForward(15_000);
    await expect(ana.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 2_000 });
    await expect(marek.page.getByText('reconnecting')).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
  for (const person of [marek, ...voters]) await person.sees('All agree');
  await looks('all agree', [marek, bo, cai, dilek]);
  await marek.press(page.getByRole('button', { name: /^Settle 8/ }));
}

/** The facilitator is lost in the third round's time; Ana leads it, and gives the lead back. */
async function changesHands({ marek, ana, bo, cai, looks }: Hour): Promise<void> {
  const room = marek.roomUrl;
  await marek.page.goto('about:blank');
  const takeOver = ana.page.getByRole('button', { name: 'Take over from Marek' });
  await expect(async () => {
    await ana.page.clock.fastForward(5_000);
    await expect(takeOver).toBeVisible({ timeout: 1_000 });
    await ana.press(takeOver);
    await expect(takeOver).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await looks('taken over', [ana]);
  await ana.openTicket('Print at A3');
  await startRound(ana);
  for (const person of [ana, bo, cai]) {
    await expect(heading(person.page, 'Print at A3')).toBeVisible();
    await person.vote('3 points');
  }
  await ana.press(ana.page.getByRole('button', { name: 'Reveal' }));
  await ana.press(ana.page.getByRole('button', { name: /^Settle 3/ }));
  await marek.page.goto(room);
  await expect(marek.page.getByRole('button', { name: 'Take back' })).toBeVisible();
  await looks('take back', [marek]);
  await marek.press(marek.page.getByRole('button', { name: 'Take back' }));
  await expect(ana.page.getByRole('button', { name: /^Start round/ })).toHaveCount(0);
}

async function isConfirmed({ marek, bo, cai, looks }: Hour): Promise<void> {
  await run(marek, 'Next step of the agenda');
  await expect(heading(cai.page, 'Confirm')).toBeVisible();
  await run(marek, 'Capacity');
  const sheet = marek.page.getByRole('dialog', { name: 'Capacity' });
  await sheet.getByLabel('Sprint', { exact: true }).fill('Sprint 42');
  await sheet.getByLabel('Points').fill('14');
  await marek.press(sheet.getByRole('button', { name: 'Add a sprint' }));
  // 5, the parked one without an estimate, 8; with 3 more it would be 16.
  await marek.sees('Sprint 42 · 13 of 14 points');
  await marek.press(sheet.getByRole('button', { name: 'Commit Sprint 42' }));
  await cai.sees('committed');
  await looks('capacity', [marek]);
  await marek.page.keyboard.press('Escape');
  await looks('confirm', [marek, bo, cai]);
}

async function ends({ marek, ana, bo, cai, dilek, reader, looks }: Hour): Promise<void> {
  const { page } = marek;
  await marek.press(page.getByRole('button', { name: /your menu/ }));
  await marek.press(page.getByRole('menuitem', { name: 'End the meeting' }));
  await expect(dialog(marek)).toContainText('1 ticket is parked.');
  await looks('end', [marek]);
  await marek.press(dialog(marek).getByRole('button', { name: 'End the meeting' }));
  for (const person of [marek, ana, bo, cai, dilek]) {
    await expect(heading(person.page, 'Report')).toBeVisible();
    await expect(part(person, 'Ready now')).toContainText('Save a map view');
    await expect(part(person, 'Estimated')).toContainText('2 rounds');
    await expect(part(person, 'Archived')).toContainText('Nobody has a fax');
    await expect(part(person, 'Parked')).toContainText('with Ana');
  }
  await expect(reader.page.getByText('Which shortcuts?').first()).toBeVisible();

  await looks('report', [marek, bo, cai, dilek]);
  await looks('report for a reader', [reader]);

  // The next meeting begins with what was parked.
  await marek.press(page.getByRole('button', { name: 'Back to the room' }));
  await expect(today(page).getByRole('listitem')).toHaveCount(1);
  await expect(today(page).getByRole('listitem')).toContainText('Keyboard panning');
}
