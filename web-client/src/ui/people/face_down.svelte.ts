/**
 * "I share my screen": one's own choices lie face down until the reveal. Kept for the meeting, in
 * this tab alone: another device of the same person is not the one that is shared.
 */
import type { RoomModel } from '../room/model.svelte';

const prefix = 'refinery.face_down.';

function read(name: string): string | undefined {
  try {
    return sessionStorage.getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}
function write(name: string, value: string): void {
  try {
    sessionStorage.setItem(prefix + name, value);
  } catch {
    // It is then kept for as long as the page.
  }
}

export class FaceDown {
  readonly #model: RoomModel;
  /** Of which meeting `#on` and `#offered` speak. */
  #meeting: string | undefined = $state();
  #on = $state(false);
  #offered = $state(false);
  /** The eye is held. */
  looking = $state(false);

  constructor(model: RoomModel) {
    this.#model = model;
  }

  get #now(): string {
    const { meeting } = this.#model.view.facts;
    return `${this.#model.room}.${meeting?.number ?? this.#model.view.meetings.length + 1}`;
  }
  /** Called from an effect: what was chosen holds for one meeting. */
  follow(): void {
    const now = this.#now;
    if (now === this.#meeting) return;
    this.#meeting = now;
    const kept = read(now);
    this.#on = kept === 'on';
    this.#offered = kept !== undefined;
  }

  get on(): boolean {
    return this.#on;
  }
  set on(on: boolean) {
    this.#on = on;
    this.#offered = true;
    this.looking = false;
    write(this.#now, on ? 'on' : 'off');
  }
  /** Own choices of a round that collects are not to be seen. */
  get hides(): boolean {
    return this.#on && !this.looking;
  }
  /** @return true once a meeting */
  offer(): boolean {
    if (this.#offered) return false;
    this.#offered = true;
    write(this.#now, 'off');
    return true;
  }
}
