import * as v from 'valibot';
import { fields, type ReplacedValue } from '../protocol/operation';
import type { TicketFields } from '../protocol/state';

/** What `ticket.edit` sets to give a field back what it had said; nothing for a field it has not. */
export function fieldsToPutBack(field: string, value: ReplacedValue): TicketFields | undefined {
  const read = v.safeParse(fields, { [field]: value });
  if (!read.success || !Object.hasOwn(read.output, field)) return undefined;
  const { estimate, ...others } = read.output;
  if (estimate === undefined) return others;
  return typeof estimate === 'object' && estimate !== null ? undefined : { estimate };
}

/** What a field had said, as one line; null where it had been empty. */
export function lineOf(value: ReplacedValue): string | null {
  if (value === null || typeof value === 'string') return value;
  if ('text' in value) return value.text;
  const lines = value.map((each) => (typeof each === 'string' ? each : each.text));
  return lines.length > 0 ? lines.join(', ') : null;
}
