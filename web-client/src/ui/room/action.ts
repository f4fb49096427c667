import type { MessageKey } from '../i18n/i18n';

/** Something that a person can do, whether by a button, a key or the palette. */
export type Action = {
  readonly label: MessageKey;
  /** Offered at all: a button that a person may never press is absent. */
  readonly when: () => boolean;
  readonly run: () => void;
  /** What a key press does instead, where the keys themselves say something: "T 5". */
  readonly runFor?: (keys: string) => void;
};
export const always = (): boolean => true;
