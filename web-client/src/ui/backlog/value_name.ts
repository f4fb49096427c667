/** What a value of a field is called, for filters and heads of groups. */
import '../i18n/part_words';
import type { FilterField } from '../../room/filter';
import { ticketType } from '../../protocol/state';
import { t } from '../i18n/i18n';
import type { RoomModel } from '../room/model.svelte';

const priorities = ['urgent', 'high', 'medium', 'low'] as const;
const categories = ['todo', 'doing', 'done'] as const;

export function valueName(model: RoomModel, field: FilterField, value: string | null): string {
  if (value === null) return t(`group.none.${field}`);
  switch (field) {
    case 'type': {
      const type = ticketType.options.find((one) => one === value);
      return type === undefined ? value : t(`type.${type}`);
    }
    case 'priority': {
      const priority = priorities.find((one) => one === value);
      return priority === undefined ? value : t(`priority.${priority}`);
    }
    case 'status': {
      const category = categories.find((one) => one === value);
      return category === undefined ? value : t(`status.${category}`);
    }
    case 'goal':
      return (
        model.view.facts.goals?.find(({ goal }) => goal === value)?.title ?? t('details.goal_gone')
      );
    case 'label':
    case 'theme':
    case 'initiative':
    case 'assignee':
    case 'requester':
      return value;
  }
}
