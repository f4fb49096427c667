/**
 * The only place that names keys. The palette, the sheet, the hints on buttons, the dispatcher and
 * the tests read it. `Mod` is Ctrl, or Command on a Mac. Two keys in a row ("S T") wait for the
 * second one. A person may choose another key for each. Keys of the cards follow from the deck:
 * `poker/card_keys.ts`.
 */
import type { MessageKey } from './i18n/i18n';
import { isSequence } from './key_choices';
import { OwnKeys } from './own_keys.svelte';

export const groups = ['everywhere', 'meeting', 'backlog', 'ticket', 'poker', 'dots'] as const;
export type KeyGroup = (typeof groups)[number];

type Binding = {
  readonly keys: readonly string[];
  readonly group: KeyGroup;
  readonly label: MessageKey;
};

/** The second key says how many minutes. */
const minutes = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export const bindings = {
  palette: { keys: ['Mod K'], group: 'everywhere', label: 'action.palette' },
  keys: { keys: ['?'], group: 'everywhere', label: 'action.keys' },
  undo: { keys: ['Mod Z'], group: 'everywhere', label: 'action.undo' },
  redo: { keys: ['Mod Shift Z'], group: 'everywhere', label: 'action.redo' },
  toggle_list: { keys: ['Mod \\'], group: 'everywhere', label: 'action.toggle_list' },
  escape: { keys: ['Escape'], group: 'everywhere', label: 'action.escape' },
  next_region: { keys: ['F6'], group: 'everywhere', label: 'action.next_region' },
  previous_region: { keys: ['Shift F6'], group: 'everywhere', label: 'action.previous_region' },
  follow: { keys: ['G G'], group: 'everywhere', label: 'action.follow' },
  go_backlog: { keys: ['G B'], group: 'everywhere', label: 'action.go_backlog' },
  go_ticket: { keys: ['G T'], group: 'everywhere', label: 'action.go_ticket' },
  go_poker: { keys: ['G P'], group: 'everywhere', label: 'action.go_poker' },
  health: { keys: ['G H'], group: 'everywhere', label: 'action.health' },
  raise_hand: { keys: ['H'], group: 'everywhere', label: 'action.raise_hand' },
  // Before those that the same keys mean elsewhere.
  dots_done: { keys: ['D'], group: 'dots', label: 'action.dots_done' },
  dot_give: { keys: ['+'], group: 'dots', label: 'action.dot_give' },
  dot_take: { keys: ['-'], group: 'dots', label: 'action.dot_take' },
  dot_clear: { keys: ['0'], group: 'dots', label: 'action.dot_clear' },
  dots: { keys: ['V'], group: 'dots', label: 'action.dots' },
  done: { keys: ['D'], group: 'everywhere', label: 'action.done' },
  report: { keys: ['G R'], group: 'everywhere', label: 'action.report' },

  free_timer: { keys: minutes.map((n) => `T ${n}`), group: 'meeting', label: 'action.free_timer' },
  extend_step: { keys: ['+'], group: 'meeting', label: 'action.extend_step' },
  say_clocks: { keys: ['T T'], group: 'meeting', label: 'action.say_clocks' },

  search: { keys: ['/'], group: 'backlog', label: 'action.search' },
  next_row: { keys: ['J', 'ArrowDown'], group: 'backlog', label: 'action.next_row' },
  previous_row: { keys: ['K', 'ArrowUp'], group: 'backlog', label: 'action.previous_row' },
  open: { keys: ['O', 'Enter'], group: 'backlog', label: 'action.open' },
  add: { keys: ['C'], group: 'backlog', label: 'action.add' },
  move_up: { keys: ['Alt ArrowUp'], group: 'backlog', label: 'action.move_up' },
  move_down: { keys: ['Alt ArrowDown'], group: 'backlog', label: 'action.move_down' },
  move_top: { keys: ['S T'], group: 'backlog', label: 'action.move_top' },
  move_bottom: { keys: ['S B'], group: 'backlog', label: 'action.move_bottom' },
  move_to: { keys: ['S P'], group: 'backlog', label: 'action.move_to' },
  select: { keys: ['X'], group: 'backlog', label: 'action.select_toggle' },
  extend_down: { keys: ['Shift ArrowDown'], group: 'backlog', label: 'action.extend_down' },
  extend_up: { keys: ['Shift ArrowUp'], group: 'backlog', label: 'action.extend_up' },

  edit: { keys: ['E'], group: 'ticket', label: 'action.edit' },
  estimate: { keys: ['Shift E'], group: 'ticket', label: 'action.estimate' },
  priority: { keys: ['P'], group: 'ticket', label: 'action.priority' },
  labels: { keys: ['L'], group: 'ticket', label: 'action.labels' },
  link: { keys: ['B'], group: 'ticket', label: 'action.link' },
  split: { keys: ['Shift X'], group: 'ticket', label: 'action.split' },
  merge: { keys: ['M'], group: 'ticket', label: 'action.merge' },
  archive: { keys: ['#'], group: 'ticket', label: 'action.archive' },

  start_meeting: { keys: ['Enter'], group: 'meeting', label: 'action.start_meeting' },
  start_round: { keys: ['Enter'], group: 'poker', label: 'action.start_round' },
  unsure: { keys: ['U'], group: 'poker', label: 'action.unsure' },
  withdraw: { keys: ['Backspace'], group: 'poker', label: 'action.withdraw' },
  reveal: { keys: ['Space'], group: 'poker', label: 'action.reveal' },
  new_round: { keys: ['N'], group: 'poker', label: 'action.new_round' },
  settle: { keys: ['F'], group: 'poker', label: 'action.settle' },
  next: { keys: ['ArrowRight'], group: 'poker', label: 'action.next' },
} as const satisfies Record<string, Binding>;

export type KeyAction = keyof typeof bindings;

export const keyActions = Object.keys(bindings) as KeyAction[];
export const ownKeys = new OwnKeys(
  Object.fromEntries(keyActions.map((action) => [action, bindings[action].keys])),
);
export const keysOf = (action: KeyAction): readonly string[] => ownKeys.of(action);

const mac = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const names: Readonly<Record<string, string>> = {
  Mod: mac ? '⌘' : 'Ctrl',
  Alt: mac ? '⌥' : 'Alt',
  Shift: mac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowRight: '→',
  ArrowLeft: '←',
  Enter: '↵',
  Escape: 'Esc',
  Backspace: '⌫',
};

/** How a key is written on a button: "Ctrl K". */
export const written = (keys: string): string =>
  keys
    .split(' ')
    .map((key) => names[key] ?? key)
    .join(' ');

/** The first key of an action as it is written. */
export const hintOf = (action: KeyAction): string => writtenKeys(action)[0] ?? '';

/** All keys of an action as they are written; a row of digits is one: "T 1–9". */
export function writtenKeys(action: KeyAction): readonly string[] {
  const keys = keysOf(action);
  const [first, last] = [keys[0], keys.at(-1)];
  const counts = keys.length > 2 && keys.every((one) => /^[A-Z] [1-9]$/.test(one));
  if (!counts || first === undefined || last === undefined) return keys.map(written);
  return [`${written(first)}–${last.slice(-1)}`];
}

/** For `aria-keyshortcuts`; nothing for two keys in a row, which it cannot say. */
export function shortcutOf(action: KeyAction): string | undefined {
  const keys = keysOf(action)[0] ?? '';
  const parts = keys.split(' ');
  const modifiers = parts.slice(0, -1);
  if (!modifiers.every((part) => ['Mod', 'Alt', 'Shift'].includes(part))) return undefined;
  return parts.map((part) => (part === 'Mod' ? (mac ? 'Meta' : 'Control') : part)).join('+');
}

/** A key press in the notation above, without a prefix: "Mod Shift Z", "Space", "?". */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  const letter = key.length === 1 ? key.toUpperCase() : key;
  const isLetter = /^[A-Z]$/.test(letter);
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  // Shift is part of what "?" and "#" are; with letters and named keys it is a modifier.
  if (event.shiftKey && (isLetter || letter.length > 1)) parts.push('Shift');
  return [...parts, letter].join(' ');
}

/** First keys of those that come in two. */
export const isPrefix = (key: string): boolean =>
  keyActions.some((action) =>
    keysOf(action).some((keys) => isSequence(keys) && keys.startsWith(`${key} `)),
  );

/** Every action that these keys mean; which of them applies depends on where one is. */
export const actionsOf = (keys: string): readonly KeyAction[] =>
  keyActions.filter((action) => keysOf(action).includes(keys));

/** Without a modifier, so that the switch of WCAG 2.1.4 turns it off. */
export const isSingle = (keys: string): boolean =>
  !/^(Mod|Alt) /.test(keys) && !/^(Shift )?(F6|Escape)$/.test(keys);
