/** What a field says, in words. */
import type { MergedField, MergedValue } from '../../room/merge';
import type { RoomView } from '../../room/view';
import { t, type MessageKey } from '../i18n/i18n';

export function valueWords(
  view: Pick<RoomView, 'facts'>,
  field: MergedField,
  value: MergedValue,
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return value.text;
  if (field === 'type' || field === 'priority') {
    const key: MessageKey = `${field}.${value}` as MessageKey;
    return t(key);
  }
  if (field !== 'goal') return value;
  return view.facts.goals?.find(({ goal }) => goal === value)?.title;
}
