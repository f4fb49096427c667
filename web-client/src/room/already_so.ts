import type { Command, SplitChanges } from '../protocol/command';
import type { ItemId, ParticipantId, QuestionId, SplitId, TicketId } from '../protocol/ids';
import { ticketOf } from '../protocol/ids';
import { unreachable } from '../protocol/result';
import type { AgendaItem, SplitDraft, TicketFields } from '../protocol/state';
import { isAtWork } from './agenda';
import { named } from './apply';
import { clockOf } from './apply_agenda';
import { isChecked } from './readiness';
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
    case 'ticket.merge': {
      const { ticket, tickets } = command.data;
      return tickets.every((id) => {
        const { reason, of } = room.ticket(id)?.archived ?? {};
        return reason === 'merged' && of === ticket;
      });
    }
    case 'split.open':
      return draftOf(room, command.data.split) !== undefined;
    case 'split.edit':
      return saysDraft(draftOf(room, command.data.split), command.data);
    case 'split.close':
      return draftOf(room, command.data.split) === undefined;
    // Its draft is gone by then, whoever it was that split it or gave it up.
    case 'ticket.split':
      return false;
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
    // Nobody can tell from the room whether it is this one that was done.
    case 'undo':
    case 'timer.start':
    case 'timer.extend':
    case 'ballot.extend':
    case 'dot.place':
    case 'dot.take':
    case 'order.apply':
      return false;
    case 'links.renew':
      return command.data.which === 'code' && command.data.off === true && !room.facts?.code;
    case 'room.end':
      return room.facts?.status === 'ended';
    case 'room.reopen':
      return room.facts?.status === 'open';
    case 'participant.remove':
      return room.participant(command.data.participant)?.removed === true;
    case 'facilitation.claim': {
      const who = command.data.for ?? me;
      const asked = command.data.for === undefined && room.facts?.claim?.participant === me;
      return asked || room.participant(who)?.facilitates === true;
    }
    case 'facilitation.return':
      return [...room.participants].every(({ claimed }) => claimed !== true);
    case 'scribe.set':
      return same(room.facts?.scribe, command.data.participant);
    case 'ballot.excuse': {
      const { data } = command;
      const of = 'round' in data ? room.round(data.round) : room.ballot(data.ballot);
      return of?.excused?.includes(data.participant) === true;
    }
    case 'ballot.done': {
      const { ballot, on = true } = command.data;
      return (room.ballot(ballot)?.done?.includes(me) ?? false) === on;
    }
    case 'ballot.cancel':
      return room.ballot(command.data.ballot)?.phase === 'cancelled';
    case 'ballot.settle':
    case 'dots.size':
      return room.ballot(command.data.ballot)?.phase === 'settled';
    case 'ballot.reopen':
      return room.ballot(command.data.ballot)?.phase === 'revealed';
    case 'dots.open':
      return command.data.ballot !== undefined && room.ballot(command.data.ballot) !== undefined;
    case 'dots.close':
      return room.ballot(command.data.ballot)?.revealed !== undefined;
    case 'agenda.add':
      return itemOf(room, command.data.item) !== undefined;
    case 'agenda.edit':
      return saysAll(itemOf(room, command.data.item), command.data.set);
    case 'agenda.move':
      return standsBehind(room, command.data.item, command.data.after);
    case 'agenda.remove':
      return itemOf(room, command.data.item) === undefined;
    case 'agenda.start':
      return itemOf(room, command.data.item)?.state === 'running';
    case 'agenda.next':
    case 'agenda.stop': {
      const item = itemOf(room, command.data.item);
      return item !== undefined && !isAtWork(item);
    }
    case 'agenda.skip':
      return itemOf(room, command.data.item)?.state === 'skipped';
    case 'timer.pause':
      return clockOf(room, command.data.clock)?.state === 'paused';
    case 'timer.resume':
      return clockOf(room, command.data.clock)?.state === 'running';
    case 'timer.stop':
      return clockOf(room, command.data.clock) === undefined;
    case 'ticket.check': {
      const { ticket: id, list, entry, on } = command.data;
      const ticket = room.ticket(id);
      return ticket !== undefined && isChecked(ticket, list, entry) === on;
    }
    case 'ready.override': {
      const ticket = room.ticket(command.data.ticket);
      return ticket !== undefined && same(ticket.ready_anyway?.reason, command.data.reason);
    }
    case 'ticket.link':
      return isLinked(room, command.data);
    case 'ticket.unlink': {
      const { data } = command;
      if ('blocks' in data)
        return room.ticket(data.blocks)?.blocked_by?.includes(data.ticket) !== true;
      const external = room.ticket(data.ticket)?.external;
      return external?.some(({ entry }) => entry === data.external) !== true;
    }
    case 'ticket.park': {
      const { ticket, ...wanted } = command.data;
      return saysAll(room.ticket(ticket)?.parked, wanted);
    }
    case 'ticket.unpark': {
      const ticket = room.ticket(command.data.ticket);
      return ticket !== undefined && ticket.parked === undefined;
    }
    case 'question.ask':
      return questionOf(room, command.data) !== undefined;
    case 'question.answer':
      return questionOf(room, command.data)?.answer?.text === command.data.text;
    case 'ticket.mark_read':
      return room.ticket(command.data.ticket)?.read_by?.includes(me) === true;
    case 'meeting.end':
      return room.facts?.meeting === undefined;
    case 'meeting.rate': {
      const { stars } = command.data;
      return saysAll(
        room.meetings.at(-1)?.ratings.find(({ by }) => by === me),
        { stars },
      );
    }
    case 'capacity.set': {
      const { sprint: id, name, points } = command.data;
      const sprint = room.sprints.find((each) => each.sprint === id);
      return points === null ? sprint === undefined : saysAll(sprint, { name, points });
    }
    case 'sprint.commit':
      return room.sprints.some(
        ({ sprint, committed }) => sprint === command.data.sprint && committed !== undefined,
      );
    case 'sprint.release':
      return room.sprints.some(
        ({ sprint, committed }) => sprint === command.data.sprint && committed === undefined,
      );
    default:
      return unreachable(command);
  }
}

const itemOf = (room: Room, id: ItemId | undefined): AgendaItem | undefined =>
  room.agenda.find(({ item }) => item === id);

const draftOf = (room: Room, id: SplitId | undefined): SplitDraft | undefined =>
  room.splits.find(({ split }) => split === id);

function saysDraft(draft: SplitDraft | undefined, wanted: SplitChanges): boolean {
  if (!draft) return false;
  const { add, remove, titles = {}, guesses = {}, criteria = {}, take = {} } = wanted;
  const children = new Map(draft.children.map((child) => [child.ticket, child]));
  return (
    (add === undefined || children.has(add)) &&
    (remove === undefined || !children.has(remove)) &&
    Object.entries(titles).every(([id, title]) => children.get(id)?.title === title) &&
    Object.entries(guesses).every(([id, guess]) => same(children.get(id)?.guess, guess)) &&
    saysAll(draft.criteria ?? {}, criteria) &&
    saysAll(draft.take, take)
  );
}

const questionOf = (
  room: Room,
  named: { readonly ticket: TicketId; readonly question?: QuestionId },
) => room.ticket(named.ticket)?.questions?.find(({ question }) => question === named.question);

function standsBehind(room: Room, item: ItemId, after: ItemId | null | undefined): boolean {
  const order = room.agenda.map((each) => each.item);
  const place = order.indexOf(item);
  if (after === undefined) return place >= 0 && place === order.length - 1;
  return place >= 0 && (order[place - 1] ?? null) === after;
}

function isLinked(room: Room, data: Extract<Command, { do: 'ticket.link' }>['data']): boolean {
  if ('blocks' in data) return room.ticket(data.blocks)?.blocked_by?.includes(data.ticket) === true;
  const { done = false, ...wanted } = data.external;
  const known = room.ticket(data.ticket)?.external ?? [];
  return known.some((each) => saysAll(each, { ...wanted, done }));
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
  const { estimate, labels, urls, criteria, ...plain } = set;
  const lists = { labels, urls, criteria };
  return (
    saysAll(ticket, plain) &&
    (['labels', 'urls', 'criteria'] as const).every(
      (field) => lists[field] === undefined || same(ticket[field] ?? [], lists[field] ?? []),
    ) &&
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
