/**
 * The window of a long list: which rows are in the page, and where. One height for all of them. Rows
 * that are focused or dragged stay in the page wherever the list has scrolled to: a row that leaves
 * it loses the focus and the pointer.
 */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';

export type RowsOptions = {
  readonly count: number;
  readonly height: number;
  readonly keyOf: (index: number) => string;
  /** Rows to keep, by index. */
  readonly keep: readonly number[];
};

const overscan = 6;

export class VirtualRows {
  rows: readonly VirtualItem[] = $state.raw([]);
  total = $state(0);
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;

  /** @return how to let go of the element */
  attach(element: HTMLElement, options: RowsOptions): () => void {
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      ...this.#options(options),
      getScrollElement: () => element,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#read(),
    });
    this.#virtualizer = virtualizer;
    const unmount = virtualizer._didMount();
    virtualizer._willUpdate();
    this.#read();
    return () => {
      unmount();
      this.#virtualizer = undefined;
    };
  }

  update(options: RowsOptions): void {
    const virtualizer = this.#virtualizer;
    if (!virtualizer) return;
    virtualizer.setOptions({ ...virtualizer.options, ...this.#options(options) });
    virtualizer.measure();
    virtualizer._willUpdate();
    this.#read();
  }

  scrollTo(index: number): void {
    this.#virtualizer?.scrollToIndex(index, { align: 'auto' });
  }

  #options({ count, height, keyOf, keep }: RowsOptions) {
    return {
      count,
      overscan,
      estimateSize: () => height,
      getItemKey: keyOf,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        const kept = keep.filter((index) => index >= 0 && index < count && !shown.includes(index));
        return [...shown, ...kept].sort((a, b) => a - b);
      },
    };
  }

  #read(): void {
    this.rows = this.#virtualizer?.getVirtualItems() ?? [];
    this.total = this.#virtualizer?.getTotalSize() ?? 0;
  }
}
