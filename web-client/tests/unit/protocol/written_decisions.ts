/** The golden commands of dots and questions, written with the types that a page writes with. */
import type { Command } from '../../../src/protocol/messages';

export const writtenInDecisions: Readonly<Record<string, Command & { cseq: number }>> = {
  'ballot.cancel': {
    cseq: 7,
    do: 'ballot.cancel',
    data: { ballot: 'd0750000000000000000000000000041' },
  },
  'ballot.done': {
    cseq: 7,
    do: 'ballot.done',
    data: { ballot: 'd0750000000000000000000000000041' },
  },
  'ballot.extend': {
    cseq: 7,
    do: 'ballot.extend',
    data: { ballot: 'd0750000000000000000000000000041', ms: 30000 },
  },
  'ballot.reopen': {
    cseq: 7,
    do: 'ballot.reopen',
    data: { ballot: 'd0750000000000000000000000000041' },
  },
  'ballot.settle': {
    cseq: 7,
    do: 'ballot.settle',
    data: { ballot: 'd0750000000000000000000000000041' },
  },
  'dot.place': {
    cseq: 7,
    do: 'dot.place',
    data: {
      ballot: 'd0750000000000000000000000000041',
      ticket: '7c000000000000000000000000000012',
    },
  },
  'dot.take': {
    cseq: 7,
    do: 'dot.take',
    data: {
      ballot: 'd0750000000000000000000000000041',
      ticket: '7c000000000000000000000000000012',
      all: true,
    },
  },
  'dots.close': { cseq: 7, do: 'dots.close', data: { ballot: 'd0750000000000000000000000000041' } },
  'dots.open': {
    cseq: 7,
    do: 'dots.open',
    data: {
      ballot: 'd0750000000000000000000000000041',
      tickets: ['7c000000000000000000000000000012', '7c000000000000000000000000000013'],
      per_person: 5,
      per_ticket: 3,
      means: 'important',
      voters: 'everybody',
      anonymous: true,
      ms: 90000,
    },
  },
  'dots.size': {
    cseq: 7,
    do: 'dots.size',
    data: {
      ballot: 'd0750000000000000000000000000041',
      sizes: { '7c000000000000000000000000000012': '5' },
    },
  },
  'order.apply': {
    cseq: 7,
    do: 'order.apply',
    data: {
      ballot: 'd0750000000000000000000000000041',
      tickets: ['7c000000000000000000000000000013', '7c000000000000000000000000000012'],
    },
  },
  'round.open-question': {
    cseq: 7,
    do: 'round.open',
    data: {
      round: '50000000000000000000000000000033',
      question: 'Five more minutes for this?',
      deck: { name: 'Yes or no', cards: [{ label: 'Yes' }, { label: 'No' }, { label: 'Pass' }] },
    },
  },
  'ticket.archive-redeal': {
    cseq: 7,
    do: 'ticket.archive',
    data: { ticket: '7c000000000000000000000000000012', reason: 'outdated', redeal: true },
  },
};
