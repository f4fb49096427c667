/**
 * What the server has confirmed. Things in it are immutable values in mutable maps: an operation
 * replaces the few that it touches and names them in `changes`, whatever the size of the room.
 * `applyOperation` and `loadSnapshot` are its only writers.
 */
import type { BallotId, ParticipantId, RoundId, Sequence, TicketId } from '../protocol/ids';
import type {
  AgendaItem,
  Ballot,
  Clock,
  Meeting,
  OwnChoice,
  OwnDots,
  Participant,
  RoomFacts,
  RoomSnapshot,
  Round,
  SplitDraft,
  Sprint,
  Ticket,
} from '../protocol/state';
import { Changes } from './changes';
import { reorder } from './ranks';

/** What reading a room takes; the confirmed one and the shown one answer alike. */
export interface RoomReader {
  readonly facts: RoomFacts | undefined;
  readonly participants: Iterable<Participant>;
  /** Rounds that collect votes. */
  readonly collecting: Iterable<RoundId>;
  /** Ballots of other kinds that collect choices. */
  readonly openBallots: Iterable<BallotId>;
  /** Every ticket, archived ones too, in backlog order. */
  readonly everyTicket: readonly TicketId[];
  /** In agenda order. */
  readonly agenda: readonly AgendaItem[];
  /** At most one of each name. */
  readonly clocks: readonly Clock[];
  /** Drafts of how tickets are split, at most one a ticket. */
  readonly splits: readonly SplitDraft[];
  /** In their order. */
  readonly sprints: readonly Sprint[];
  /** Those that have ended, oldest first. */
  readonly meetings: readonly Meeting[];
  participant(id: ParticipantId): Participant | undefined;
  ticket(id: TicketId): Ticket | undefined;
  round(id: RoundId): Round | undefined;
  ballot(id: BallotId): Ballot | undefined;
}

/** What an operation writes to. */
export interface RoomWriter extends RoomReader {
  putFacts(facts: RoomFacts): void;
  putParticipant(participant: Participant): void;
  putTicket(ticket: Ticket): void;
  putRound(round: Round): void;
  putBallot(ballot: Ballot): void;
  putAgenda(agenda: readonly AgendaItem[]): void;
  putClocks(clocks: readonly Clock[]): void;
  putSplits(splits: readonly SplitDraft[]): void;
  putSprints(sprints: readonly Sprint[]): void;
  putMeetings(meetings: readonly Meeting[]): void;
}

export class Room implements RoomWriter {
  epoch = '';
  seq: Sequence = 0;
  facts: RoomFacts | undefined;
  agenda: readonly AgendaItem[] = [];
  clocks: readonly Clock[] = [];
  splits: readonly SplitDraft[] = [];
  sprints: readonly Sprint[] = [];
  meetings: readonly Meeting[] = [];
  /** An operation was skipped that this page does not know: its copy is no longer whole. */
  incomplete = false;
  /** One's own hidden choices, as the server last told them. */
  own: ReadonlyMap<RoundId, OwnChoice> = new Map();
  ownDots: ReadonlyMap<BallotId, OwnDots> = new Map();
  /** What was touched since somebody last took it. */
  changes = new Changes();

  readonly #participants = new Map<ParticipantId, Participant>();
  readonly #tickets = new Map<TicketId, Ticket>();
  readonly #rounds = new Map<RoundId, Round>();
  readonly #ballots = new Map<BallotId, Ballot>();
  readonly #openBallots = new Set<BallotId>();
  readonly #archived = new Set<TicketId>();
  readonly #collecting = new Set<RoundId>();
  readonly #roundsOf = new Map<TicketId, RoundId[]>();
  #sorted: readonly TicketId[] = [];
  #reranked = new Set<TicketId>();

  get participants(): Iterable<Participant> {
    return this.#participants.values();
  }
  get tickets(): Iterable<Ticket> {
    return this.#tickets.values();
  }
  get rounds(): Iterable<Round> {
    return this.#rounds.values();
  }
  get ballots(): Iterable<Ballot> {
    return this.#ballots.values();
  }
  get openBallots(): Iterable<BallotId> {
    return this.#openBallots;
  }
  /** Tickets in the archive, whatever their order. */
  get archived(): ReadonlySet<TicketId> {
    return this.#archived;
  }
  get collecting(): Iterable<RoundId> {
    return this.#collecting;
  }
  get everyTicket(): readonly TicketId[] {
    if (this.#reranked.size > 0) {
      this.#sorted = reorder(this.#sorted, this.#reranked, (id) => this.#tickets.get(id)?.rank);
      this.#reranked = new Set();
    }
    return this.#sorted;
  }
  participant(id: ParticipantId): Participant | undefined {
    return this.#participants.get(id);
  }
  ticket(id: TicketId): Ticket | undefined {
    return this.#tickets.get(id);
  }
  round(id: RoundId): Round | undefined {
    return this.#rounds.get(id);
  }
  ballot(id: BallotId): Ballot | undefined {
    return this.#ballots.get(id);
  }
  /** Oldest first. */
  roundsOf(ticket: TicketId): readonly RoundId[] {
    return this.#roundsOf.get(ticket) ?? [];
  }

  putFacts(facts: RoomFacts): void {
    this.facts = facts;
    this.changes.facts = true;
  }
  putParticipant(participant: Participant): void {
    this.#participants.set(participant.participant, participant);
    this.changes.participants.add(participant.participant);
  }
  putTicket(ticket: Ticket): void {
    const before = this.#tickets.get(ticket.ticket);
    this.#tickets.set(ticket.ticket, ticket);
    this.changes.tickets.add(ticket.ticket);
    if (ticket.archived) this.#archived.add(ticket.ticket);
    else this.#archived.delete(ticket.ticket);
    if (before?.rank !== ticket.rank) this.#reranked.add(ticket.ticket);
    if (before?.rank !== ticket.rank || !before.archived !== !ticket.archived)
      this.changes.order = true;
  }
  putRound(round: Round): void {
    if (!this.#rounds.has(round.round) && round.ticket !== undefined) {
      const earlier = this.#roundsOf.get(round.ticket);
      if (earlier) earlier.push(round.round);
      else this.#roundsOf.set(round.ticket, [round.round]);
    }
    this.#rounds.set(round.round, round);
    if (round.phase === 'collecting') this.#collecting.add(round.round);
    else this.#collecting.delete(round.round);
    this.changes.rounds.add(round.round);
  }
  putBallot(ballot: Ballot): void {
    this.#ballots.set(ballot.ballot, ballot);
    if (ballot.phase === 'collecting') this.#openBallots.add(ballot.ballot);
    else this.#openBallots.delete(ballot.ballot);
    this.changes.ballots.add(ballot.ballot);
  }

  putAgenda(agenda: readonly AgendaItem[]): void {
    this.agenda = agenda;
    this.changes.agenda = true;
  }
  putClocks(clocks: readonly Clock[]): void {
    this.clocks = clocks;
    this.changes.clocks = true;
  }
  putSplits(splits: readonly SplitDraft[]): void {
    this.splits = splits;
    this.changes.splits = true;
  }
  putSprints(sprints: readonly Sprint[]): void {
    this.sprints = sprints;
    this.changes.sprints = true;
  }
  putMeetings(meetings: readonly Meeting[]): void {
    this.meetings = meetings;
    this.changes.meetings = true;
  }

  putOwn(own: ReadonlyMap<RoundId, OwnChoice>): void {
    for (const id of this.own.keys()) this.changes.rounds.add(id);
    for (const id of own.keys()) this.changes.rounds.add(id);
    this.own = own;
  }
  putOwnDots(own: ReadonlyMap<BallotId, OwnDots>): void {
    for (const id of this.ownDots.keys()) this.changes.ballots.add(id);
    for (const id of own.keys()) this.changes.ballots.add(id);
    this.ownDots = own;
  }

  /** Replaces everything but one's own choices, which `yours` tells. */
  loadSnapshot(epoch: string, seq: Sequence, state: RoomSnapshot): void {
    this.epoch = epoch;
    this.seq = seq;
    this.incomplete = false;
    this.#participants.clear();
    this.#tickets.clear();
    this.#rounds.clear();
    this.#ballots.clear();
    this.#openBallots.clear();
    this.#archived.clear();
    this.#collecting.clear();
    this.#roundsOf.clear();
    this.#sorted = [];
    this.#reranked = new Set();
    this.putFacts(state.room);
    for (const participant of state.participants) this.putParticipant(participant);
    for (const ticket of state.tickets) this.putTicket(ticket);
    // A deck that is left out is the room's of this moment; later ones do not change the round.
    for (const round of state.rounds)
      this.putRound({ ...round, deck: round.deck ?? state.room.deck });
    for (const ballot of state.ballots ?? []) this.putBallot(ballot);
    this.putAgenda(state.agenda ?? []);
    this.putClocks(state.clocks ?? []);
    this.putSplits(state.splits ?? []);
    this.putSprints(state.sprints ?? []);
    this.putMeetings(state.meetings ?? []);
    this.changes.everything = true;
  }

  /** What was touched since the last call. */
  takeChanges(): Changes {
    const taken = this.changes;
    this.changes = new Changes();
    return taken;
  }
}

export const deckOf = (room: RoomReader, round: Round) => round.deck ?? room.facts?.deck;
