import type { TicketId } from '../../protocol/ids';
import { lobbyIsOpen } from '../../room/lobby';
import type { RoomContext } from './context';

/** What the room looked at, for what is said when that changes. */
export type Seen = {
  readonly board: string | undefined;
  readonly ticket?: TicketId;
  readonly inLobby: boolean;
};

export function lookedAt({ model, ui }: Pick<RoomContext, 'model' | 'ui'>): Seen {
  const { ticket } = ui.spotlight ?? {};
  const board = ui.covered ? (model.view.facts.spotlight?.board ?? '') : undefined;
  return { board, inLobby: lobbyIsOpen(model.view), ...(ticket !== undefined && { ticket }) };
}
