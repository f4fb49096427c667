// Layouts at their edges: a page at 400 %, and one that runs from right to left.

import { expect, type Locator, type Page } from '@playwright/test';

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

async function fitsInWidth(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
}

async function boxOf(target: Locator): Promise<{ x: number; width: number; height: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('it is not drawn');
  return box;
}

test('at 400 % every part is reached, and nothing is cut off at the side', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['First', 'Second', 'Third']);
  // 1440 by 900 at four times the size.
  await marek.page.setViewportSize({ width: 360, height: 225 });
  const tab = (name: string) =>
    marek.page.getByRole('navigation', { name: 'Room' }).getByRole('button', { name });
  for (const name of ['Ticket', 'People', 'Vote', 'Backlog']) {
    await tab(name).click();
    await fitsInWidth(marek.page);
  }
  const list = marek.page.getByRole('list', { name: 'Tickets' }).locator('..');
  // Two rows at least, not a strip of one.
  expect((await boxOf(list)).height).toBeGreaterThanOrEqual(2 * 52);
  await marek.openTicket('Second');
});

test('a page from right to left is the mirror of the other', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  const right = 'שמירת תצוגה';
  await marek.paste(['From left to right', right]);
  const titleOf = (title: string) => marek.row(title);
  const left = await Promise.all([boxOf(titleOf('From left to right')), boxOf(titleOf(right))]);
  expect(left[0].x).toBe(left[1].x);
  await marek.page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await fitsInWidth(marek.page);
  const list = await boxOf(marek.page.getByRole('navigation', { name: 'Backlog' }));
  expect(list.x + list.width).toBe(1440);
  // Titles stand beside their numbers, whichever way they run.
  for (const title of ['From left to right', right])
    expect(
      await titleOf(title).evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return Math.round(
          element.getBoundingClientRect().right - range.getBoundingClientRect().right,
        );
      }),
    ).toBe(0);
  await marek.page.setViewportSize({ width: 390, height: 844 });
  await fitsInWidth(marek.page);
});
