/** What may leave the process: plain data. A secret is an object with methods, and so can never be one of these. */
export type Cacheable =
  string | number | boolean | null | readonly Cacheable[] | { readonly [key: string]: Cacheable };

interface Limits {
  /** Unique, in lower-case letters, digits, dots and dashes. */
  readonly name: string;
  /** Entries in this process's memory; the least recently used make room. */
  readonly maxEntries?: number;
  readonly ttlMs?: number;
  /** How long it is believed that something is not there. */
  readonly absentTtlMs?: number;
}

/** A kind of data that may be cached. What was never declared so cannot be. */
export interface CacheKind<Value> extends Required<Limits> {
  /** Present where it may be kept in a shared store too. */
  readonly shared?: {
    encode(value: Value): string;
    /** Undefined for what was written by another version and cannot be understood. */
    decode(data: unknown): Value | undefined;
  };
}

/** Defaults from the reference (Z4). */
const defaults = { maxEntries: 1000, ttlMs: 300_000, absentTtlMs: 60_000 };
const goodName = /^[a-z][a-z0-9.-]{0,63}$/;

function withDefaults(limits: Limits): Required<Limits> {
  if (!goodName.test(limits.name))
    throw new RangeError(
      `A kind is named with lower-case letters, digits, dots, dashes: "${limits.name}"`,
    );
  return { ...defaults, ...limits };
}

/** Data that stays in this process's memory. */
export const localKind = <Value>(limits: Limits): CacheKind<Value> => withDefaults(limits);

/** Data that several processes may share. It must be plain, and is looked at when it comes back. */
export const sharedKind = <Value extends Cacheable>(
  limits: Limits & { readonly decode: (data: unknown) => Value | undefined },
): CacheKind<Value> => ({
  ...withDefaults(limits),
  shared: { encode: (value) => JSON.stringify(value), decode: limits.decode },
});
