import type { RoomId, TicketId } from '../protocol/ids';
import { newId } from '../protocol/ids';
import type { ImportedTicket } from '../protocol/command';
import { Changes } from '../room/changes';
import type { RoomEvent } from '../room/events';
import { importsOf } from './batches';
import type { Ports } from './ports';
import type { ChangeFeed, RoomClient } from './room_client';
import { Session } from './session';

/** Not connected until `join`. */
export function createRoomClient(room: RoomId, ports: Ports): RoomClient {
  const listeners = new Set<(event: RoomEvent) => void>();
  const feeds = new Set<Feed>();
  const session = new Session(
    room,
    ports,
    (event) => [...listeners].forEach((listen) => listen(event)),
    (changes) => feeds.forEach((feed) => feed.add(changes)),
  );
  const freshId = () => newId(ports.random.bytes);

  function importTickets(
    rows: readonly ImportedTicket[],
    after?: TicketId | null,
  ): readonly TicketId[] {
    const tickets = rows.map((row) => ({ ...row, ticket: row.ticket ?? freshId() }));
    const group = session.newGroup();
    let behind = after;
    for (const part of importsOf(tickets, session.limits)) {
      const place = behind === undefined ? {} : { after: behind };
      session.send(
        { do: 'tickets.import', data: { tickets: part, ...place } },
        { role: 'deed', group },
      );
      behind = part.at(-1)?.ticket;
    }
    return tickets.map(({ ticket }) => ticket);
  }

  return {
    room,
    connection: session.link.state,
    store: session.store,
    server: session.server,
    outbox: session.outboxView,
    presence: session.people.shown,
    readers: session.people.readers,
    view: session.view,
    get knownSeat() {
      return session.knownSeat;
    },
    join: (request) => session.join(request),
    send: (command) => session.send(command),
    importTickets,
    discard: (pending) => session.discard(pending),
    resendUnknown: () => session.resendUnknown(),
    discardUnknown: () => session.discardUnknown(),
    nextUndo: () => session.nextUndo(),
    nextRedo: () => session.nextRedo(),
    undo: () => session.undo(),
    redo: () => session.redo(),
    openText: (doc) => session.texts.open(doc),
    present: (presence) => session.ownPresence.present(presence),
    nudge: (participant) => session.ownPresence.nudge(participant),
    lowerHand: (participant) => session.ownPresence.lower(participant),
    search: (q) => session.searches.search(q),
    newId: freshId,
    serverNow: () => session.clock.now(),
    wake: () => session.wake(),
    changes: (onDirty) => {
      const feed = new Feed(onDirty, () => feeds.delete(feed));
      feeds.add(feed);
      return feed;
    },
    events: (listen) => {
      const listener = (event: RoomEvent) => listen(event);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => session.link.close(),
  };
}

class Feed implements ChangeFeed {
  readonly #onDirty: () => void;
  readonly #forget: () => void;
  #collected = new Changes();

  constructor(onDirty: () => void, forget: () => void) {
    this.#onDirty = onDirty;
    this.#forget = forget;
    // Whoever begins to draw has drawn nothing yet.
    this.#collected.everything = true;
  }

  add(changes: Changes): void {
    this.#collected.add(changes);
    this.#onDirty();
  }
  take(): Changes {
    const taken = this.#collected;
    this.#collected = new Changes();
    return taken;
  }
  close(): void {
    this.#forget();
  }
}
