/**
 * The connection to a room, kept up for ever: offline -> connecting -> live -> offline …, or
 * refused. One socket counts at a time; one that was given up is an orphan whose late events are
 * ignored. What is said over it is the owner's business.
 */
import { parseServerMessage } from '../protocol/decode';
import { encodeClientMessage } from '../protocol/encode';
import type { RoomId } from '../protocol/ids';
import type { Bye, ClientMessage, Hello, ServerMessage } from '../protocol/messages';
import { endingOf } from './endings';
import type { Ports, Socket } from './ports';
import { Writable, type Readable } from './readable';
import type { ConnectionView } from './room_client';

export interface LinkOwner {
  /** Made in the moment in which it is sent. */
  hello(): Hello;
  /** False: this page's copy is wrong, begin again without a position. */
  received(message: ServerMessage): boolean;
  /** The connection is gone; another will be tried unless it was refused. */
  lost(): void;
  /**
   * This page's copy does not add up; the next hello asks for everything.
   * @param often for the third time within a minute, or more
   */
  distrust(often: boolean): void;
}

const delay_max_ms = 15_000;
const delay_first_ms = 500;
/** So long live, and the next loss counts as the first again. */
const stable_ms = 30_000;
/** An open socket that is silent for so long is asked whether it lives, … */
const silence_ms = 15_000;
/** … and given up when it does not answer. */
const answer_ms = 5_000;
/** A socket that does not even open. */
const opening_ms = 10_000;
const resync_window_ms = 60_000;
const resyncs_silent = 2;

/** Full jitter: anything from nothing to the bound, which doubles with every try. */
export const retryDelay = (tries: number, fraction: number): number =>
  fraction * Math.min(delay_max_ms, delay_first_ms * 2 ** tries);

/** One socket, from the try to open it to its end. */
type Attempt = { socket?: Socket; open: boolean; bye?: Bye };

export class Link {
  readonly #room: RoomId;
  readonly #ports: Ports;
  readonly #owner: LinkOwner;
  readonly #state: Writable<ConnectionView>;

  #attempt: Attempt | undefined;
  #tries = 0;
  #since: number;
  #liveSince: number | undefined;
  #cancelTimer: () => void = () => undefined;
  #resyncs: readonly number[] = [];
  #ended = false;

  constructor(room: RoomId, ports: Ports, owner: LinkOwner) {
    this.#room = room;
    this.#ports = ports;
    this.#owner = owner;
    this.#since = ports.clock.now();
    this.#state = new Writable<ConnectionView>({
      state: 'offline',
      idle: true,
      since: this.#since,
    });
  }

  get state(): Readable<ConnectionView> {
    return this.#state;
  }

  /** Begins, or begins anew after a refusal. Nothing while a connection is up or on its way. */
  connect(): void {
    const { state } = this.#state.get();
    if (this.#ended || state === 'live' || state === 'connecting') return;
    if (state === 'refused') this.#since = this.#ports.clock.now();
    this.#open();
  }

  /** False: nothing is connected, and nothing was sent. */
  send(message: ClientMessage): boolean {
    if (!this.#attempt?.open) return false;
    this.#attempt.socket?.send(encodeClientMessage(message));
    return true;
  }

  /** The owner shows the room: from here on this connection counts as good. */
  live(): void {
    if (this.#liveSince !== undefined) return;
    const now = this.#ports.clock.now();
    this.#liveSince = now;
    this.#since = now;
    this.#state.set({ state: 'live', since: now });
  }

  /** The page woke, became visible or came online: nothing that was believed before is sure. */
  wake(): void {
    const view = this.#state.get();
    if (this.#attempt?.open) this.#probe();
    else if (view.state === 'offline' && !view.idle) {
      this.#tries = 0;
      this.#open();
    }
  }

  close(): void {
    this.#ended = true;
    this.#abandon();
    this.#cancelTimer();
    this.#state.set({ state: 'offline', idle: true, since: this.#ports.clock.now() });
  }

  // --- one socket -----------------------------------------------------------------------------

  #open(): void {
    this.#abandon();
    this.#state.set({ state: 'connecting', since: this.#since, tries: this.#tries });
    const attempt: Attempt = { open: false };
    this.#attempt = attempt;
    const current = () => this.#attempt === attempt;
    attempt.socket = this.#ports.connect(this.#room, {
      opened: () => current() && this.#opened(attempt),
      received: (text) => current() && this.#received(attempt, text),
      closed: (code) => current() && this.#closed(attempt, code),
    });
    this.#timer(opening_ms, () => this.#giveUp());
  }

  #opened(attempt: Attempt): void {
    attempt.open = true;
    this.send(this.#owner.hello());
    this.#watch();
  }

  #received(attempt: Attempt, text: string): void {
    this.#watch();
    const message = parseServerMessage(parseJson(text));
    if (!message.ok) return this.#resync();
    if (message.value.type === 'bye') attempt.bye = message.value;
    else if (!this.#owner.received(message.value)) this.#resync();
  }

  #closed(attempt: Attempt, code: number): void {
    const ending = endingOf(code, attempt.bye);
    this.#drop();
    if (ending.kind === 'reconnect') return this.#retry(ending.after);
    const { kind: _kind, ...why } = ending;
    this.#state.set({ state: 'refused', ...why });
  }

  /** Begin again without a position; this page's copy does not add up. */
  #resync(): void {
    const now = this.#ports.clock.now();
    this.#resyncs = [...this.#resyncs.filter((at) => now - at < resync_window_ms), now];
    this.#owner.distrust(this.#resyncs.length > resyncs_silent);
    this.#giveUp();
  }

  #giveUp(): void {
    this.#drop();
    this.#retry(undefined);
  }

  #drop(): void {
    const now = this.#ports.clock.now();
    if (this.#liveSince !== undefined) {
      if (now - this.#liveSince >= stable_ms) this.#tries = 0;
      this.#since = now;
      this.#liveSince = undefined;
    }
    this.#abandon();
    this.#cancelTimer();
    this.#owner.lost();
  }

  #abandon(): void {
    const orphan = this.#attempt;
    this.#attempt = undefined;
    orphan?.socket?.close();
  }

  #retry(after: number | undefined): void {
    const delay = after ?? retryDelay(this.#tries, this.#ports.random.fraction());
    // Asked for a second time in a row, even "at once" waits its turn.
    const wait =
      after === 0 && this.#tries > 0
        ? retryDelay(this.#tries, this.#ports.random.fraction())
        : delay;
    this.#tries += 1;
    const retryAt = this.#ports.clock.now() + wait;
    this.#state.set({ state: 'offline', idle: false, since: this.#since, retryAt });
    this.#timer(wait, () => this.#open());
  }

  // --- liveness -------------------------------------------------------------------------------

  #watch(): void {
    this.#timer(silence_ms, () => this.#probe());
  }

  #probe(): void {
    const askedAt = this.#ports.clock.now();
    this.send({ type: 'time', t0: askedAt });
    this.#timer(answer_ms, () => this.#giveUp());
  }

  /** One timer serves all states: each state waits for one thing. */
  #timer(ms: number, run: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#ports.clock.after(ms, run);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
