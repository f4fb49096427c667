/** How this person looks at the list: what is searched, filtered, grouped and selected. */
import type { TicketId } from '../../protocol/ids';
import { isEmptyFilter, type BacklogFilter, type FilterField } from '../../room/filter';
import type { PruneFilter } from '../../room/prune';

/* eslint-disable svelte/prefer-svelte-reactivity --
   plain sets here are replaced as a whole, never changed in place */

export class BacklogView {
  query = $state('');
  /** All but the words. */
  fields: Omit<BacklogFilter, 'text'> = $state.raw({});
  by: FilterField | undefined = $state();
  candidates: PruneFilter | undefined = $state();
  doneOpen = $state(false);
  /** What the server found for these words. */
  found: { readonly words: string; readonly tickets: ReadonlySet<TicketId> } | undefined =
    $state.raw();
  /** The tickets of the list as it is drawn, top first; the list itself keeps this. */
  shown: readonly TicketId[] | undefined;
  /** Tickets that leave the list right now, and the colour of who archived them. */
  folding: { readonly tickets: readonly TicketId[]; readonly colour: string } | undefined =
    $state.raw();
  /** How many these are. */
  count = $state(0);

  selected: ReadonlySet<TicketId> = $state.raw(new Set());
  /** A phone shows boxes to tick. */
  selecting = $state(false);
  #anchor: TicketId | undefined;

  get filter(): BacklogFilter {
    const text = this.query.trim();
    return text === '' ? this.fields : { ...this.fields, text };
  }
  get filtered(): boolean {
    return !isEmptyFilter(this.filter) || this.candidates !== undefined;
  }

  clearFilter(): void {
    this.query = '';
    this.fields = {};
    this.candidates = undefined;
  }

  toggle(ticket: TicketId): void {
    const next = new Set(this.selected);
    if (!next.delete(ticket)) next.add(ticket);
    this.selected = next;
    this.#anchor = ticket;
  }

  /** From where the selection began to this ticket, and no others. */
  extend(from: TicketId, to: TicketId): void {
    const rows = this.shown ?? [];
    const anchor =
      this.#anchor !== undefined && this.selected.has(this.#anchor) ? this.#anchor : from;
    this.#anchor = anchor;
    const ends = [rows.indexOf(anchor), rows.indexOf(to)].sort((a, b) => a - b);
    const [first = -1, last = -1] = ends;
    if (first >= 0) this.selected = new Set(rows.slice(first, last + 1));
  }

  /** What is out of sight is not selected: nothing is done to tickets that nobody sees. */
  keepSelected(rows: readonly TicketId[]): void {
    if (this.selected.size === 0) return;
    const seen = new Set(rows);
    const next = new Set([...this.selected].filter((ticket) => seen.has(ticket)));
    if (next.size < this.selected.size) this.selected = next;
  }

  clear(): void {
    this.selected = new Set();
    this.selecting = false;
    this.#anchor = undefined;
  }
}
