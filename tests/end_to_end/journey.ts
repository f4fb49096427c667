// The whole of a first meeting, as a sentence. Played on either store.

import { expect, type Browser } from '@playwright/test';

import { gather } from './support/person.js';
import type { RefineryServer } from './support/server.js';

const csv = [
  'Key,Summary,Description,Story Points',
  'MAP-1,"Show the scale, in both units",A ruler in the corner,3',
  'MAP-2,Print a map at A3,"Line one',
  'line two",',
  ',Undo a deleted layer,,not a number',
].join('\n');

/** Three people, one of them on a phone: a CSV, pasted tickets, two rounds, a settle, the next. */
export async function playFirstMeeting(browser: Browser, server: RefineryServer): Promise<void> {
  const [marek, ana, lukas] = await gather(browser, server.url, [
    ['Ana'],
    ['Lukas', { phone: true }],
  ]);
  if (ana === undefined || lukas === undefined) throw new Error('somebody did not come');

  // A file dropped by one is on everybody's list, and what could not be read is said.
  await marek.dropCsv('maps.csv', csv);
  await marek.sees('3 tickets were read.');
  await marek.sees('“not a number” is no estimate');
  await marek.press(marek.page.getByRole('button', { name: 'Add 3 tickets' }));
  await expect(ana.row('Show the scale, in both units')).toBeVisible();

  await ana.paste(['MAP-9 Colour-safe legend', '- Measure an area']);
  await expect
    .poll(() => marek.titles())
    .toEqual([
      'Show the scale, in both units',
      'Print a map at A3',
      'Undo a deleted layer',
      'Colour-safe legend',
      'Measure an area',
    ]);

  // The lead opens a round: everybody is carried to its ticket.
  await marek.openTicket('Print a map at A3');
  await marek.startRound();
  await ana.sees('round 1');
  await expect(
    ana.page.getByRole('heading', { level: 1, name: 'Print a map at A3' }),
  ).toBeVisible();

  // By mouse, by keyboard, by touch.
  await ana.vote('3 points');
  await marek.page.keyboard.press('5');
  await expect(marek.card('5 points')).toHaveAttribute('aria-checked', 'true');
  await marek.seesVoted(2, 3);
  await lukas.vote('13 points');

  // It is revealed by itself, with names at both ends.
  await marek.sees(/has the lowest/);
  await lukas.sees('You voted 13');
  await ana.sees('You voted 3');

  // A second round keeps the first one.
  await marek.page.keyboard.press('n');
  await ana.sees('round 2');
  for (const person of [ana, lukas, marek]) await person.vote('5 points');
  await marek.sees('All agree');
  await marek.press(marek.page.getByRole('button', { name: /^Settle 5, next/ }));

  // Settled for all, and on to the next ticket without an estimate.
  await expect(
    ana.page.getByRole('heading', { level: 1, name: 'Undo a deleted layer' }),
  ).toBeVisible();
  await ana.openTicket('Print a map at A3');
  await ana.sees('5 · settled in round 2');
  await ana.sees('Rounds');
}
