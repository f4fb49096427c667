import type { Command } from '../protocol/command';
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
  Round,
  SplitDraft,
  Sprint,
  Ticket,
} from '../protocol/state';

/**
 * What a command of this page is waiting for: `sending` its answer, or, `kept`, a server that takes
 * it: refused for now (busy, rate limited, read-only) or made while the connection was down.
 */
export type Delivery = 'sending' | 'kept';

export type PendingId = number;
export interface PendingCommand {
  readonly id: PendingId;
  readonly command: Command;
  readonly delivery: Delivery;
  /** Why it is kept, where the server has said so. */
  readonly reason?: string;
}

/** One's own choice in a round; without `delivery` the server has it. */
export interface ShownChoice {
  readonly choice: OwnChoice;
  readonly delivery?: Delivery;
}

/** One's own dots in a voting; without `delivery` the server has them. */
export interface ShownDots {
  readonly on: OwnDots;
  readonly delivery?: Delivery;
}

/**
 * The room as this page shows it: what the server has confirmed, with this page's own pending
 * commands on top. One object for the life of the page; its answers change with `version`. Things
 * are replaced, never changed in place: equal by identity means unchanged.
 */
export interface RoomView {
  readonly version: number;
  readonly epoch: string;
  /** The last confirmed operation; the `base` of an edit that begins now. */
  readonly seq: Sequence;
  /** Empty for a page that only reads: it is nobody in the room. */
  readonly me: ParticipantId;
  /** This page came by the read-only link. */
  readonly reads: boolean;
  readonly facts: RoomFacts;
  /** In the order in which they joined. */
  readonly participants: Iterable<Participant>;
  /** In the order in which they were opened. */
  readonly rounds: Iterable<Round>;
  /** Of other kinds than rounds, in the order in which they were opened. */
  readonly ballots: Iterable<Ballot>;
  /** In agenda order. */
  readonly agenda: readonly AgendaItem[];
  /** At most one of each name. */
  readonly clocks: readonly Clock[];
  /** Drafts of how tickets are split, at most one a ticket. */
  readonly splits: readonly SplitDraft[];
  readonly sprints: readonly Sprint[];
  /** Those that have ended, oldest first. */
  readonly meetings: readonly Meeting[];
  /** Every ticket, archived ones too, in backlog order: an archived one keeps its place. */
  readonly everyTicket: readonly TicketId[];
  /** Live tickets in backlog order. */
  readonly order: readonly TicketId[];
  /** Archived tickets, the newest first; those whose addition was undone are left out. */
  readonly archived: readonly TicketId[];
  participant(id: ParticipantId): Participant | undefined;
  ticket(id: TicketId): Ticket | undefined;
  round(id: RoundId): Round | undefined;
  ballot(id: BallotId): Ballot | undefined;
  /** Oldest first. */
  roundsOf(ticket: TicketId): readonly Round[];
  ownChoice(round: RoundId): ShownChoice | undefined;
  ownDots(ballot: BallotId): ShownDots;
  /** Whether a command that names this ticket, round or participant is on its way. */
  deliveryOf(id: string): Delivery | undefined;
  /** In the order in which they were made. */
  readonly pending: readonly PendingCommand[];
}
