/** A refusal is a value: the caller must look at it. A fault (broken network, broken invariant) is thrown instead. */
export type Result<Value, Refused = Refusal> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Refused };

/** Why something was refused, as a text key with its facts; words are chosen where it is shown. */
export interface Refusal {
  readonly key: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** When trying again makes sense. */
  readonly retryAfterMs?: number;
}

/** A result with this value. */
export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** A refused result with this error. */
export const err = <Refused>(error: Refused): { ok: false; error: Refused } => ({
  ok: false,
  error,
});

/** A refusal with its text key and facts. */
export const refuse = (
  key: string,
  facts: Refusal['facts'] = {},
  retryAfterMs?: number,
): { ok: false; error: Refusal } =>
  err(retryAfterMs === undefined ? { key, facts } : { key, facts, retryAfterMs });
