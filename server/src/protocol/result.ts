/**
 * An outcome that may be an expected refusal. Bugs and outages throw; what a caller can cause comes back as data.
 */

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Result<T, E> = Ok<T> | Err<E>;

/** Wraps a value that passed. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a refusal. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/** The value of what was judged to have passed. */
export function granted<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error('What was refused is not gone on with.');
  return result.value;
}
