/** What can be done with one person; what this person may never do is absent. */
import '../i18n/part_words';
import type { Participant } from '../../protocol/state';
import { isEligible } from '../../room/rounds';
import { holds } from '../../room/selectors';
import { minutesSeconds, t } from '../i18n/i18n';
import { hintOf } from '../keys';
import type { MenuItem } from '../primitives/menu';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';
import { nudging } from './nudging.svelte';

/** The open round has no vote of theirs, and nobody said not to wait. */
export function isWaitedFor({ ui }: RoomContext, person: Participant): boolean {
  const { round } = ui;
  return (
    round?.phase === 'collecting' &&
    isEligible(person) &&
    !round.voted.includes(person.participant) &&
    round.excused?.includes(person.participant) !== true
  );
}

export function personMenu(context: RoomContext, person: Participant): readonly MenuItem[] {
  const { model, ui, actions } = context;
  const { participant } = person;
  if (person.removed || model.view.facts.status === 'ended') return [];
  const me = participant === model.view.me;
  const leads = holds(model.view, 'lead');
  const facilitates = model.me?.facilitates === true;
  const presence = model.presence.get(participant);
  const items: MenuItem[] = [];

  if (me) {
    items.push({
      label: t('people.hand_up'),
      icon: 'hand',
      hint: hintOf('raise_hand'),
      checked: ui.signs.hand,
      run: actions.raise_hand.run,
    });
    items.push({
      label: t('people.i_am_done'),
      hint: hintOf('done'),
      checked: ui.signs.done,
      run: actions.done.run,
    });
  }
  if (leads && !me && presence?.hand)
    items.push({
      label: t('people.lower_hand'),
      icon: 'hand',
      run: () => model.client.lowerHand(participant),
    });
  if (leads && !me && isWaitedFor(context, person)) items.push(...waiting(context, person));
  if (me || leads)
    items.push({
      label: t(me ? 'menu.rename' : 'people.rename'),
      icon: 'edit',
      run: () => (ui.dialog = { kind: 'rename', participant }),
    });
  if (me || leads)
    items.push({
      label: t(person.facilitates ? 'people.only_facilitates' : 'people.only_watches'),
      checked: person.role === 'observer',
      run: () =>
        model.send({
          do: 'participant.set_role',
          data: { participant, role: person.role === 'observer' ? 'estimator' : 'observer' },
        }),
    });
  if (facilitates && !person.facilitates && !person.left)
    items.push({
      label: t('people.make_facilitator'),
      run: () =>
        model.send({ do: 'participant.set_role', data: { participant, facilitates: true } }),
    });
  if (facilitates && person.facilitates && person.claimed !== true && (me || !person.owns))
    items.push({
      label: t(me ? 'people.stop_facilitating' : 'people.take_facilitator'),
      run: () =>
        model.send({ do: 'participant.set_role', data: { participant, facilitates: false } }),
    });
  if (person.claimed && facilitates)
    items.push({
      label: me ? t('claim.give_back') : t('claim.take_back', { name: person.name }),
      run: () => model.send({ do: 'facilitation.return', data: {} }),
    });
  if (leads && !person.left) {
    const writes = model.view.facts.scribe === participant;
    items.push({
      label: t(writes ? 'people.no_scribe' : 'people.scribe'),
      icon: 'edit',
      run: () =>
        model.send({ do: 'scribe.set', data: { participant: writes ? null : participant } }),
    });
  }
  if (holds(model.view, 'own') && !me && !person.owns)
    items.push(
      { kind: 'line' },
      {
        label: t('people.remove'),
        tone: 'bad',
        run: () => (ui.dialog = { kind: 'remove', participant }),
      },
    );
  return items;
}

function waiting({ model, ui }: RoomContext, person: Participant): readonly MenuItem[] {
  const { round } = ui;
  if (!round) return [];
  const { participant } = person;
  return [
    {
      label: t('people.excuse'),
      run: () => model.send({ do: 'ballot.excuse', data: { round: round.round, participant } }),
    },
    {
      label: t('people.nudge'),
      run: () => {
        const at = model.client.serverNow();
        const wait = nudging.wait(round, participant, at);
        if (wait > 0)
          return toasts.show({
            words: t('people.nudge_wait', { name: person.name, time: minutesSeconds(wait + 999) }),
            topic: 'nudge',
          });
        nudging.noted(participant, at);
        model.client.nudge(participant);
        toasts.show({ words: t('people.nudged', { name: person.name }), topic: 'nudge' });
      },
    },
  ];
}
