/** Everything a page may ask of its room (PROTOCOL.md, "Commands"). */
import type {
  BallotId,
  DocId,
  EntryId,
  GoalId,
  ItemId,
  ParticipantId,
  QuestionId,
  RoundId,
  Sequence,
  SplitId,
  SprintId,
  TicketId,
  Timestamp,
} from './ids';
import type {
  AgendaKind,
  Checklist,
  ClockName,
  Confidence,
  Criterion,
  Deck,
  DotsMean,
  EndReason,
  Priority,
  ProductGoal,
  ReadyEntry,
  Rights,
  Role,
  Status,
  Taken,
  TicketFields,
  TicketType,
  Voters,
} from './state';

type Tickets = { readonly ticket: TicketId } | { readonly tickets: readonly TicketId[] };
/** Where a ticket goes: behind `after`; null is the top, absent the end. */
type Place = { readonly after?: TicketId | null };

export type ImportedTicket = {
  readonly ticket?: TicketId;
  readonly title: string;
  readonly key?: string;
  readonly description?: string;
  readonly estimate?: string;
  readonly type?: TicketType;
  readonly labels?: readonly string[];
  readonly theme?: string;
  readonly initiative?: string;
  readonly priority?: Priority;
  readonly status?: Status;
  readonly assignee?: string;
  readonly requester?: string;
  readonly goal?: GoalId;
  readonly urls?: readonly string[];
  readonly criteria?: readonly Criterion[];
};

export type RoomSettings = {
  readonly title?: string;
  readonly deck?: Deck;
  readonly auto_reveal_ms?: number | null;
  readonly anonymous?: boolean;
  readonly rights?: Rights;
  readonly passcode?: string | null;
  readonly locked?: boolean;
  /** Of the next meeting, in one sentence; null clears, here and below. */
  readonly goal?: string | null;
  readonly starts_at?: Timestamp | null;
  readonly minutes?: number | null;
  readonly goals?: readonly ProductGoal[];
  readonly ready?: readonly ReadyEntry[];
  /** Thousandths. */
  readonly split_limit?: number | null;
  readonly require_ready?: boolean;
  readonly vote_ms?: number | null;
  readonly vote_reveals?: boolean;
};

/** What an agenda item is changed in; absent: as it was. */
export type ItemChanges = {
  readonly kind?: AgendaKind;
  readonly title?: string | null;
  readonly minutes?: number;
  readonly tickets?: readonly TicketId[];
  readonly needs?: readonly ParticipantId[];
};
/** Where an agenda item goes: behind `after`; null is the top, absent the end. */
type AgendaPlace = { readonly after?: ItemId | null };
type OfItem = { readonly item: ItemId };
type OfTicket = { readonly ticket: TicketId };
type OfSplit = { readonly split: SplitId };
type OfBallot = { readonly ballot: BallotId };
/** `revision`: the clock as its author saw it; another one is refused `conflict`. */
type OfClock = { readonly clock: ClockName; readonly revision?: Sequence };

/** What a draft of a split is changed in; absent: as it was. */
export type SplitChanges = {
  readonly add?: TicketId;
  readonly remove?: TicketId;
  readonly titles?: Readonly<Record<TicketId, string>>;
  readonly guesses?: Readonly<Record<TicketId, string | null>>;
  readonly criteria?: Readonly<Record<EntryId, TicketId>>;
  readonly take?: Partial<Taken>;
};

/** `off` switches a link off; the facilitators' one never is. */
export type Link = 'code' | 'facilitator' | 'read';

type CommandData = {
  'participant.leave': Readonly<Record<string, never>>;
  'participant.rename': {
    readonly participant?: ParticipantId;
    readonly name: string;
    readonly title?: string | null;
  };
  'participant.set_role': {
    readonly participant?: ParticipantId;
    readonly role?: Role;
    readonly facilitates?: boolean;
  };
  'room.configure': { readonly set: RoomSettings };
  'ticket.add': { readonly ticket?: TicketId; readonly title: string } & Place;
  'tickets.import': { readonly tickets: readonly ImportedTicket[] } & Place;
  'ticket.edit': Tickets & { readonly set: TicketFields; readonly base?: Sequence };
  'ticket.move': Tickets & Place;
  'ticket.archive': Tickets & {
    readonly reason?: 'duplicate' | 'outdated' | 'low_value';
    readonly note?: string;
    readonly of?: TicketId;
    /** Dots that are being placed on it are all given back. */
    readonly redeal?: true;
  };
  'ticket.restore': Tickets;
  /** `tickets` become one with `ticket`, which stays. */
  'ticket.merge': OfTicket & {
    readonly tickets: readonly TicketId[];
    readonly set?: Omit<TicketFields, 'estimate'>;
    readonly redeal?: true;
  };
  'split.open': OfTicket & { readonly split?: SplitId; readonly children?: readonly TicketId[] };
  'split.edit': OfSplit & SplitChanges;
  'split.close': OfSplit;
  /** `dots`: the child that takes those of its parent. */
  'ticket.split': OfSplit & { readonly dots?: TicketId; readonly redeal?: true };
  'text.replace': { readonly doc: DocId; readonly base: number; readonly text: string };
  'spotlight.set': {
    readonly board: string;
    readonly ticket?: TicketId;
    readonly ballot?: BallotId;
  };
  'round.open': ({ readonly ticket: TicketId } | { readonly question: string }) & {
    readonly round?: RoundId;
    readonly deck?: Deck;
    readonly anonymous?: boolean;
    readonly auto_reveal_ms?: number | null;
  };
  'estimate.give': {
    readonly round: RoundId;
    readonly card: string;
    readonly confidence?: Confidence;
    readonly note?: string;
  };
  'estimate.withdraw': { readonly round: RoundId };
  'round.hold': { readonly round: RoundId };
  'round.reveal': { readonly round: RoundId };
  'round.skip': { readonly round: RoundId };
  'round.settle': { readonly round: RoundId; readonly estimate: string };
  'round.reopen': { readonly round: RoundId };
  undo: { readonly seq: Sequence };

  'room.end': { readonly reason?: string };
  'room.reopen': Readonly<Record<string, never>>;
  'links.renew': { readonly which: Link; readonly off?: true };
  'participant.remove': { readonly participant: ParticipantId };
  /** `for`: agrees to somebody else's claim. */
  'facilitation.claim': { readonly for?: ParticipantId };
  'facilitation.return': Readonly<Record<string, never>>;
  'scribe.set': { readonly participant: ParticipantId | null };
  'ballot.excuse': ({ readonly round: RoundId } | OfBallot) & {
    readonly participant: ParticipantId;
  };
  'ballot.done': OfBallot & { readonly on?: boolean };
  'ballot.cancel': OfBallot;
  'ballot.extend': OfBallot & { readonly ms: number };
  'ballot.settle': OfBallot;
  'ballot.reopen': OfBallot;

  'dots.open': {
    readonly ballot?: BallotId;
    readonly tickets: readonly TicketId[];
    readonly per_person?: number;
    readonly per_ticket?: number;
    readonly means?: DotsMean;
    readonly voters?: Voters;
    readonly anonymous?: boolean;
    readonly ms?: number;
  };
  'dot.place': OfBallot & OfTicket;
  'dot.take': OfBallot & OfTicket & { readonly all?: true };
  'dots.close': OfBallot;
  'dots.size': OfBallot & { readonly sizes: Readonly<Record<TicketId, string>> };
  /** The best first, among the places that these tickets hold. */
  'order.apply': { readonly ballot?: BallotId; readonly tickets: readonly TicketId[] };

  'agenda.add': {
    readonly item?: ItemId;
    readonly kind: AgendaKind;
    readonly title?: string;
    readonly minutes: number;
    readonly tickets?: readonly TicketId[];
    readonly needs?: readonly ParticipantId[];
  } & AgendaPlace;
  'agenda.edit': OfItem & { readonly set: ItemChanges };
  'agenda.move': OfItem & AgendaPlace;
  'agenda.remove': OfItem;
  'agenda.start': OfItem;
  /** `item`: the one that is left. */
  'agenda.next': OfItem;
  'agenda.stop': OfItem;
  'agenda.skip': OfItem;

  'timer.start': { readonly clock: 'free' | 'vote'; readonly ms: number };
  'timer.pause': OfClock;
  'timer.resume': OfClock;
  /** `from`: a later item that gives the time; with `step` only. */
  'timer.extend': OfClock & { readonly ms: number; readonly from?: ItemId };
  'timer.stop': OfClock;

  'ticket.check': OfTicket & {
    readonly list: Checklist;
    readonly entry: EntryId;
    readonly on: boolean;
  };
  'ready.override': OfTicket & { readonly reason: string | null };
  'ticket.link': OfTicket &
    (
      | { readonly blocks: TicketId }
      | {
          readonly external: {
            readonly entry?: EntryId;
            readonly title: string;
            readonly url?: string;
            readonly done?: boolean;
          };
        }
    );
  'ticket.unlink': OfTicket & ({ readonly blocks: TicketId } | { readonly external: EntryId });
  'ticket.park': OfTicket & { readonly question?: string; readonly owner?: ParticipantId };
  'ticket.unpark': OfTicket;
  'question.ask': OfTicket & {
    readonly question?: QuestionId;
    readonly text: string;
    readonly owner?: ParticipantId;
  };
  'question.answer': OfTicket & { readonly question: QuestionId; readonly text: string };
  'ticket.mark_read': OfTicket;

  'meeting.end': {
    readonly reason: EndReason;
    /** Planned again for the next meeting (where absent), or emptied. */
    readonly agenda?: 'again' | 'clear';
    /** Rounds that still collect votes stay open (where absent), or are ended. */
    readonly ballots?: 'leave' | 'cancel';
  };
  'meeting.rate': { readonly stars: number };

  /** `points` in thousandths; null: the sprint goes. */
  'capacity.set': {
    readonly sprint?: SprintId;
    /** Needless where the sprint goes. */
    readonly name?: string;
    readonly points: number | null;
  };
  /** Without `tickets`: all above its line. */
  'sprint.commit': { readonly sprint: SprintId; readonly tickets?: readonly TicketId[] };
  'sprint.release': { readonly sprint: SprintId };
};

export type CommandName = keyof CommandData;
export type Command = {
  [Name in CommandName]: { readonly do: Name; readonly data: CommandData[Name] };
}[CommandName];
/** A command under the number by which its session knows it. */
export type NumberedCommand = Command & { readonly cseq: number };
