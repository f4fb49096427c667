// What a person does in a room beside the ticket and the table: commands, menus, dialogs, tabs.

import { expect, type Locator, type Page } from '@playwright/test';

import type { Person } from './person.js';

export const button = ({ page }: Person, name: string | RegExp): Locator =>
  page.getByRole('button', { name });
export const dialog = ({ page }: Person, name?: string | RegExp): Locator =>
  page.getByRole('dialog', name === undefined ? {} : { name });
export const heading = ({ page }: Person, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });

/** Opens the commands, which every layout has, and runs one of them. */
export async function run({ page }: Person, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Do something' }).fill(command);
  await page.getByRole('option', { name: command }).first().click();
}

/** From a menu that this button opens. */
export async function choose(
  person: Person,
  menu: string | RegExp | Locator,
  item: string | RegExp,
): Promise<void> {
  const opens =
    typeof menu === 'string' || menu instanceof RegExp ? button(person, menu).first() : menu;
  await person.press(opens);
  await person.press(person.page.getByRole('menuitem', { name: item }));
}

/** Of the ticket that is open, whose menu every layout has. */
export async function chooseForTicket(person: Person, item: string | RegExp): Promise<void> {
  await choose(
    person,
    person.page.locator('.crumb').getByRole('button', { name: /^More for/ }),
    item,
  );
}

export async function byKeyboard(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await target.focus();
  await page.keyboard.press(key);
}

/** In the plan, where it is open: steps as lines. */
export async function pastesAgenda(lead: Person, lines: string): Promise<void> {
  await lead.page.getByLabel('One step a line').fill(lines);
  await lead.press(button(lead, /^Add \d+ steps?/));
}

/** In the plan: these are for today. */
export async function takesUp(lead: Person, tickets: readonly string[]): Promise<void> {
  for (const title of tickets) {
    await lead.page.getByRole('combobox', { name: 'Add a ticket' }).fill(title);
    await lead.press(lead.page.getByRole('option', { name: title }));
  }
}

/** Plans a meeting of these steps, with these tickets, and goes back to the room. */
export async function plans(
  lead: Person,
  lines: string,
  tickets: readonly string[] = [],
): Promise<void> {
  await run(lead, 'Plan the meeting');
  await pastesAgenda(lead, lines);
  await takesUp(lead, tickets);
  await lead.press(button(lead, 'Done').first());
}

/** In the description of the ticket that is open, once its field is there. */
export async function describes({ page }: Person, words: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Description' })).toBeFocused();
  await page.keyboard.type(words);
}

/** On a phone. */
export async function toTab(person: Person, name: string | RegExp): Promise<void> {
  const tab = person.page.getByRole('navigation', { name: 'Room' }).getByRole('button', { name });
  await person.press(tab);
  await expect(tab).toHaveAttribute('aria-current', 'page');
}
