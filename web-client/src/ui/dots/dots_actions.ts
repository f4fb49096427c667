/** Dots and questions, as far as keys and the palette know of them; the rest comes when it is wanted. */
import type { Ballot } from '../../protocol/state';
import { dotsLookedAt, isMyTurnIn, openDotsOf } from '../../room/ballots';
import { lobbyIsOpen } from '../../room/lobby';
import { holds } from '../../room/selectors';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

export function dotsActions(model: RoomModel, ui: RoomUi) {
  const leads = () => holds(model.view, 'lead') && !lobbyIsOpen(model.view);

  /** The voting that stands before this person, on the board or in its own sheet. */
  function votingHere(): Ballot | undefined {
    const { dialog } = ui;
    if (dialog?.kind === 'decide' && dialog.decision.what === 'place')
      return model.view.ballot(dialog.decision.ballot);
    const onBoard = model.view.facts.spotlight?.board === 'dots' && ui.opened === undefined;
    return onBoard ? dotsLookedAt(model.view) : undefined;
  }
  const myTurn = () => {
    const ballot = votingHere();
    return ballot !== undefined && isMyTurnIn(model.view, ballot);
  };
  /** The row that has focus. */
  const row = () => document.activeElement?.closest<HTMLElement>('[data-dots]')?.dataset['dots'];
  const onRow = () => myTurn() && row() !== undefined;

  function press(what: 'give' | 'take' | 'clear'): void {
    const ballot = votingHere();
    const ticket = row();
    if (ballot && ticket !== undefined) pressOn(ballot, ticket, what);
  }
  function pressOn(ballot: Ballot, ticket: string, what: 'give' | 'take' | 'clear'): void {
    void import('./giving').then(
      ({ giving }) => giving(model)[what](ballot.ballot, ticket),
      () => undefined,
    );
  }

  const actions = {
    dot_give: { label: 'action.dot_give', when: onRow, run: () => press('give') },
    dot_take: { label: 'action.dot_take', when: onRow, run: () => press('take') },
    dot_clear: { label: 'action.dot_clear', when: onRow, run: () => press('clear') },
    dots_done: {
      label: 'action.dots_done',
      when: myTurn,
      run: () => {
        const ballot = votingHere()?.ballot;
        if (ballot === undefined) return;
        const on = model.view.ballot(ballot)?.done?.includes(model.view.me) !== true;
        model.send({ do: 'ballot.done', data: { ballot, on } });
      },
    },
    dots: {
      label: 'action.dots',
      when: leads,
      run: () => (ui.dialog = { kind: 'decide', decision: { what: 'open' } }),
    },
    place_dots: {
      label: 'action.place_dots',
      when: () => {
        const open = openDotsOf(model.view).at(-1);
        return open !== undefined && votingHere() === undefined && isMyTurnIn(model.view, open);
      },
      run: () => {
        const ballot = openDotsOf(model.view).at(-1)?.ballot;
        if (ballot !== undefined)
          ui.dialog = { kind: 'decide', decision: { what: 'place', ballot } };
      },
    },
    ask_room: {
      label: 'action.ask_room',
      when: leads,
      run: () => (ui.dialog = { kind: 'decide', decision: { what: 'ask' } }),
    },
  } satisfies Record<string, Action>;

  return { ...actions, votingHere, pressDot: pressOn };
}
