/**
 * What is said when something happens is not on the way to the first vote. It comes right behind
 * the page, and hears of everything that happened until then.
 */
import type { RoomEvent } from '../../room/events';
import type { RoomContext } from './context';
import { roomPlace } from './room_place';

/** @return how to stop */
export function tellFromNowOn(context: RoomContext): () => void {
  const before = roomPlace(context.model.view);
  const early: RoomEvent[] = [];
  let stopped = false;
  let stop = context.model.events((event) => early.push(event));
  void import('./tell').then(
    ({ tellEvents }) => {
      if (stopped) return;
      stop();
      stop = tellEvents(context, before, early);
    },
    () => undefined,
  );
  return () => {
    stopped = true;
    stop();
  };
}
