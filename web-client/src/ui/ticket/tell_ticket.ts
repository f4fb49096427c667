/** What is said when tickets become ready, are parked, or are asked about. */
import { nameOf } from '../../room/selectors';
import type { RoomEvent } from '../../room/events';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import type { RoomModel } from '../room/model.svelte';

export function tellTicket(model: RoomModel, event: RoomEvent): void {
  const called = (id: string): string => {
    const ticket = model.view.ticket(id);
    return ticket ? (nameOf(ticket) ?? ticket.title) : t('said.a_ticket');
  };
  const person = (id: string | null): string => model.nameOf(id) ?? t('the_room');

  switch (event.kind) {
    case 'ticket_ready':
      return say(t('said.ready', { name: called(event.ticket), of: event.of }));
    case 'ticket_parked':
      return say(t('said.parked', { name: called(event.ticket), by: person(event.by) }));
    case 'ticket_unparked':
      return say(t('said.unparked', { name: called(event.ticket), by: person(event.by) }));
    case 'question_asked': {
      const asked = model.view
        .ticket(event.ticket)
        ?.questions?.find(({ question }) => question === event.question);
      return say(
        t('said.question', {
          name: called(event.ticket),
          by: person(event.by),
          text: asked?.text ?? '',
        }),
      );
    }
    case 'question_answered':
      return say(t('said.answer', { name: called(event.ticket), by: person(event.by) }));
    default:
      return undefined;
  }
}
