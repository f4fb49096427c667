/** What travels between a page and its server (PROTOCOL.md, "Messages"). */
import type { Command, NumberedCommand } from './command';
import type {
  BallotId,
  DocId,
  ItemId,
  ParticipantId,
  RoundId,
  Sequence,
  SessionId,
  TicketId,
  Timestamp,
} from './ids';
import type { Operation } from './operation';
import type { OwnChoice, OwnDots, Role, RoomSnapshot } from './state';

export type Position = {
  readonly epoch: string;
  readonly seq: Sequence;
  readonly hash?: string;
};

export type Hello = {
  readonly type: 'hello';
  readonly protocol: readonly number[];
  /** Absent with the read key: a reader has none. */
  readonly seat?: string;
  readonly session: SessionId;
  readonly name?: string;
  readonly role?: Role;
  readonly key?: string;
  readonly passcode?: string;
  readonly position?: Position;
  /** Encodings; none is known in this version. */
  readonly accept?: readonly string[];
};

/** What a page tells about itself, whole each time: what is absent is cleared. Never stored. */
export type OwnPresence = {
  readonly ticket?: TicketId;
  readonly typing?: boolean;
  readonly caret?: number;
  readonly hand?: boolean;
  readonly done?: boolean;
};

export type ClientMessage =
  | Hello
  | { readonly type: 'commands'; readonly items: readonly NumberedCommand[] }
  | { readonly type: 'text.open'; readonly doc: DocId }
  | { readonly type: 'text.close'; readonly doc: DocId }
  | { readonly type: 'search'; readonly q: string; readonly id: number }
  | ({
      readonly type: 'presence';
      readonly nudge?: ParticipantId;
      /** Whose hand the lead lowers. */
      readonly lower?: ParticipantId;
    } & OwnPresence)
  | { readonly type: 'time'; readonly t0: number };

/** How much an acknowledgement promises. */
export type Durability = string;
/** Every limit of the server, by its name. Unknown ones are kept, missing ones are not guessed. */
export type Limits = Readonly<Record<string, number>>;

export type Welcome = {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly server: string;
  /** Absent: this page reads, and is nobody in the room. */
  readonly participant?: ParticipantId;
  readonly role: Role | 'reader';
  readonly facilitates: boolean;
  readonly owns: boolean;
  readonly seat?: string;
  readonly session: 'new' | 'known';
  readonly forgotten: Sequence;
  readonly epoch: string;
  readonly seq: Sequence;
  readonly mode: 'live' | 'replay' | 'snapshot';
  readonly server_time: Timestamp;
  readonly durability: Durability;
  readonly limits: Limits;
};

export type RefusalCode =
  | 'bad_request'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'not_applied'
  | 'phase'
  | 'too_large'
  | 'rate_limited'
  | 'busy'
  | 'read_only'
  | 'cycle'
  | 'in_ballot'
  | 'depends'
  | 'unsupported'
  | 'internal';

/** What a program needs beside the sentence; which members are there depends on the code. */
export type RefusalData = {
  readonly doc?: DocId;
  readonly v?: number;
  readonly limit?: number;
  readonly phase?: string;
  readonly at?: Timestamp;
  readonly ticket?: TicketId;
  /** With `in_ballot`: where dots are placed on `ticket`. */
  readonly ballot?: BallotId;
  readonly field?: string;
  readonly by?: ParticipantId | null;
  readonly seq?: Sequence;
  readonly archived?: { readonly at: Timestamp; readonly by: ParticipantId | null };
  /** With `cycle`: the circle that a link would close, the first ticket again at its end. */
  readonly path?: readonly TicketId[];
  /** The clock was set by another operation since. */
  readonly revision?: Sequence;
  /** An item that has only `ms` left to lend. */
  readonly item?: ItemId;
  readonly ms?: number;
  /** So many of `of` lines of the definition of ready hold for `ticket`. */
  readonly ready?: number;
  readonly of?: number;
};
export type Refusal = {
  /** One of `RefusalCode`, or one that a newer server knows. */
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly retry?: number;
  readonly data?: RefusalData;
};

export type PersonPresence = {
  readonly participant: ParticipantId;
  readonly state: 'here' | 'reconnecting';
  readonly since: Timestamp;
  readonly ticket?: TicketId;
  readonly typing?: boolean;
  readonly caret?: number;
  readonly hand?: boolean;
  /** Since when the hand is up. */
  readonly hand_at?: Timestamp;
  readonly done?: boolean;
  /** Whom this person nudges. */
  readonly nudge?: ParticipantId;
};

export type StoreStatus = {
  readonly store: 'ok' | 'waiting' | 'read_only';
  readonly reason?: string;
};

export type Bye = {
  readonly type: 'bye';
  /** One of the table in PROTOCOL.md, or one that a newer server knows. */
  readonly code: string;
  readonly message: string;
  readonly retry?: number;
  readonly where?: string;
};

export type ServerMessage =
  | Welcome
  | {
      readonly type: 'snapshot';
      readonly epoch: string;
      readonly seq: Sequence;
      readonly part: number;
      readonly of: number;
      readonly state: RoomSnapshot;
    }
  | {
      readonly type: 'operations';
      readonly from: Sequence;
      readonly to: Sequence;
      readonly items: readonly Operation[];
    }
  | {
      readonly type: 'yours';
      readonly rounds: ReadonlyMap<RoundId, OwnChoice>;
      readonly dots: ReadonlyMap<BallotId, OwnDots>;
    }
  | {
      readonly type: 'ack';
      readonly cseq: number;
      readonly seq: Sequence;
      /** A key that this command made; told once, to this page alone. */
      readonly secret?: string;
    }
  | { readonly type: 'found'; readonly id: number; readonly tickets: readonly TicketId[] }
  | ({ readonly type: 'refused'; readonly cseq?: number; readonly re?: string } & Refusal)
  | { readonly type: 'text.state'; readonly doc: DocId; readonly v: number; readonly text: string }
  | {
      readonly type: 'presence';
      readonly full: boolean;
      readonly people: readonly PersonPresence[];
      readonly gone: readonly ParticipantId[];
      /** Absent: as before. */
      readonly readers?: number;
    }
  | {
      readonly type: 'heartbeat';
      readonly epoch: string;
      readonly seq: Sequence;
      readonly server_time: Timestamp;
      readonly hash?: string;
    }
  | { readonly type: 'time'; readonly t0: number; readonly server_time: Timestamp }
  | ({ readonly type: 'status' } & StoreStatus)
  | Bye
  /** A type that a newer server knows; it is ignored. */
  | { readonly type: 'unknown'; readonly name: string };

export type { Command, NumberedCommand };
