/** What a closed voting says (PROTOCOL.md DOT): sums, ranks, groups of equals. Pure. */
import type { ParticipantId, TicketId } from '../protocol/ids';
import type { Ballot } from '../protocol/state';

export interface DotLine {
  readonly ticket: TicketId;
  readonly n: number;
  /** From 1; equal numbers share it, and the one after them counts them all. */
  readonly rank: number;
  /** Whose dots they are, in the order in which people first placed one; empty where anonymous. */
  readonly from: readonly {
    readonly by: ParticipantId;
    readonly n: number;
    readonly left: boolean;
  }[];
}

export const isShown = ({ hands, totals }: Pick<Ballot, 'hands' | 'totals'>): boolean =>
  hands !== undefined || totals !== undefined;

/** Most dots first; equals in the order in which they were put to the vote. Empty before the close. */
export function dotLines(ballot: Ballot): readonly DotLine[] {
  if (!isShown(ballot)) return [];
  const lines = ballot.tickets
    .map((ticket) => {
      const from = (ballot.hands ?? []).flatMap(({ by, dots, left = false }) => {
        const n = dots.find((each) => each.ticket === ticket)?.n ?? 0;
        return n > 0 ? [{ by, n, left }] : [];
      });
      const told = ballot.totals?.find((each) => each.ticket === ticket)?.n ?? 0;
      return { ticket, from, n: ballot.hands ? from.reduce((sum, { n }) => sum + n, 0) : told };
    })
    .sort((a, b) => b.n - a.n);
  return lines.map((line) => ({
    ...line,
    rank: lines.findIndex(({ n }) => n === line.n) + 1,
  }));
}

/** Tickets with equally many dots, the most first. */
export function dotGroups(
  ballot: Ballot,
): readonly { readonly n: number; readonly tickets: readonly TicketId[] }[] {
  const groups = new Map<number, TicketId[]>();
  for (const { n, ticket } of dotLines(ballot)) groups.set(n, [...(groups.get(n) ?? []), ticket]);
  return [...groups].map(([n, tickets]) => ({ n, tickets }));
}

export const dotsGiven = (ballot: Ballot): number =>
  dotLines(ballot).reduce((sum, { n }) => sum + n, 0);
