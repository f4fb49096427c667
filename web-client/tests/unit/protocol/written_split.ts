/** The golden commands of merging and splitting, written with the types that a page writes with. */
import type { Command } from '../../../src/protocol/messages';

const ticket = '7c000000000000000000000000000012';
const split = '5b1100000000000000000000000000b1';
const [first, second, third] = [
  '7c0000000000000000000000000000c1',
  '7c0000000000000000000000000000c2',
  '7c0000000000000000000000000000c3',
] as const;

export const writtenInSplits: Readonly<Record<string, Command & { cseq: number }>> = {
  'ticket.merge': {
    cseq: 7,
    do: 'ticket.merge',
    data: {
      ticket,
      tickets: ['7c000000000000000000000000000013'],
      set: { title: 'Panning by keys' },
    },
  },
  'split.open': {
    cseq: 7,
    do: 'split.open',
    data: { split, ticket, children: [first, second] },
  },
  'split.edit': {
    cseq: 7,
    do: 'split.edit',
    data: {
      split,
      add: third,
      remove: first,
      titles: { [second]: 'Arrow keys' },
      guesses: { [second]: '5', [third]: null },
      criteria: { e7000000000000000000000000000081: third },
      take: { labels: false },
    },
  },
  'split.close': { cseq: 7, do: 'split.close', data: { split } },
  'ticket.split': { cseq: 7, do: 'ticket.split', data: { split } },
};
