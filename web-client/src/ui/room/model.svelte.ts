/**
 * The room as runes. What the room client tells is drawn at most once a frame of the screen; each
 * ticket is a value of its own, so that a change of one redraws one row.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Command } from '../../protocol/command';
import type { ParticipantId, RoomId, TicketId } from '../../protocol/ids';
import type { Limits, PersonPresence, StoreStatus } from '../../protocol/messages';
import type { Participant, Ticket } from '../../protocol/state';
import type { ConnectionView, OutboxView, RoomClient, ServerFacts } from '../../net/room_client';
import type { Readable } from '../../net/readable';
import type { RoomEvent } from '../../room/events';
import { toasts } from '../toasts.svelte';
import { colourOf } from './person';
import type { Delivery, PendingId, RoomView } from '../../room/view';

/** Before the server has said its own; the same figures as its defaults. */
const usualLimits: Limits = {
  title_code_points_max: 500,
  name_code_points_max: 60,
  note_code_points_max: 200,
  text_bytes_max: 65_536,
  csv_bytes_max: 10 * 1024 * 1024,
  csv_rows_max: 5000,
};

/* eslint-disable svelte/prefer-svelte-reactivity --
   plain maps here are replaced as a whole, never changed in place */

export class RoomModel {
  readonly client: RoomClient;
  readonly tickets = new SvelteMap<TicketId, Ticket>();
  connection: ConnectionView = $state.raw({ state: 'offline', idle: true, since: 0 });
  store: StoreStatus = $state.raw({ store: 'ok' });
  server: ServerFacts | undefined = $state.raw();
  outbox: OutboxView = $state.raw({ sending: 0, kept: 0, unknown: [] });
  presence: ReadonlyMap<ParticipantId, PersonPresence> = $state.raw(new Map());
  /** How many read by the read-only link. */
  readers = $state(0);
  order: readonly TicketId[] = $state.raw([]);
  archived: readonly TicketId[] = $state.raw([]);
  participants: readonly Participant[] = $state.raw([]);
  /** The room can be shown. */
  ready = $state(false);
  /** In a box that is new each time, since the room in it is one object for ever. */
  #shown: { readonly view: RoomView } | undefined = $state.raw();
  readonly #stops: (() => void)[] = [];
  #scheduled = false;

  constructor(client: RoomClient) {
    this.client = client;
    const changes = client.changes(() => this.#soon(() => this.#draw(changes.take())));
    this.#stops.push(() => changes.close());
    this.#follow(client.connection, (connection) => (this.connection = connection));
    this.#follow(client.store, (store) => (this.store = store));
    this.#follow(client.server, (server) => (this.server = server));
    this.#follow(client.outbox, (outbox) => (this.outbox = outbox));
    this.#follow(client.presence, (presence) => (this.presence = presence));
    this.#follow(client.readers, (readers) => (this.readers = readers));
    if (client.view.get()) this.#draw(changes.take());
  }

  get room(): RoomId {
    return this.client.room;
  }
  /**
   * The shown room. Ask for it anew in every computation: it is one object whose answers change,
   * and reading it here is what makes the computation follow.
   * @pre `ready`
   */
  get view(): RoomView {
    if (!this.#shown) throw new Error('the room is not there yet');
    return this.#shown.view;
  }
  get me(): Participant | undefined {
    return this.view.participant(this.view.me);
  }
  get live(): boolean {
    return this.connection.state === 'live';
  }

  deliveryOf(id: string): Delivery | undefined {
    return this.view.deliveryOf(id);
  }
  limit(name: string): number {
    return this.server?.limits[name] ?? usualLimits[name] ?? Number.MAX_SAFE_INTEGER;
  }
  send(command: Command): PendingId {
    // An offered undo means the newest deed, and this one is newer.
    toasts.dismissTopic('undo');
    return this.client.send(command);
  }
  /** One of eight, the same on every screen. */
  colourOf(participant: ParticipantId): string {
    return colourOf(this.participants.findIndex((one) => one.participant === participant));
  }
  /** What a person is called, wherever a sentence names somebody. */
  nameOf(participant: ParticipantId | null): string | undefined {
    return participant === null ? undefined : this.view.participant(participant)?.name;
  }
  events(listen: (event: RoomEvent) => void): () => void {
    return this.client.events(listen);
  }
  close(): void {
    for (const stop of this.#stops) stop();
    this.client.close();
  }

  #follow<T>(readable: Readable<T>, set: (value: T) => void): void {
    this.#stops.push(readable.subscribe(set));
  }

  /** A hidden page draws no frames, and still has a title that says whose turn it is. */
  #soon(draw: () => void): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = () => {
      this.#scheduled = false;
      draw();
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(run);
    else setTimeout(run, 0);
  }

  #draw(changes: ReturnType<ReturnType<RoomClient['changes']>['take']>): void {
    const view = this.client.view.get();
    if (!view) return;
    // What was told before there was a room to draw is drawn with the first one.
    const everything = changes.everything || !this.ready;
    if (everything) this.#everything(view);
    else for (const id of changes.tickets) this.#ticket(view, id);
    if (everything || changes.order) this.order = view.order;
    if (everything || changes.order || changes.tickets.size > 0) this.archived = view.archived;
    if (everything || changes.participants.size > 0) this.participants = [...view.participants];
    this.#shown = { view };
    this.ready = true;
  }

  #everything(view: RoomView): void {
    const here = new Set(view.everyTicket);
    for (const id of [...this.tickets.keys()]) if (!here.has(id)) this.tickets.delete(id);
    for (const id of here) this.#ticket(view, id);
  }

  #ticket(view: RoomView, id: TicketId): void {
    const ticket = view.ticket(id);
    if (ticket) this.tickets.set(id, ticket);
    else this.tickets.delete(id);
  }
}
