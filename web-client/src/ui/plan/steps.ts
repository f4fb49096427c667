/** Puts steps into the agenda, one command each. */
import type { StepToAdd } from '../../room/plan';
import type { ItemId } from '../../protocol/ids';
import type { RoomModel } from '../room/model.svelte';

type Step = Pick<StepToAdd, 'kind' | 'minutes'> & Partial<StepToAdd>;

/** At the end, in this order. */
export function addSteps(model: RoomModel, steps: readonly Step[]): void {
  for (const { kind, minutes, title, needs = [], tickets = [] } of steps)
    model.send({
      do: 'agenda.add',
      data: {
        item: model.client.newId(),
        kind,
        minutes,
        ...(title === undefined ? {} : { title }),
        ...(needs.length === 0 ? {} : { needs }),
        ...(tickets.length === 0 ? {} : { tickets }),
      },
    });
}

export function removeSteps(model: RoomModel, items: readonly ItemId[]): void {
  for (const item of items) model.send({ do: 'agenda.remove', data: { item } });
}
