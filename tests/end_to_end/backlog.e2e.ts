// The backlog under many hands: order, spotlight, undo, archive, files, and unlikely words.

import { expect, type Page } from '@playwright/test';

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

test('a row is dragged by its grip with a mouse, and moved by its menu on a phone', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana', { phone: true }]]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['One', 'Two', 'Three']);
  await expect.poll(() => marek.titles()).toEqual(['One', 'Two', 'Three']);

  const { mouse } = marek.page;
  const rowOf = (title: string) =>
    marek.page
      .getByRole('list', { name: 'Tickets' })
      .getByRole('listitem')
      .filter({ hasText: title });
  await rowOf('Three').hover();
  const grip = await rowOf('Three').locator('.grip').boundingBox();
  const top = await rowOf('One').boundingBox();
  if (grip === null || top === null) throw new Error('nothing to drag');
  await mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await mouse.down();
  await mouse.move(grip.x + grip.width / 2, top.y + 2, { steps: 8 });
  await mouse.up();
  await expect.poll(() => marek.titles()).toEqual(['Three', 'One', 'Two']);

  await ana.press(ana.page.getByText('Backlog', { exact: true }).last());
  await ana.press(ana.page.getByRole('button', { name: 'More for #2' }));
  await ana.press(ana.page.getByRole('menuitem', { name: 'Move to the top' }));
  await expect.poll(() => marek.titles()).toEqual(['Two', 'Three', 'One']);
  await ana.press(ana.page.getByRole('button', { name: 'More for #2' }));
  await ana.press(ana.page.getByRole('menuitem', { name: /^Move to position/ }));
  await ana.page.getByLabel('Position, 1 to 3').fill('3');
  await ana.press(ana.page.getByRole('button', { name: 'Move', exact: true }));
  await expect.poll(() => marek.titles()).toEqual(['Three', 'One', 'Two']);
});

test('whoever joins finds the backlog in its order', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['One', 'Two', 'Three', 'Four']);
  for (const title of ['Four', 'Two']) {
    await marek.openTicket(title);
    await marek.page.keyboard.press('s');
    await marek.page.keyboard.press('t');
  }
  await expect.poll(() => marek.titles()).toEqual(['Two', 'Four', 'One', 'Three']);

  const ana = await Person.arrive(browser, 'Ana');
  await ana.join(marek.roomUrl);
  await expect(ana.row('Two')).toBeVisible();
  expect(await ana.titles()).toEqual(['Two', 'Four', 'One', 'Three']);
  await ana.page.reload();
  await expect(ana.row('Two')).toBeVisible();
  expect(await ana.titles()).toEqual(['Two', 'Four', 'One', 'Three']);
});

test('a spotlight that moves does not carry off somebody who types', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['First', 'Second']);
  await marek.openTicket('First');
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  const first = ana.page.getByRole('heading', { level: 1, name: 'First' });
  await expect(first).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Describe it' }));
  const field = ana.page.getByRole('textbox', { name: 'Description' });
  await field.pressSequentially('half a sen');

  await marek.openTicket('Second');
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await ana.sees('The room is on #2');
  await field.pressSequentially('tence');
  await expect(field).toHaveValue('half a sentence');
  await expect(first).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Save', exact: true }));
  await ana.press(ana.page.getByRole('button', { name: /^Return/ }));
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Second' })).toBeVisible();
});

test('two people write one description: the later one reads who was first', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Only one']);
  for (const person of [marek, ana]) {
    await person.openTicket('Only one');
    await person.press(person.page.getByRole('button', { name: 'Describe it' }));
    await person.page.getByRole('textbox', { name: 'Description' }).fill(`Words of ${person.name}`);
  }
  await marek.press(marek.page.getByRole('button', { name: 'Save', exact: true }));
  await ana.sees('Marek saved this text while you wrote.');
  await expect(ana.page.getByRole('heading', { name: 'Saved by Marek' })).toBeVisible();
  await ana.press(ana.page.getByRole('button', { name: 'Keep mine' }));
  await expect(marek.page.getByText('Words of Ana')).toBeVisible();
});

test('a whole import is taken back at once', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['Stays']);
  await marek.dropCsv('more.csv', 'Title,Points\nOne,1\nTwo,2\n');
  await marek.press(marek.page.getByRole('button', { name: 'Add 2 tickets' }));
  await expect.poll(() => ana.titles()).toEqual(['Stays', 'One', 'Two']);
  await marek.page.keyboard.press('Control+z');
  await marek.sees(/^Undone: /);
  await expect.poll(() => ana.titles()).toEqual(['Stays']);
});

/** Notes the words of each row that folds away from now on. */
async function watchFolding(page: Page): Promise<() => Promise<string[]>> {
  const list = await page.getByRole('list', { name: 'Tickets' }).locator('..').elementHandle();
  if (list === null) throw new Error('no list');
  const folded = await list.evaluateHandle((element) => {
    const words: string[] = [];
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLElement && node.style.transform !== '')
            words.push(node.innerText.trim());
    }).observe(element, { childList: true });
    return words;
  });
  return () => folded.evaluate((words) => words);
}

test('whoever archives a ticket, its row folds away for all who see the list', async ({
  browser,
}) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['One', 'Two']);
  await expect(ana.row('Two')).toBeVisible();
  const folded = await Promise.all([watchFolding(marek.page), watchFolding(ana.page)]);
  await marek.openTicket('Two');
  await marek.page.keyboard.press('#');
  await marek.press(marek.page.getByRole('button', { name: 'Archive', exact: true }));
  for (const words of folded) await expect.poll(words).toEqual(['#2 Two']);
  await expect.poll(() => ana.titles()).toEqual(['One']);
  // Nothing of it stays in the page.
  for (const person of [marek, ana])
    await expect(person.page.getByText('#2 Two', { exact: true })).toHaveCount(0);
});

test('a ticket is archived with a reason, and restored', async ({ browser }) => {
  const [marek, ana] = await gather(browser, server.url, [['Ana']]);
  if (ana === undefined) throw new Error('Ana did not come');
  await marek.paste(['One', 'Two']);
  await marek.openTicket('Two');
  await marek.page.keyboard.press('#');
  await marek.page.getByLabel('Outdated').check();
  await marek.press(marek.page.getByRole('button', { name: 'Archive', exact: true }));
  await expect.poll(() => ana.titles()).toEqual(['One']);
  await ana.press(ana.page.getByRole('button', { name: 'Archived (1)' }));
  await ana.press(ana.page.getByRole('button', { name: /^Restore/ }));
  await expect.poll(() => marek.titles()).toEqual(['One', 'Two']);
});

test('tickets that a filter hides are not selected any more', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.paste(['Oak', 'Elm', 'Oak table']);
  for (const title of ['Oak', 'Elm']) {
    await marek.openTicket(title);
    await marek.page.keyboard.press('x');
  }
  const bar = marek.page.getByRole('group', { name: 'Selected tickets' });
  await expect(bar).toContainText('2 selected');
  await marek.page.keyboard.press('/');
  await marek.page.keyboard.type('oak');
  await expect(bar).toContainText('1 selected');
  await marek.page.keyboard.press('Escape');
  await expect.poll(() => marek.titles()).toEqual(['Oak', 'Elm', 'Oak table']);
  await expect(bar).toContainText('1 selected');
});

test('a file of 50 MB is refused with both figures, and the room goes on', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  await marek.page.locator('body').evaluate((body) => {
    const transfer = new DataTransfer();
    const line = new Uint8Array(50 * 1024 * 1024);
    transfer.items.add(new File([line], 'huge.csv', { type: 'text/csv' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
  });
  await marek.sees('This file has 50 MB; at most 10 MB can be read.');
  await marek.page.keyboard.press('Escape');
  await marek.paste(['Goes on']);
  await expect(marek.row('Goes on')).toBeVisible();
});

test('HTML stays text, 500 characters fit, and a name from right to left stays in its place', async ({
  browser,
}) => {
  const right = 'שירה';
  const [marek, shira] = await gather(browser, server.url, [[right]]);
  if (shira === undefined) throw new Error('she did not come');
  const html = '<img src=x onerror="document.title=1"><b>bold</b>';
  const long = 'W'.repeat(500);
  await shira.paste([html, long, right]);
  await marek.openTicket(html);
  await expect(marek.page.locator('main img')).toHaveCount(0);

  // What is longer than it may be stays where it was written, whole.
  const novel = 'W'.repeat(10_000);
  const criterion = marek.page.getByRole('textbox', { name: 'Add a criterion' });
  await criterion.fill(novel);
  await criterion.press('Enter');
  await expect(criterion).toHaveAccessibleDescription('At most 500 characters.');
  await expect(criterion).toHaveValue(novel);
  await criterion.fill('');
  await marek.press(marek.page.getByRole('button', { name: 'Add Theme' }));
  const theme = marek.page.getByRole('combobox', { name: 'Theme' });
  await theme.fill(novel);
  await criterion.focus();
  await expect(theme).toHaveAccessibleDescription('At most 100 characters.');
  await expect(theme).toHaveValue(novel);
  await theme.press('Escape');

  await marek.openTicket(long);
  await marek.startRound();
  await marek.sees(right);

  for (const person of [marek, shira]) {
    const { scrollWidth, clientWidth } = await person.page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  }
  await marek.openTicket(right);
  await marek.press(marek.page.getByRole('button', { name: /^Bring everyone here/ }));
  await expect(shira.page).toHaveTitle(`#3 \u2068${right}\u2069 – Checkout squad`);
});

test('a key is changed, kept, and not taken from another action', async ({ browser }) => {
  const [marek] = await gather(browser, server.url, []);
  const { keyboard } = marek.page;
  await marek.press(marek.page.getByRole('button', { name: /your menu/ }));
  await marek.press(marek.page.getByRole('menuitem', { name: 'Preferences' }));
  await marek.press(marek.page.getByRole('button', { name: 'Change keys…' }));
  const change = marek.page.getByRole('button', { name: 'Change the key of: New ticket' });
  await marek.press(change);
  await keyboard.press('n');
  await marek.sees('N is taken by “New round on the same ticket”');
  await marek.press(change);
  await keyboard.press('q');
  await expect(
    marek.page.getByRole('button', { name: 'Restore the usual key of: New ticket' }),
  ).toBeVisible();
  await marek.press(marek.page.getByRole('button', { name: 'Close' }).last());

  await marek.page.reload();
  await marek.isInTheRoom();
  await keyboard.press('c');
  await expect(marek.page.getByPlaceholder('Write a ticket')).not.toBeFocused();
  await keyboard.press('q');
  await expect(marek.page.getByPlaceholder('Write a ticket')).toBeFocused();
});
