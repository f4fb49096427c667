/** From operations to what is worth a word: the difference that one of them made. */
import type { BallotId, ParticipantId, RoundId, TicketId, Timestamp } from '../protocol/ids';
import type { Operation, OperationData } from '../protocol/operation';
import type { Spotlight } from '../protocol/state';
import { named } from './apply';
import { everyoneIsDone } from './ballots';
import type { RoomEvent } from './events';
import { readiness } from './readiness';
import type { Room } from './room';

/** Countdowns as they stand; few rounds collect at a time. */
export type Countdowns = ReadonlyMap<RoundId, Timestamp>;

export function countdownsOf(room: Room): Countdowns {
  const countdowns = new Map<RoundId, Timestamp>();
  for (const id of room.collecting) {
    const until = room.round(id)?.closing?.until;
    if (until !== undefined) countdowns.set(id, until);
  }
  return countdowns;
}

/**
 * @param before  countdowns before the operation was applied
 * @param room    the confirmed room with the operation applied
 */
export function observe(
  operation: Operation,
  before: Countdowns,
  room: Room,
  me: ParticipantId,
): readonly RoomEvent[] {
  return [...told(operation, room, me), ...countdownEvents(operation, before, room)];
}

function told(operation: Operation, room: Room, me: ParticipantId): readonly RoomEvent[] {
  const { by } = operation;
  switch (operation.op) {
    case 'round.opened': {
      const { round, meeting } = operation.data;
      return [...begun(meeting), { kind: 'round_opened', round, ...ofTicket(operation.data) }];
    }
    case 'round.revealed': {
      const round = room.round(operation.data.round);
      return round ? [{ kind: 'revealed', round: round.round, ...ofTicket(round) }] : [];
    }
    case 'round.skipped':
      return [{ kind: 'skipped', ...operation.data }];
    case 'round.settled':
      return [{ kind: 'settled', ...operation.data, by }];
    case 'round.reopened': {
      const { round } = operation.data;
      return [{ kind: 'reopened', round, ...ofTicket(operation.data) }];
    }
    case 'estimate.withdrawn':
      return by === me ? [{ kind: 'own_vote_withdrawn', round: operation.data.round }] : [];
    case 'spotlight.moved':
      return [{ kind: 'spotlight_moved', by, ...spotlightOf(operation.data) }];
    case 'participant.joined':
      return [{ kind: 'joined', participant: operation.data.participant }];
    case 'participant.left':
      return [{ kind: 'left', participant: operation.data.participant }];
    case 'participant.returned':
      return [{ kind: 'returned', participant: operation.data.participant }];
    case 'ticket.edited': {
      const ticket = named(operation.data)[0];
      if (by !== me || ticket === undefined) return [];
      return Object.entries(operation.data.replaced ?? {}).map(([field, was]) => ({
        kind: 'replaced_field',
        ticket,
        field,
        value: was.value,
        by: was.by,
      }));
    }
    case 'ticket.moved':
      return [{ kind: 'tickets_moved', tickets: Object.keys(operation.data.ranks), by }];
    case 'ticket.archived': {
      const tickets = named(operation.data);
      const { redealt = [] } = operation.data;
      return [{ kind: 'tickets_archived', tickets, by }, ...dealtAgain(redealt, tickets, by)];
    }
    case 'ticket.merged': {
      const { ticket, tickets, redealt = [] } = operation.data;
      const { seq } = operation;
      return [
        { kind: 'tickets_archived', tickets, by },
        { kind: 'tickets_merged', ticket, tickets, seq, by },
        ...dealtAgain(redealt, tickets, by),
      ];
    }
    case 'split.opened':
      return [{ kind: 'split_opened', ticket: operation.data.ticket, by }];
    case 'ticket.split': {
      const { ticket, children, redealt = [] } = operation.data;
      const ids = children.map((child) => child.ticket);
      const { seq } = operation;
      return [
        { kind: 'ticket_split', ticket, children: ids, seq, by },
        ...dealtAgain(redealt, [ticket], by),
      ];
    }
    case 'agenda.started': {
      const { item, left, meeting } = operation.data;
      const from = left === undefined ? {} : { left };
      return [...begun(meeting), { kind: 'step_started', item, by, ...from }];
    }
    case 'agenda.stopped':
      return [{ kind: 'step_stopped', item: operation.data.item, by }];
    case 'agenda.skipped':
      return [{ kind: 'step_skipped', item: operation.data.item, by }];
    case 'timer.started':
      return [{ kind: 'clock_started', clock: operation.data.clock, by }];
    case 'timer.paused':
      return [{ kind: 'clock_paused', clock: operation.data.clock, by }];
    case 'timer.resumed':
      return [{ kind: 'clock_resumed', clock: operation.data.clock, by }];
    case 'timer.stopped':
      return [{ kind: 'clock_stopped', clock: operation.data.clock, by }];
    case 'timer.extended': {
      const { clock, ms, from } = operation.data;
      return [{ kind: 'clock_extended', clock, ms, by, ...(from !== undefined && { from }) }];
    }
    case 'timer.expired':
      return [{ kind: 'clock_over', clock: operation.data.clock }];
    case 'meeting.ended': {
      const { number, reason } = operation.data;
      return [{ kind: 'meeting_ended', number, reason, by }];
    }
    case 'ticket.checked':
      return becameReady(operation.data, room);
    case 'ticket.parked':
      return [{ kind: 'ticket_parked', ticket: operation.data.ticket, by }];
    case 'ticket.unparked':
      return [{ kind: 'ticket_unparked', ticket: operation.data.ticket, by }];
    case 'question.asked': {
      const { ticket, question } = operation.data;
      return [{ kind: 'question_asked', ticket, question, by }];
    }
    case 'question.answered': {
      const { ticket, question } = operation.data;
      return [{ kind: 'question_answered', ticket, question, by }];
    }
    case 'facilitation.claimed': {
      const { participant, asked } = operation.data;
      return [{ kind: asked === true ? 'claim_asked' : 'claimed', participant }];
    }
    case 'facilitation.returned':
      return [{ kind: 'claim_returned', participant: operation.data.participant }];
    case 'scribe.named':
      return [{ kind: 'scribe_named', participant: operation.data.participant }];
    case 'participant.removed':
      return [{ kind: 'removed', participant: operation.data.participant, by }];
    case 'ballot.excused':
      return [{ kind: 'excused', ...operation.data }];
    case 'dots.opened':
      return [{ kind: 'dots_opened', ballot: operation.data.ballot, by }];
    case 'dots.closed':
      return [{ kind: 'dots_closed', ballot: operation.data.ballot, by }];
    case 'dots.sized': {
      const { ballot, sizes } = operation.data;
      return [{ kind: 'dots_sized', ballot, tickets: Object.keys(sizes), by }];
    }
    case 'ballot.done_set':
      return doneEvents(operation.data, room, by);
    case 'ballot.cancelled':
      return [{ kind: 'dots_cancelled', ...operation.data, by }];
    case 'ballot.extended':
      return [{ kind: 'dots_extended', ballot: operation.data.ballot, by }];
    case 'ballot.settled':
      return [{ kind: 'dots_settled', ballot: operation.data.ballot, by }];
    case 'ballot.reopened':
      return [{ kind: 'dots_reopened', ballot: operation.data.ballot, by }];
    case 'order.applied': {
      const { ballot, ranks } = operation.data;
      const of = ballot === undefined ? {} : { ballot };
      const { seq } = operation;
      return [{ kind: 'order_applied', ...of, moved: Object.keys(ranks), seq, by }];
    }
    case 'room.ended':
      return [{ kind: 'room_ended', by, ...operation.data }];
    case 'room.reopened':
      return [{ kind: 'room_reopened', by }];
    case 'sprint.committed':
      return [{ kind: 'sprint_committed', sprint: operation.data.sprint, by }];
    case 'sprint.released':
      return [{ kind: 'sprint_released', sprint: operation.data.sprint, by }];
    case 'links.renewed': {
      const { which, off = false } = operation.data;
      return [{ kind: 'link_renewed', which, off, by }];
    }
    default:
      return [];
  }
}

const begun = (meeting: { readonly number: number } | undefined): readonly RoomEvent[] =>
  meeting ? [{ kind: 'meeting_began', number: meeting.number }] : [];

const dealtAgain = (
  ballots: readonly BallotId[],
  tickets: readonly TicketId[],
  by: ParticipantId | null,
): readonly RoomEvent[] =>
  ballots.length > 0 ? [{ kind: 'dots_redealt', ballots, tickets, by }] : [];

const ofTicket = ({ ticket }: { readonly ticket?: TicketId }) =>
  ticket === undefined ? {} : { ticket };

function doneEvents(
  { ballot: id, on }: OperationData['ballot.done_set'],
  room: Room,
  by: ParticipantId | null,
): readonly RoomEvent[] {
  const ballot = room.ballot(id);
  if (!on || ballot?.phase !== 'collecting' || !everyoneIsDone(room, ballot)) return [];
  return [{ kind: 'everyone_done', ballot: id, by }];
}

const spotlightOf = ({ board, ticket }: Spotlight) =>
  ticket === undefined ? { board } : { board, ticket };

function becameReady(
  { ticket: id, list, entry, on }: OperationData['ticket.checked'],
  room: Room,
): readonly RoomEvent[] {
  const { facts } = room;
  const ticket = room.ticket(id);
  if (!facts || !ticket || !on || list !== 'ready') return [];
  if (!facts.ready.some((line) => line.entry === entry && line.follows === undefined)) return [];
  const { missing, of } = readiness({ facts, ticket: (each) => room.ticket(each) }, ticket);
  return missing.length === 0 ? [{ kind: 'ticket_ready', ticket: id, of }] : [];
}

function countdownEvents(
  operation: Operation,
  before: Countdowns,
  room: Room,
): readonly RoomEvent[] {
  const events: RoomEvent[] = [];
  const after = countdownsOf(room);
  for (const [round, until] of after)
    if (before.get(round) !== until) events.push({ kind: 'everyone_voted', round, until });
  for (const round of before.keys()) {
    if (after.has(round) || room.round(round)?.phase !== 'collecting') continue;
    const held = room.round(round)?.held;
    const why = held === undefined ? 'incomplete' : held === 'restart' ? 'restart' : 'stop';
    events.push({ kind: 'countdown_stopped', round, why, by: operation.by });
  }
  return events;
}
