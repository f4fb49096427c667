// axe on every screen and state, in both themes, at a desk and on a phone (WCAG 2.2 AA).

import { expect, type Page } from '@playwright/test';

import { axeFindsNothing } from './support/axe.js';
import { gather, Person } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

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
        await axeFindsNothing(visitor.page, 'front page');

        const [marek] = await gather(browser, server.url, []);
        await visitor.page.goto(marek.roomUrl);
        await expect(visitor.page.getByLabel('Your name')).toBeVisible();
        await axeFindsNothing(visitor.page, 'join');
        await visitor.join(marek.roomUrl);
        await axeFindsNothing(visitor.page, 'empty room');

        await marek.paste(['MAP-1 Show the scale', 'Print a map at A3']);
        await marek.openTicket('Show the scale');
        await marek.startRound();
        await visitor.sees('round 1');
        await axeFindsNothing(visitor.page, 'open round');
        await visitor.vote('5 points');
        await axeFindsNothing(visitor.page, 'voted');
        await marek.vote('8 points');
        await visitor.sees(/has the lowest/);
        await axeFindsNothing(visitor.page, 'revealed');
        await marek.press(marek.page.getByRole('button', { name: /^Settle \d+, next/ }));
        await visitor.sees('Print a map at A3');
        await axeFindsNothing(visitor.page, 'settled');
      } finally {
        await server.dispose();
      }
    });
  }
}
