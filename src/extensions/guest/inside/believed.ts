/** Asks the host. */
export type Ask = (what: string, data: unknown, signal?: AbortSignal) => Promise<unknown>;

/** The host is believed: a guest that could not trust it would be lost anyway. */
export function believed<Value>(value: unknown): Value {
  if (isBelieved<Value>(value)) return value;
  throw new TypeError('Nothing came');
}

const isBelieved = <Value>(value: unknown): value is Value => value !== believed;
