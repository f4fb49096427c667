// Forty voters do not fit on a table: figures, the names that are missing, and a way to see all.

import { expect, type Page } from '@playwright/test';

import { gather } from './support/person.js';
import { RefineryServer } from './support/server.js';
import { test } from './support/test.js';

const crowd = 30;

/** Seats without a page: what they send is not under test, what a person sees of them is. */
async function fillSeats(page: Page, room: string, n: number): Promise<void> {
  await page.evaluate(
    async ({ path, count }) => {
      const hex = () => crypto.randomUUID().replaceAll('-', '');
      const join = (index: number) =>
        new Promise<void>((joined, failed) => {
          const socket = new WebSocket(`ws://${location.host}/ws/${path}`, 'refinery.v1');
          let open: string | undefined;
          socket.onopen = () =>
            socket.send(
              JSON.stringify({
                type: 'hello',
                protocol: [1],
                seat: hex(),
                session: hex(),
                name: `Guest ${index}`,
              }),
            );
          socket.onerror = () => failed(new Error('a guest could not join'));
          socket.onmessage = ({ data }) => {
            const message = JSON.parse(String(data));
            if (message.type === 'yours') joined();
            if (message.type !== 'operations') return;
            for (const { op, data: facts } of message.items)
              if (op === 'round.opened') open = facts.round;
            // All but the last three play as soon as a round opens.
            if (open === undefined || index > count - 3) return;
            const give = { cseq: 1, do: 'estimate.give', data: { round: open, card: '5' } };
            socket.send(JSON.stringify({ type: 'commands', items: [give] }));
            socket.onmessage = null;
          };
        });
      for (let index = 1; index <= count; index += 1) await join(index);
    },
    { path: room, count: n },
  );
}

test('a table of more than 24 says who is missing, and shows all on request', async ({
  browser,
}) => {
  const server = await RefineryServer.start();
  try {
    const [marek] = await gather(browser, server.url, []);
    await marek.paste(['Only one']);
    await marek.openTicket('Only one');
    const room = new URL(marek.roomUrl).pathname.split('/').at(-1) ?? '';
    const guests = await marek.page.context().newPage();
    await guests.goto(server.url);
    await fillSeats(guests, room, crowd);

    await marek.startRound();
    await marek.vote('8 points');
    await marek.seesVoted(crowd - 3 + 1, crowd + 1);
    await marek.sees(/^Still missing: Guest 28, Guest 29,? (and )?Guest 30$/);
    const seats = marek.page.getByRole('list', { name: 'Estimators' }).getByRole('listitem');
    await expect(seats).toHaveCount(0);
    await marek.press(marek.page.getByRole('button', { name: 'Show all' }));
    await expect(seats).toHaveCount(crowd + 1);

    await marek.page.reload();
    await marek.isInTheRoom();
    await marek.press(marek.page.getByRole('button', { name: /^Reveal/ }));
    await marek.sees(/has the highest/);
    await expect(seats).toHaveCount(0);
  } finally {
    await server.dispose();
  }
});
