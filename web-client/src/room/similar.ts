/** Tickets whose titles say nearly the same: by the words that they share. Pure. */
import type { TicketId } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import type { RoomView } from './view';

type Backlog = Pick<RoomView, 'order' | 'ticket'>;

/** Shared words over all words; from here on two titles look alike. */
const alike = 0.5;

const known = new WeakMap<Ticket, ReadonlySet<string>>();
function wordsOf(ticket: Ticket): ReadonlySet<string> {
  const before = known.get(ticket);
  if (before) return before;
  const words = new Set(
    ticket.title
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  );
  known.set(ticket, words);
  return words;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** Live tickets with a word in common, the most alike first. */
export function similarTo(view: Backlog, id: TicketId, max: number): readonly TicketId[] {
  const ticket = view.ticket(id);
  if (!ticket) return [];
  const words = wordsOf(ticket);
  const found: { readonly id: TicketId; readonly like: number }[] = [];
  for (const other of view.order) {
    const that = other === id ? undefined : view.ticket(other);
    const like = that ? likeness(words, wordsOf(that)) : 0;
    if (like > 0) found.push({ id: other, like });
  }
  return found
    .sort((a, b) => b.like - a.like)
    .slice(0, max)
    .map(({ id: one }) => one);
}

/** Open tickets whose title looks like that of another; the walk is over words, not over pairs. */
export function looksLikeAnother(view: Backlog): ReadonlySet<TicketId> {
  const found = new Set<TicketId>();
  const byWord = new Map<string, Ticket[]>();
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket || !isOpen(ticket)) continue;
    const words = wordsOf(ticket);
    const near = new Set<Ticket>();
    for (const word of words) {
      const others = byWord.get(word);
      // A word that a hundred titles have tells nothing.
      if (others && others.length < 100) for (const other of others) near.add(other);
      if (others) others.push(ticket);
      else byWord.set(word, [ticket]);
    }
    for (const other of near)
      if (likeness(words, wordsOf(other)) >= alike) found.add(id).add(other.ticket);
  }
  return found;
}
