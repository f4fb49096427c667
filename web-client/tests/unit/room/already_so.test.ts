import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import { isAlreadySo } from '../../../src/room/already_so';
import {
  ann,
  bob,
  cleo,
  deck,
  participant,
  r1,
  r2,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

/** The room after what these commands wanted, or did not. */
const room = roomOf({
  room: { title: 'Maps', passcode: true, spotlight: { board: 'estimate', ticket: t1 } },
  participants: [
    participant(ann, { name: 'Ann', title: 'po' }),
    participant(bob, { name: 'Bob', left: true }),
  ],
  tickets: [
    ticket(t1, 'A', { title: 'One', key: 'K-1', estimate: { card: '5', value: 5000, by: ann } }),
    ticket(t2, 'B', {
      archived: { at: 1, by: ann },
      texts: { description: { v: 2, length: 3, digest: '' } },
    }),
    ticket(t3, 'C'),
  ],
  rounds: [
    round(r1, t1, { voted: [ann], held: 'stop' }),
    round(r2, t3, { phase: 'settled', revealed: 5, estimate: '8' }),
  ],
});
room.putOwn(new Map([[r1, { card: '5', note: 'x' }]]));
const text = (base: number, words: string): Command => ({
  do: 'text.replace',
  data: { doc: `${t2}/description`, base, text: words },
});

describe('SES-3 not_applied is silent where the room says what was wanted', () => {
  it.each<[boolean, Command]>([
    [true, { do: 'participant.rename', data: { name: 'Ann' } }],
    [true, { do: 'participant.rename', data: { participant: bob, name: 'Bob', title: null } }],
    [false, { do: 'participant.rename', data: { name: 'Ann', title: null } }],
    [true, { do: 'participant.set_role', data: { role: 'estimator' } }],
    [false, { do: 'participant.set_role', data: { facilitates: true } }],
    [false, { do: 'participant.set_role', data: { participant: cleo, role: 'observer' } }],
    [false, { do: 'participant.leave', data: {} }],
    [true, { do: 'room.configure', data: { set: { title: 'Maps', deck } } }],
    [false, { do: 'room.configure', data: { set: { title: 'Maps', anonymous: true } } }],
    [false, { do: 'room.configure', data: { set: { passcode: 'secret' } } }],
    [false, { do: 'room.configure', data: { set: { passcode: null } } }],
    [true, { do: 'spotlight.set', data: { board: 'estimate', ticket: t1 } }],
    [false, { do: 'spotlight.set', data: { board: 'estimate', ticket: t2 } }],
    [true, { do: 'ticket.add', data: { ticket: t1, title: 'any' } }],
    [false, { do: 'ticket.add', data: { ticket: t4, title: 'One' } }],
    [
      true,
      {
        do: 'tickets.import',
        data: {
          tickets: [
            { ticket: t1, title: 'x' },
            { ticket: t3, title: 'x' },
          ],
        },
      },
    ],
    [
      false,
      {
        do: 'tickets.import',
        data: {
          tickets: [
            { ticket: t1, title: 'x' },
            { ticket: t4, title: 'x' },
          ],
        },
      },
    ],
    [
      true,
      { do: 'ticket.edit', data: { ticket: t1, set: { title: 'One', key: 'K-1', estimate: '5' } } },
    ],
    [true, { do: 'ticket.edit', data: { ticket: t3, set: { key: null, estimate: null } } }],
    [false, { do: 'ticket.edit', data: { tickets: [t1, t3], set: { title: 'One' } } }],
    [false, { do: 'ticket.edit', data: { ticket: t1, set: { estimate: '8' } } }],
    [true, { do: 'ticket.move', data: { ticket: t3, after: t2 } }],
    [true, { do: 'ticket.move', data: { tickets: [t2, t3] } }],
    [true, { do: 'ticket.move', data: { ticket: t1, after: null } }],
    [false, { do: 'ticket.move', data: { ticket: t3, after: t1 } }],
    [false, { do: 'ticket.move', data: { ticket: t1, after: t4 } }],
    [true, { do: 'ticket.archive', data: { ticket: t2 } }],
    [false, { do: 'ticket.archive', data: { tickets: [t2, t3] } }],
    [true, { do: 'ticket.restore', data: { ticket: t1 } }],
    [false, { do: 'ticket.restore', data: { ticket: t2 } }],
    [true, text(1, 'abc')],
    [true, text(1, 'a\r\n' + 'b')],
    [false, text(1, 'abcd')],
    [false, text(2, 'abc')],
    [true, { do: 'round.open', data: { round: r1, ticket: t1 } }],
    [false, { do: 'round.open', data: { ticket: t1 } }],
    [true, { do: 'estimate.give', data: { round: r1, card: '5', note: 'x' } }],
    [false, { do: 'estimate.give', data: { round: r1, card: '5' } }],
    [false, { do: 'estimate.withdraw', data: { round: r1 } }],
    [true, { do: 'estimate.withdraw', data: { round: r2 } }],
    [true, { do: 'round.hold', data: { round: r1 } }],
    [false, { do: 'round.reveal', data: { round: r1 } }],
    [true, { do: 'round.reveal', data: { round: r2 } }],
    [false, { do: 'round.skip', data: { round: r2 } }],
    [true, { do: 'round.settle', data: { round: r2, estimate: '8' } }],
    [false, { do: 'round.settle', data: { round: r2, estimate: '5' } }],
    [false, { do: 'round.reopen', data: { round: r2 } }],
    [false, { do: 'undo', data: { seq: 5 } }],
  ])('%s %j', (so, command) => expect(isAlreadySo(room, command, ann)).toBe(so));
});
