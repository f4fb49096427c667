/** A room in two tabs of one browser: whoever had it open is told of the newer one. */
import type { RoomId } from '../../protocol/ids';

/** @return how to stop */
export function tellOfOtherTabs(room: RoomId, onNewer: () => void): () => void {
  const channel = new BroadcastChannel(`refinery:${room}`);
  channel.onmessage = onNewer;
  channel.postMessage('opened');
  return () => channel.close();
}
