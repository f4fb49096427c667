/** What a split will come to: where each criterion goes, and what the sizes add up to. Pure. */
import { isSpecial, valueOf } from '../protocol/deck';
import type { EntryId, ParticipantId, TicketId } from '../protocol/ids';
import type { Criterion, Deck, SplitChild, SplitDraft, Ticket } from '../protocol/state';
import type { RoomView } from './view';

/** The child that a criterion goes to: exactly one, whatever became of the one it was sent to (SPL-3). */
export function childOf(
  { children, criteria }: Pick<SplitDraft, 'children' | 'criteria'>,
  entry: EntryId,
): TicketId | undefined {
  const sent = criteria?.[entry];
  const child = children.find(({ ticket }) => ticket === sent) ?? children[0];
  return child?.ticket;
}

export interface Part {
  readonly child: SplitChild;
  readonly criteria: readonly Criterion[];
}
/** The children in their order, each with its criteria in the order of the ticket. */
export function partsOf(
  draft: Pick<SplitDraft, 'children' | 'criteria'>,
  { criteria = [] }: Pick<Ticket, 'criteria'>,
): readonly Part[] {
  return draft.children.map((child) => ({
    child,
    criteria: criteria.filter(({ entry }) => childOf(draft, entry) === child.ticket),
  }));
}

/** The first child that has no title yet; without one the draft can be split. */
export const untitled = ({ children }: Pick<SplitDraft, 'children'>): SplitChild | undefined =>
  children.find(({ title }) => title.trim() === '');

export interface GuessLine {
  /** The estimate of the ticket, where it has one. */
  readonly from?: string;
  /** Of each child; nothing where nobody guessed. */
  readonly to: readonly (string | undefined)[];
  /** In thousandths, where all are guessed and have numbers. */
  readonly sum?: number;
}
/** "20 → 5 + 5 + 3"; nothing before the first guess. */
export function guessLine(
  { children }: Pick<SplitDraft, 'children'>,
  { estimate }: Pick<Ticket, 'estimate'>,
  deck: Deck,
): GuessLine | undefined {
  const to = children.map(({ guess }) => guess);
  if (to.every((guess) => guess === undefined)) return undefined;
  const values = to.map((guess) => (guess === undefined ? undefined : valueOf(deck, guess)));
  const sum = values.reduce<number | undefined>(
    (before, value) => (before === undefined || value === undefined ? undefined : before + value),
    0,
  );
  return { to, ...(estimate && { from: estimate.card }), ...(sum !== undefined && { sum }) };
}

/** Cards that can be guessed. */
export const sizesOf = ({ cards }: Deck): readonly string[] =>
  cards.map(({ label }) => label).filter((label) => !isSpecial(label));

type People = Pick<RoomView, 'participant'>;
/** Who is at it: those who look at the ticket and type; else who began, while that person is here. */
export function splitters(
  view: People,
  draft: SplitDraft,
  typing: readonly ParticipantId[],
): readonly ParticipantId[] {
  const all = draft.by === null ? typing : [draft.by, ...typing];
  return [...new Set(all)].filter((id) => view.participant(id)?.left === false);
}

type Tickets = Pick<RoomView, 'everyTicket' | 'ticket'>;
/** What became of a ticket that was split, in backlog order; none whose addition was undone. */
export const childrenOf = (view: Tickets, parent: TicketId): readonly Ticket[] =>
  view.everyTicket.flatMap((id) => {
    const ticket = view.ticket(id);
    return ticket?.from === parent && ticket.archived?.reason !== 'undone' ? [ticket] : [];
  });
