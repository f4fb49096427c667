/** What is said when a ticket becomes several or several become one, and how that is taken back. */
import '../i18n/split_words';
import { draftNamed, draftOf } from '../../room/split_drafts';
import type { RoomEvent } from '../../room/events';
import { nameOf } from '../../room/selectors';
import { say, sayNow } from '../announce';
import { t } from '../i18n/i18n';
import { refusedMerge } from '../merge/refused_merge';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

export function tellSplit({ model, ui }: RoomContext, event: RoomEvent): void {
  const called = (id: string | undefined): string => {
    const ticket = id === undefined ? undefined : model.view.ticket(id);
    return ticket ? (nameOf(ticket) ?? ticket.title) : t('said.a_ticket');
  };
  const offerUndo = (words: string): void =>
    toasts.show({
      words,
      topic: 'undo',
      passes: true,
      actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
    });
  const tell = (words: string): void => {
    sayNow(words);
    toasts.show({ words, tone: 'bad' });
  };

  switch (event.kind) {
    case 'split_opened':
      if (event.by === model.view.me) return;
      return say(
        t('said.split_open', {
          name: called(event.ticket),
          by: model.nameOf(event.by) ?? t('the_room'),
        }),
      );
    case 'ticket_split': {
      const words = t('said.split', {
        name: called(event.ticket),
        n: event.children.length,
        by: model.nameOf(event.by) ?? t('the_room'),
      });
      say(words);
      if (event.by === model.view.me) offerUndo(words);
      return;
    }
    case 'tickets_merged': {
      const words = t('said.merged', {
        n: event.tickets.length,
        name: called(event.tickets[0]),
        into: called(event.ticket),
        by: model.nameOf(event.by) ?? t('the_room'),
      });
      say(words);
      if (event.by !== model.view.me) return;
      offerUndo(words);
      if (ui.opened !== undefined && event.tickets.includes(ui.opened)) ui.open(event.ticket);
      return;
    }
    case 'refused': {
      const { command, refusal } = event;
      // Of two who begin at once the second finds the draft of the first.
      if (command.do === 'split.open' && draftOf(model.view, command.data.ticket)) return;
      if (command.do === 'ticket.merge') {
        if (ui.dialog?.kind !== 'merge') tell(refusedMerge(model.view, refusal).words);
        return;
      }
      if (command.do === 'ticket.split') {
        const draft = draftNamed(model.view, command.data.split);
        if (draft && draft.ticket === (ui.splitting ?? ui.shown?.ticket)) return;
      }
      return tell(refusal.message);
    }
    default:
      return;
  }
}
