/** A criterion that is carried from one child to another, by its grip. */
import type { EntryId, TicketId } from '../../protocol/ids';

type Carried = {
  readonly entry: EntryId;
  readonly dx: number;
  readonly dy: number;
  /** The child under the pointer. */
  readonly over: TicketId | undefined;
};

export class CriterionDrag {
  current: Carried | undefined = $state.raw();
  #start = { x: 0, y: 0 };

  start(event: PointerEvent, entry: EntryId): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#start = { x: event.clientX, y: event.clientY };
    this.current = { entry, dx: 0, dy: 0, over: undefined };
  }

  move(event: PointerEvent): void {
    if (!this.current) return;
    const { clientX: x, clientY: y } = event;
    const { entry } = this.current;
    // What is carried lies under the pointer as well.
    const over = document
      .elementsFromPoint(x, y)
      .filter((one) => !one.closest(`[data-entry="${entry}"]`))
      .map((one) => one.closest<HTMLElement>('[data-child]')?.dataset['child'])
      .find((child) => child !== undefined);
    this.current = { entry, dx: x - this.#start.x, dy: y - this.#start.y, over };
  }

  /** @return the child that it was dropped on */
  drop(): TicketId | undefined {
    const over = this.current?.over;
    this.current = undefined;
    return over;
  }
  cancel(): void {
    this.current = undefined;
  }
}
