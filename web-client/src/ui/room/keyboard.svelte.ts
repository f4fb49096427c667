/**
 * From a key press to an action. Keys act only where no text field and no dialog has focus; a
 * widget that has focus takes its arrows, Enter and Space first.
 */
import { deckOfRound, mayVote } from '../../room/selectors';
import { actionsOf, isPrefix, isSingle, keysOf, pressed } from '../keys';
import { cardOfKey } from '../poker/card_keys';
import { settings } from '../settings.svelte';
import type { Action } from './action';
import type { RoomContext } from './context';

const prefix_ms = 1200;
const fields = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const controls = 'button, a, summary, input, label';
const choices = '[role="radio"], input[type="radio"], [role="option"]';

export class Keyboard {
  /** The first of two keys, while the second is waited for. */
  prefix: string | undefined = $state();
  readonly #context: RoomContext;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    const keys = pressed(event);
    const inField = matches(event.target, fields);
    if (!isSingle(keys) && keysOf('palette').includes(keys)) return this.#run(event, keys);
    if (this.#context.ui.dialog || document.querySelector('[role="menu"]')) return;
    if (inField) return this.#leaveField(event, keys);
    if (isSingle(keys) && !settings.singleKeys) return;
    const first = this.prefix;
    this.#forget();
    if (first !== undefined) return this.#run(event, `${first} ${keys}`);
    if (isPrefix(keys)) return this.#await(event, keys);
    if (pressesControls.includes(keys) && matches(event.target, controls)) return;
    if (movesChoices.includes(keys) && matches(event.target, choices)) return;
    if (this.#playCard(event, keys)) return;
    this.#run(event, keys);
  };

  #await(event: KeyboardEvent, keys: string): void {
    event.preventDefault();
    this.prefix = keys;
    this.#timer = setTimeout(() => this.#forget(), prefix_ms);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.prefix = undefined;
  }

  #run(event: KeyboardEvent, keys: string): void {
    const { actions } = this.#context;
    for (const name of actionsOf(keys)) {
      const action: Action = actions[name];
      if (!action.when()) continue;
      event.preventDefault();
      if (action.runFor) action.runFor(keys);
      else action.run();
      return;
    }
  }

  #playCard(event: KeyboardEvent, keys: string): boolean {
    const { model, ui, actions } = this.#context;
    const { round } = ui;
    if (keys.length !== 1 || /[A-Z]/.test(keys) || round?.phase !== 'collecting') return false;
    if (!mayVote(model.view)) return false;
    const own = model.view.ownChoice(round.round)?.choice.card;
    const card = cardOfKey(deckOfRound(model.view, round), keys, own);
    if (card === undefined) return false;
    event.preventDefault();
    if (card === null) actions.withdrawVote();
    else actions.vote(card);
    return true;
  }

  #leaveField(event: KeyboardEvent, keys: string): void {
    if (keys === 'F6' || keys === 'Shift F6') this.#run(event, keys);
  }
}

const pressesControls: readonly string[] = ['Enter', 'Space'];
const movesChoices: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const matches = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;
