/** Secret links of a room as far as this browser holds them; a renewed one is told once. */
import type { Link } from '../../protocol/command';
import { facilitatorKeyOf, readKeyOf, rememberKey, rememberReadKey } from '../known_rooms';

export class RoomLinks {
  readonly #room: string;
  facilitator: string | undefined = $state();
  read: string | undefined = $state();

  constructor(room: string) {
    this.#room = room;
    this.facilitator = facilitatorKeyOf(room);
    this.read = readKeyOf(room);
  }

  told(which: Link, secret: string): void {
    if (which === 'facilitator') this.#keepFacilitator(secret);
    if (which === 'read') this.#keepRead(secret);
  }
  /** By somebody else, or switched off: what this browser holds opens nothing any more. */
  renewed(which: Link): void {
    if (which === 'facilitator') this.#keepFacilitator(undefined);
    if (which === 'read') this.#keepRead(undefined);
  }

  #keepFacilitator(key: string | undefined): void {
    this.facilitator = key;
    rememberKey(this.#room, key);
  }
  #keepRead(key: string | undefined): void {
    this.read = key;
    rememberReadKey(this.#room, key);
  }
}
