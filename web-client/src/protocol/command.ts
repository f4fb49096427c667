/** Everything a page may ask of its room (PROTOCOL.md, "Commands"). */
import type { DocId, ParticipantId, RoundId, Sequence, TicketId } from './ids';
import type { Confidence, Deck, Rights, Role, TicketFields } from './state';

type Tickets = { readonly ticket: TicketId } | { readonly tickets: readonly TicketId[] };
/** Where a ticket goes: behind `after`; null is the top, absent the end. */
type Place = { readonly after?: TicketId | null };

export type ImportedTicket = {
  readonly ticket?: TicketId;
  readonly title: string;
  readonly key?: string;
  readonly description?: string;
  readonly estimate?: string;
};

export type RoomSettings = {
  readonly title?: string;
  readonly deck?: Deck;
  readonly auto_reveal_ms?: number | null;
  readonly anonymous?: boolean;
  readonly rights?: Rights;
  readonly passcode?: string | null;
  readonly locked?: boolean;
};

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
  };
  'ticket.restore': Tickets;
  'text.replace': { readonly doc: DocId; readonly base: number; readonly text: string };
  'spotlight.set': {
    readonly board: string;
    readonly ticket?: TicketId;
    readonly ballot?: RoundId;
  };
  'round.open': {
    readonly round?: RoundId;
    readonly ticket: TicketId;
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
};

export type CommandName = keyof CommandData;
export type Command = {
  [Name in CommandName]: { readonly do: Name; readonly data: CommandData[Name] };
}[CommandName];
/** A command under the number by which its session knows it. */
export type NumberedCommand = Command & { readonly cseq: number };
