/** The backlog as a list draws it: heads, tickets and capacity lines, top to bottom. Pure. */
import type { TicketId } from '../protocol/ids';
import { sprintLines, type SprintLine } from './capacity';
import { filterTickets, groupTickets, isEmptyFilter } from './filter';
import type { BacklogFilter, FilterField } from './filter';
import { groupsOf } from './groups';
import type { RoomView } from './view';

export type GroupName = 'today' | 'parked' | 'backlog' | 'done' | 'archived' | 'candidates';

export type BacklogEntry =
  | {
      readonly kind: 'head';
      readonly key: string;
      /** One of the fixed groups, or a value of the field that the list is grouped by. */
      readonly group: GroupName | { readonly by: FilterField; readonly value: string | null };
      readonly n: number;
      readonly estimated: number;
    }
  | {
      readonly kind: 'ticket';
      readonly key: TicketId;
      readonly ticket: TicketId;
      /** Absent: done or archived, it has none. */
      readonly position?: number;
    }
  | { readonly kind: 'line'; readonly key: string; readonly line: SprintLine };

export interface ListWishes {
  readonly filter: BacklogFilter;
  /** What the server found for the filter's words, texts included. */
  readonly found?: ReadonlySet<TicketId>;
  readonly by?: FilterField;
  /** These alone, in this order: candidates for pruning. */
  readonly only?: readonly TicketId[];
  readonly doneOpen: boolean;
}

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'agenda' | 'facts' | 'sprints' | 'archived'>;

export function backlogList(view: Backlog, wishes: ListWishes): readonly BacklogEntry[] {
  const groups = groupsOf(view);
  const position = new Map<TicketId, number>();
  for (const rows of [groups.today, groups.parked, groups.backlog])
    for (const row of rows) position.set(row.ticket, row.position);
  const list = new Listing(view, position);

  if (wishes.only) {
    list.group('candidates', wishes.only);
    return list.entries;
  }
  const kept = (ids: readonly TicketId[]) => matching(view, ids, wishes);
  if (wishes.by !== undefined) {
    const open = kept(view.order.filter((id) => position.has(id)));
    for (const { value, tickets } of groupTickets(view, open, wishes.by))
      list.group({ by: wishes.by, value }, tickets);
  } else {
    const lines = isEmptyFilter(wishes.filter) ? sprintLines(view) : [];
    for (const name of ['today', 'parked', 'backlog'] as const)
      list.group(name, kept(groups[name].map(({ ticket }) => ticket)), lines);
  }
  const done = kept(groups.done);
  const searching = !isEmptyFilter(wishes.filter);
  if (done.length > 0) {
    list.head('done', done);
    if (wishes.doneOpen || searching) list.rows(done);
  }
  if (wishes.found) {
    const { found } = wishes;
    list.group(
      'archived',
      view.archived.filter((id) => found.has(id)),
    );
  }
  return list.entries;
}

/** Of these, what the filter wants; for its words the server's answer counts too. */
function matching(
  view: Backlog,
  ids: readonly TicketId[],
  { filter, found }: ListWishes,
): readonly TicketId[] {
  const { text, ...fields } = filter;
  const wanted = filterTickets(view, ids, fields);
  if (text === undefined) return wanted;
  const named = filterTickets(view, wanted, { text });
  if (!found || named.length === wanted.length) return named;
  const here = new Set(named);
  return wanted.filter((id) => here.has(id) || found.has(id));
}

class Listing {
  readonly entries: BacklogEntry[] = [];
  readonly #view: Backlog;
  readonly #position: ReadonlyMap<TicketId, number>;

  constructor(view: Backlog, position: ReadonlyMap<TicketId, number>) {
    this.#view = view;
    this.#position = position;
  }

  head(group: Extract<BacklogEntry, { kind: 'head' }>['group'], ids: readonly TicketId[]): void {
    let estimated = 0;
    for (const id of ids) if (this.#view.ticket(id)?.estimate) estimated += 1;
    const key = typeof group === 'string' ? group : `${group.by}:${group.value ?? ''}`;
    this.entries.push({ kind: 'head', key: `head-${key}`, group, n: ids.length, estimated });
  }

  /** @param lines stand behind the last ticket of the group that is above them, if any is */
  rows(ids: readonly TicketId[], lines: readonly SprintLine[] = [], name = ''): void {
    const seen = this.entries.length;
    const cuts = lines.map((line) => ({
      line,
      below: line.after === undefined ? 0 : (this.#position.get(line.after) ?? 0),
    }));
    let next = 0;
    const drawLines = (upTo: number) => {
      for (let cut = cuts[next]; cut && cut.below < upTo; cut = cuts[++next])
        if (this.entries.length > seen || cut.below === 0)
          this.entries.push({
            kind: 'line',
            key: `line-${name}-${cut.line.sprint.sprint}`,
            line: cut.line,
          });
    };
    for (const ticket of ids) {
      const position = this.#position.get(ticket);
      if (position !== undefined) drawLines(position);
      this.entries.push({
        kind: 'ticket',
        key: ticket,
        ticket,
        ...(position === undefined ? {} : { position }),
      });
    }
    if (ids.length > 0) drawLines(Number.POSITIVE_INFINITY);
  }

  group(
    group: Extract<BacklogEntry, { kind: 'head' }>['group'],
    ids: readonly TicketId[],
    lines: readonly SprintLine[] = [],
  ): void {
    if (ids.length === 0) return;
    this.head(group, ids);
    this.rows(ids, lines, typeof group === 'string' ? group : '');
  }
}

/** Whether two lists are drawn alike, so that a page may go on with the one that it has. */
export const isSameList = (
  before: readonly BacklogEntry[],
  after: readonly BacklogEntry[],
): boolean =>
  before.length === after.length &&
  before.every((entry, index) => {
    const other = after[index];
    return other !== undefined && isSameEntry(entry, other);
  });

function isSameEntry(one: BacklogEntry, other: BacklogEntry): boolean {
  if (one.key !== other.key) return false;
  if (one.kind === 'ticket' && other.kind === 'ticket') return one.position === other.position;
  if (one.kind === 'head' && other.kind === 'head')
    return one.n === other.n && one.estimated === other.estimated;
  if (one.kind === 'line' && other.kind === 'line')
    return (
      one.line.sprint === other.line.sprint &&
      one.line.used === other.line.used &&
      one.line.unsized.length === other.line.unsized.length
    );
  return false;
}
