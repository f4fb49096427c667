/** What the room looks at where it is no ticket: the step at work, else what is done on the board. */
import { agendaKind, type AgendaKind } from '../../protocol/state';
import { itemAtWork } from '../../room/apply_agenda';
import type { RoomView } from '../../room/view';
import { stepName } from '../agenda/words';
import { t } from '../i18n/i18n';

const kinds: readonly string[] = agendaKind.options;
const isKind = (board: string | undefined): board is AgendaKind =>
  board !== undefined && kinds.includes(board);

export const titleOf = (board: string): string => (isKind(board) ? t(`agenda.${board}`) : board);

export function boardName(view: Pick<RoomView, 'agenda' | 'facts'>): string | undefined {
  const board = view.facts.spotlight?.board;
  const step = itemAtWork(view);
  if (step && step.kind === board) return stepName(step);
  return isKind(board) ? titleOf(board) : undefined;
}
