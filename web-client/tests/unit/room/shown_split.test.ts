import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import { isAlreadySo } from '../../../src/room/already_so';
import { Outbox } from '../../../src/room/outbox';
import { ShownRoom } from '../../../src/room/shown';
import { draftOf } from '../../../src/room/split_drafts';
import { ann, bob, happens, noon, roomOf, t1, t2, t3, ticket } from '../support/room_facts';

const s1 = '5b1'.padEnd(31, '0') + '1';
const s2 = '5b1'.padEnd(31, '0') + '2';
const [c1, c2, c3] = ['7cc1', '7cc2', '7cc3'].map((id) => id.padEnd(32, '0')) as [
  string,
  string,
  string,
];
const open: Command = { do: 'split.open', data: { split: s1, ticket: t1, children: [c1, c2] } };
const edit: Command = {
  do: 'split.edit',
  data: { split: s1, add: c3, titles: { [c1]: 'Arrow keys' }, guesses: { [c2]: '3' } },
};

function page() {
  const confirmed = roomOf();
  const shown = new ShownRoom(confirmed);
  const outbox = new Outbox();
  outbox.online = true;
  const update = () => shown.update(outbox.pending, { me: ann, now: noon });
  const wants = (command: Command) => {
    outbox.add(command);
    outbox.takeSendable();
    return update();
  };
  update();
  return { confirmed, shown, wants, update, outbox };
}

describe('a draft is shown before the server has said so', () => {
  it('opened, edited and given up', () => {
    const { shown, wants } = page();
    expect(wants(open).splits).toBe(true);
    wants(edit);
    expect(draftOf(shown, t1)?.children).toEqual([
      { ticket: c1, title: 'Arrow keys' },
      { ticket: c2, title: '', guess: '3' },
      { ticket: c3, title: '' },
    ]);
    expect(shown.deliveryOf(s1)).toBe('sending');
    wants({ do: 'split.close', data: { split: s1 } });
    expect(draftOf(shown, t1)).toBeUndefined();
  });

  it('once, also while its answer is still on its way', () => {
    const { confirmed, shown, wants, update } = page();
    wants(open);
    happens(confirmed, ann, 'split.opened', { split: s1, ticket: t1, children: [c1, c2] });
    update();
    expect(shown.splits).toHaveLength(1);
  });

  it('of two who begin at once the second finds the draft of the first', () => {
    const { confirmed, shown, wants, update, outbox } = page();
    wants(open);
    happens(confirmed, bob, 'split.opened', { split: s2, ticket: t1, children: [c2, c3] });
    update();
    expect(shown.splits.map(({ split }) => split)).toEqual([s2]);
    outbox.refuse(1, { code: 'conflict', message: 'Bob splits it already.' });
    update();
    expect(shown.splits.map(({ split }) => split)).toEqual([s2]);
  });
});

describe('SES-3 not_applied is silent where the room says what was wanted', () => {
  const room = roomOf({
    tickets: [
      ticket(t1, 'A'),
      ticket(t2, 'B', { archived: { at: 1, by: ann, reason: 'merged', of: t1 } }),
      ticket(t3, 'C'),
    ],
  });
  happens(room, ann, 'split.opened', { split: s1, ticket: t1, children: [c1, c2] });
  happens(room, ann, 'split.edited', { split: s1, titles: { [c1]: 'A' }, take: { type: false } });
  const editing = (data: object): Command => ({ do: 'split.edit', data: { split: s1, ...data } });

  it.each<[boolean, Command]>([
    [true, { do: 'ticket.merge', data: { ticket: t1, tickets: [t2] } }],
    [false, { do: 'ticket.merge', data: { ticket: t1, tickets: [t2, t3] } }],
    [true, open],
    [false, { do: 'split.open', data: { ticket: t1 } }],
    [true, editing({ titles: { [c1]: 'A' }, take: { type: false }, remove: c3 })],
    [false, editing({ titles: { [c1]: 'B' } })],
    [false, editing({ add: c3 })],
    [false, editing({ criteria: { e1: c2 } })],
    [true, editing({ guesses: { [c1]: null } })],
    [true, { do: 'split.close', data: { split: s2 } }],
    [false, { do: 'split.close', data: { split: s1 } }],
    [false, { do: 'ticket.split', data: { split: s1 } }],
  ])('%s %j', (so, command) => expect(isAlreadySo(room, command, ann)).toBe(so));
});
