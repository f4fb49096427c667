/** How far a ticket is from *ready* (PROTOCOL.md TIC-17). */
import type { EntryId } from '../protocol/ids';
import type { Checklist, ReadyEntry, RoomFacts, Ticket } from '../protocol/state';
import { hasOpenBlocker, type TicketLookup } from './blockers';

export interface Readiness {
  /** So many of `of` lines hold. */
  readonly ready: number;
  readonly of: number;
  /** The lines that do not, in the order of the room's list. */
  readonly missing: readonly ReadyEntry[];
  /** Somebody said "ready anyway". */
  readonly overridden: boolean;
  readonly isReady: boolean;
}

type RoomOfTickets = TicketLookup & { readonly facts: Pick<RoomFacts, 'ready'> };

export const isChecked = (ticket: Ticket, list: Checklist, entry: EntryId): boolean =>
  ticket.checked?.[list]?.includes(entry) === true;

export function readiness(room: RoomOfTickets, ticket: Ticket): Readiness {
  const lines = room.facts.ready;
  const missing = lines.filter((line) =>
    line.follows === undefined
      ? !isChecked(ticket, 'ready', line.entry)
      : hasOpenBlocker(room, ticket),
  );
  const overridden = ticket.ready_anyway !== undefined;
  return {
    ready: lines.length - missing.length,
    of: lines.length,
    missing,
    overridden,
    isReady: overridden || missing.length === 0,
  };
}

export const isReady = (room: RoomOfTickets, ticket: Ticket): boolean =>
  ticket.ready_anyway !== undefined || readiness(room, ticket).isReady;
