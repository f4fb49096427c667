import type { IconName } from '../icons/icons';

export type MenuItem =
  | {
      readonly kind?: 'item';
      readonly label: string;
      readonly icon?: IconName;
      /** The key that does the same. */
      readonly hint?: string;
      readonly tone?: 'bad';
      readonly checked?: boolean;
      readonly run: () => void;
    }
  | { readonly kind: 'line' };
