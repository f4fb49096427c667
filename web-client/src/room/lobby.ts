/** What there is of a meeting before it starts: the lobby, and the tickets to read for it. */
import type { Participant, Question, Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import { namedByAgenda } from './groups';
import type { RoomView } from './view';

type Planned = Pick<RoomView, 'facts' | 'agenda'>;

/** Somebody has said what the next meeting is about, when it is, or what is done in it. */
export const isPlanned = ({ facts, agenda }: Planned): boolean =>
  agenda.length > 0 || facts.goal !== undefined || facts.starts_at !== undefined;

/**
 * The room waits for a planned meeting and looks at nothing else: a round that is opened before the
 * meeting, or a ticket that everybody is brought to, goes before the lobby.
 */
export function lobbyIsOpen(view: Planned): boolean {
  const { meeting, status, spotlight } = view.facts;
  if (meeting || status === 'ended' || spotlight?.ticket !== undefined) return false;
  return isPlanned(view);
}

/** The tickets that the agenda names, parked ones too, in backlog order; none that is done. */
export function ticketsForToday(view: Pick<RoomView, 'agenda' | 'order' | 'ticket'>): Ticket[] {
  const named = namedByAgenda(view);
  if (named.size === 0) return [];
  return view.order.flatMap((id) => {
    const ticket = named.has(id) ? view.ticket(id) : undefined;
    return ticket && isOpen(ticket) ? [ticket] : [];
  });
}

export const openQuestions = ({ questions = [] }: Ticket): readonly Question[] =>
  questions.filter(({ answer }) => answer === undefined);

/**
 * "read by 5 of 8": of everybody who belongs to the room. Whoever has read it yesterday and closed
 * the page has left, and has read it.
 */
export function readersOf(
  ticket: Ticket,
  people: readonly Participant[],
): { readonly read: readonly Participant[]; readonly unread: readonly Participant[] } {
  const members = people.filter(({ removed }) => removed !== true);
  const hasRead = ({ participant }: Participant) => ticket.read_by?.includes(participant) === true;
  return {
    read: members.filter(hasRead),
    unread: members.filter((one) => !hasRead(one)),
  };
}
