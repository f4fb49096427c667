/**
 * One page's time in a room, over all its connections: what the server says goes into the confirmed
 * room, what the page wants waits in the outbox, and the shown room is laid over both. Contiguous
 * or not at all: whatever does not follow from what this page has is answered by beginning again.
 */
import type { Command, NumberedCommand } from '../protocol/command';
import { newId, type BallotId, type ParticipantId, type Sequence } from '../protocol/ids';
import type {
  Hello,
  Limits,
  Refusal,
  ServerMessage,
  StoreStatus,
  Welcome,
} from '../protocol/messages';
import type { Operation } from '../protocol/operation';
import { unreachable } from '../protocol/result';
import { applyOperation } from '../room/apply';
import type { Changes } from '../room/changes';
import type { RoomEvent } from '../room/events';
import { countdownsOf, observe } from '../room/observe';
import { Outbox, type Acked } from '../room/outbox';
import { Room } from '../room/room';
import { ShownRoom } from '../room/shown';
import { UndoList } from '../room/undo_list';
import type { PendingId } from '../room/view';
import { messagesOf } from './batches';
import { hashOf, loadStateHash } from './hashing';
import { Link, type LinkOwner } from './link';
import { OwnPresenceSender, People } from './people';
import type { Ports } from './ports';
import { Writable } from './readable';
import type { JoinRequest, OutboxView, ServerFacts } from './room_client';
import { Searches } from './searches';
import { ServerClock } from './server_clock';
import { Texts } from './texts';

/** What a command was sent for, where it is not a deed of its own. */
type Purpose = { readonly role: 'deed' | 'undo' | 'redo'; readonly group?: number };
const deed: Purpose = { role: 'deed' };

/** A server that refuses for now and does not say how long. */
const retry_default_ms = 1_000;
/** A `status` that follows a welcome is right behind it. */
const status_grace_ms = 100;

export class Session implements LinkOwner {
  readonly link: Link;
  readonly clock: ServerClock;
  readonly confirmed = new Room();
  readonly shown: ShownRoom;
  readonly people: People;
  readonly ownPresence: OwnPresenceSender;
  readonly texts: Texts;
  readonly searches: Searches;
  readonly store = new Writable<StoreStatus>({ store: 'ok' });
  readonly server = new Writable<ServerFacts | undefined>(undefined);
  readonly outboxView = new Writable<OutboxView>({ sending: 0, kept: 0, unknown: [] });
  readonly view = new Writable<ShownRoom | undefined>(undefined);

  readonly #roomId: string;
  readonly #ports: Ports;
  readonly #listen: (event: RoomEvent) => void;
  readonly #changed: (changes: Changes) => void;
  readonly #sessionId: string;
  readonly #outbox = new Outbox();
  readonly #undo = new UndoList();
  readonly #purposes = new Map<PendingId, Purpose>();

  #me: ParticipantId = '';
  #seat: string | undefined;
  #join: JoinRequest = {};
  #firstWelcome:
    { readonly server: string; readonly epoch: string; readonly seq: Sequence } | undefined;
  /** Of this connection; the room is shown when its `seq` has been applied. */
  #welcome: Welcome | undefined;
  #caughtUp = false;
  #snapshotCame = false;
  #wasLive = false;
  #wasShown = false;
  /** The next hello asks for everything. */
  #distrust = false;
  /** What had waited for this connection. */
  #sentAgain: readonly Command[] = [];
  /** Told once the shown room says what they speak of. */
  #events: readonly RoomEvent[] = [];
  #unknown: readonly Command[] = [];
  #statusCame = false;
  #retry: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor(
    roomId: string,
    ports: Ports,
    listen: (event: RoomEvent) => void,
    changed: (changes: Changes) => void,
  ) {
    this.#roomId = roomId;
    this.#ports = ports;
    this.#listen = listen;
    this.#changed = changed;
    this.#sessionId = newId(ports.random.bytes);
    this.link = new Link(roomId, ports, this);
    this.clock = new ServerClock(() => ports.clock.now());
    this.shown = new ShownRoom(this.confirmed);
    this.people = new People(this.confirmed);
    this.ownPresence = new OwnPresenceSender(ports.clock, (message) => this.#sendLive(message));
    this.searches = new Searches((message) => this.#sendLive(message));
    this.texts = new Texts(
      this.confirmed,
      (message) => this.#sendLive(message),
      (doc, base, text) => this.send({ do: 'text.replace', data: { doc, base, text } }),
    );
  }

  // --- what the page wants --------------------------------------------------------------------

  get limits(): Limits {
    return this.server.get()?.limits ?? {};
  }

  get knownSeat(): boolean {
    return this.#ports.seats.get(this.#roomId) !== undefined;
  }

  join(request: JoinRequest): void {
    this.#join = request;
    if (request.reads !== true) this.#currentSeat();
    this.link.connect();
  }

  send(command: Command, purpose: Purpose = deed): PendingId {
    const id = this.#outbox.add(this.#withIds(command), groupOf(command, purpose));
    if (purpose !== deed) this.#purposes.set(id, purpose);
    this.#flush();
    this.#refresh();
    return id;
  }

  newGroup(): number {
    return this.#outbox.newGroup();
  }

  discard(id: PendingId): void {
    if (this.#outbox.discard(id)) this.#refresh();
  }

  resendUnknown(): void {
    const again = this.#unknown;
    this.#unknown = [];
    for (const command of again) this.send(command);
    this.#refresh();
  }
  discardUnknown(): void {
    this.#unknown = [];
    this.#refresh();
  }

  readonly #collects = (id: BallotId): boolean =>
    (this.confirmed.round(id) ?? this.confirmed.ballot(id))?.phase === 'collecting';

  nextUndo(): Command | undefined {
    return this.#undo.nextUndo(this.#collects);
  }
  nextRedo(): Command | undefined {
    return this.#undo.nextRedo;
  }
  undo(): boolean {
    return this.#sendAll(this.#undo.takeUndo(this.#collects), 'undo');
  }
  redo(): boolean {
    return this.#sendAll(this.#undo.takeRedo(), 'redo');
  }

  wake(): void {
    this.clock.forget();
    this.link.wake();
  }

  #sendAll(commands: readonly Command[], role: 'undo' | 'redo'): boolean {
    const group = this.newGroup();
    for (const command of commands) this.send(command, { role, group });
    return commands.length > 0;
  }

  /** What is shown before it is confirmed has to be found again when it is. */
  #withIds(command: Command): Command {
    const id = () => newId(this.#ports.random.bytes);
    switch (command.do) {
      case 'ticket.add':
        return { ...command, data: { ticket: id(), ...command.data } };
      case 'round.open':
        return { ...command, data: { round: id(), ...command.data } };
      case 'agenda.add':
        return { ...command, data: { item: id(), ...command.data } };
      case 'question.ask':
        return { ...command, data: { question: id(), ...command.data } };
      case 'capacity.set':
        return { ...command, data: { sprint: id(), ...command.data } };
      case 'ticket.link': {
        const { data } = command;
        if (!('external' in data)) return command;
        return { ...command, data: { ...data, external: { entry: id(), ...data.external } } };
      }
      default:
        return command;
    }
  }

  // --- the connection -------------------------------------------------------------------------

  hello(): Hello {
    const { reads, ...join } = this.#join;
    return {
      type: 'hello',
      protocol: [1],
      // Whoever reads is nobody in the room, also in a browser that has a seat there.
      ...(reads === true ? {} : { seat: this.#currentSeat() }),
      session: this.#sessionId,
      ...join,
      ...this.#position(),
    };
  }

  #position(): Pick<Hello, 'position'> {
    const { epoch, seq, facts } = this.confirmed;
    if (this.#distrust || !facts) return {};
    const hash = this.#hashes ? hashOf(this.confirmed) : undefined;
    return { position: { epoch, seq, ...(hash !== undefined && { hash }) } };
  }

  /** Another server than the one that gave this page may hash what the page leaves out (HSH-6). */
  get #hashes(): boolean {
    return this.server.get()?.gavePage === true && !this.confirmed.incomplete;
  }

  /**
   * Made and stored before the first hello leaves, and read again for each: two tabs that open at
   * once come to the same seat. Where nothing can be stored the page keeps its own.
   */
  #currentSeat(): string {
    const stored = this.#ports.seats.get(this.#roomId);
    if (stored !== undefined) return (this.#seat = stored);
    this.#seat ??= newId(this.#ports.random.bytes);
    this.#ports.seats.set(this.#roomId, this.#seat);
    return this.#ports.seats.get(this.#roomId) ?? this.#seat;
  }

  lost(): void {
    this.#outbox.online = false;
    this.#welcome = undefined;
    this.#caughtUp = false;
    this.#cancelRetry();
    this.texts.disconnected();
    this.searches.disconnected();
    if (this.#wasLive) this.#emit({ kind: 'connection_lost' });
    this.#wasLive = false;
    this.#refresh();
    this.#tell();
  }

  distrust(often: boolean): void {
    this.#distrust = true;
    if (often) this.#emit({ kind: 'copy_unreliable' });
  }

  /** Nothing but a hello and `time` may leave before the welcome. */
  #sendLive(message: Parameters<Link['send']>[0]): boolean {
    return this.#welcome !== undefined && this.link.send(message);
  }

  // --- what the server says -------------------------------------------------------------------

  received(message: ServerMessage): boolean {
    const good = this.#take(message);
    this.#tell();
    return good;
  }

  #take(message: ServerMessage): boolean {
    if (this.#welcome === undefined && message.type !== 'welcome' && message.type !== 'time')
      return true;
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'snapshot':
        return this.#snapshot(message);
      case 'operations':
        return this.#operations(message);
      case 'yours':
        return this.#yours(message);
      case 'ack':
        return this.#acked(message);
      case 'refused':
        return this.#refused(message);
      case 'heartbeat':
        return this.#heartbeat(message);
      case 'found':
        this.searches.found(message);
        return true;
      case 'text.state':
        this.texts.told(message);
        return true;
      case 'presence':
        for (const by of this.people.received(message, this.#me))
          this.#emit({ kind: 'nudged', by });
        return true;
      case 'time':
        this.clock.answered(message.t0, message.server_time);
        return true;
      case 'status':
        return this.#status(message);
      case 'bye':
      case 'unknown':
        return true;
      default:
        return unreachable(message);
    }
  }

  #welcomed(welcome: Welcome): boolean {
    const room = this.confirmed;
    this.#welcome = welcome;
    void loadStateHash();
    this.#caughtUp = false;
    this.#snapshotCame = false;
    this.#statusCame = false;
    // A seat is known from now on; a reader shows the key anew each time.
    if (welcome.role !== 'reader') this.#join = {};
    this.#distrust = false;
    this.#me = welcome.participant ?? '';
    this.people.connected();
    if (welcome.seat !== undefined) this.#ports.seats.set(this.#roomId, welcome.seat);
    const { server: version, durability, limits } = welcome;
    this.#firstWelcome ??= { server: version, epoch: welcome.epoch, seq: welcome.seq };
    const gavePage = version === this.#firstWelcome.server;
    this.server.set({ version, gavePage, durability, limits });
    this.#outbox.unanswered_max = limits['unanswered_max'] ?? this.#outbox.unanswered_max;
    this.clock.told(welcome.server_time);
    if (room.facts) this.#noteWhatServerLost(welcome);
    const expected = room.epoch === welcome.epoch && room.seq <= welcome.seq;
    if (welcome.mode !== 'snapshot' && !(room.facts && expected)) return false;
    this.#outbox.online = true;
    this.#sendAgain(welcome);
    this.link.send({ type: 'time', t0: this.#ports.clock.now() });
    this.texts.connected();
    this.ownPresence.reconnected();
    this.#afterProgress();
    return true;
  }

  #noteWhatServerLost(welcome: Welcome): void {
    const { epoch, seq } = this.confirmed;
    const changes = Math.max(0, seq - welcome.seq);
    const own = this.#outbox.lostAbove(welcome.seq);
    if (epoch !== welcome.epoch) this.#undo.clear();
    if (epoch !== welcome.epoch || changes > 0) this.#emit({ kind: 'server_lost', changes, own });
  }

  /** Under the same numbers where the server can tell what it has; else a person decides (RES-5). */
  #sendAgain(welcome: Welcome): void {
    const first = this.#firstWelcome;
    const neverStored = first?.epoch === welcome.epoch && welcome.forgotten <= first.seq;
    if (welcome.session === 'new' && !neverStored) {
      const commands = this.#outbox.forgetUnanswered();
      this.#unknown = [...this.#unknown, ...commands];
      if (commands.length > 0) this.#emit({ kind: 'fate_unknown', commands });
    }
    this.#sentAgain = this.#outbox.pending.map(({ command }) => command);
    this.#sendCommands(this.#outbox.resend());
    this.#flush();
  }

  #snapshot({ epoch, seq, state }: Extract<ServerMessage, { type: 'snapshot' }>): boolean {
    if (epoch !== this.#welcome?.epoch) return false;
    this.confirmed.loadSnapshot(epoch, seq, state);
    this.#snapshotCame = true;
    this.#undo.noteSnapshot(seq);
    this.#afterProgress();
    return true;
  }

  #operations({ from, to, items }: Extract<ServerMessage, { type: 'operations' }>): boolean {
    const room = this.confirmed;
    if (!room.facts || from !== room.seq + 1 || to !== room.seq + items.length) return false;
    if (items.some((item, index) => item.seq !== from + index)) return false;
    for (const operation of items) this.#happened(operation);
    this.#afterProgress();
    return true;
  }

  #happened(operation: Operation): void {
    const room = this.confirmed;
    const before = countdownsOf(room);
    if (operation.op === 'unknown') room.incomplete = true;
    else applyOperation(room, operation);
    room.seq = operation.seq;
    if (operation.op === 'text.replaced')
      this.texts.written(operation.data.doc, operation.data.v, operation.by);
    if (operation.by === this.#me) this.#undo.noteOwnOperation(operation);
    // What happened while this page was away is seen, not announced.
    if (!this.#caughtUp) return;
    for (const event of observe(operation, before, room, this.#me)) this.#emit(event);
  }

  #yours({ rounds, dots }: Extract<ServerMessage, { type: 'yours' }>): boolean {
    this.confirmed.putOwn(rounds);
    this.confirmed.putOwnDots(dots);
    if (!this.#statusCame)
      this.#ports.clock.after(status_grace_ms, () => {
        if (this.#statusCame || !this.#welcome) return;
        this.#statusCame = true;
        this.store.set({ store: 'ok' });
        this.#release();
      });
    this.#refresh();
    return true;
  }

  #acked({ cseq, seq, secret }: Extract<ServerMessage, { type: 'ack' }>): boolean {
    const acked = this.#outbox.acknowledge(cseq, seq);
    if (acked) this.#noteAck(acked);
    if (acked?.command.do === 'links.renew' && secret !== undefined)
      this.#emit({ kind: 'secret_told', which: acked.command.data.which, secret });
    this.#outbox.applied(this.confirmed.seq);
    this.#flush();
    this.#refresh();
    return true;
  }

  #noteAck({ id, command, seq }: Acked): void {
    const { role, group } = this.#takePurpose(id);
    this.#undo.noteAck(command, seq, role, group);
    if (command.do === 'text.replace') this.texts.saved(command.data);
    if (command.do !== 'estimate.give') return;
    const { round, ...choice } = command.data;
    this.#emit({ kind: 'own_vote_confirmed', round, choice });
  }

  #refused(message: Extract<ServerMessage, { type: 'refused' }>): boolean {
    const { type: _type, cseq, re, ...refusal } = message;
    if (cseq === undefined) {
      if (re === 'search') this.searches.refused();
      this.#emit({ kind: 'message_refused', re: re ?? '', refusal });
      return true;
    }
    const result = this.#outbox.refuse(cseq, refusal);
    if (result.outcome === 'kept') this.#retryLater(refusal);
    if (result.outcome === 'rolled_back') {
      this.#takePurpose(result.id);
      this.#rolledBack(result.command, refusal);
    }
    this.#flush();
    this.#refresh();
    return true;
  }

  #rolledBack(command: Command, refusal: Refusal): void {
    if (refusal.code !== 'not_applied') return this.#rejected(command, refusal);
    const reject = () => {
      this.#rejected(command, refusal);
      this.#tell();
    };
    // Seldom, and so not on the way to the first vote.
    import('../room/already_so').then(({ isAlreadySo }) => {
      if (!isAlreadySo(this.confirmed, command, this.#me)) reject();
    }, reject);
  }

  #rejected(command: Command, refusal: Refusal): void {
    const { code, data } = refusal;
    if (command.do === 'text.replace') {
      const stale = code === 'conflict' && data?.v !== undefined;
      this.texts.refused(command.data, stale);
      const { doc, text: mine } = command.data;
      if (stale) return this.#emit({ kind: 'text_conflict', doc, v: data.v, mine });
    }
    if (command.do === 'estimate.give' && code === 'phase') {
      const { round, ...choice } = command.data;
      const at = this.confirmed.round(round)?.revealed;
      if (at !== undefined) return this.#emit({ kind: 'missed_reveal', round, choice, at });
    }
    this.#emit({ kind: 'refused', command, refusal });
  }

  #heartbeat(message: Extract<ServerMessage, { type: 'heartbeat' }>): boolean {
    this.clock.told(message.server_time);
    const room = this.confirmed;
    if (message.epoch !== this.#welcome?.epoch) return false;
    if (!this.#caughtUp) return true;
    if (message.seq !== room.seq) return false;
    const own = message.hash === undefined || !this.#hashes ? undefined : hashOf(room);
    return own === undefined || message.hash === own;
  }

  #status({ store, reason }: Extract<ServerMessage, { type: 'status' }>): boolean {
    this.#statusCame = true;
    this.store.set({ store, ...(reason === undefined ? {} : { reason }) });
    if (store === 'ok') this.#release();
    return true;
  }

  // --- what follows ---------------------------------------------------------------------------

  /** The confirmed room moved on. */
  #afterProgress(): void {
    this.#outbox.applied(this.confirmed.seq);
    const becomesLive = !this.#caughtUp && this.#isCaughtUp();
    if (becomesLive) this.#caughtUp = true;
    this.#refresh();
    if (becomesLive) this.#becomeLive();
  }

  #isCaughtUp(): boolean {
    const welcome = this.#welcome;
    const { epoch, seq } = this.confirmed;
    if (!welcome || epoch !== welcome.epoch || seq < welcome.seq) return false;
    return welcome.mode !== 'snapshot' || this.#snapshotCame;
  }

  #becomeLive(): void {
    this.#wasLive = true;
    this.link.live();
    const first = !this.#wasShown;
    this.#wasShown = true;
    if (first) return;
    this.#emit({ kind: 'connection_back', sent: this.#sentAgain });
    if (this.#snapshotCame) this.#emit({ kind: 'caught_up' });
  }

  #retryLater({ code, retry }: Refusal): void {
    // A store that takes no writes says so itself when it does again.
    if (code === 'read_only' && retry === undefined) return;
    const wait = retry ?? retry_default_ms;
    const at = this.#ports.clock.now() + wait;
    if (this.#retry && this.#retry.at >= at) return;
    this.#cancelRetry();
    const cancel = this.#ports.clock.after(wait, () => this.#release());
    this.#retry = { at, cancel };
  }

  #cancelRetry(): void {
    this.#retry?.cancel();
    this.#retry = undefined;
  }

  #release(): void {
    this.#cancelRetry();
    this.#outbox.release();
    this.#flush();
    this.#refresh();
  }

  #flush(): void {
    this.#sendCommands(this.#outbox.takeSendable());
  }

  #sendCommands(commands: readonly NumberedCommand[]): void {
    for (const items of messagesOf(commands, this.limits))
      this.link.send({ type: 'commands', items });
  }

  #takePurpose(id: PendingId): Purpose {
    const purpose = this.#purposes.get(id) ?? deed;
    this.#purposes.delete(id);
    return purpose;
  }

  /** Lays the shown room anew and tells who draws it. */
  #refresh(): void {
    const pending = this.#outbox.pending;
    const changes = this.shown.update(pending, { me: this.#me, now: this.clock.now() });
    if (changes.outbox || this.#unknown !== this.outboxView.get().unknown) {
      const sending = this.#outbox.sending;
      this.outboxView.set({ sending, kept: pending.length - sending, unknown: this.#unknown });
    }
    if (!changes.nothing) {
      this.people.roomChanged();
      this.texts.roomChanged();
      this.#changed(changes);
    }
    if (this.#caughtUp && !this.view.get()) this.view.set(this.shown);
    else if (!changes.nothing && this.view.get()) this.view.notify();
  }

  #emit(event: RoomEvent): void {
    this.#events = [...this.#events, event];
  }

  #tell(): void {
    const events = this.#events;
    this.#events = [];
    for (const event of events) this.#listen(event);
  }
}

const groupOf = (command: Command, { role, group }: Purpose): number | undefined =>
  command.do === 'tickets.import' && role === 'deed' ? group : undefined;
