import type { BallotId, ParticipantId, RoundId, TicketId } from '../protocol/ids';

/**
 * What is to be drawn anew. Collected between two frames of the screen, however many operations
 * came in between: a page holds one reactive object per ticket and touches those named here.
 */
export interface ChangeSet {
  /** A snapshot came: nothing that was drawn before is known to be right. */
  readonly everything: boolean;
  /** The room's own settings or its spotlight. */
  readonly facts: boolean;
  /** Which tickets are live, and in which order. */
  readonly order: boolean;
  readonly agenda: boolean;
  readonly clocks: boolean;
  readonly splits: boolean;
  readonly sprints: boolean;
  readonly meetings: boolean;
  /** Something was sent, answered, kept or rolled back. */
  readonly outbox: boolean;
  readonly participants: ReadonlySet<ParticipantId>;
  readonly tickets: ReadonlySet<TicketId>;
  /** Rounds, one's own choice in them included. */
  readonly rounds: ReadonlySet<RoundId>;
  /** Ballots of other kinds, one's own choices in them included. */
  readonly ballots: ReadonlySet<BallotId>;
}

export class Changes implements ChangeSet {
  everything = false;
  facts = false;
  order = false;
  agenda = false;
  clocks = false;
  splits = false;
  sprints = false;
  meetings = false;
  outbox = false;
  readonly participants = new Set<ParticipantId>();
  readonly tickets = new Set<TicketId>();
  readonly rounds = new Set<RoundId>();
  readonly ballots = new Set<BallotId>();

  get nothing(): boolean {
    return !(
      this.everything ||
      this.facts ||
      this.order ||
      this.agenda ||
      this.clocks ||
      this.splits ||
      this.sprints ||
      this.meetings ||
      this.outbox ||
      this.participants.size > 0 ||
      this.tickets.size > 0 ||
      this.rounds.size > 0 ||
      this.ballots.size > 0
    );
  }

  add(other: ChangeSet): void {
    this.everything ||= other.everything;
    this.facts ||= other.facts;
    this.order ||= other.order;
    this.agenda ||= other.agenda;
    this.clocks ||= other.clocks;
    this.splits ||= other.splits;
    this.sprints ||= other.sprints;
    this.meetings ||= other.meetings;
    this.outbox ||= other.outbox;
    for (const id of other.participants) this.participants.add(id);
    for (const id of other.tickets) this.tickets.add(id);
    for (const id of other.rounds) this.rounds.add(id);
    for (const id of other.ballots) this.ballots.add(id);
  }
}
