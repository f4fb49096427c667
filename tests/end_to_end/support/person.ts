// What a person does, through the visible page alone: by mouse, by keyboard or by touch.

import { expect, type Browser, type Locator, type Page } from '@playwright/test';

export interface PersonOptions {
  phone?: boolean;
  dark?: boolean;
  /** Joins as an observer. */
  watches?: boolean;
}

export class Person {
  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly touches: boolean,
  ) {}

  static async arrive(
    browser: Browser,
    name: string,
    options: PersonOptions = {},
  ): Promise<Person> {
    const phone = options.phone ?? false;
    const context = await browser.newContext({
      ...(phone
        ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
        : { viewport: { width: 1440, height: 900 } }),
      colorScheme: options.dark === true ? 'dark' : 'light',
    });
    const page = await context.newPage();
    // A page that stumbles fails its test, whatever it shows.
    page.on('pageerror', (error) => {
      throw error;
    });
    return new Person(name, page, phone);
  }

  /** Clicks, or taps where the person holds a phone. */
  async press(target: Locator): Promise<void> {
    await (this.touches ? target.tap() : target.click());
  }

  // --- joining ---------------------------------------------------------------------------------

  async createRoom(server: string, title: string): Promise<void> {
    await this.page.goto(server);
    await this.page.getByLabel('Title').fill(title);
    await this.press(this.page.getByRole('button', { name: 'Create the room' }));
    await this.giveName(false);
  }

  async join(url: string, watches = false): Promise<void> {
    await this.page.goto(url);
    await this.giveName(watches);
  }

  private async giveName(watches: boolean): Promise<void> {
    await this.page.getByLabel('Your name').fill(this.name);
    if (watches) await this.page.getByLabel('I only watch').check();
    await this.press(this.page.getByRole('button', { name: 'Join', exact: true }));
    await this.isInTheRoom();
  }

  async isInTheRoom(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /your menu/ })).toBeVisible();
  }

  /** The link of the room without anybody's secret. */
  get roomUrl(): string {
    const url = new URL(this.page.url());
    return `${url.origin}${url.pathname.split('/').slice(0, 3).join('/')}`;
  }

  // --- the backlog -----------------------------------------------------------------------------

  async paste(lines: readonly string[]): Promise<void> {
    await this.press(this.page.getByRole('button', { name: 'Paste a list of tickets' }).first());
    await this.page.getByLabel('One ticket a line').fill(lines.join('\n'));
    await this.press(this.page.getByRole('button', { name: /^Add \d+ tickets?/ }));
  }

  async dropCsv(name: string, content: string): Promise<void> {
    await this.page.locator('body').evaluate(
      (body, file) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([file.content], file.name, { type: 'text/csv' }));
        for (const type of ['dragenter', 'dragover', 'drop']) {
          body.dispatchEvent(
            new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
          );
        }
      },
      { name, content },
    );
  }

  row(title: string): Locator {
    return this.page.getByRole('list', { name: 'Tickets' }).getByText(title, { exact: true });
  }

  async openTicket(title: string): Promise<void> {
    await this.press(this.row(title));
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /** Titles as the backlog shows them, top first. */
  async titles(): Promise<string[]> {
    return await this.page.getByRole('list', { name: 'Tickets' }).locator('.ttl').allInnerTexts();
  }

  // --- a round ---------------------------------------------------------------------------------

  card(spoken: string): Locator {
    return this.page.getByRole('radio', { name: new RegExp(`^${spoken}\\b`) });
  }

  async vote(spoken: string): Promise<void> {
    await this.press(this.card(spoken));
    await expect(this.card(spoken)).toHaveAttribute('aria-checked', 'true');
  }

  async startRound(): Promise<void> {
    await this.press(this.page.getByRole('button', { name: /^Start round/ }).first());
  }

  async sees(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).first()).toBeVisible();
  }

  async seesVoted(n: number, of: number): Promise<void> {
    await this.sees(`${n} of ${of} voted`);
  }
}

/** A facilitator in a new room, with everybody else in it. */
export async function gather(
  browser: Browser,
  server: string,
  others: readonly [name: string, options?: PersonOptions][],
): Promise<[lead: Person, ...others: Person[]]> {
  const lead = await Person.arrive(browser, 'Marek');
  await lead.createRoom(server, 'Checkout squad');
  const rest: Person[] = [];
  for (const [name, options] of others) {
    const person = await Person.arrive(browser, name, options);
    await person.join(lead.roomUrl, options?.watches);
    rest.push(person);
  }
  return [lead, ...rest];
}
