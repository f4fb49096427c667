/** Something that a field with suggestions offers. */
export type Choice = {
  readonly value: string;
  readonly label: string;
  /** Stands in front, as a ticket's key does. */
  readonly key?: string | undefined;
  readonly hint?: string | undefined;
};
