// axe on every screen and state, in both themes, at a desk and on a phone (WCAG 2.2 AA).

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { expect, test, type Page } from '@playwright/test';

import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findsNothing(page: Page, what: string): Promise<void> {
  // Evaluated through the debugger, which the page's content security policy does not bind.
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: unknown, options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
  });
  expect(faults, what).toEqual([]);
}

for (const dark of [false, true]) {
  for (const phone of [false, true]) {
    test(`axe finds nothing, ${dark ? 'dark' : 'light'}, ${phone ? 'phone' : 'desk'}`, async ({
      browser,
    }) => {
      const server = await RefineryServer.start();
      try {
        const visitor = await Person.arrive(browser, 'Vera', { dark, phone });
        await visitor.page.goto(server.url);
        await expect(visitor.page.getByRole('button', { name: 'Create the room' })).toBeVisible();
        await findsNothing(visitor.page, 'front page');

        const [marek] = await gather(browser, server.url, []);
        await visitor.page.goto(marek.roomUrl);
        await expect(visitor.page.getByLabel('Your name')).toBeVisible();
        await findsNothing(visitor.page, 'join');
        await visitor.join(marek.roomUrl);
        await findsNothing(visitor.page, 'empty room');

        await marek.paste(['MAP-1 Show the scale', 'Print a map at A3']);
        await marek.openTicket('Show the scale');
        await marek.startRound();
        await visitor.sees('round 1');
        await findsNothing(visitor.page, 'open round');
        await visitor.vote('5 points');
        await findsNothing(visitor.page, 'voted');
        await marek.vote('8 points');
        await visitor.sees(/has the lowest/);
        await findsNothing(visitor.page, 'revealed');
        await marek.press(marek.page.getByRole('button', { name: /^Settle \d+, next/ }));
        await visitor.sees('Print a map at A3');
        await findsNothing(visitor.page, 'settled');
      } finally {
        await server.dispose();
      }
    });
  }
}
