import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import { Outbox } from '../../../src/room/outbox';
import type { Room } from '../../../src/room/room';
import { ShownRoom } from '../../../src/room/shown';
import {
  ann,
  at,
  bob,
  happens,
  noon,
  participant,
  r1,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

/** A page of Ann's: what it shows, what is confirmed, what is pending. */
class Page {
  readonly outbox = new Outbox();
  readonly shown: ShownRoom;

  constructor(readonly confirmed: Room) {
    this.outbox.online = true;
    this.shown = new ShownRoom(confirmed);
    this.update();
  }
  update() {
    return this.shown.update(this.outbox.pending, { me: ann, now: noon + 500 });
  }
  wants(command: Command) {
    this.outbox.add(command);
    const cseq = this.outbox.takeSendable()[0]?.cseq ?? 0;
    this.update();
    return cseq;
  }
  /** The server's word: the operation, then the ack. */
  done(cseq: number) {
    this.outbox.acknowledge(cseq, this.confirmed.seq);
    this.outbox.applied(this.confirmed.seq);
    return this.update();
  }
  refused(cseq: number, code = 'forbidden') {
    this.outbox.refuse(cseq, { code, message: 'No.' });
    return this.update();
  }
}
const voting = () =>
  new Page(
    roomOf({
      participants: [participant(ann), participant(bob)],
      rounds: [round(r1, t1, { voted: [bob] })],
    }),
  );
const give = (card: string): Command => ({ do: 'estimate.give', data: { round: r1, card } });

describe("one's own vote", () => {
  it('is shown at once, marked as on its way', () => {
    const page = voting();
    page.wants(give('5'));
    expect(page.shown.ownChoice(r1)).toEqual({ choice: { card: '5' }, delivery: 'sending' });
    expect(page.shown.round(r1)?.voted).toEqual([bob, ann]);
  });
  it('loses its mark when the server has it', () => {
    const page = voting();
    const cseq = page.wants(give('5'));
    happens(page.confirmed, ann, 'estimate.given', { round: r1 });
    page.confirmed.putOwn(new Map([[r1, { card: '5' }]]));
    page.done(cseq);
    expect(page.shown.ownChoice(r1)).toEqual({ choice: { card: '5' } });
  });
  it('comes back as it was when a change is refused', () => {
    const page = voting();
    page.confirmed.putOwn(new Map([[r1, { card: '3' }]]));
    const cseq = page.wants(give('8'));
    expect(page.shown.ownChoice(r1)?.choice.card).toBe('8');
    const changes = page.refused(cseq);
    expect(page.shown.ownChoice(r1)).toEqual({ choice: { card: '3' } });
    expect([...changes.rounds]).toEqual([r1]);
  });
  it('is gone at once when it is taken back', () => {
    const page = voting();
    page.confirmed.putOwn(new Map([[r1, { card: '3' }]]));
    page.wants({ do: 'estimate.withdraw', data: { round: r1 } });
    expect(page.shown.ownChoice(r1)).toBeUndefined();
    expect(page.shown.round(r1)?.voted).toEqual([bob]);
  });
  it("never starts a countdown: that is the server's word", () => {
    const page = voting();
    page.wants(give('5'));
    expect(page.shown.round(r1)?.closing).toBeUndefined();
  });
  it('is not shown over a round that was revealed meanwhile', () => {
    const page = voting();
    page.wants(give('5'));
    happens(page.confirmed, null, 'round.revealed', {
      round: r1,
      choices: [{ by: bob, card: '3' }],
    });
    page.update();
    expect(page.shown.ownChoice(r1)).toBeUndefined();
    expect(page.shown.round(r1)).toMatchObject({ phase: 'revealed', voted: [bob] });
  });
  it('is read from the choices once they are shown', () => {
    const page = voting();
    happens(page.confirmed, null, 'round.revealed', {
      round: r1,
      choices: [{ by: ann, card: '3' }],
    });
    page.update();
    expect(page.shown.ownChoice(r1)?.choice.card).toBe('3');
  });
});

describe("what waits for the server's word", () => {
  it.each<Command>([
    { do: 'round.reveal', data: { round: r1 } },
    { do: 'round.settle', data: { round: r1, estimate: '5' } },
    { do: 'round.skip', data: { round: r1 } },
    { do: 'round.hold', data: { round: r1 } },
    { do: 'round.open', data: { ticket: t2 } },
    { do: 'tickets.import', data: { tickets: [{ title: 'x' }] } },
    { do: 'undo', data: { seq: 3 } },
  ])('$do', (command) => {
    const page = voting();
    const before = [page.shown.round(r1), page.shown.order, page.shown.facts];
    page.wants(command);
    expect([page.shown.round(r1), page.shown.order, page.shown.facts]).toEqual(before);
    expect(page.shown.pending).toMatchObject([{ command, delivery: 'sending' }]);
  });
});

describe('pending changes of tickets', () => {
  const page = () => new Page(roomOf());
  it('an edit is shown at once and rolled back when refused', () => {
    const ours = page();
    const cseq = ours.wants({
      do: 'ticket.edit',
      data: { ticket: t1, set: { title: 'Mine', estimate: '½' } },
    });
    expect(ours.shown.ticket(t1)).toMatchObject({
      title: 'Mine',
      estimate: { value: 500, by: ann },
    });
    expect(ours.shown.deliveryOf(t1)).toBe('sending');
    const changes = ours.refused(cseq);
    expect(ours.shown.ticket(t1)).toEqual(ticket(t1, 'A'));
    expect([...changes.tickets]).toEqual([t1]);
    expect(changes.order).toBe(false);
    expect(ours.shown.deliveryOf(t1)).toBeUndefined();
  });
  it('stays on top of what others change, field by field', () => {
    const ours = page();
    ours.wants({ do: 'ticket.edit', data: { ticket: t1, set: { title: 'Mine' } } });
    happens(ours.confirmed, bob, 'ticket.edited', {
      ticket: t1,
      set: { title: 'Theirs', key: 'K-1' },
    });
    ours.update();
    expect(ours.shown.ticket(t1)).toMatchObject({ title: 'Mine', key: 'K-1' });
  });
  it('several are laid over each other in their order', () => {
    const ours = page();
    ours.wants({ do: 'ticket.add', data: { ticket: t4, title: 'New', after: t1 } });
    ours.wants({ do: 'ticket.edit', data: { ticket: t4, set: { title: 'Newer' } } });
    ours.wants({ do: 'ticket.move', data: { ticket: t4, after: null } });
    expect(ours.shown.order).toEqual([t4, t1, t2, t3]);
    expect(ours.shown.ticket(t4)).toMatchObject({ title: 'Newer', number: 0 });
  });
  it('an added one is confirmed in its place without being there twice', () => {
    const ours = page();
    const cseq = ours.wants({ do: 'ticket.add', data: { ticket: t4, title: 'New', after: t1 } });
    happens(ours.confirmed, ann, 'ticket.added', {
      ticket: t4,
      number: 9,
      title: 'New',
      rank: 'AV',
      created: at(11),
    });
    const changes = ours.done(cseq);
    expect(ours.shown.order).toEqual([t1, t4, t2, t3]);
    expect(ours.shown.ticket(t4)?.number).toBe(9);
    expect([...changes.tickets]).toEqual([t4]);
  });
  it.each([
    ['to the top', [t3], null, [t3, t1, t2]],
    ['to the end', [t1], undefined, [t2, t3, t1]],
    ['behind another', [t1], t2, [t2, t1, t3]],
    ['several in the order of the list', [t3, t2], t1, [t1, t3, t2]],
  ])('TIC-7 a move %s', (_where, tickets, after, order) => {
    const ours = page();
    const place = after === undefined ? {} : { after };
    const cseq = ours.wants({ do: 'ticket.move', data: { tickets, ...place } });
    expect(ours.shown.order).toEqual(order);
    const changes = ours.refused(cseq);
    expect(ours.shown.order).toEqual([t1, t2, t3]);
    expect(changes.order).toBe(true);
  });
  it('TIC-3 behind an archived one, which keeps its place', () => {
    const ours = new Page(
      roomOf({
        tickets: [
          ticket(t1, 'A'),
          ticket(t2, 'B', { archived: { at: 1, by: ann } }),
          ticket(t3, 'C'),
        ],
      }),
    );
    ours.wants({ do: 'ticket.add', data: { ticket: t4, title: 'New', after: t2 } });
    expect(ours.shown.everyTicket).toEqual([t1, t2, t4, t3]);
    expect(ours.shown.order).toEqual([t1, t4, t3]);
  });
  it('archiving and restoring', () => {
    const ours = page();
    const cseq = ours.wants({ do: 'ticket.archive', data: { ticket: t2, reason: 'outdated' } });
    expect(ours.shown.order).toEqual([t1, t3]);
    expect(ours.shown.archived).toEqual([t2]);
    ours.wants({ do: 'ticket.restore', data: { ticket: t2 } });
    expect(ours.shown.order).toEqual([t1, t2, t3]);
    ours.refused(cseq);
    expect(ours.shown.order).toEqual([t1, t2, t3]);
    expect(ours.shown.archived).toEqual([]);
  });
  it('one behind a ticket that is unknown stays where it is', () => {
    const ours = page();
    ours.wants({ do: 'ticket.move', data: { ticket: t1, after: t4 } });
    expect(ours.shown.order).toEqual([t1, t2, t3]);
  });
});

describe('settings, names and the spotlight', () => {
  it('are shown at once and come back when refused', () => {
    const page = new Page(roomOf());
    const first = page.wants({
      do: 'room.configure',
      data: { set: { title: 'Paths', passcode: 'x' } },
    });
    const second = page.wants({ do: 'participant.rename', data: { name: 'Anna' } });
    const third = page.wants({ do: 'spotlight.set', data: { board: 'estimate', ticket: t2 } });
    expect(page.shown.facts).toMatchObject({
      title: 'Paths',
      passcode: true,
      spotlight: { ticket: t2 },
    });
    expect(page.shown.participant(ann)?.name).toBe('Anna');
    page.refused(first);
    page.refused(second);
    const changes = page.refused(third);
    expect(page.shown.facts).toBe(page.confirmed.facts);
    expect(page.shown.participant(ann)?.name).not.toBe('Anna');
    expect(changes.facts).toBe(true);
  });
});

describe('UNDO-2 an undone addition', () => {
  it('is in no list of the archive', () => {
    const page = new Page(roomOf());
    happens(page.confirmed, ann, 'ticket.archived', { tickets: [t1], reason: 'undone' });
    happens(page.confirmed, ann, 'ticket.archived', { ticket: t2 });
    happens(page.confirmed, ann, 'ticket.archived', { ticket: t3 });
    page.update();
    expect(page.shown.archived).toEqual([t3, t2]);
  });
});

describe('versions', () => {
  it('grow with every change and with nothing else', () => {
    const page = new Page(roomOf());
    const before = page.shown.version;
    page.update();
    expect(page.shown.version).toBe(before);
    happens(page.confirmed, bob, 'ticket.edited', { ticket: t1, set: { title: 'x' } });
    page.update();
    expect(page.shown.version).toBe(before + 1);
  });
  it('the order keeps its identity while nothing moves', () => {
    const page = new Page(roomOf());
    const order = page.shown.order;
    happens(page.confirmed, bob, 'ticket.edited', { ticket: t1, set: { title: 'x' } });
    page.update();
    expect(page.shown.order).toBe(order);
  });
});

describe('size of the room', () => {
  it('does not matter to what one operation touches', () => {
    const many = Array.from({ length: 5000 }, (_, n) =>
      ticket(`7c${String(n).padStart(30, '0')}`, `A${String(n).padStart(4, '0')}V`),
    );
    const page = new Page(roomOf({ tickets: many }));
    const order = page.shown.order;
    expect(order).toHaveLength(5000);
    page.wants({ do: 'ticket.edit', data: { ticket: order[17] ?? '', set: { title: 'x' } } });
    happens(page.confirmed, bob, 'ticket.edited', { ticket: order[99] ?? '', set: { title: 'y' } });
    const changes = page.update();
    expect([...changes.tickets].sort()).toEqual([order[17], order[99]]);
    expect(page.shown.order).toBe(order);
  });
});
