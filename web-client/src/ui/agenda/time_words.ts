/** How the time of the agenda stands, in words. */
import '../i18n/agenda_words';
import { plannedEnd, type Forecast } from '../../room/schedule';
import type { RoomView } from '../../room/view';
import { minutesSeconds, t, timeOfDay } from '../i18n/i18n';
import { wholeMinutes } from './words';

/** "At this pace ticket 5 of 7; 2 will not fit"; before a ticket is through, by what was planned. */
export function paceWords({ finished, reach, of, unfit, spare_ms }: Forecast): string {
  if (finished === 0) return t('forecast.planned', { reach, of, unfit });
  if (unfit > 0) return t('agenda.reach', { reach, of, unfit });
  return t('agenda.all_fit', { of, time: minutesSeconds(spare_ms) });
}

/** "ends 11:04, 4 late". Absent: there is no agenda. */
export function endWords(
  view: Pick<RoomView, 'agenda' | 'clocks' | 'facts'>,
  at: number,
): { readonly words: string; readonly late: boolean } | undefined {
  const planned = plannedEnd(view, at);
  if (!planned) return undefined;
  const n = wholeMinutes(planned.late_ms ?? 0);
  const end = timeOfDay(planned.end);
  if (n <= 0) return { words: t('agenda.ends', { at: end }), late: false };
  return { words: t('agenda.ends_late', { at: end, n }), late: true };
}
