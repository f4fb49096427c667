import type { Command, ImportedTicket } from '../protocol/command';
import type { DocId, ParticipantId, RoomId, TicketId, Timestamp } from '../protocol/ids';
import type { Limits, OwnPresence, PersonPresence, StoreStatus } from '../protocol/messages';
import type { Role } from '../protocol/state';
import type { ChangeSet } from '../room/changes';
import type { RoomEvent } from '../room/events';
import type { PendingId, RoomView } from '../room/view';
import type { Readable } from './readable';

/** What the page does about a refused connection. */
export type RefusedAction =
  /** Ask for what is missing or wrong, then `join` again. */
  | 'ask'
  /** Nothing helps; say why. */
  | 'stop'
  /** The page is older than the server. */
  | 'reload'
  /** The person left. */
  | 'front_page'
  /** This very page goes on in another connection; say nothing. */
  | 'silent';

export type ConnectionView =
  /** `idle`: not yet asked to connect. `since`: when the room was last live, or connecting began. */
  | {
      readonly state: 'offline';
      readonly idle: boolean;
      readonly since: number;
      readonly retryAt?: number;
    }
  | { readonly state: 'connecting'; readonly since: number; readonly tries: number }
  /** The room is shown up to where the server said welcome. */
  | { readonly state: 'live'; readonly since: number }
  | {
      readonly state: 'refused';
      readonly action: RefusedAction;
      readonly code: string;
      readonly message: string;
      readonly where?: string;
    };

export type JoinRequest = {
  readonly name?: string;
  readonly role?: Role;
  readonly passcode?: string;
  /** The facilitator's key, from the fragment of the link. */
  readonly key?: string;
  /** `key` is the read-only link's: no seat is taken and nobody is joined. */
  readonly reads?: true;
};

export interface ServerFacts {
  readonly version: string;
  /** It has the version of the server that this page came from; else the page is to be reloaded. */
  readonly gavePage: boolean;
  /** What an acknowledgement promises. */
  readonly durability: string;
  readonly limits: Limits;
}

export interface OutboxView {
  /** On their way. */
  readonly sending: number;
  /** Waiting for the connection, or for a server that takes them. */
  readonly kept: number;
  /** Of unknown fate after a long absence; not sent again until the person says so. */
  readonly unknown: readonly Command[];
}

export interface TextView {
  readonly state: 'loading' | 'open';
  /** 0 while nobody has written one. */
  readonly v: number;
  readonly text: string;
  /** What this page has saved and the server has not confirmed. */
  readonly saving?: string;
  /** Refused because somebody else was first. `v` and `text` above are theirs. */
  readonly conflict?: { readonly mine: string };
}

export interface TextChannel extends Readable<TextView> {
  /** `base`: the version that the person began to write on. */
  save(text: string, base: number): void;
  /** *Keep mine*: saves it over theirs. */
  keepMine(): void;
  /** *Take theirs*: forgets mine. */
  takeTheirs(): void;
  /**
   * Who wrote that version, null for the room itself; undefined where this page has not seen it
   * happen.
   */
  writerOf(v: number): ParticipantId | null | undefined;
  close(): void;
}

/** What changed since the last `take`; one feed for each part of the page that draws. */
export interface ChangeFeed {
  take(): ChangeSet;
  close(): void;
}

/**
 * A page's one door to its room. Values are read and subscribed to, wishes go through `send`; there
 * is no way around it to the socket.
 */
export interface RoomClient {
  readonly room: RoomId;
  readonly connection: Readable<ConnectionView>;
  readonly store: Readable<StoreStatus>;
  /** Nothing before the first welcome. */
  readonly server: Readable<ServerFacts | undefined>;
  readonly outbox: Readable<OutboxView>;
  readonly presence: Readable<ReadonlyMap<ParticipantId, PersonPresence>>;
  /** How many read by the read-only link. */
  readonly readers: Readable<number>;
  /** Nothing until the room can be shown the first time. Told anew with every change. */
  readonly view: Readable<RoomView | undefined>;
  /** This browser has been in the room; `join({})` then needs no name. */
  readonly knownSeat: boolean;

  /** Connects; also the answer to `refused` with `ask`. */
  join(request: JoinRequest): void;
  /** Shows the command at once where that is safe, and sends it when its turn comes. */
  send(command: Command): PendingId;
  /**
   * Adds tickets in the order of the list, behind `after` (null: on top, absent: at the end), cut
   * into as many commands as the server's limits ask for and undone together.
   * @return their ids, before anything is confirmed
   */
  importTickets(tickets: readonly ImportedTicket[], after?: TicketId | null): readonly TicketId[];
  /** Forgets a kept command and rolls it back. */
  discard(pending: PendingId): void;
  /** For `fate_unknown`: as new commands, or not at all. */
  resendUnknown(): void;
  discardUnknown(): void;
  /** Takes back the newest of what this page did (`Mod Z`); false: nothing left. */
  undo(): boolean;
  redo(): boolean;
  /** What the next of each would take back or do again. */
  nextUndo(): Command | undefined;
  nextRedo(): Command | undefined;
  openText(doc: DocId): TextChannel;
  /** Newest wins; at most ten a second leave. */
  present(presence: OwnPresence): void;
  nudge(participant: ParticipantId): void;
  /** For the lead: takes somebody's hand down. */
  lowerHand(participant: ParticipantId): void;
  /**
   * Tickets, archived ones too, whose title, key or description has all the words; the best 200 in
   * backlog order. Nothing where the server could not be asked.
   */
  search(q: string): Promise<readonly TicketId[] | undefined>;
  newId(): string;
  /** The server's clock, as well as this page knows it. */
  serverNow(): Timestamp;
  /** The page woke up or came online: test the link, or try again at once. */
  wake(): void;
  /** `onDirty` is called once per batch, before anything else is done with it. */
  changes(onDirty: () => void): ChangeFeed;
  events(listen: (event: RoomEvent) => void): () => void;
  /** Ends the connection for good; the seat stays. */
  close(): void;
}
