/** The server's clock, estimated from probes: the answer that came quickest is the best one. */
import type { Timestamp } from '../protocol/ids';

const samples_max = 8;
/** How far a time that came unasked may be off: worse than any probe that is worth something. */
const unasked_uncertainty_ms = 2_000;

export class ServerClock {
  readonly #now: () => number;
  #samples: readonly { readonly offset: number; readonly uncertainty: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  now(): Timestamp {
    let best = this.#samples[0];
    for (const sample of this.#samples)
      if (best === undefined || sample.uncertainty <= best.uncertainty) best = sample;
    return Math.round(this.#now() + (best?.offset ?? 0));
  }

  /** The answer to a probe sent at `t0` of this page's clock. */
  answered(t0: number, serverTime: Timestamp): void {
    const now = this.#now();
    const roundTrip = now - t0;
    if (roundTrip < 0) return;
    this.#add(serverTime + roundTrip / 2 - now, roundTrip);
  }

  /** A time that came with a welcome or a heartbeat. */
  told(serverTime: Timestamp): void {
    if (this.#samples.length === 0) this.#add(serverTime - this.#now(), unasked_uncertainty_ms);
  }

  /** The machine slept or its clock was set: what was measured before says nothing any more. */
  forget(): void {
    this.#samples = [];
  }

  #add(offset: number, uncertainty: number): void {
    this.#samples = [...this.#samples, { offset, uncertainty }].slice(-samples_max);
  }
}
