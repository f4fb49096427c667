/** A clock as a page shows it: what is left by the server's time, as a rune that ticks. */
import type { Clock, ClockName } from '../../protocol/state';
import { clockNamed, leftOf } from '../../room/schedule';
import { minutesSeconds, t } from '../i18n/i18n';
import { now } from '../now.svelte';
import type { RoomModel } from '../room/model.svelte';

const minute_ms = 60_000;

export class ShownClock {
  readonly #model: RoomModel;
  readonly #name: ClockName;

  constructor(model: RoomModel, name: ClockName) {
    this.#model = model;
    this.#name = name;
  }

  get clock(): Clock | undefined {
    return clockNamed(this.#model.view, this.#name);
  }
  /** The server's time; it does not tick for a clock that stands. */
  get at(): number {
    if (this.clock?.state !== 'paused') now();
    return this.#model.client.serverNow();
  }
  /** Negative: over by so much. Absent: there is no such clock. */
  get left(): number | undefined {
    const { clock } = this;
    return clock && leftOf(clock, this.at);
  }
  get isOver(): boolean {
    return this.clock?.state === 'over';
  }
  get isPaused(): boolean {
    return this.clock?.state === 'paused';
  }
  /** Under a minute, or over. */
  get isShort(): boolean {
    return (this.left ?? minute_ms) < minute_ms;
  }
  /** "6:12", "+0:42 over" */
  get words(): string {
    const { left } = this;
    if (left === undefined) return '';
    return left < 0 ? t('agenda.over', { time: minutesSeconds(-left) }) : minutesSeconds(left);
  }
}
