/** What the outside lends to a connection. A test owns all of it; `browser.ts` has the real ones. */
import type { RandomBytes, RoomId } from '../protocol/ids';

export interface Clock {
  /** Milliseconds; only differences count, and it may jump when a machine wakes. */
  now(): number;
  /** @return how to cancel */
  after(ms: number, run: () => void): () => void;
}

export interface Randomness {
  readonly bytes: RandomBytes;
  /** From 0 to below 1. */
  fraction(): number;
}

export interface SocketEvents {
  opened(): unknown;
  received(text: string): unknown;
  closed(code: number): unknown;
}
export interface Socket {
  send(text: string): void;
  close(): void;
}
export type Connect = (room: RoomId, events: SocketEvents) => Socket;

/** Seats of this browser, one per room. Shared by its tabs. */
export interface SeatStorage {
  get(room: RoomId): string | undefined;
  set(room: RoomId, seat: string): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly connect: Connect;
  readonly seats: SeatStorage;
}
