/** What the lead does with the step at work, as a menu: beside its clock and in the agenda. */
import type { AgendaItem } from '../../protocol/state';
import { plannedMs } from '../../room/agenda';
import { clockNamed, itemAtWork } from '../../room/schedule';
import { askForMinutes, minutes_asked_for } from '../dots/asking';
import '../i18n/decide_words';
import { minutesSeconds, t } from '../i18n/i18n';
import { hintOf } from '../keys';
import type { MenuItem } from '../primitives/menu';
import type { RoomContext } from '../room/context';
import { stepName } from './words';

const minute_ms = 60_000;
const taken_minutes = 2;

/** Later steps that keep a minute when they give two. */
function givers(agenda: readonly AgendaItem[], item: AgendaItem): readonly AgendaItem[] {
  const behind = agenda.slice(agenda.indexOf(item) + 1);
  return behind.filter(
    (one) => one.state === 'planned' && plannedMs(one) >= (taken_minutes + 1) * minute_ms,
  );
}

/** More minutes: from nowhere, so that the meeting grows, or from a later step. */
export function moreTime({ model, actions }: RoomContext): readonly MenuItem[] {
  const item = itemAtWork(model.view);
  if (!item) return [];
  return [
    ...[2, 5].map((n) => ({
      label: t('agenda.plus_what', { n }),
      run: () => actions.extendClock('step', n * minute_ms),
    })),
    ...givers(model.view.agenda, item).map((one) => ({
      label: t('agenda.take_from', {
        minutes: taken_minutes,
        name: stepName(one),
        left: minutesSeconds(plannedMs(one)),
      }),
      run: () => actions.extendClock('step', taken_minutes * minute_ms, one.item),
    })),
  ];
}

/** The step is over, and the lead does not want to decide alone whether it goes on. */
export const askForMore = ({ model, actions }: RoomContext, item: AgendaItem) => ({
  label: t('ask.step_over', { n: minutes_asked_for }),
  run: () => {
    const words = { n: minutes_asked_for, name: stepName(item) };
    askForMinutes(model, actions, t('ask.more_minutes', words));
  },
});

export function stepMenu(context: RoomContext): readonly MenuItem[] {
  const { model, actions } = context;
  const item = itemAtWork(model.view);
  if (!item) return [];
  const only = (action: 'pause_step' | 'resume_step'): readonly MenuItem[] =>
    actions[action].when() ? [{ label: t(actions[action].label), run: actions[action].run }] : [];
  return [
    { label: t('action.next_step'), run: actions.next_step.run },
    ...(clockNamed(model.view, 'step')?.state === 'over' ? [askForMore(context, item)] : []),
    ...only('pause_step'),
    ...only('resume_step'),
    { kind: 'line' },
    {
      label: t('agenda.plus_what', { n: 1 }),
      hint: hintOf('extend_step'),
      run: actions.extend_step.run,
    },
    ...moreTime(context),
    { kind: 'line' },
    {
      label: t('action.free_timer'),
      hint: hintOf('free_timer'),
      run: actions.free_timer.run,
    },
    {
      label: t('agenda.stop_what', { name: stepName(item) }),
      run: () => void model.send({ do: 'agenda.stop', data: { item: item.item } }),
    },
  ];
}
