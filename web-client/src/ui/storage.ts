/**
 * What this browser remembers. A browser may refuse to keep anything (private windows, policies):
 * then it is as if nothing had been remembered.
 */
const prefix = 'refinery.';

export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Nothing depends on it being kept.
  }
}
