/**
 * Several pages, one authority, links that are slow and break: whatever happens on the way, in the
 * end everybody shows what the server has, and what each asked for is there once or was refused.
 */
import { describe, expect, it, vi } from 'vitest';
import { createRoomClient } from '../../../src/net/client';
import type { RoomClient } from '../../../src/net/room_client';
import type { RoomEvent } from '../../../src/room/events';
import { Authority, type Connection } from '../support/authority';
import { roomId } from '../support/room_facts';
import { VirtualClock } from '../support/virtual_clock';

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Page = {
  readonly client: RoomClient;
  readonly events: RoomEvent[];
  readonly added: string[];
  connection: Connection | undefined;
};

function simulate(seed: number, steps: number) {
  const random = randomOf(seed);
  const chance = (of: number) => random() < of;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const clock = new VirtualClock();
  const authority = new Authority();

  const pages = Array.from({ length: 4 }, (_, n): Page => {
    const seats = new Map<string, string>();
    const page: Page = {
      events: [],
      added: [],
      connection: undefined,
      client: createRoomClient(roomId, {
        clock,
        random: {
          bytes: (bytes) => bytes.forEach((_, at) => (bytes[at] = Math.floor(random() * 256))),
          fraction: random,
        },
        connect: (_room, events) => {
          const connection = authority.connect(events);
          page.connection = connection;
          return {
            send: (text) => connection.up && connection.toServer.push(text),
            close: () => authority.forget(connection),
          };
        },
        seats: { get: (room) => seats.get(room), set: (room, seat) => void seats.set(room, seat) },
      }),
    };
    page.client.events((event) => page.events.push(event));
    page.client.join({ name: `Page ${n}` });
    return page;
  });

  const act = ({ client, added }: Page) => {
    const view = client.view.get();
    if (!view) return;
    const ticket = pick(view.everyTicket);
    const after = chance(0.2) ? null : pick(view.everyTicket);
    const place = after === undefined ? {} : { after };
    const what = random();
    if (what < 0.3 || ticket === undefined) {
      const id = client.newId();
      added.push(id);
      client.send({
        do: 'ticket.add',
        data: { ticket: id, title: `By ${added.length}`, ...place },
      });
    } else if (what < 0.6)
      client.send({
        do: 'ticket.edit',
        data: { ticket, set: { title: `Edit ${Math.floor(random() * 1e6)}` } },
      });
    else if (what < 0.8 && after !== ticket)
      client.send({ do: 'ticket.move', data: { ticket, ...place } });
    else if (what < 0.9) client.send({ do: 'ticket.archive', data: { ticket } });
    else client.send({ do: 'ticket.restore', data: { ticket } });
  };
  const deliver = (page: Page) =>
    page.connection?.up === true && authority.step(page.connection, chance(0.5));

  authority.refuses = () => chance(0.05);
  for (let step = 0; step < steps; ++step) {
    const page = pick(pages);
    if (!page) break;
    const what = random();
    if (what < 0.12) act(page);
    else if (what < 0.94) deliver(page);
    else if (what < 0.955 && page.connection?.up) authority.cut(page.connection);
    else if (what < 0.97) authority.heartbeats();
    else clock.pass(Math.floor(random() * 400));
  }
  // Now the links are good, and everything comes to its end.
  authority.refuses = () => false;
  for (let quiet = 0; quiet < 30; ++quiet) {
    let moved = true;
    while (moved) {
      moved = false;
      for (const { connection } of pages)
        for (const up of [true, false])
          if (connection?.up && authority.step(connection, up)) moved = true;
    }
    clock.pass(500);
  }
  return { authority, pages };
}

describe('SES RES pages that come and go', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', async (seed) => {
    const { authority, pages } = simulate(seed, 2500);
    // What a refusal `not_applied` means is looked into a moment later.
    await vi.dynamicImportSettled();
    const room = authority.room;
    for (const { client, events, added } of pages) {
      const view = client.view.get();
      expect(client.connection.get().state).toBe('live');
      expect(client.outbox.get()).toEqual({ sending: 0, kept: 0, unknown: [] });
      expect(view?.seq).toBe(room.seq);
      expect(view?.everyTicket).toEqual(room.everyTicket);
      for (const id of room.everyTicket) expect(view?.ticket(id)).toEqual(room.ticket(id));
      // An answer "busy" that was lost with its connection comes back as `not_applied`, and what
      // was built on it as `not_found`. A `conflict` would be an addition that was stored twice.
      const refusals = events.flatMap((event) => (event.kind === 'refused' ? [event] : []));
      for (const { refusal } of refusals)
        expect(['not_applied', 'not_found']).toContain(refusal.code);
      const told = new Set(
        refusals.flatMap(({ command }) => JSON.stringify(command).match(/[0-9a-f]{32}/g)),
      );
      for (const id of added) expect(room.ticket(id) !== undefined || told.has(id)).toBe(true);
      for (const kind of ['copy_unreliable', 'fate_unknown', 'server_lost'])
        expect(events.map((event) => event.kind)).not.toContain(kind);
    }
    // The run was not empty.
    expect(authority.log.length).toBeGreaterThan(60);
    expect(authority.counts.cuts).toBeGreaterThan(10);
    expect(authority.counts.resent).toBeGreaterThan(0);
    expect(authority.counts.busy).toBeGreaterThan(5);
    expect(authority.counts.replays).toBeGreaterThan(5);
    expect(authority.counts.snapshots).toBeGreaterThan(3);
  });
});
