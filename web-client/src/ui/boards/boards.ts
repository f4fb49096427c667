/** Boards that take the place of ticket and table while the room looks at them. */
import type { Component } from 'svelte';
import type { AgendaKind } from '../../protocol/state';
import { itemAtWork } from '../../room/apply_agenda';
import { questionLookedAt } from '../../room/selectors';
import type { RoomView } from '../../room/view';

export type Board = () => Promise<{ default: Component<Record<string, never>> }>;

const boards: Partial<Record<AgendaKind, Board>> = {
  open: () => import('../steps/OpenBoard.svelte'),
  dots: () => import('../dots/DotsBoard.svelte'),
  split: () => import('../split/SplitBoard.svelte'),
  confirm: () => import('./ConfirmBoard.svelte'),
  close: () => import('../steps/CloseBoard.svelte'),
  talk: () => import('../steps/StepBoard.svelte'),
  break: () => import('../steps/StepBoard.svelte'),
};

const isKind = (name: string): name is keyof typeof boards => Object.hasOwn(boards, name);

/** @return how to load it; nothing for boards that are the ticket with its table */
export const boardNamed = (name: string | undefined): Board | undefined =>
  name !== undefined && isKind(name) ? boards[name] : undefined;

const step: Board = () => import('../steps/StepBoard.svelte');

/** What the room looks at now; a step that has no ticket to show is shown itself. */
export function boardOf(view: Pick<RoomView, 'agenda' | 'facts' | 'round'>): Board | undefined {
  const { spotlight, meeting } = view.facts;
  // What a meeting came to is a page of its own (`ui.reporting`); its end leaves this board behind.
  if (spotlight?.board === 'close' && !meeting) return undefined;
  const named = boardNamed(spotlight?.board);
  if (named || spotlight?.ticket !== undefined || questionLookedAt(view)) return named;
  return itemAtWork(view)?.kind === spotlight?.board && spotlight ? step : undefined;
}

type Bar = () => Promise<{ default: Component<{ seats?: boolean }> }>;
const plainBar: Bar = () => import('./BoardBar.svelte');
const dotsBar: Bar = () => import('../dots/DotsDock.svelte');

/** Own things to press stand below it, also on a phone of somebody who does not lead. */
export const hasOwnBar = (board: Board | undefined): boolean =>
  board !== undefined && board === boards.dots;
export const barBelow = (board: Board | undefined): Bar => (hasOwnBar(board) ? dotsBar : plainBar);
