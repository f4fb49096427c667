/** "The room waits for your vote": the dock pulses once. */
const shown_ms = 6000;

class Nudges {
  shown = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  received(): void {
    this.shown = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = false), shown_ms);
  }
}
export const nudges = new Nudges();
