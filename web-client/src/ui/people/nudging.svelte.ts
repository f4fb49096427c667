/** Whom this page has nudged, so that it is offered once a minute at most. */
import { SvelteMap } from 'svelte/reactivity';
import type { ParticipantId, Timestamp } from '../../protocol/ids';

const first_ms = 20_000;
const again_ms = 60_000;

class Nudging {
  readonly #last = new SvelteMap<ParticipantId, Timestamp>();

  noted(participant: ParticipantId, at: Timestamp): void {
    this.#last.set(participant, at);
  }
  /** How long to wait until this person may be nudged; 0: now. */
  wait(
    { opened }: { readonly opened: Timestamp },
    participant: ParticipantId,
    at: Timestamp,
  ): number {
    const last = this.#last.get(participant);
    const from = Math.max(opened + first_ms, last === undefined ? 0 : last + again_ms);
    return Math.max(from - at, 0);
  }
}
export const nudging = new Nudging();
