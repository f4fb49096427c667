/** Asking the room, with or without a time to answer in. */
import { yesOrNo } from '../../protocol/deck';
import type { Actions } from '../room/actions';
import type { RoomModel } from '../room/model.svelte';
import type { RoundSettings } from '../poker/poker_actions';

const minutes_asked_for = 5;
const quick_ms = 15_000;

export function askTheRoom(
  model: RoomModel,
  actions: Pick<Actions, 'askRoom'>,
  question: string,
  settings: RoundSettings,
  ms?: number,
): void {
  if (actions.askRoom(question, settings) === undefined) return;
  if (ms !== undefined) model.send({ do: 'timer.start', data: { clock: 'vote', ms } });
}

/** Time is up, and the lead does not decide alone. */
export const askForMinutes = (
  model: RoomModel,
  actions: Pick<Actions, 'askRoom'>,
  question: string,
): void => askTheRoom(model, actions, question, { deck: yesOrNo, anonymous: false }, quick_ms);
export { minutes_asked_for };
