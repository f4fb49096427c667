/**
 * One's own raised hand and "I am done". They are presence: what the server takes down, because the
 * room moved on or the lead lowered a hand, goes down here too and is not said again.
 */
import type { RoomModel } from '../room/model.svelte';

export class OwnSigns {
  hand = $state(false);
  done = $state(false);
  /** What the server has last told of this person, over this connection. */
  #told = { hand: false, done: false };

  /** Called from an effect: follows what it reads. */
  follow(model: RoomModel): void {
    const own = model.live ? model.presence.get(model.view.me) : undefined;
    const before = this.#told;
    this.#told = { hand: own?.hand === true, done: own?.done === true };
    // A new connection begins with nothing told, which lowers nothing.
    if (!own) return;
    if (before.hand && !this.#told.hand) this.hand = false;
    if (before.done && !this.#told.done) this.done = false;
  }
}
