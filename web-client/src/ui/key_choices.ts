/**
 * Keys that a person chose instead of the usual ones: one combination an action. What may be chosen
 * is decided here, without a page, so that no action can take away another one's key.
 */

/** Actions by name, each with its keys. */
export type Keys = Readonly<Record<string, readonly string[]>>;
export type KeyChoices = Readonly<Record<string, string>>;

export type KeyProblem =
  /** Another action has it. */
  | { readonly kind: 'taken'; readonly by: string }
  /** It begins two keys in a row of another action. */
  | { readonly kind: 'begins'; readonly by: string }
  /** Cards are played with it, or the page is walked with it. */
  | { readonly kind: 'reserved' };

const walking = ['Tab', 'Shift Tab', 'Escape', 'F6', 'Shift F6'];
const playsCards = /^[0-9½]$/;

/** @return why this key cannot be chosen; nothing where it can */
export function problemOf(keys: Keys, action: string, chosen: string): KeyProblem | undefined {
  if (keys[action]?.includes(chosen)) return undefined;
  if (walking.includes(chosen) || playsCards.test(chosen)) return { kind: 'reserved' };
  for (const [by, combinations] of Object.entries(keys)) {
    if (by === action) continue;
    if (combinations.includes(chosen)) return { kind: 'taken', by };
    if (combinations.some((one) => isSequence(one) && one.startsWith(`${chosen} `)))
      return { kind: 'begins', by };
  }
  return undefined;
}

/** Two keys in a row, such as "G B" or "T 5". */
export const isSequence = (keys: string): boolean => /^[A-Z] [A-Z1-9]$/.test(keys);

/** Reads what this browser kept; what is not a choice is left out. */
export function readChoices(kept: string | undefined, usual: Keys): KeyChoices {
  const json = parsed(kept);
  if (typeof json !== 'object' || json === null) return {};
  const choices: Record<string, string> = {};
  for (const [action, keys] of Object.entries(json))
    if (action in usual && typeof keys === 'string' && keys !== '') choices[action] = keys;
  return choices;
}

function parsed(kept: string | undefined): unknown {
  try {
    return kept === undefined ? undefined : JSON.parse(kept);
  } catch {
    return undefined;
  }
}
