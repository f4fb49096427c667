import { isMyTurn, nameOf } from '../../room/selectors';
import { t } from '../i18n/i18n';
import type { RoomContext } from './context';

/** "Vote:" while it is one's turn, "Revealed" where it happened out of sight. */
export function titleOf({ model, ui }: RoomContext): string {
  const { view } = model;
  const ticket = ui.onTable;
  const { round } = ui;
  const what = ticket ? `${nameOf(ticket) ?? ''} ${ticket.title}`.trim() : round?.question;
  const page = what === undefined ? view.facts.title : `${what} – ${view.facts.title}`;
  if (round && isMyTurn(view, round.round)) return t('title.vote', { page });
  if (round && ui.revealedUnseen === round.round) return t('title.revealed', { page });
  return page;
}
