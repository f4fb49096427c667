import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import { Outbox } from '../../../src/room/outbox';
import { r1, t1, t2, t3, t4 } from '../support/room_facts';

const title = (text: string): Command => ({
  do: 'ticket.edit',
  data: { ticket: t1, set: { title: text } },
});
const online = () => {
  const outbox = new Outbox();
  outbox.online = true;
  return outbox;
};
const send = (outbox: Outbox, ...commands: Command[]) => {
  for (const command of commands) outbox.add(command);
  return outbox.takeSendable().map(({ cseq }) => cseq);
};
const busy = { code: 'busy', message: 'Later.' };
const deliveries = (outbox: Outbox) => outbox.pending.map(({ delivery }) => delivery);

describe('SES-2 numbers', () => {
  it('count up by one from 1, in the order of the presses', () => {
    const outbox = online();
    expect(send(outbox, title('a'), title('b'))).toEqual([1, 2]);
    expect(send(outbox, title('c'))).toEqual([3]);
  });
  it('are given when a command leaves, not when it is made', () => {
    const outbox = new Outbox();
    expect(send(outbox, title('a'))).toEqual([]);
    outbox.online = true;
    expect(outbox.takeSendable()).toEqual([{ ...title('a'), cseq: 1 }]);
  });
});

describe('SES-4 a command is pending', () => {
  it('until it is acknowledged and its operation has been applied', () => {
    const outbox = online();
    send(outbox, title('a'));
    outbox.acknowledge(1, 12);
    outbox.applied(11);
    expect(outbox.pending).toHaveLength(1);
    outbox.applied(12);
    expect(outbox.empty).toBe(true);
  });
  it('also where the operation came first', () => {
    const outbox = online();
    send(outbox, title('a'));
    outbox.applied(12);
    expect(outbox.pending).toHaveLength(1);
    outbox.acknowledge(1, 12);
    outbox.applied(12);
    expect(outbox.empty).toBe(true);
  });
  it('an ack of an unknown number says nothing', () => {
    expect(online().acknowledge(5, 1)).toBeUndefined();
  });
});

describe('SES-6 the window', () => {
  it('holds 32 unanswered commands', () => {
    const outbox = online();
    const commands = Array.from({ length: 40 }, (_, n) => title(String(n)));
    expect(send(outbox, ...commands)).toHaveLength(32);
    expect(outbox.takeSendable()).toEqual([]);
    outbox.acknowledge(1, 5);
    expect(outbox.takeSendable()).toMatchObject([{ cseq: 33, data: { set: { title: '32' } } }]);
  });
});

describe('RES-3 on coming back', () => {
  it('everything unanswered goes again, in order, under its number', () => {
    const outbox = online();
    send(outbox, title('a'), title('b'), title('c'));
    outbox.acknowledge(1, 5);
    outbox.online = false;
    outbox.add(title('d'));
    outbox.online = true;
    expect(outbox.resend()).toEqual([
      { ...title('b'), cseq: 2 },
      { ...title('c'), cseq: 3 },
    ]);
    expect(outbox.takeSendable()).toEqual([{ ...title('d'), cseq: 4 }]);
  });
  it('SES-2 in the order of the numbers, also where the presses had another', () => {
    const outbox = online();
    send(outbox, title('a'), title('b'));
    outbox.refuse(1, busy);
    outbox.release();
    outbox.takeSendable();
    expect(outbox.resend()).toEqual([
      { ...title('b'), cseq: 2 },
      { ...title('a'), cseq: 3 },
    ]);
  });
  it('pending commands never change', () => {
    const outbox = online();
    send(outbox, title('a'));
    const before = outbox.pending[0]?.command;
    outbox.online = false;
    outbox.online = true;
    expect(outbox.resend()[0]).toMatchObject({ ...before });
  });
});

describe('SES-7 refused for now', () => {
  it.each(['busy', 'rate_limited', 'read_only'])('%s rolls nothing back', (code) => {
    const outbox = online();
    send(outbox, title('a'));
    expect(outbox.refuse(1, { code, message: 'Later.' })).toEqual({ outcome: 'kept' });
    expect(outbox.pending).toMatchObject([
      { command: title('a'), delivery: 'kept', reason: 'Later.' },
    ]);
  });
  it('nothing else leaves while something is kept', () => {
    const outbox = online();
    send(outbox, title('a'));
    outbox.refuse(1, busy);
    expect(send(outbox, title('b'))).toEqual([]);
    expect(outbox.held).toBe(true);
  });
  it('is sent again in its old order, under new numbers, with the same ids', () => {
    const outbox = online();
    const add: Command = { do: 'ticket.add', data: { ticket: t4, title: 'New' } };
    send(outbox, add, title('b'), title('c'));
    outbox.refuse(1, busy);
    outbox.refuse(2, busy);
    outbox.acknowledge(3, 7);
    outbox.add(title('d'));
    outbox.release();
    expect(outbox.takeSendable()).toEqual([
      { ...add, cseq: 4 },
      { ...title('b'), cseq: 5 },
      { ...title('d'), cseq: 6 },
    ]);
  });
  it('a not_found for a thing made here that is not confirmed counts as not sent yet', () => {
    const outbox = online();
    send(
      outbox,
      { do: 'ticket.add', data: { ticket: t4, title: 'New' } },
      {
        do: 'ticket.move',
        data: { ticket: t1, after: t4 },
      },
    );
    outbox.refuse(1, busy);
    expect(outbox.refuse(2, { code: 'not_found', message: 'Which?' })).toEqual({ outcome: 'kept' });
  });
  it.each<Command>([
    { do: 'ticket.edit', data: { ticket: t4, set: { title: 'x' } } },
    { do: 'ticket.archive', data: { tickets: [t1, t4] } },
    { do: 'text.replace', data: { doc: `${t4}/description`, base: 0, text: 'x' } },
    { do: 'spotlight.set', data: { board: 'estimate', ticket: t4 } },
    { do: 'round.open', data: { ticket: t4 } },
    { do: 'ticket.add', data: { title: 'x', after: t4 } },
  ])('whatever names it: $do', (command) => {
    const outbox = online();
    send(outbox, { do: 'ticket.add', data: { ticket: t4, title: 'New' } }, command);
    outbox.refuse(1, busy);
    expect(outbox.refuse(2, { code: 'not_found', message: '?' }).outcome).toBe('kept');
  });
  it('a vote in a round that is opened here as well', () => {
    const outbox = online();
    send(
      outbox,
      { do: 'round.open', data: { round: r1, ticket: t1 } },
      {
        do: 'estimate.give',
        data: { round: r1, card: '5' },
      },
    );
    outbox.refuse(1, busy);
    expect(outbox.refuse(2, { code: 'not_found', message: '?' }).outcome).toBe('kept');
  });
  it('a not_found for anything else is final', () => {
    const outbox = online();
    send(outbox, { do: 'ticket.add', data: { ticket: t4, title: 'New' } }, title('a'));
    expect(outbox.refuse(2, { code: 'not_found', message: '?' }).outcome).toBe('rolled_back');
  });
  it('so is one for a thing that has been confirmed', () => {
    const outbox = online();
    send(
      outbox,
      { do: 'ticket.add', data: { ticket: t4, title: 'New' } },
      {
        do: 'ticket.move',
        data: { ticket: t4, after: t2 },
      },
    );
    outbox.acknowledge(1, 5);
    expect(outbox.refuse(2, { code: 'not_found', message: '?' }).outcome).toBe('rolled_back');
  });
  it('may be discarded, what is on its way may not', () => {
    const outbox = online();
    const kept = outbox.add(title('a'));
    const sent = outbox.add(title('b'));
    outbox.takeSendable();
    outbox.refuse(1, busy);
    expect(outbox.discard(sent)).toBe(false);
    expect(outbox.discard(kept)).toBe(true);
    expect(outbox.held).toBe(false);
    expect(outbox.pending).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('takes the command away and gives it back', () => {
    const outbox = online();
    const id = outbox.add(title('a'));
    outbox.takeSendable();
    expect(outbox.refuse(1, { code: 'forbidden', message: 'No.' })).toEqual({
      outcome: 'rolled_back',
      id,
      command: title('a'),
    });
    expect(outbox.empty).toBe(true);
  });
  it('of an unknown number is nothing', () => {
    expect(online().refuse(9, busy)).toEqual({ outcome: 'unknown' });
  });
});

describe('TIC-4 an import in several commands', () => {
  const part = (ticket: string): Command => ({
    do: 'tickets.import',
    data: { tickets: [{ ticket, title: 'x' }] },
  });
  const parts = () => {
    const outbox = online();
    const group = outbox.newGroup();
    for (const ticket of [t1, t2, t3]) outbox.add(part(ticket), group);
    return outbox;
  };
  it('goes one by one, each after the ack of the one before', () => {
    const outbox = parts();
    expect(outbox.takeSendable()).toHaveLength(1);
    expect(outbox.takeSendable()).toHaveLength(0);
    outbox.acknowledge(1, 5);
    expect(outbox.takeSendable()).toMatchObject([{ cseq: 2 }]);
  });
  it('falls as a whole with the first that is refused', () => {
    const outbox = parts();
    outbox.takeSendable();
    outbox.refuse(1, { code: 'too_large', message: 'No.' });
    expect(outbox.empty).toBe(true);
  });
  it('waits as a whole when one is refused for now', () => {
    const outbox = parts();
    outbox.takeSendable();
    outbox.refuse(1, busy);
    expect(outbox.pending).toHaveLength(3);
    outbox.release();
    expect(outbox.takeSendable()).toMatchObject([{ cseq: 2, data: { tickets: [{ ticket: t1 }] } }]);
  });
});

describe('what is said of a delivery', () => {
  it('offline everything is kept, but for what the server has acknowledged', () => {
    const outbox = online();
    send(outbox, title('a'), title('b'));
    outbox.acknowledge(1, 9);
    expect(deliveries(outbox)).toEqual(['sending', 'sending']);
    outbox.online = false;
    expect(deliveries(outbox)).toEqual(['sending', 'kept']);
  });
});

describe('RES-5 a session that was forgotten', () => {
  it('gives back what was unanswered and keeps what was never sent', () => {
    const outbox = online();
    send(outbox, title('a'), title('b'));
    outbox.acknowledge(1, 3);
    outbox.online = false;
    outbox.add(title('c'));
    expect(outbox.forgetUnanswered()).toEqual([title('b')]);
    expect(outbox.pending.map(({ command }) => command)).toEqual([title('a'), title('c')]);
  });
});

describe('RES-2 a log that ends earlier than it did', () => {
  it("names this page's own commands that went with it", () => {
    const outbox = online();
    send(outbox, title('a'), title('b'), title('c'));
    outbox.acknowledge(1, 5);
    outbox.acknowledge(2, 8);
    outbox.acknowledge(3, 9);
    outbox.applied(8);
    expect(outbox.lostAbove(7)).toEqual([title('b'), title('c')]);
    expect(outbox.lostAbove(7)).toEqual([]);
    expect(outbox.empty).toBe(true);
  });
});
