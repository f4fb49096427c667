/**
 * What follows from an operation: the client's copy of the server's `evolve`, held to it by the
 * golden scenarios and by the state hash. Total: an operation that names what this page does not
 * have changes nothing. Its cost does not grow with the number of tickets.
 */
import type { KnownOperation } from '../protocol/operation';
import { ticketOf } from '../protocol/ids';
import { unreachable } from '../protocol/result';
import { defaultReady, defaultSplitLimit } from '../protocol/state';
import * as agenda from './apply_agenda';
import * as ballots from './apply_ballots';
import * as meeting from './apply_meeting';
import * as merge from './apply_merge';
import * as people from './apply_people';
import * as rounds from './apply_rounds';
import * as split from './apply_split';
import * as tickets from './apply_tickets';
import type { RoomWriter } from './room';
import { without } from './without';

export { named } from './apply_tickets';

export function applyOperation(room: RoomWriter, operation: KnownOperation): void {
  const { at, by } = operation;
  switch (operation.op) {
    // --- the room and its people ---
    case 'room.created':
      return room.putFacts({
        ...operation.data,
        locked: false,
        status: 'open',
        ready: defaultReady,
        split_limit: defaultSplitLimit,
        require_ready: false,
        vote_ms: null,
        vote_reveals: false,
      });
    case 'room.configured':
      return people.configure(room, operation.data.set);
    case 'room.ended':
      return people.endRoom(room, operation.data, at, by);
    case 'room.reopened':
      return people.reopenRoom(room);
    case 'links.renewed':
      return people.renewLink(room, operation.data);
    case 'participant.joined':
      room.putParticipant({ ...operation.data, left: false });
      return rounds.peopleChanged(room, at);
    case 'participant.left':
      people.changePerson(room, operation.data.participant, () => ({ left: true }));
      return rounds.peopleChanged(room, at);
    case 'participant.returned':
      people.setRights(room, operation.data, { left: false });
      return rounds.peopleChanged(room, at);
    case 'participant.renamed':
      return people.rename(room, operation.data);
    case 'participant.role_set':
      people.setRights(room, operation.data);
      return rounds.peopleChanged(room, at);
    case 'participant.removed':
      return people.removePerson(room, operation.data.participant, at);
    case 'facilitation.claimed':
      return people.claimFacilitation(room, operation.data, at);
    case 'facilitation.returned':
      return people.returnFacilitation(room, operation.data.participant);
    case 'scribe.named':
      return people.nameScribe(room, operation.data.participant);

    // --- tickets ---
    case 'ticket.added':
      return room.putTicket({ ...operation.data, updated: operation.data.created });
    case 'tickets.imported':
      return tickets.importTickets(room, operation.data, by);
    case 'ticket.edited':
      return tickets.editTickets(room, operation.data, at, by);
    case 'ticket.moved':
    case 'tickets.reranked':
      for (const [id, rank] of Object.entries(operation.data.ranks)) {
        const ticket = room.ticket(id);
        const moved = operation.op === 'ticket.moved' ? { moved: at } : {};
        if (ticket) room.putTicket({ ...ticket, rank, ...moved });
      }
      return;
    case 'ticket.archived': {
      const { ticket: _one, tickets: _list, redealt = [], ...why } = operation.data;
      const gone = tickets.named(operation.data);
      for (const id of gone) tickets.archive(room, id, { at, by, ...why });
      ballots.redeal(room, redealt, gone, at);
      return;
    }
    case 'ticket.restored':
      for (const [id, rank] of Object.entries(operation.data.ranks)) {
        const ticket = room.ticket(id);
        if (ticket)
          room.putTicket({ ...without(ticket, 'archived'), rank, updated: at, moved: at });
      }
      return;
    case 'text.replaced': {
      const { doc, ...description } = operation.data;
      const ticket = room.ticket(ticketOf(doc));
      if (ticket) room.putTicket({ ...ticket, texts: { description }, updated: at });
      return;
    }
    case 'ticket.checked':
      return tickets.check(room, operation.data, at);
    case 'ready.overridden':
      return tickets.overrideReady(room, operation.data, at, by);
    case 'ticket.linked':
      return tickets.link(room, operation.data, at);
    case 'ticket.unlinked':
      return tickets.unlink(room, operation.data, at);
    case 'ticket.parked':
      return tickets.park(room, operation.data, at, by);
    case 'ticket.unparked':
      return tickets.unpark(room, operation.data.ticket, at);
    case 'question.asked':
      return tickets.ask(room, operation.data, at, by);
    case 'question.answered':
      return tickets.answer(room, operation.data, at, by);
    case 'ticket.marked_read':
      if (by !== null) tickets.markRead(room, operation.data.ticket, by);
      return;

    case 'ticket.merged':
      return merge.mergeTickets(room, operation.data, at, by);
    case 'split.opened':
      return split.openDraft(room, operation.data, at, by);
    case 'split.edited':
      return split.editDraft(room, operation.data);
    case 'split.closed':
      return split.closeDraft(room, operation.data.split);
    case 'ticket.split':
      return split.splitTicket(room, operation.data, at, by);
    case 'tickets.put_back':
      return merge.putBack(room, operation.data, at);

    // --- rounds ---
    case 'round.opened':
      return rounds.openRound(room, operation.data, operation);
    case 'estimate.given':
      if (by !== null) rounds.giveEstimate(room, operation.data.round, by, operation);
      return;
    case 'estimate.withdrawn':
      return rounds.withdrawEstimate(room, operation.data.round, by, at);
    case 'ballot.excused': {
      const { round, ballot, participant } = operation.data;
      if (round !== undefined) rounds.excuse(room, round, participant, at);
      if (ballot !== undefined) ballots.excuseFromBallot(room, ballot, participant);
      return;
    }
    case 'round.held':
      return rounds.hold(room, operation.data);
    case 'round.revealed':
      return rounds.reveal(room, operation.data, at);
    case 'round.skipped':
      return rounds.skip(room, operation.data.round, operation.data.why);
    case 'round.settled':
      return rounds.settle(room, operation.data, at, by);
    case 'round.reopened':
      return rounds.reopen(room, operation.data, at);

    // --- dots, and what they settle into ---
    case 'dots.opened':
      return ballots.openDots(room, operation.data, operation);
    case 'dot.placed':
    case 'dot.taken':
      if (by !== null) ballots.countDots(room, operation.data, by);
      return;
    case 'dots.closed':
      return ballots.closeDots(room, operation.data, at);
    case 'dots.sized':
      return ballots.sizeByDots(room, operation.data, at);
    case 'order.applied':
      return ballots.applyOrder(room, operation.data, at);
    case 'ballot.done_set':
      if (by !== null) ballots.setDone(room, operation.data, by);
      return;
    case 'ballot.cancelled':
      return ballots.cancel(room, operation.data.ballot, operation.data.why, at);
    case 'ballot.extended':
      return ballots.extend(room, operation.data);
    case 'ballot.settled':
      return ballots.settleBallot(room, operation.data.ballot, at);
    case 'ballot.reopened':
      return ballots.reopenBallot(room, operation.data.ballot);

    // --- the hour ---
    case 'spotlight.moved':
      return agenda.moveSpotlight(room, operation.data, operation);
    case 'agenda.added':
      return agenda.addItem(room, operation.data);
    case 'agenda.edited':
      return agenda.editItem(room, operation.data, operation);
    case 'agenda.moved':
      return agenda.moveItem(room, operation.data);
    case 'agenda.removed':
      return agenda.removeItem(room, operation.data.item);
    case 'agenda.started':
      return agenda.startItem(room, operation.data, operation);
    case 'agenda.stopped':
      return agenda.stopItem(room, operation.data.item, operation);
    case 'agenda.skipped':
      return agenda.skipItem(room, operation.data.item);
    case 'timer.started':
      return agenda.startTimer(room, operation.data, operation);
    case 'timer.paused':
      return agenda.pauseTimer(room, operation.data, operation);
    case 'timer.resumed':
      return agenda.resumeTimer(room, operation.data, operation);
    case 'timer.extended':
      return agenda.extendTimer(room, operation.data, operation);
    case 'timer.stopped':
      return agenda.dropClock(room, operation.data.clock);
    case 'timer.expired':
      return agenda.expireTimer(room, operation.data);
    case 'meeting.ended':
      return meeting.endMeeting(room, operation.data, operation, by);
    case 'meeting.rated':
      if (by !== null) meeting.rateMeeting(room, operation.data.stars, by);
      return;
    case 'capacity.changed':
      return meeting.setCapacity(room, operation.data);
    case 'sprint.committed':
      return meeting.commitSprint(room, operation.data, at, by);
    case 'sprint.released':
      return meeting.releaseSprint(room, operation.data.sprint);
    default:
      return unreachable(operation);
  }
}
