/** Places that keys jump to. Elements carry `data-region`; `F6` goes round those in the page. */
import { tick } from 'svelte';

export type Region =
  'top' | 'backlog' | 'search' | 'add' | 'criterion' | 'ticket' | 'estimate' | 'dock' | 'tabs';

const round: readonly Region[] = ['top', 'backlog', 'ticket', 'estimate', 'dock', 'tabs'];
const find = (region: Region) =>
  document.querySelector<HTMLElement>(`[data-region="${region}"]`) ?? undefined;

/** Waits until the region is there: it may be on a tab that is just being opened. */
export function focusRegion(region: Region): void {
  void tick().then(() => find(region)?.focus());
}

export function nextRegion(by: 1 | -1): void {
  const here = round.filter((region) => find(region));
  const at = here.findIndex((region) => find(region)?.contains(document.activeElement));
  const next = here[(at + by + here.length) % here.length] ?? here[0];
  if (next) focusRegion(next);
}
