/**
 * The state hash, once its module has come. It is asked for with the first welcome and wanted with
 * the first heartbeat: until it is there a page says no hash and believes the server's.
 */
import type { Room } from '../room/room';

let made: ((room: Room) => string) | undefined;

export const loadStateHash = (): Promise<void> =>
  import('../room/state_hash').then(
    ({ stateHash }) => void (made = stateHash),
    () => undefined,
  );

export const hashOf = (room: Room): string | undefined => made?.(room);
