/** Asks the host. */
export type Ask = (what: string, data: unknown, signal?: AbortSignal) => Promise<unknown>;

/** The host is believed: a guest that could not trust it would be lost anyway. */
export function believed<Value>(value: unknown, _like?: Value): Value {
  if (isBelieved<Value>(value)) return value;
  throw new TypeError('Nothing came');
}

const isBelieved = <Value>(value: unknown, _like?: Value): value is Value => value !== believed;
