/** What the server has against the last try to join. */
export type JoinProblem = {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  /** It was given a passcode. */
  readonly tried: boolean;
};
