/** An answer or the reason why there is none; nothing in the client's core throws. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Closes a `switch`: a new alternative then fails to compile wherever it matters. */
export function unreachable(value: never): never {
  throw new Error(`not one of the alternatives: ${JSON.stringify(value)}`);
}
