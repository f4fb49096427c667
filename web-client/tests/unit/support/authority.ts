/**
 * A server small enough to be read at a glance: it decides, numbers, remembers what it answered and
 * tells everybody, over links that delay, cut and refuse as the test pleases. Its state is kept by
 * the same `applyOperation`; what it proves is the way there, not the rules.
 */
import { parseOperation } from '../../../src/protocol/decode';
import { applyOperation } from '../../../src/room/apply';
import { Room } from '../../../src/room/room';
import { stateHash } from '../../../src/room/state_hash';
import type { SocketEvents } from '../../../src/net/ports';
import { epoch, noon, participant, snapshot } from './room_facts';

type Json = Readonly<Record<string, unknown>>;
type Item = { readonly cseq: number; readonly do: string; readonly data: Json };
type Operation = {
  readonly seq: number;
  readonly by: string;
  readonly op: string;
  readonly data: Json;
};
type Session = { last: number; readonly answers: Map<number, number> };

export class Connection {
  readonly toServer: string[] = [];
  readonly toPage: string[] = [];
  opening = true;
  up = true;
  who = '';
  session: Session | undefined;
  next: number | undefined;
  constructor(readonly events: SocketEvents) {}
}

const ring_max = 40;

export class Authority {
  readonly room = new Room();
  readonly log: Operation[] = [];
  readonly connections = new Set<Connection>();
  readonly counts = { resent: 0, busy: 0, replays: 0, snapshots: 0, cuts: 0 };
  /** Whether the next command is refused for now. */
  refuses: () => boolean = () => false;
  readonly #sessions = new Map<string, Session>();
  readonly #seats = new Map<string, string>();

  constructor() {
    this.room.loadSnapshot(epoch, 0, snapshot({ participants: [] }));
  }

  connect(events: SocketEvents): Connection {
    const connection = new Connection(events);
    this.connections.add(connection);
    return connection;
  }

  cut(connection: Connection): void {
    this.counts.cuts += 1;
    this.forget(connection);
    connection.events.closed(1006);
  }
  /** Also where the page gave it up itself. What was on its way is lost. */
  forget(connection: Connection): void {
    connection.up = false;
    this.connections.delete(connection);
  }

  /** Moves one message on, or opens; false: nothing was on its way. */
  step(connection: Connection, up: boolean): boolean {
    if (connection.opening) {
      connection.opening = false;
      connection.events.opened();
      return true;
    }
    const text = (up ? connection.toServer : connection.toPage).shift();
    if (text === undefined) return false;
    if (up) this.#hear(connection, JSON.parse(text) as Json);
    else connection.events.received(text);
    return true;
  }

  heartbeats(): void {
    const hash = stateHash(this.room);
    for (const each of this.connections)
      if (each.who !== '')
        this.#say(each, { type: 'heartbeat', epoch, seq: this.room.seq, server_time: noon, hash });
  }

  #hear(from: Connection, message: Json): void {
    if (message['type'] === 'hello') this.#hello(from, message);
    if (message['type'] === 'time')
      this.#say(from, { type: 'time', t0: message['t0'], server_time: noon });
    if (message['type'] === 'commands')
      for (const item of message['items'] as Item[]) this.#command(from, item);
  }

  #hello(from: Connection, hello: Json): void {
    const seat = String(hello['seat']);
    const who = this.#seats.get(seat) ?? seat;
    const key = `${seat}/${String(hello['session'])}`;
    const known = this.#sessions.get(key);
    const session = known ?? { last: 0, answers: new Map<number, number>() };
    this.#sessions.set(key, session);
    if (!this.#seats.has(seat)) {
      this.#seats.set(seat, who);
      const { left: _left, ...joined } = participant(who, { name: String(hello['name']) });
      this.#store(who, 'participant.joined', joined);
    }
    from.session = session;
    const position = hello['position'] as { seq: number; hash: string } | undefined;
    const { seq } = this.room;
    const behind = position ? seq - position.seq : ring_max + 1;
    const good = behind > 0 || position?.hash === stateHash(this.room);
    const mode = !good || behind > ring_max ? 'snapshot' : behind > 0 ? 'replay' : 'live';
    this.#say(from, {
      type: 'welcome',
      protocol: 1,
      server: 'test',
      participant: who,
      role: 'estimator',
      facilitates: true,
      owns: true,
      session: session.last > 0 ? 'known' : 'new',
      forgotten: 0,
      epoch,
      seq,
      mode,
      server_time: noon,
      durability: 'memory',
      limits: {},
    });
    if (mode === 'snapshot') {
      this.counts.snapshots += 1;
      this.#say(from, { type: 'snapshot', epoch, seq, part: 1, of: 1, state: this.state() });
    }
    if (mode === 'replay') {
      this.counts.replays += 1;
      this.#say(from, this.#operations(this.log.slice(-behind)));
    }
    this.#say(from, { type: 'yours', rounds: {} });
    from.who = who;
  }

  #command(from: Connection, { cseq, do: what, data }: Item): void {
    const { session, who } = from;
    if (!session) throw new Error('a command before the hello');
    if (from.next !== undefined && cseq !== from.next)
      throw new Error(`${cseq} came for ${from.next}, last stored ${session.last}`);
    from.next = cseq + 1;
    if (cseq <= session.last) {
      this.counts.resent += 1;
      const seq = session.answers.get(cseq);
      return this.#say(
        from,
        seq === undefined
          ? { type: 'refused', cseq, code: 'not_applied', message: 'Not applied.' }
          : { type: 'ack', cseq, seq },
      );
    }
    const refuse = (code: string, more: Json = {}) =>
      this.#say(from, { type: 'refused', cseq, code, message: `${code}.`, ...more });
    if (this.refuses()) {
      this.counts.busy += 1;
      return refuse('busy', { retry: 300 });
    }
    const decided = this.#decide(what, data);
    if (typeof decided === 'string') return refuse(decided);
    const seq = decided ? this.#store(who, decided.op, decided.data) : this.room.seq;
    if (decided) {
      session.last = cseq;
      session.answers.set(cseq, seq);
    }
    this.#say(from, { type: 'ack', cseq, seq });
  }

  #decide(what: string, data: Json): { op: string; data: Json } | string | undefined {
    const id = String(data['ticket']);
    const ticket = this.room.ticket(id);
    if (what !== 'ticket.add' && !ticket) return 'not_found';
    const after = data['after'] as string | null | undefined;
    if (typeof after === 'string' && !this.room.ticket(after)) return 'not_found';
    switch (what) {
      case 'ticket.add': {
        if (ticket) return 'conflict';
        const number = [...this.room.tickets].length + 1;
        const rank = this.#rankBehind(id, after);
        return {
          op: 'ticket.added',
          data: { ticket: id, number, title: data['title'], rank, created: noon },
        };
      }
      case 'ticket.edit':
        return { op: 'ticket.edited', data: { ticket: id, set: data['set'] } };
      case 'ticket.move':
        return after === id
          ? 'bad_request'
          : { op: 'ticket.moved', data: { ranks: { [id]: this.#rankBehind(id, after) } } };
      case 'ticket.archive':
        return ticket?.archived ? undefined : { op: 'ticket.archived', data: { ticket: id } };
      case 'ticket.restore':
        return ticket?.archived
          ? { op: 'ticket.restored', data: { ranks: { [id]: ticket.rank } } }
          : undefined;
      default:
        return 'unsupported';
    }
  }

  #rankBehind(moving: string, after: string | null | undefined): string {
    const others = this.room.everyTicket.filter((id) => id !== moving);
    const place =
      after === undefined ? others.length - 1 : after === null ? -1 : others.indexOf(after);
    const rankAt = (at: number) => this.room.ticket(others[at] ?? '')?.rank;
    const [lower, upper] = [rankAt(place) ?? '', rankAt(place + 1)];
    let rank = `${lower}V`;
    for (let zeros = 1; upper !== undefined && rank >= upper; ++zeros)
      rank = `${lower}${'0'.repeat(zeros)}V`;
    return rank;
  }

  #store(by: string, op: string, data: Json): number {
    const seq = this.room.seq + 1;
    const operation = { seq, at: noon + seq, by, op, data };
    const read = parseOperation(operation);
    if (!read.ok || read.value.op === 'unknown') throw new Error(JSON.stringify([operation, read]));
    applyOperation(this.room, read.value);
    this.room.seq = seq;
    this.log.push(operation);
    const told = this.#operations([operation]);
    for (const each of this.connections) if (each.who !== '') this.#say(each, told);
    return seq;
  }

  #operations(items: readonly Operation[]): Json {
    return { type: 'operations', from: items[0]?.seq, to: items.at(-1)?.seq, items };
  }

  state(): Json {
    const { facts, participants, tickets, rounds } = this.room;
    return {
      room: facts,
      participants: [...participants],
      tickets: [...tickets],
      rounds: [...rounds],
      agenda: this.room.agenda,
      clocks: this.room.clocks,
      sprints: this.room.sprints,
      meetings: this.room.meetings,
    };
  }

  #say(to: Connection, message: Json): void {
    to.toPage.push(JSON.stringify(message));
  }
}
