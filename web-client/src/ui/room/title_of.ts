import { isMyTurn, nameOf } from '../../room/selectors';
import { isolated, t } from '../i18n/i18n';
import type { RoomContext } from './context';

/** "Vote:" while it is one's turn, "Revealed" where it happened out of sight. */
export function titleOf({ model, ui }: RoomContext): string {
  const { view } = model;
  const ticket = ui.onTable;
  const { round } = ui;
  const what = ticket
    ? [nameOf(ticket) ?? '', ticket.title].map(isolated).join(' ').trim()
    : round?.question && isolated(round.question);
  const room = isolated(view.facts.title);
  const page = what === undefined ? room : `${what} – ${room}`;
  if (round && isMyTurn(view, round.round)) return t('title.vote', { page });
  if (round && ui.revealedUnseen === round.round) return t('title.revealed', { page });
  return page;
}
