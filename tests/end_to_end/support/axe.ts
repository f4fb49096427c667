// What axe says of a page as it stands (WCAG 2.2 AA, and what it calls best practice).

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { expect, type Page } from '@playwright/test';

interface Axe {
  run(
    context: Document,
    options: { runOnly: readonly string[] },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What fades in is looked at when it is there; what turns for ever is looked at as it is. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What has just been asked for begins to fade with the next frame.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** @param state  what the page shows, for a test that fails to say */
export async function axeFindsNothing(page: Page, state?: string): Promise<void> {
  await standsStill(page);
  // Evaluated through the debugger, which the page's content security policy does not bind.
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' | ')}`);
  });
  expect.soft(faults, state).toEqual([]);
}
