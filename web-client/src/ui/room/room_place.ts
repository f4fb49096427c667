/** What the room looks at together. */
import { lobbyIsOpen } from '../../room/lobby';
import { spotlightOf } from '../../room/selectors';
import type { RoomView } from '../../room/view';
import { boardOf } from '../boards/boards';
import type { Place } from './whereabouts';

export function roomPlace(view: RoomView): Place {
  if (lobbyIsOpen(view)) return { at: 'lobby' };
  const ticket = spotlightOf(view).ticket?.ticket;
  const named = ticket === undefined ? {} : { ticket };
  if (boardOf(view)) return { at: 'board', board: view.facts.spotlight?.board ?? '', ...named };
  return ticket === undefined ? { at: 'nothing' } : { at: 'ticket', ticket };
}
