/** "The room waits for your vote": the dock pulses once, where there is one. */
const shown_ms = 6000;

class Nudges {
  shown = $state(false);
  #docks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get hasDock(): boolean {
    return this.#docks > 0;
  }
  /** @return how to say that it is gone */
  dockAppeared(): () => void {
    this.#docks += 1;
    return () => (this.#docks -= 1);
  }

  received(): void {
    this.shown = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = false), shown_ms);
  }
}
export const nudges = new Nudges();
