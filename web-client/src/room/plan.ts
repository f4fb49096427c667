/** How an agenda is planned: who is meant by a name, and what a template leaves of what was there. */
import type { ItemId, ParticipantId, TicketId } from '../protocol/ids';
import type { AgendaItem, AgendaKind, Participant } from '../protocol/state';
import { takesTickets } from './agenda';
import type { PastedStep } from './agenda_plan';

export interface StepToAdd {
  readonly kind: AgendaKind;
  readonly title?: string;
  readonly minutes: number;
  readonly needs: readonly ParticipantId[];
  readonly tickets: readonly TicketId[];
}

type Named = Pick<Participant, 'participant' | 'name' | 'title' | 'removed'>;
const alike = (a: string | undefined, b: string): boolean =>
  a !== undefined && a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/**
 * A pasted step with the people whom it names, by their name or by the word beside it ("Design").
 * What names nobody stays in the title, so that nothing of the line is lost.
 */
export function stepToAdd(
  step: PastedStep & { readonly minutes: number },
  people: readonly Named[],
): StepToAdd {
  const present = people.filter(({ removed }) => removed !== true);
  const found = step.needs.map((name) => ({
    name,
    who: present.filter((one) => alike(one.name, name) || alike(one.title, name)),
  }));
  const unknown = found.filter(({ who }) => who.length === 0).map(({ name }) => name);
  const title = unknown.length === 0 ? step.title : `${step.title} (${unknown.join(', ')})`;
  const needs = found.flatMap(({ who }) => who.map(({ participant }) => participant));
  return {
    kind: step.kind,
    title,
    minutes: step.minutes,
    needs: [...new Set(needs)],
    tickets: [],
  };
}

/** What a new agenda takes the place of: every step that has not begun. */
export interface Replacement {
  readonly gone: readonly ItemId[];
  readonly steps: readonly StepToAdd[];
}

/** Tickets that were named for today stay named: by the first step that goes through tickets. */
export function replaceAgenda(
  agenda: readonly AgendaItem[],
  steps: readonly StepToAdd[],
): Replacement {
  const planned = agenda.filter(({ state }) => state === 'planned');
  const tickets = [...new Set(planned.flatMap((item) => item.tickets))];
  const kind = takesTickets.find((one) => steps.some((step) => step.kind === one));
  const heir = kind === undefined ? 0 : steps.findIndex((step) => step.kind === kind);
  return {
    gone: planned.map(({ item }) => item),
    steps: steps.map((step, place) =>
      place === heir && tickets.length > 0 ? { ...step, tickets } : step,
    ),
  };
}

/** The list with one of it a place further up or down; the same where that place is not there. */
export function shifted<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, place) => place !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
