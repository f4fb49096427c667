import type { Command } from '../protocol/command';
import type { ParticipantId, TicketId } from '../protocol/ids';
import { ticketOf } from '../protocol/ids';
import { unreachable } from '../protocol/result';
import type { TicketFields } from '../protocol/state';
import { named } from './apply';
import type { Room } from './room';

/**
 * Whether the confirmed room already says what a command wanted. Asked when a command that was sent
 * again is answered `not_applied`: only where the answer is no has a person to hear of it.
 */
export function isAlreadySo(room: Room, command: Command, me: ParticipantId): boolean {
  switch (command.do) {
    case 'participant.leave':
      return room.participant(me)?.left === true;
    case 'participant.rename': {
      const { participant = me, ...wanted } = command.data;
      return saysAll(room.participant(participant), wanted);
    }
    case 'participant.set_role': {
      const { participant = me, ...wanted } = command.data;
      return saysAll(room.participant(participant), wanted);
    }
    case 'room.configure': {
      const { passcode, ...wanted } = command.data.set;
      // Nobody can tell from outside whether a passcode is the same one.
      const opened = passcode === null && room.facts?.passcode === undefined;
      return (passcode === undefined || opened) && saysAll(room.facts, wanted);
    }
    case 'spotlight.set':
      return saysAll(room.facts?.spotlight, command.data);
    case 'ticket.add':
      return command.data.ticket !== undefined && room.ticket(command.data.ticket) !== undefined;
    case 'tickets.import':
      return command.data.tickets.every(
        ({ ticket }) => ticket !== undefined && room.ticket(ticket),
      );
    case 'ticket.edit':
      return named(command.data).every((id) => hasFields(room, id, command.data.set));
    case 'ticket.move':
      return standBehind(room, named(command.data), command.data.after);
    case 'ticket.archive':
      return named(command.data).every((id) => room.ticket(id)?.archived !== undefined);
    case 'ticket.restore':
      return named(command.data).every((id) => {
        const ticket = room.ticket(id);
        return ticket !== undefined && ticket.archived === undefined;
      });
    case 'text.replace': {
      const facts = room.ticket(ticketOf(command.data.doc))?.texts?.description;
      const text = command.data.text.replace(/\r\n?/g, '\n');
      return facts?.v === command.data.base + 1 && facts.length === text.length;
    }
    case 'round.open':
      return command.data.round !== undefined && room.round(command.data.round) !== undefined;
    case 'estimate.give': {
      const { round, ...wanted } = command.data;
      return same(room.own.get(round), wanted);
    }
    case 'estimate.withdraw':
      return room.round(command.data.round)?.voted.includes(me) === false;
    case 'round.hold':
      return room.round(command.data.round)?.held !== undefined;
    case 'round.reveal':
      return room.round(command.data.round)?.revealed !== undefined;
    case 'round.skip':
      return room.round(command.data.round)?.phase === 'skipped';
    case 'round.settle': {
      const round = room.round(command.data.round);
      return round?.phase === 'settled' && round.estimate === command.data.estimate;
    }
    case 'round.reopen':
      return room.round(command.data.round)?.phase === 'revealed';
    case 'undo':
      return false;
    default:
      return unreachable(command);
  }
}

/** Every wanted member is there as wanted; null and undefined alike mean absent. */
function saysAll(thing: object | undefined, wanted: object): boolean {
  if (thing === undefined) return false;
  const members = new Map<string, unknown>(Object.entries(thing));
  return Object.entries(wanted).every(([name, value]) => same(members.get(name), value));
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || one === undefined) return other === null || other === undefined;
  if (typeof one !== 'object' || typeof other !== 'object' || other === null) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const left = new Map<string, unknown>(Object.entries(one));
  const right = new Map<string, unknown>(Object.entries(other));
  return [...names].every((name) => same(left.get(name), right.get(name)));
}

function hasFields(room: Room, id: TicketId, set: TicketFields): boolean {
  const ticket = room.ticket(id);
  if (!ticket) return false;
  const { estimate, ...plain } = set;
  return (
    saysAll(ticket, plain) &&
    (estimate === undefined || (ticket.estimate?.card ?? null) === estimate)
  );
}

function standBehind(
  room: Room,
  tickets: readonly TicketId[],
  after: TicketId | null | undefined,
): boolean {
  const order = room.everyTicket;
  const first =
    after === undefined
      ? order.length - tickets.length
      : after === null
        ? 0
        : order.indexOf(after) + 1;
  if (after && first === 0) return false;
  return tickets.every((id, index) => order[first + index] === id);
}
