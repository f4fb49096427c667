/** What is lost where the page goes before the server has answered it. */
import type { OutboxView } from '../../net/room_client';

/** Commands wait in the page alone: for their answer, a connection, the store, or a decision. */
export const losesByLeaving = ({ sending, kept, unknown }: OutboxView): boolean =>
  sending + kept + unknown.length > 0;

/** The browser asks before it reloads or closes the page. @return how to stop */
export function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => {
    removeEventListener('beforeunload', ask);
  };
}
