/** What follows from the end of a connection (PROTOCOL.md BYE). */
import type { Bye } from '../protocol/messages';
import type { RefusedAction } from './room_client';

export type Ending =
  /** `after`: the delay that the server asked for; absent: our own, growing one. */
  | { readonly kind: 'reconnect'; readonly after?: number }
  | {
      readonly kind: 'refused';
      readonly action: RefusedAction;
      readonly code: string;
      readonly message: string;
      readonly where?: string;
    };

const actions: ReadonlyMap<string, RefusedAction> = new Map([
  ['not_found', 'stop'],
  ['bad_request', 'ask'],
  ['bad_key', 'ask'],
  ['passcode', 'ask'],
  ['removed', 'stop'],
  ['locked', 'stop'],
  ['unsupported', 'reload'],
  ['protocol', 'stop'],
  ['replaced', 'silent'],
  ['left', 'front_page'],
]);
const reconnecting: readonly string[] = ['busy', 'read_only', 'slow', 'silent', 'drain', 'moved'];

/** The word for a close that no `bye` explains, as far as the number tells it. */
const words: ReadonlyMap<number, string> = new Map([
  [1007, 'protocol'],
  [1009, 'protocol'],
  [4501, 'removed'],
  [4502, 'locked'],
  [4503, 'protocol'],
  [4504, 'replaced'],
  [4505, 'unsupported'],
  [4506, 'not_found'],
]);

export function endingOf(close: number, bye: Bye | undefined): Ending {
  if (bye) {
    const action = actions.get(bye.code);
    if (action) return refused(action, bye.code, bye.message, bye.where);
    if (reconnecting.includes(bye.code)) return reconnect(bye);
  }
  const word = words.get(close);
  const message = bye?.message ?? '';
  if (word !== undefined)
    return refused(actions.get(word) ?? 'stop', bye?.code ?? word, message, bye?.where);
  // 4000 to 4499 mean connect again, 4500 to 4999 mean stop; so does every code yet to be made.
  if (close >= 4500 && close <= 4999) return refused('stop', bye?.code ?? String(close), message);
  return bye ? reconnect(bye) : { kind: 'reconnect' };
}

function reconnect(bye: Bye): Ending {
  if (bye.retry !== undefined) return { kind: 'reconnect', after: bye.retry };
  return bye.code === 'moved' ? { kind: 'reconnect', after: 0 } : { kind: 'reconnect' };
}

function refused(
  action: RefusedAction,
  code: string,
  message: string,
  where?: string,
): Ending & { kind: 'refused' } {
  return { kind: 'refused', action, code, message, ...(where === undefined ? {} : { where }) };
}
