/**
 * Reordering by pointer inside the window of a long list. Our own: drag libraries want every row in
 * the page, and start a drag at any touch, so that a phone could not scroll. Here only the grip
 * drags, near an edge the list scrolls, and the order changes once, at the drop.
 */
export type Drag = {
  readonly ticket: string;
  readonly from: number;
  /** The gap that it would drop into: 0 above the first row. */
  readonly gap: number;
  /** How far the row was carried. */
  readonly dy: number;
};

const edge_px = 48;
const scroll_px = 12;

export class RowDrag {
  current: Drag | undefined = $state.raw();
  #start = { y: 0, scroll: 0 };
  #y = 0;
  #frame = 0;

  start(event: PointerEvent, ticket: string, from: number, list: HTMLElement): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#start = { y: event.clientY, scroll: list.scrollTop };
    this.#y = event.clientY;
    this.current = { ticket, from, gap: from, dy: 0 };
  }

  move(event: PointerEvent, list: HTMLElement, height: number, count: number): void {
    if (!this.current) return;
    this.#y = event.clientY;
    this.#place(list, height, count);
    cancelAnimationFrame(this.#frame);
    this.#scrollAtEdge(list, height, count);
  }

  /** @return where it was dropped, unless that changes nothing */
  drop(): Drag | undefined {
    const { current } = this;
    this.cancel();
    if (!current || current.gap === current.from || current.gap === current.from + 1)
      return undefined;
    return current;
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    this.current = undefined;
  }

  #place(list: HTMLElement, height: number, count: number): void {
    if (!this.current) return;
    const top = list.getBoundingClientRect().top;
    const inList = this.#y - top + list.scrollTop;
    const gap = Math.min(Math.max(Math.round(inList / height), 0), count);
    const dy = this.#y - this.#start.y + list.scrollTop - this.#start.scroll;
    this.current = { ...this.current, gap, dy };
  }

  #scrollAtEdge(list: HTMLElement, height: number, count: number): void {
    const { top, bottom } = list.getBoundingClientRect();
    const by = this.#y < top + edge_px ? -scroll_px : this.#y > bottom - edge_px ? scroll_px : 0;
    if (by === 0 || !this.current) return;
    list.scrollTop += by;
    this.#place(list, height, count);
    this.#frame = requestAnimationFrame(() => this.#scrollAtEdge(list, height, count));
  }
}
