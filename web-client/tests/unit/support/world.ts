/** A page and the server it believes to talk to, both in the hands of a test. */
import { expect } from 'vitest';
import { createRoomClient } from '../../../src/net/client';
import { loadStateHash } from '../../../src/net/hashing';
import type { Ports, SocketEvents } from '../../../src/net/ports';
import type { RoomEvent } from '../../../src/room/events';
import type { RoomClient } from '../../../src/net/room_client';
import type { RoomView } from '../../../src/room/view';
import { ann, at, epoch, roomId, snapshot } from './room_facts';
import { VirtualClock } from './virtual_clock';

await loadStateHash();

type Frame = { readonly type: string; readonly [name: string]: unknown };

export class FakeSocket {
  readonly sent: Frame[] = [];
  closedByPage = false;

  constructor(readonly events: SocketEvents) {}

  open(): this {
    this.events.opened();
    return this;
  }
  say(frame: object): this {
    this.events.received(JSON.stringify(frame));
    return this;
  }
  drop(code = 1006): void {
    this.events.closed(code);
  }
  bye(code: string, close: number, more: object = {}): void {
    this.say({ type: 'bye', code, message: `Because of ${code}.`, ...more });
    this.drop(close);
  }
  of(type: string): readonly Frame[] {
    return this.sent.filter((frame) => frame.type === type);
  }
  get hello(): Frame {
    const [hello] = this.of('hello');
    if (!hello) throw new Error('no hello was sent');
    return hello;
  }
  /** The items of all `commands`, in order. */
  get commands(): readonly Frame[] {
    return this.of('commands').flatMap((frame) => frame['items'] as Frame[]);
  }
}

export class World {
  readonly clock = new VirtualClock();
  readonly sockets: FakeSocket[] = [];
  readonly events: RoomEvent[] = [];
  readonly client: RoomClient;
  seats = new Map<string, string>();
  fraction = 0.5;
  #random = 0;

  constructor(seats?: Map<string, string>) {
    if (seats) this.seats = seats;
    this.client = createRoomClient(roomId, this.#ports());
    this.client.events((event) => this.events.push(event));
  }

  #ports(): Ports {
    return {
      clock: this.clock,
      random: {
        bytes: (bytes) => void bytes.fill(++this.#random),
        fraction: () => this.fraction,
      },
      connect: (_room, events) => {
        const socket = new FakeSocket(events);
        this.sockets.push(socket);
        return {
          send: (text) => void socket.sent.push(JSON.parse(text) as Frame),
          close: () => (socket.closedByPage = true),
        };
      },
      seats: {
        get: (room) => this.seats.get(room),
        set: (room, seat) => void this.seats.set(room, seat),
      },
    };
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nothing is connected');
    return socket;
  }
  get view(): RoomView {
    const view = this.client.view.get();
    if (!view) throw new Error('the room is not shown');
    return view;
  }
  get state(): string {
    return this.client.connection.get().state;
  }
  kinds(): readonly string[] {
    return this.events.map((event) => event.kind);
  }
  /** Forgets what was told so far. */
  quiet(): void {
    this.events.length = 0;
  }

  /** Ann, live at `seq` 10. */
  joined(parts: Parameters<typeof snapshot>[0] = {}): this {
    this.client.join({ name: 'Ann' });
    this.socket.open().say(welcome());
    this.socket.say(snapshotOf(10, parts)).say({ type: 'yours', rounds: {} });
    expect(this.state).toBe('live');
    this.clock.pass(200);
    this.socket.sent.length = 0;
    return this;
  }

  /** Waits out the delay, until a socket is being opened again. */
  nextTry(): FakeSocket {
    const view = this.client.connection.get();
    if (view.state !== 'offline' || view.retryAt === undefined) throw new Error(view.state);
    this.clock.pass(view.retryAt - this.clock.now());
    return this.socket;
  }

  /** The next connection, as far as `welcome`. */
  returns(more: object = {}): FakeSocket {
    this.nextTry();
    return this.socket.open().say(welcome({ session: 'known', mode: 'live', ...more }));
  }

  operation(seq: number, by: string | null, op: string, data: object, more: object = {}): void {
    this.socket.say(operations(seq, by, op, data, more));
  }
}

export const welcome = (more: object = {}) => ({
  type: 'welcome',
  protocol: 1,
  server: '0.1.0',
  participant: ann,
  role: 'estimator',
  facilitates: true,
  owns: true,
  session: 'new',
  forgotten: 0,
  epoch,
  seq: 10,
  mode: 'snapshot',
  server_time: at(0),
  durability: 'disk',
  limits: { unanswered_max: 32 },
  ...more,
});

export const snapshotOf = (seq: number, parts: Parameters<typeof snapshot>[0] = {}) => ({
  type: 'snapshot',
  epoch,
  seq,
  part: 1,
  of: 1,
  state: snapshot(parts),
});

export const operations = (
  seq: number,
  by: string | null,
  op: string,
  data: object,
  more: object = {},
) => ({
  type: 'operations',
  from: seq,
  to: seq,
  items: [{ seq, at: at(seq), by, op, data, ...more }],
});
