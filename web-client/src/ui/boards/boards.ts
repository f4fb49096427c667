/** Boards that take the place of ticket and table while the room looks at them. */
import type { Component } from 'svelte';
import type { AgendaKind } from '../../protocol/state';

type Board = () => Promise<{ default: Component<Record<string, never>> }>;

const boards: Partial<Record<AgendaKind, Board>> = {
  confirm: () => import('./ConfirmBoard.svelte'),
};

const isKind = (name: string): name is keyof typeof boards => Object.hasOwn(boards, name);

/** @return how to load it; nothing for boards that are the ticket with its table */
export const boardNamed = (name: string | undefined): Board | undefined =>
  name !== undefined && isKind(name) ? boards[name] : undefined;
