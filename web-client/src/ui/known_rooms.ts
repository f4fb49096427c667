/** Rooms that this browser has been in, and the facilitator keys that it holds. */
import * as v from 'valibot';
import { recall, remember } from './storage';

const knownRoom = v.object({ room: v.string(), title: v.string(), at: v.number() });
export type KnownRoom = Readonly<v.InferOutput<typeof knownRoom>>;

const rooms_max = 8;

/** The latest first. */
export function knownRooms(): readonly KnownRoom[] {
  try {
    const read = v.safeParse(v.array(knownRoom), JSON.parse(recall('rooms') ?? '[]'));
    return read.success ? read.output : [];
  } catch {
    return [];
  }
}

export function rememberRoom(known: KnownRoom): void {
  const others = knownRooms().filter(({ room }) => room !== known.room);
  remember('rooms', JSON.stringify([known, ...others].slice(0, rooms_max)));
}

export function forgetRoom(room: string): void {
  remember('rooms', JSON.stringify(knownRooms().filter((known) => known.room !== room)));
}

export const facilitatorKeyOf = (room: string): string | undefined => recall(`key.${room}`);
export const rememberKey = (room: string, key: string | undefined): void =>
  remember(`key.${room}`, key);

/** Of the read-only link, to hand it on. */
export const readKeyOf = (room: string): string | undefined => recall(`read.${room}`);
export const rememberReadKey = (room: string, key: string | undefined): void =>
  remember(`read.${room}`, key);

/** Keys by which tabs of this browser read along; kept for a reload of such a tab, not longer. */
const readerPrefix = 'refinery.reader.';
const readers = new Map<string, string>();
export function readerKeyOf(room: string): string | undefined {
  try {
    return readers.get(room) ?? sessionStorage.getItem(readerPrefix + room) ?? undefined;
  } catch {
    return readers.get(room);
  }
}
function keepReaderKey(room: string, key: string): void {
  readers.set(room, key);
  try {
    sessionStorage.setItem(readerPrefix + room, key);
  } catch {
    // The page itself goes on knowing it.
  }
}

/**
 * Takes the secret out of the address bar, where it would be read over a shoulder, and keeps it for
 * this room. Called before anything else looks at the address.
 */
export function takeKeyFromAddress(): void {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (location.hash !== '')
    history.replaceState(history.state, '', location.pathname + location.search);
  const [, room, page] = /^\/r\/([A-Za-z0-9_-]{22})(\/report)?/.exec(location.pathname) ?? [];
  if (key === null || key === '' || room === undefined) return;
  if (page === undefined) rememberKey(room, key);
  else keepReaderKey(room, key);
}
