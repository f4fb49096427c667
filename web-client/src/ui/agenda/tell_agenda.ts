/** What is said of steps, of the clocks and of the meeting. */
import '../i18n/agenda_words';
import type { ItemId } from '../../protocol/ids';
import type { ClockName } from '../../protocol/state';
import { nextItem, plannedMs } from '../../room/agenda';
import { isOpen } from '../../room/blockers';
import { isThrough, placeInQueue } from '../../room/queue';
import { isReady } from '../../room/readiness';
import { clockNamed, itemAtWork, leftOf } from '../../room/schedule';
import { nameOf, spotlightOf } from '../../room/selectors';
import type { RoomEvent } from '../../room/events';
import type { RoomView } from '../../room/view';
import { say, sayNow } from '../announce';
import { minutesSeconds, t } from '../i18n/i18n';
import { toasts } from '../toasts.svelte';
import type { RoomContext } from '../room/context';
import type { RoomModel } from '../room/model.svelte';
import { chime, playChime } from './chime.svelte';
import { stepName, wholeMinutes } from './words';

export function tellAgenda({ model, ui }: RoomContext, event: RoomEvent): void {
  const { view } = model;
  const step = (id: ItemId | undefined) => view.agenda.find(({ item }) => item === id);
  const leftNow = (name: ClockName): string => {
    const clock = clockNamed(view, name);
    return clock ? minutesSeconds(leftOf(clock, model.client.serverNow())) : '';
  };
  switch (event.kind) {
    case 'step_started': {
      // Whoever starts it has the agenda open, and means to go there.
      if (event.by === view.me) ui.leaveReport();
      else ui.leaveReportTogether();
      const item = step(event.item);
      if (!item) return;
      const words = { minutes: wholeMinutes(plannedMs(item)), n: item.queue?.length ?? 0 };
      return say(t('said.step', { name: stepName(item), ...words }));
    }
    case 'step_stopped':
    case 'step_skipped': {
      const item = step(event.item);
      if (!item) return;
      const next = nextItem(view, itemAtWork(view)?.item ?? event.item);
      const minutes = next === undefined ? 0 : wholeMinutes(plannedMs(next));
      return say(
        t(event.kind === 'step_stopped' ? 'said.step_stopped' : 'said.step_skipped', {
          name: stepName(item),
          next: next === undefined ? 'none' : stepName(next),
          minutes,
        }),
      );
    }
    case 'spotlight_moved': {
      ui.leaveReportTogether();
      const item = itemAtWork(view);
      if (!item || event.ticket !== undefined || !isThrough(view)) return;
      const left = clockNamed(view, 'step')?.state === 'over' ? 'none' : leftNow('step');
      return say(t('agenda.through', { name: stepName(item), left }));
    }
    case 'clock_started':
      if (event.clock === 'free') say(t('said.timer', { time: leftNow('free') }));
      return;
    case 'clock_paused':
      return say(t(event.clock === 'free' ? 'said.timer_paused' : 'said.clock_paused'));
    case 'clock_resumed':
      return say(t('said.clock_runs', { time: leftNow(event.clock) }));
    case 'clock_extended': {
      const item = itemAtWork(view);
      if (event.clock !== 'step' || !item) return;
      const words = { name: stepName(item), n: wholeMinutes(event.ms) };
      const from = step(event.from);
      if (from) return say(t('said.extended_from', { ...words, from: stepName(from) }));
      return say(t('said.extended', words));
    }
    case 'clock_over':
      return tellOver(model, event.clock);
    case 'meeting_ended': {
      const ready = view.order.filter((id) => {
        const ticket = view.ticket(id);
        return ticket && isOpen(ticket) && isReady(view, ticket);
      });
      const words = t('said.meeting_ended', { n: ready.length });
      say(words);
      // Nobody is carried off from what is being written.
      if (!ui.writing && !ui.dialog && !ui.planning) return ui.showReport(true);
      // The pill says the same, where the toast would lie over it.
      if (ui.wayBack?.at === 'report') return;
      return toasts.show({
        words,
        topic: 'ended',
        actions: [{ label: t('action.report'), run: () => ui.showReport() }],
      });
    }
    default:
      return;
  }
}

function tellOver(model: RoomModel, name: ClockName): void {
  const { view } = model;
  const item = itemAtWork(view);
  const { ticket } = spotlightOf(view);
  const audible = name === 'step' || name === 'free';
  if (audible && chime.isOn(model.me?.facilitates === true)) playChime();
  if (name === 'step' && item) sayNow(t('said.time_up', { name: stepName(item) }));
  if (name === 'free') sayNow(t('said.timer_over'));
  if (name === 'vote') say(t('said.vote_over'));
  if (name === 'box' && ticket) say(t('said.time_up', { name: nameOf(ticket) ?? ticket.title }));
}

/** "Clarify, 6:12 left, ticket 3 of 11." Nothing where no step is at work. */
export function whereWeAre(view: RoomView, at: number): string | undefined {
  const item = itemAtWork(view);
  const clock = clockNamed(view, 'step');
  if (!item || !clock) return undefined;
  const left = leftOf(clock, at);
  const { ticket } = spotlightOf(view);
  const place = ticket && placeInQueue(view, ticket.ticket);
  return t('agenda.where', {
    name: stepName(item),
    over: left < 0 ? 'yes' : 'no',
    time: minutesSeconds(Math.abs(left)),
    place: place?.place ?? 0,
    of: place?.of ?? 0,
  });
}

/** For somebody who has just come: once said, and shown for as long as it takes to read. */
export function sayWhereWeAre(model: RoomModel): void {
  const words = whereWeAre(model.view, model.client.serverNow());
  if (words === undefined) return;
  say(words);
  toasts.show({ words, topic: 'where' });
}

/** Asked for with a key: how every clock stands, whatever is announced by itself. */
export function sayClocks(model: RoomModel): void {
  const { view } = model;
  const at = model.client.serverNow();
  const others = view.clocks
    .filter(({ clock }) => clock !== 'step')
    .map((clock) => {
      const left = leftOf(clock, at);
      const time = minutesSeconds(Math.abs(left));
      return t('said.clock', { which: clock.clock, time, over: left < 0 ? 'yes' : 'no' });
    });
  const words = [whereWeAre(view, at), ...others].filter((one) => one !== undefined).join(' ');
  sayNow(words);
  toasts.show({ words, topic: 'where' });
}
