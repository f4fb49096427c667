import type { Clock } from '../../../src/net/ports';

/** Time that passes when a test says so. */
export class VirtualClock implements Clock {
  #now = 1_795_514_400_000;
  #next = 0;
  readonly #due = new Map<number, { readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }
  after(ms: number, run: () => void): () => void {
    const id = this.#next++;
    this.#due.set(id, { at: this.#now + ms, run });
    return () => this.#due.delete(id);
  }
  /** Runs what falls due, in order, what it sets off included. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      let first: [number, { readonly at: number; readonly run: () => void }] | undefined;
      for (const entry of this.#due)
        if (entry[1].at <= end && (!first || entry[1].at < first[1].at)) first = entry;
      if (!first) break;
      this.#due.delete(first[0]);
      this.#now = first[1].at;
      first[1].run();
    }
    this.#now = end;
  }
  /** A machine that slept: time has passed and no timer ran. */
  sleep(ms: number): void {
    this.#now += ms;
  }
}
