/**
 * A position between two neighbours until the server has made the real one. Real ranks are base-62
 * digits compared bytewise, all of which come after '!': so `lower` followed by '!' comes before
 * everything else that begins with `lower`. It never ends in '!', which leaves room for the next.
 */
export function provisionalRank(lower: string, upper: string | undefined): string {
  let rank = `${lower}!5`;
  for (let depth = 2; upper !== undefined && rank >= upper; ++depth)
    rank = `${lower}${'!'.repeat(depth)}5`;
  return rank;
}

/** Bytewise; ranks are ASCII. */
export const compareRanks = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order after some things moved, came or went: one walk over the list and a search for each
 * thing that changed, however many operations came in between.
 * @param sorted   the order before
 * @param changed  everything whose rank may differ from then
 * @param rankOf   nothing for what is not in the list (any more)
 */
export function reorder(
  sorted: readonly string[],
  changed: ReadonlySet<string>,
  rankOf: (id: string) => string | undefined,
): string[] {
  const moved: { readonly id: string; readonly rank: string }[] = [];
  for (const id of changed) {
    const rank = rankOf(id);
    if (rank !== undefined) moved.push({ id, rank });
  }
  moved.sort((a, b) => compareRanks(a.rank, b.rank));
  const stayed = sorted.filter((id) => !changed.has(id));
  const parts: string[][] = [];
  let taken = 0;
  for (const { id, rank } of moved) {
    const place = placeOf(stayed, rank, rankOf);
    parts.push(stayed.slice(taken, place), [id]);
    taken = place;
  }
  return parts.concat([stayed.slice(taken)]).flat();
}

/** How many of a sorted list come before this rank. */
export function placeOf(
  sorted: readonly string[],
  rank: string,
  rankOf: (id: string) => string | undefined,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const id = sorted[middle];
    if (id !== undefined && (rankOf(id) ?? '') < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
