/** What fields with suggestions offer: values that the room uses, people, tickets. */
import '../i18n/part_words';
import type { TicketId } from '../../protocol/ids';
import type { Status } from '../../protocol/state';
import { choicesOf, filterTickets, type FilterField } from '../../room/filter';
import { nameOf } from '../../room/selectors';
import { t } from '../i18n/i18n';
import type { Choice } from '../primitives/choice';
import type { RoomModel } from '../room/model.svelte';

const shown_max = 8;
const categories = ['todo', 'doing', 'done'] as const;
const fits = (text: string, words: string): boolean =>
  text.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());

/** Values of a field by how many tickets have them; people of the room too where it names one. */
export function valuesInUse(
  model: RoomModel,
  field: FilterField,
  words: string,
  without: readonly string[] = [],
): readonly Choice[] {
  const { view } = model;
  const used = choicesOf(view, view.order, field)
    .flatMap(({ value, n }) => (value === null ? [] : [{ value, n }]))
    .sort((a, b) => b.n - a.n)
    .map(({ value, n }) => ({ value, label: value, hint: String(n) }));
  const people =
    field === 'assignee' || field === 'requester'
      ? model.participants
          .filter(({ left, name }) => !left && used.every(({ value }) => value !== name))
          .map(({ name }) => ({ value: name, label: name }))
      : [];
  const all: readonly Choice[] = [...used, ...people];
  return all
    .filter(({ value }) => !without.includes(value) && fits(value, words))
    .slice(0, shown_max);
}

/** States that tickets are in, as the team words them; of a category that has none, the usual one. */
export function statusesInUse(model: RoomModel): readonly Status[] {
  const known = new Map<string, Status>();
  for (const id of model.view.order) {
    const status = model.view.ticket(id)?.status;
    if (status) known.set(`${status.category} ${status.text}`, status);
  }
  const used = [...known.values()];
  const missing = categories
    .map((category) => ({ text: t(`status.usual.${category}`), category }))
    .filter(({ category }) => used.every((one) => one.category !== category));
  const place = ({ category }: Status) => categories.indexOf(category);
  return [...used, ...missing].sort((a, b) => place(a) - place(b));
}

/** Tickets by title or name, in backlog order. @param first  what to offer before anything is written */
export function ticketChoices(
  model: RoomModel,
  words: string,
  without: ReadonlySet<TicketId>,
  first?: readonly TicketId[],
): readonly Choice[] {
  const { view } = model;
  const hits =
    words.trim() === '' ? (first ?? view.order) : filterTickets(view, view.order, { text: words });
  const choices: Choice[] = [];
  for (const id of hits) {
    const ticket = without.has(id) ? undefined : view.ticket(id);
    if (!ticket) continue;
    choices.push({
      value: id,
      label: ticket.title,
      key: nameOf(ticket),
      hint: ticket.status?.text,
    });
    if (choices.length === shown_max) break;
  }
  return choices;
}
