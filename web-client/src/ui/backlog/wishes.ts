/** What this person wants the list to show, in the words of `room/backlog_list`. */
import type { TicketId } from '../../protocol/ids';
import { backlogList, type ListWishes } from '../../room/backlog_list';
import { pruneCandidates } from '../../room/prune';
import type { RoomModel } from '../room/model.svelte';
import type { BacklogView } from './backlog_view.svelte';

export function wishesOf(model: RoomModel, backlog: BacklogView): ListWishes {
  const only =
    backlog.candidates === undefined
      ? undefined
      : pruneCandidates(model.view, backlog.candidates, model.client.serverNow());
  const found = backlog.found?.words === backlog.query.trim() ? backlog.found.tickets : undefined;
  return {
    filter: backlog.filter,
    doneOpen: backlog.doneOpen,
    ...(found === undefined ? {} : { found }),
    ...(backlog.by === undefined ? {} : { by: backlog.by }),
    ...(only === undefined ? {} : { only }),
  };
}

/** The tickets of the list top first, also where no list is drawn. */
export const ticketsInList = (model: RoomModel, backlog: BacklogView): readonly TicketId[] =>
  backlogList(model.view, wishesOf(model, backlog)).flatMap((entry) =>
    entry.kind === 'ticket' ? [entry.ticket] : [],
  );
