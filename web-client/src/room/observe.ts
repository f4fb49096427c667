/** From operations to what is worth a word: the difference that one of them made. */
import type { ParticipantId, RoundId, Timestamp } from '../protocol/ids';
import type { Operation } from '../protocol/operation';
import { named } from './apply';
import type { RoomEvent } from './events';
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
      const { round, ticket } = operation.data;
      return [{ kind: 'round_opened', round, ticket }];
    }
    case 'round.revealed': {
      const round = room.round(operation.data.round);
      return round ? [{ kind: 'revealed', round: round.round, ticket: round.ticket }] : [];
    }
    case 'round.skipped':
      return [{ kind: 'skipped', ...operation.data }];
    case 'round.settled':
      return [{ kind: 'settled', ...operation.data, by }];
    case 'round.reopened': {
      const { round, ticket } = operation.data;
      return [{ kind: 'reopened', round, ticket }];
    }
    case 'estimate.withdrawn':
      return by === me ? [{ kind: 'own_vote_withdrawn', round: operation.data.round }] : [];
    case 'spotlight.moved':
      return [{ kind: 'spotlight_moved', by }];
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
    default:
      return [];
  }
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
