/** What an undo took back, or a redo did again, in words. */
import '../i18n/part_words';
import type { Command } from '../../protocol/command';
import { t } from '../i18n/i18n';

const kinds: Partial<Record<Command['do'], string>> = {
  'ticket.add': 'add',
  'tickets.import': 'import',
  'ticket.edit': 'edit',
  'ticket.move': 'move',
  'ticket.archive': 'archive',
  'ticket.restore': 'restore',
  'estimate.give': 'vote',
  'dot.place': 'dot',
  'order.apply': 'order',
  'ticket.merge': 'merge',
  'ticket.split': 'split',
};

/** @param names of the tickets of it */
export const undone = (command: Command, names: readonly string[], again: boolean): string =>
  t('toast.undone', {
    again: again ? 'yes' : 'no',
    what: kinds[command.do] ?? 'other',
    n: names.length,
    name: names[0] ?? '',
  });
