/**
 * What a pending command will most likely do, shown before the server has said so. Only what can be
 * taken back without a jolt is predicted (own dots by `DotTargets`): reveals, settles, opened and
 * skipped rounds, holds, undos, imports, steps of the agenda and claims wait for the server's word; a
 * countdown or a clock is never guessed.
 */
import type { Command } from '../protocol/command';
import type { ItemId, ParticipantId, RoundId, TicketId, Timestamp } from '../protocol/ids';
import type { KnownOperation, OperationData } from '../protocol/operation';
import { unreachable } from '../protocol/result';
import type { OwnChoice } from '../protocol/state';
import { isAtWork } from './agenda';
import { applyOperation, named } from './apply';
import { circleClosedBy } from './blockers';
import { placeOf, provisionalRank } from './ranks';
import type { RoomReader, RoomWriter } from './room';

/** Where predictions are written: a layer over the confirmed room. */
export interface PredictionTarget extends RoomWriter {
  /** null: taken back. */
  putOwnChoice(round: RoundId, choice: OwnChoice | null): void;
}

export type Author = { readonly me: ParticipantId; readonly now: Timestamp };

export function predict(room: PredictionTarget, command: Command, author: Author): void {
  switch (command.do) {
    case 'estimate.give': {
      const { round, ...choice } = command.data;
      return vote(room, round, author.me, choice);
    }
    case 'estimate.withdraw':
      return vote(room, command.data.round, author.me, null);
    case 'participant.rename': {
      const { participant = author.me, ...rest } = command.data;
      return happens(room, author, { op: 'participant.renamed', data: { participant, ...rest } });
    }
    case 'room.configure': {
      const { passcode, ...set } = command.data.set;
      const hidden =
        passcode === undefined ? {} : { passcode: passcode === null ? null : (true as const) };
      return happens(room, author, { op: 'room.configured', data: { set: { ...set, ...hidden } } });
    }
    case 'spotlight.set':
      return moveSpotlight(room, command.data, author);
    case 'ticket.add':
      return add(room, command.data, author);
    case 'ticket.edit': {
      const { base: _base, ...data } = command.data;
      return happens(room, author, { op: 'ticket.edited', data });
    }
    case 'ticket.move':
      return happens(room, author, {
        op: 'ticket.moved',
        data: { ranks: ranksBehind(room, named(command.data), command.data.after) },
      });
    case 'ticket.archive': {
      // A ticket on which dots are placed stays, or they are all dealt again: the server's to say.
      if (named(command.data).some((id) => isInOpenBallot(room, id))) return;
      const live = named(command.data).filter((id) => room.ticket(id)?.archived === undefined);
      const { reason, note, of } = command.data;
      const why = { ...(reason && { reason }), ...(note && { note }), ...(of && { of }) };
      return happens(room, author, { op: 'ticket.archived', data: { tickets: live, ...why } });
    }
    case 'ticket.restore':
      return restore(room, named(command.data), author);
    case 'split.open':
      return openDraft(room, command.data, author);
    case 'split.edit':
      return happens(room, author, { op: 'split.edited', data: command.data });
    case 'split.close':
      return happens(room, author, { op: 'split.closed', data: command.data });
    case 'ticket.check':
      return happens(room, author, { op: 'ticket.checked', data: command.data });
    case 'ready.override':
      return happens(room, author, { op: 'ready.overridden', data: command.data });
    case 'ticket.link':
      return link(room, command.data, author);
    case 'ticket.unlink':
      return happens(room, author, { op: 'ticket.unlinked', data: command.data });
    case 'ticket.park':
      return happens(room, author, { op: 'ticket.parked', data: command.data });
    case 'ticket.unpark':
      return happens(room, author, { op: 'ticket.unparked', data: command.data });
    case 'question.ask': {
      const { question, ...data } = command.data;
      // Confirmed already, while its acknowledgement is still on its way: it stands there once.
      const asked = room.ticket(data.ticket)?.questions?.some((each) => each.question === question);
      if (question === undefined || asked) return;
      return happens(room, author, { op: 'question.asked', data: { ...data, question } });
    }
    case 'question.answer':
      return happens(room, author, { op: 'question.answered', data: command.data });
    case 'ticket.mark_read':
      return happens(room, author, { op: 'ticket.marked_read', data: command.data });
    case 'scribe.set':
      return happens(room, author, { op: 'scribe.named', data: command.data });
    case 'agenda.add':
      return addItem(room, command.data, author);
    case 'agenda.edit': {
      // The minutes of a step at work move its clock: that is the server's to say.
      const item = room.agenda.find((each) => each.item === command.data.item);
      if (!item || (isAtWork(item) && command.data.set.minutes !== undefined)) return;
      return happens(room, author, { op: 'agenda.edited', data: command.data });
    }
    case 'agenda.move': {
      const { item, after = lastBut(room, item) } = command.data;
      return happens(room, author, { op: 'agenda.moved', data: { item, after } });
    }
    case 'agenda.remove':
      return happens(room, author, { op: 'agenda.removed', data: command.data });
    case 'agenda.skip':
      return happens(room, author, { op: 'agenda.skipped', data: command.data });
    case 'meeting.rate':
      return happens(room, author, { op: 'meeting.rated', data: command.data });
    case 'capacity.set': {
      const { sprint, ...data } = command.data;
      if (sprint === undefined) return;
      return happens(room, author, { op: 'capacity.changed', data: { sprint, ...data } });
    }
    case 'ballot.done': {
      const { ballot, on = true } = command.data;
      if (room.ballot(ballot)?.phase !== 'collecting') return;
      return happens(room, author, { op: 'ballot.done_set', data: { ballot, on } });
    }
    case 'participant.leave':
    case 'participant.set_role':
    case 'tickets.import':
    case 'text.replace':
    case 'ticket.merge':
    case 'ticket.split':
    case 'round.open':
    case 'round.hold':
    case 'round.reveal':
    case 'round.skip':
    case 'round.settle':
    case 'round.reopen':
    case 'undo':
    case 'room.end':
    case 'room.reopen':
    case 'links.renew':
    case 'participant.remove':
    case 'facilitation.claim':
    case 'facilitation.return':
    case 'dot.place':
    case 'dot.take':
    case 'dots.open':
    case 'dots.close':
    case 'dots.size':
    case 'order.apply':
    case 'ballot.cancel':
    case 'ballot.extend':
    case 'ballot.settle':
    case 'ballot.reopen':
    case 'ballot.excuse':
    case 'agenda.start':
    case 'agenda.next':
    case 'agenda.stop':
    case 'timer.start':
    case 'timer.pause':
    case 'timer.resume':
    case 'timer.extend':
    case 'timer.stop':
    case 'meeting.end':
    case 'sprint.commit':
    case 'sprint.release':
      return;
    default:
      return unreachable(command);
  }
}

const isInOpenBallot = (room: RoomReader, ticket: TicketId): boolean =>
  [...room.openBallots].some((id) => room.ballot(id)?.tickets.includes(ticket));

type CommandOf<Name extends Command['do']> = Extract<Command, { do: Name }>['data'];
type Happening = {
  [Op in keyof OperationData]: { readonly op: Op; readonly data: OperationData[Op] };
}[keyof OperationData];

function happens(room: RoomWriter, { me, now }: Author, what: Happening): void {
  const operation: KnownOperation = { seq: 0, at: now, by: me, ...what };
  applyOperation(room, operation);
}

/** Where the room looks; which clocks go with it is the server's to say. */
function moveSpotlight(room: RoomWriter, to: CommandOf<'spotlight.set'>, { now }: Author): void {
  if (!room.facts) return;
  const before = room.facts.spotlight;
  const since = before && before.ticket === to.ticket ? before.since : to.ticket && now;
  room.putFacts({
    ...room.facts,
    spotlight: { ...to, ...(typeof since === 'number' && { since }) },
  });
}

function vote(
  room: PredictionTarget,
  id: RoundId,
  me: ParticipantId,
  choice: OwnChoice | null,
): void {
  const round = room.round(id);
  if (round?.phase !== 'collecting') return;
  const others = round.voted.filter((voter) => voter !== me);
  const voted = choice === null ? others : round.voted.includes(me) ? round.voted : [...others, me];
  room.putRound({ ...round, voted });
  room.putOwnChoice(id, choice);
}

function add(
  room: RoomWriter,
  data: { readonly ticket?: TicketId; readonly title: string; readonly after?: TicketId | null },
  author: Author,
): void {
  // Without an id there is nothing by which the confirmed ticket could take this one's place.
  if (data.ticket === undefined || room.ticket(data.ticket)) return;
  const ticket = data.ticket;
  const rank = ranksBehind(room, [ticket], data.after)[ticket];
  if (rank === undefined) return;
  happens(room, author, {
    op: 'ticket.added',
    // The running number is the server's to give.
    data: { ticket, title: data.title, rank, number: 0, created: author.now },
  });
}

/** A link that closes a circle will be refused, and is not shown before that. */
function link(room: RoomWriter, data: CommandOf<'ticket.link'>, author: Author): void {
  if ('blocks' in data) {
    if (circleClosedBy(room, data.ticket, data.blocks).length > 0) return;
    return happens(room, author, { op: 'ticket.linked', data });
  }
  const { entry, done = false, ...external } = data.external;
  if (entry === undefined) return;
  const linked = { ticket: data.ticket, external: { ...external, entry, done } };
  happens(room, author, { op: 'ticket.linked', data: linked });
}

/** Of two who begin at once the second finds the draft of the first. */
function openDraft(room: RoomWriter, data: CommandOf<'split.open'>, author: Author): void {
  const { split, ticket, children } = data;
  if (split === undefined || children === undefined) return;
  if (room.splits.some((draft) => draft.ticket === ticket)) return;
  happens(room, author, { op: 'split.opened', data: { split, ticket, children } });
}

function addItem(room: RoomWriter, data: CommandOf<'agenda.add'>, author: Author): void {
  const { item, after, tickets = [], needs = [], ...rest } = data;
  if (item === undefined || room.agenda.some((each) => each.item === item)) return;
  const place = after === undefined ? lastBut(room, item) : after;
  happens(room, author, {
    op: 'agenda.added',
    data: { ...rest, item, tickets, needs, after: place },
  });
}

/** The end of the agenda, as a place behind something; null: there is nothing else in it. */
const lastBut = (room: RoomReader, item: ItemId): ItemId | null =>
  room.agenda.findLast((each) => each.item !== item)?.item ?? null;

/** Provisional ranks for tickets that go behind `after`; none where that is unknown. */
function ranksBehind(
  room: RoomReader,
  tickets: readonly TicketId[],
  after: TicketId | null | undefined,
): Record<TicketId, string> {
  const order = room.everyTicket;
  const moving = new Set(tickets);
  const rankOf = (id: TicketId) => room.ticket(id)?.rank;
  let place = 0;
  if (after === undefined) place = order.length;
  else if (after !== null) {
    const rank = rankOf(after);
    if (rank === undefined) return {};
    place = placeOf(order, rank, rankOf) + 1;
  }
  // The neighbours are those that stay.
  let below = place - 1;
  while (moving.has(order[below] ?? '')) below -= 1;
  while (moving.has(order[place] ?? '')) place += 1;
  const [lowerId, upperId] = [order[below], order[place]];
  let lower = (lowerId && rankOf(lowerId)) ?? '';
  const upper = upperId && rankOf(upperId);
  const ranks: Record<TicketId, string> = {};
  for (const ticket of tickets) {
    lower = provisionalRank(lower, upper);
    ranks[ticket] = lower;
  }
  return ranks;
}

/** Each comes back where it stood: an archived ticket keeps its place. */
function restore(room: RoomWriter, tickets: readonly TicketId[], author: Author): void {
  const ranks: Record<TicketId, string> = {};
  for (const id of tickets) {
    const ticket = room.ticket(id);
    if (ticket?.archived) ranks[id] = ticket.rank;
  }
  happens(room, author, { op: 'ticket.restored', data: { ranks } });
}
