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

/**
 * Takes the secret out of the address bar, where it would be read over a shoulder, and keeps it for
 * this room. Called before anything else looks at the address.
 */
export function takeKeyFromAddress(): void {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (location.hash !== '')
    history.replaceState(history.state, '', location.pathname + location.search);
  const room = /^\/r\/([A-Za-z0-9_-]{22})/.exec(location.pathname)?.[1];
  if (key !== null && key !== '' && room !== undefined) rememberKey(room, key);
}
