/** A ticket becomes several, or several become one. What comes then is loaded when it is wanted. */
import type { TicketId } from '../../protocol/ids';
import { draftOf } from '../../room/split_drafts';
import { holds } from '../../room/selectors';
import { targetsOf } from '../backlog/selection_actions';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

export function splitActions(model: RoomModel, ui: RoomUi) {
  const writes = () => holds(model.view, 'write');
  const target = () => {
    const targets = targetsOf(model, ui);
    return targets.length === 1 ? targets[0] : undefined;
  };

  /** Whoever leads brings along everybody who looks at it, unless votes are being collected. */
  function splitTicket(ticket: TicketId): void {
    if (!draftOf(model.view, ticket)) {
      const [split, ...children] = [0, 1, 2].map(() => model.client.newId());
      if (split !== undefined) model.send({ do: 'split.open', data: { split, ticket, children } });
    }
    const brings = holds(model.view, 'lead') && ui.isLookedAt(ticket);
    if (brings && ui.round?.phase !== 'collecting') {
      model.send({ do: 'spotlight.set', data: { board: 'split', ticket } });
      ui.follow();
    } else lookAtSplit(ticket);
  }

  function lookAtSplit(ticket: TicketId): void {
    const { spotlight } = model.view.facts;
    if (spotlight?.board === 'split' && spotlight.ticket === ticket) ui.follow();
    else ui.showSplit(ticket);
  }

  const actions = {
    split: {
      label: 'action.split',
      when: () => writes() && target() !== undefined,
      run: () => {
        const ticket = target();
        if (ticket !== undefined) splitTicket(ticket);
      },
    },
    merge: {
      label: 'action.merge',
      when: () => writes() && holds(model.view, 'order') && targetsOf(model, ui).length > 0,
      run: () => {
        ui.dialog = { kind: 'merge', tickets: targetsOf(model, ui) };
      },
    },
  } satisfies Record<string, Action>;
  return { ...actions, splitTicket, lookAtSplit };
}
