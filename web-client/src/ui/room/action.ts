import type { MessageKey } from '../i18n/i18n';

/** Something that a person can do, whether by a button, a key or the palette. */
export type Action = {
  readonly label: MessageKey;
  /** Offered at all: a button that a person may never press is absent. */
  readonly when: () => boolean;
  readonly run: () => void;
};
export const always = (): boolean => true;
