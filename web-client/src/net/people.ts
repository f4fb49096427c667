/** Who is here and what they are at: told, never stored, and apart from the room's state. */
import type { ParticipantId } from '../protocol/ids';
import type {
  ClientMessage,
  OwnPresence,
  PersonPresence,
  ServerMessage,
} from '../protocol/messages';
import type { Room } from '../room/room';
import { without } from '../room/without';
import type { Clock } from './ports';
import { Writable, type Readable } from './readable';

type PresenceMessage = Extract<ServerMessage, { type: 'presence' }>;

export class People {
  readonly #room: Room;
  readonly #shown = new Writable<ReadonlyMap<ParticipantId, PersonPresence>>(new Map());
  readonly #readers = new Writable(0);
  #told: ReadonlyMap<ParticipantId, PersonPresence> = new Map();
  /** Somebody or some ticket was named that this page does not know yet. */
  #unresolved = false;

  constructor(room: Room) {
    this.#room = room;
  }

  get shown(): Readable<ReadonlyMap<ParticipantId, PersonPresence>> {
    return this.#shown;
  }

  /** How many read by the read-only link. */
  get readers(): Readable<number> {
    return this.#readers;
  }

  /** A new connection is told only what there is. */
  connected(): void {
    if (this.#readers.get() !== 0) this.#readers.set(0);
  }

  /** @return who nudges `me` from now on */
  received(message: PresenceMessage, me: ParticipantId): readonly ParticipantId[] {
    const told = new Map(message.full ? [] : this.#told);
    for (const id of message.gone) told.delete(id);
    const nudging: ParticipantId[] = [];
    for (const person of message.people) {
      const before = this.#told.get(person.participant);
      if (person.nudge === me && before?.nudge !== me) nudging.push(person.participant);
      told.set(person.participant, person);
    }
    this.#told = told;
    if (message.readers !== undefined) this.#readers.set(message.readers);
    this.#show();
    return nudging;
  }

  /** The confirmed room changed: what was named too early may be known now. */
  roomChanged(): void {
    if (this.#unresolved) this.#show();
  }

  #show(): void {
    this.#unresolved = false;
    const shown = new Map<ParticipantId, PersonPresence>();
    for (const [id, person] of this.#told) {
      if (!this.#room.participant(id)) this.#unresolved = true;
      else if (person.ticket !== undefined && !this.#room.ticket(person.ticket)) {
        this.#unresolved = true;
        shown.set(id, without(person, 'ticket'));
      } else shown.set(id, person);
    }
    this.#shown.set(shown);
  }
}

/** At most ten a second leave, and one more may come between two of them. */
const pause_ms = 110;

/** What this page tells about itself: always the newest, never more often than is welcome. */
export class OwnPresenceSender {
  readonly #clock: Clock;
  readonly #send: (message: ClientMessage) => boolean;
  #own: OwnPresence | undefined;
  /** What is said once. */
  #once: { readonly nudge?: ParticipantId; readonly lower?: ParticipantId } = {};
  #dirty = false;
  #pausing = false;

  constructor(clock: Clock, send: (message: ClientMessage) => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  present(own: OwnPresence): void {
    if (JSON.stringify(own) === JSON.stringify(this.#own)) return;
    this.#own = own;
    this.#soon();
  }

  nudge(participant: ParticipantId): void {
    this.#once = { ...this.#once, nudge: participant };
    this.#soon();
  }

  /** Takes somebody's hand down. */
  lower(participant: ParticipantId): void {
    this.#once = { ...this.#once, lower: participant };
    this.#soon();
  }

  /** A new connection knows nothing of this page. */
  reconnected(): void {
    if (this.#own) this.#soon();
  }

  #soon(): void {
    this.#dirty = true;
    if (!this.#pausing) this.#now();
  }

  #now(): void {
    if (!this.#dirty) return;
    const once = this.#once;
    const saysMore = Object.keys(once).length > 0;
    const told = saysMore ? { ...this.#own, ...once } : this.#own;
    if (told === undefined || !this.#send({ type: 'presence', ...told })) return;
    // Said once: the next presence, which follows at once, takes it back.
    this.#dirty = saysMore;
    this.#once = {};
    this.#own ??= {};
    this.#pausing = true;
    this.#clock.after(pause_ms, () => {
      this.#pausing = false;
      this.#now();
    });
  }
}
