/** What one does as a person among others: hand, done, taking the lead, the room's doors. */
import { freeLead, takesBackFrom } from '../../room/leading';
import { handQueue } from '../../room/hands';
import { holds } from '../../room/selectors';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

export function peopleActions(model: RoomModel, ui: RoomUi) {
  const open = () => model.view.facts.status === 'open';
  const takesPart = () => open() && model.me?.left === false;
  const owns = () => holds(model.view, 'own');
  const free = () => freeLead(model.view, model.presence, model.client.serverNow());

  return {
    raise_hand: {
      label: 'action.raise_hand',
      when: takesPart,
      run: () => {
        ui.signs.hand = !ui.signs.hand;
        const before = handQueue(model.presence).length;
        say(ui.signs.hand ? t('said.hand', { place: before + 1 }) : t('said.hand_down'));
      },
    },
    done: {
      label: 'action.done',
      when: takesPart,
      run: () => {
        ui.signs.done = !ui.signs.done;
        say(t(ui.signs.done ? 'said.done' : 'said.not_done'));
      },
    },
    take_over: {
      label: 'action.take_over',
      when: () => free() !== undefined && free()?.asking?.participant !== model.view.me,
      run: () => model.send({ do: 'facilitation.claim', data: {} }),
    },
    agree_to_claim: {
      label: 'action.agree_to_claim',
      when: () => {
        const asking = free()?.asking;
        return asking !== undefined && asking.participant !== model.view.me;
      },
      run: () => {
        const asking = free()?.asking;
        if (asking) model.send({ do: 'facilitation.claim', data: { for: asking.participant } });
      },
    },
    take_back: {
      label: 'action.take_back',
      when: () => open() && takesBackFrom(model.view) !== undefined,
      run: () => model.send({ do: 'facilitation.return', data: {} }),
    },
    give_back: {
      label: 'claim.give_back',
      when: () => open() && model.me?.claimed === true,
      run: () => model.send({ do: 'facilitation.return', data: {} }),
    },
    share_screen: {
      label: 'action.share_screen',
      when: takesPart,
      run: () => {
        ui.faceDown.on = !ui.faceDown.on;
        say(t(ui.faceDown.on ? 'said.face_down' : 'said.face_up'));
      },
    },
    rights: {
      label: 'action.rights',
      when: () => owns() && open(),
      run: () => (ui.dialog = { kind: 'rights' }),
    },
    end_room: {
      label: 'action.end_room',
      when: () => owns() && open(),
      run: () => (ui.dialog = { kind: 'end_room' }),
    },
    reopen_room: {
      label: 'action.reopen_room',
      when: () => owns() && !open(),
      run: () => model.send({ do: 'room.reopen', data: {} }),
    },
  } satisfies Record<string, Action>;
}
