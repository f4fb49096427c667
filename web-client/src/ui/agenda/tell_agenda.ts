/** What is said of steps, of the step's clock and of the meeting. */
import '../i18n/agenda_words';
import type { ItemId } from '../../protocol/ids';
import { plannedMs } from '../../room/agenda';
import { clockNamed, itemAtWork, leftOf } from '../../room/schedule';
import { readiness } from '../../room/readiness';
import type { RoomEvent } from '../../room/events';
import { say, sayNow } from '../announce';
import { minutesSeconds, t } from '../i18n/i18n';
import type { RoomContext } from '../room/context';
import { stepName, wholeMinutes } from './words';

export function tellAgenda({ model }: RoomContext, event: RoomEvent): void {
  const { view } = model;
  const step = (id: ItemId | undefined) => view.agenda.find(({ item }) => item === id);
  switch (event.kind) {
    case 'step_started': {
      const item = step(event.item);
      if (!item) return;
      const words = { minutes: wholeMinutes(plannedMs(item)), n: item.queue?.length ?? 0 };
      return say(t('said.step', { name: stepName(item), ...words }));
    }
    case 'clock_paused':
      if (event.clock === 'step') say(t('said.clock_paused'));
      return;
    case 'clock_resumed': {
      const clock = clockNamed(view, 'step');
      if (event.clock !== 'step' || !clock) return;
      const time = minutesSeconds(leftOf(clock, model.client.serverNow()));
      return say(t('said.clock_runs', { time }));
    }
    case 'clock_extended': {
      const item = itemAtWork(view);
      if (event.clock !== 'step' || !item) return;
      const words = { name: stepName(item), n: wholeMinutes(event.ms) };
      const from = step(event.from);
      if (from) return say(t('said.extended_from', { ...words, from: stepName(from) }));
      return say(t('said.extended', words));
    }
    case 'clock_over': {
      const item = itemAtWork(view);
      if (event.clock === 'step' && item) sayNow(t('said.time_up', { name: stepName(item) }));
      return;
    }
    case 'meeting_ended': {
      const ready = view.order.filter((id) => {
        const ticket = view.ticket(id);
        return ticket && readiness(view, ticket).missing.length === 0;
      });
      return say(t('said.meeting_ended', { n: ready.length }));
    }
    default:
      return;
  }
}
