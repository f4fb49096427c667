/** The browser's own clock, randomness, sockets and storage. The only file here that knows them. */
import type { RoomId } from '../protocol/ids';
import { createRoomClient } from './client';
import type { Clock, Connect, Ports, Randomness, SeatStorage } from './ports';
import type { RoomClient } from './room_client';

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const random: Randomness = {
  // Kept from no page, unlike crypto.randomUUID and crypto.subtle.
  bytes: (bytes) => void crypto.getRandomValues(bytes),
  fraction: () => Math.random(),
};

/** `at`: where the page came from. */
const connectAt =
  (at: string): Connect =>
  (room, events) => {
    const address = new URL(`/ws/${room}`, at);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, 'refinery.v1');
    socket.addEventListener('open', () => void events.opened());
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Binary frames are no part of this version; what is not text makes no sense to anybody.
      events.received(typeof data === 'string' ? data : '');
    });
    socket.addEventListener('close', ({ code }) => void events.closed(code));
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(1000),
    };
  };

const seatKey = (room: RoomId): string => `refinery.seat.${room}`;
/** Storage can be switched off; then a seat lives as long as its page. */
const seats: SeatStorage = {
  get: (room) => {
    try {
      return localStorage.getItem(seatKey(room)) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set: (room, seat) => {
    try {
      localStorage.setItem(seatKey(room), seat);
    } catch {
      // The page keeps the seat in memory.
    }
  },
};

export const browserPorts: Ports = { clock, random, connect: connectAt(location.origin), seats };

/** The client of this page; wakes with it. */
export function openRoom(room: RoomId): RoomClient {
  const client = createRoomClient(room, browserPorts);
  const wake = () => client.wake();
  const wakeIfVisible = () => document.visibilityState === 'visible' && wake();
  document.addEventListener('visibilitychange', wakeIfVisible);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  return {
    ...client,
    get knownSeat() {
      return client.knownSeat;
    },
    close: () => {
      document.removeEventListener('visibilitychange', wakeIfVisible);
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      client.close();
    },
  };
}
