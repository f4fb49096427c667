/** What can be done with somebody who votes: waiting ends, or a nudge; then what always can. */
import '../i18n/decide_words';
import '../i18n/part_words';
import type { Ballot } from '../../protocol/state';
import type { VoterView } from '../../room/ballots';
import { holds } from '../../room/selectors';
import { minutesSeconds, t } from '../i18n/i18n';
import { nudging } from '../people/nudging.svelte';
import { personMenu } from '../people/person_menu';
import type { MenuItem } from '../primitives/menu';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

export function voterMenu(
  context: RoomContext,
  ballot: Ballot,
  { person, state, excused }: VoterView,
): readonly MenuItem[] {
  const { model } = context;
  const { participant, name } = person;
  const others = personMenu(context, person);
  const waits =
    ballot.phase === 'collecting' &&
    holds(model.view, 'lead') &&
    participant !== model.view.me &&
    !person.left &&
    !excused &&
    state !== 'done';
  if (!waits) return others;
  const items: MenuItem[] = [
    {
      label: t('people.excuse'),
      run: () =>
        void model.send({ do: 'ballot.excuse', data: { ballot: ballot.ballot, participant } }),
    },
    {
      label: t('people.nudge'),
      run: () => {
        const at = model.client.serverNow();
        const wait = nudging.wait(ballot, participant, at);
        if (wait > 0)
          return toasts.show({
            words: t('people.nudge_wait', { name, time: minutesSeconds(wait + 999) }),
            topic: 'nudge',
          });
        nudging.noted(participant, at);
        model.client.nudge(participant);
        toasts.show({ words: t('people.nudged', { name }), topic: 'nudge' });
      },
    },
  ];
  return others.length > 0 ? [...items, { kind: 'line' }, ...others] : items;
}
