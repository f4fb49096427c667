/**
 * What one person looks at, and where the way back leads. The room looks at one place together; a
 * person goes along until they open something else, or are busy somewhere when the room goes on:
 * whoever writes is never carried off.
 */
import type { TicketId } from '../../protocol/ids';

export type Place =
  | { readonly at: 'nothing' }
  | { readonly at: 'lobby' }
  /** The board may have one of its tickets in the spotlight. */
  | { readonly at: 'board'; readonly board: string; readonly ticket?: TicketId }
  | { readonly at: 'ticket'; readonly ticket: TicketId };

export interface OwnPlace {
  readonly place: Place;
  /** The room has gone on from there; it was not opened. */
  readonly kept: boolean;
  /** The others read what the meeting came to, which was not shown over what is written here. */
  readonly missesReport?: true;
}

export interface Whereabouts {
  /** What the room looks at, as far as this page has shown it. */
  readonly room: Place;
  /** What this person looks at in its place; absent: the same. */
  readonly own?: OwnPlace;
  /** The ticket that the room looked at last, or looks at. */
  readonly lastTicket?: TicketId;
}

export function isSame(a: Place, b: Place): boolean {
  switch (a.at) {
    case 'board':
      return b.at === 'board' && a.board === b.board;
    case 'ticket':
      return b.at === 'ticket' && a.ticket === b.ticket;
    case 'lobby':
    case 'nothing':
      return a.at === b.at;
  }
}

export const ticketOf = (place: Place | undefined): TicketId | undefined =>
  place && 'ticket' in place ? place.ticket : undefined;

/** The room is seen there; nobody goes anywhere by that. */
export function seen(before: Whereabouts, room: Place): Whereabouts {
  const same = isSame(before.room, room) && ticketOf(before.room) === ticketOf(room);
  const lastTicket = ticketOf(room) ?? before.lastTicket;
  if (same && lastTicket === before.lastTicket) return before;
  return { ...before, room, ...(lastTicket !== undefined && { lastTicket }) };
}

const at = (before: Whereabouts, own: OwnPlace | undefined): Whereabouts => {
  const { own: _own, ...rest } = before;
  return own && !isSame(own.place, before.room) ? { ...rest, own } : rest;
};

export const followed = (before: Whereabouts): Whereabouts => at(before, undefined);

export const opened = (before: Whereabouts, ticket: TicketId): Whereabouts =>
  at(before, { place: { at: 'ticket', ticket }, kept: false });

/** @param busy  where this person writes, or has a dialog open */
export function moved(before: Whereabouts, room: Place, busy?: Place): Whereabouts {
  const now = seen(before, room);
  if (!busy || busy.at === 'nothing') return at(now, before.own && without(before.own));
  const opens = before.own?.kept === false && isSame(before.own.place, busy);
  return at(now, { place: busy, kept: !opens });
}

/** A meeting ended: the room reads its report, but for whoever is busy. */
export function ended(before: Whereabouts, room: Place, busy?: Place): Whereabouts {
  const now = moved(before, room, busy);
  return busy && now.own ? { ...now, own: { ...now.own, missesReport: true } } : now;
}

const without = ({ place, kept }: OwnPlace): OwnPlace => ({ place, kept });

/** Where *Return* leads; nothing for whoever is there. */
export function wayBack({ room, own }: Whereabouts): Place | { readonly at: 'report' } | undefined {
  if (!own) return undefined;
  if (own.missesReport) return { at: 'report' };
  return isSame(own.place, room) ? undefined : room;
}
