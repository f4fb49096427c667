/** What is sent to people before a meeting: words for a mail or a chat, and a calendar's file. */
import { plannedMs } from '../../room/agenda';
import { ticketsForToday } from '../../room/lobby';
import { agendaSum, scheduleOf } from '../../room/schedule';
import { nameOf } from '../../room/selectors';
import type { RoomView } from '../../room/view';
import { stepName, wholeMinutes } from '../agenda/words';
import { t } from '../i18n/i18n';
import { clockOf, dateOf, fullSpan } from './when';

const minute_ms = 60_000;
const minutes_usual = 60;

/** Minutes that were planned, else those of the agenda, else an hour. */
export function lengthOfMeeting(view: Pick<RoomView, 'agenda' | 'facts'>): number {
  const sum = wholeMinutes(agendaSum(view).sum_ms);
  return view.facts.minutes ?? (sum > 0 ? sum : minutes_usual);
}

/** @param link  of the room, without anybody's key */
export function invitationText(view: RoomView, link: string): string {
  const { title, goal, starts_at, code } = view.facts;
  const head = [
    title,
    goal === undefined ? undefined : t('invite.goal', { goal }),
    starts_at === undefined
      ? undefined
      : t('invite.when', {
          when: fullSpan(starts_at, starts_at + lengthOfMeeting(view) * minute_ms),
        }),
  ];
  const foot = [
    t('invite.link', { link }),
    code === undefined ? undefined : t('invite.code', { code }),
  ];
  return [head, agendaLines(view), ticketLines(view), foot]
    .map((lines) => lines.filter((line) => line !== undefined).join('\n'))
    .filter((part) => part !== '')
    .join('\n\n');
}

function agendaLines(view: RoomView): readonly string[] {
  const { starts_at } = view.facts;
  const steps = scheduleOf(view, starts_at ?? 0);
  if (steps.length === 0) return [];
  const lines = steps.map(({ item, begins }) => {
    const names = item.needs.flatMap((id) => view.participant(id)?.name ?? []);
    const line = t(names.length === 0 ? 'invite.step' : 'invite.step_needs', {
      name: stepName(item),
      n: wholeMinutes(plannedMs(item)),
      names: names.join(', '),
    });
    return starts_at === undefined ? `- ${line}` : `${clockOf(begins)}  ${line}`;
  });
  return [t('invite.agenda', { n: wholeMinutes(agendaSum(view).sum_ms) }), ...lines];
}

function ticketLines(view: RoomView): readonly string[] {
  const tickets = ticketsForToday(view);
  if (tickets.length === 0) return [];
  const lines = tickets.map((ticket) => `- ${`${nameOf(ticket) ?? ''} ${ticket.title}`.trim()}`);
  return [t('invite.tickets'), ...lines];
}

export interface CalendarFile {
  readonly name: string;
  readonly content: string;
}

/**
 * @param now  when the file is made
 * @return nothing while the meeting has no date. A later file of the same meeting takes the place of
 *         an earlier one in a calendar: same uid, higher sequence.
 */
export async function calendarFile(
  view: RoomView,
  link: string,
  now: number,
): Promise<CalendarFile | undefined> {
  const { room, title, goal, starts_at } = view.facts;
  if (starts_at === undefined) return undefined;
  const { generateIcsCalendar } = await import('ts-ics');
  const content = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Refinery//Meeting//EN',
    events: [
      {
        uid: `${room}-${view.meetings.length + 1}@${new URL(link).hostname}`,
        sequence: view.seq,
        stamp: { date: new Date(now) },
        start: { date: new Date(starts_at) },
        duration: { minutes: lengthOfMeeting(view) },
        summary: goal === undefined ? title : `${title}: ${goal}`,
        description: invitationText(view, link),
        location: link,
        url: link,
      },
    ],
  });
  return { name: `${dateOf(starts_at)}-refinement.ics`, content };
}
