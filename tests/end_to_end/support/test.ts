// A test after which nobody is left: the browser is one for many tests, and pages that nobody closes
// go on looking for servers that are gone.

import { test as base } from '@playwright/test';

export const test = base.extend<{ everybodyLeaves: undefined }>({
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
