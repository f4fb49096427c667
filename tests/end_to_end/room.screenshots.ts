// The pictures of docs/: the room during a vote and after the reveal at a desk, and the vote on a
// phone. The same people play the same cards on the same ticket, so that two runs differ in the
// room's code and in little else.

import { join, resolve } from 'node:path';

import { expect, type Browser } from '@playwright/test';

import { Person, type PersonOptions } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

const docs = resolve(import.meta.dirname, '..', '..', 'docs');

interface Picture {
  readonly file: string;
  readonly photographer: PersonOptions;
  readonly revealed: boolean;
}
const pictures: readonly Picture[] = [
  { file: 'room.png', photographer: {}, revealed: false },
  { file: 'reveal.png', photographer: { dark: true }, revealed: true },
  { file: 'phone.png', photographer: { phone: true }, revealed: false },
];

/** Everybody but the photographer, and what they play. Tomás is still thinking. */
const table: readonly [name: string, card: string][] = [
  ['Ana', '3 points'],
  ['Bo', '5 points'],
  ['Cai', '5 points'],
  ['Dilek', '8 points'],
  ['Lukas', '13 points'],
  ['Priya', '5 points'],
];

for (const { file, photographer, revealed } of pictures) {
  test(file, async ({ browser }) => {
    const server = await RefineryServer.start();
    try {
      const camera = await playRound(browser, server, photographer, revealed);
      // No card stands out because the mouse happens to be on it, and every animation is over.
      await camera.page.mouse.move(0, 0);
      await expect(camera.page.getByRole('tooltip')).toHaveCount(0);
      await camera.page.screenshot({ path: join(docs, file), animations: 'disabled' });
    } finally {
      await server.dispose();
    }
  });
}

async function playRound(
  browser: Browser,
  server: RefineryServer,
  options: PersonOptions,
  revealed: boolean,
): Promise<Person> {
  const phone = options.phone === true;
  const lead = await Person.arrive(browser, 'Marek', phone ? {} : options);
  await lead.join(server.sampleUrl);
  const camera = phone ? await Person.arrive(browser, 'Mira', options) : lead;
  if (phone) await camera.join(lead.roomUrl);
  const others: Person[] = [];
  for (const [name] of table) {
    const person = await Person.arrive(browser, name);
    await person.join(lead.roomUrl);
    others.push(person);
  }
  const observer = await Person.arrive(browser, 'Ida');
  await observer.join(lead.roomUrl, true);
  if (!revealed) await (await Person.arrive(browser, 'Tomás')).join(lead.roomUrl);

  await lead.page.getByLabel('Search tickets').fill('get the money back');
  await lead.press(lead.page.locator('.ttl').first());
  await lead.page.getByLabel('Search tickets').fill('');
  await lead.startRound();
  // Offered once to whoever leads and votes; it lies over the ticket.
  await lead.press(lead.page.getByRole('button', { name: 'Dismiss' }));
  for (const [index, person] of others.entries())
    await person.vote(table[index]?.[1] ?? '5 points');
  await lead.vote('5 points');
  if (phone) await camera.vote('5 points');
  if (revealed) await camera.sees(/has the lowest/);
  else await camera.sees(/7 of 8 voted|8 of 9 voted/);
  return camera;
}
