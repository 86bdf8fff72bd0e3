import type { Ports } from '../../../core/commands/ports.ts';
import type { Need } from '../../../sdk/index.ts';
import type { Standing } from '../description.ts';

/** Asks the host. */
/** Says something that nobody answers. */
export type Tell = (what: string, data: unknown) => void;

export type Ask = (what: string, data: unknown, signal?: AbortSignal) => Promise<unknown>;

/** The host is believed: a guest that could not trust it would be lost anyway. */
export function believed<Value>(value: unknown, _like?: Value): Value {
  if (isBelieved<Value>(value)) return value;
  throw new TypeError('Nothing came');
}

const isBelieved = <Value>(value: unknown, _like?: Value): value is Value => value !== believed;

/** What the host may ask, by name. */
export type Answers = Readonly<Record<string, (data: unknown, signal: AbortSignal) => unknown>>;
/** The ports that a part named, as they are where something happens. */
export type Few = (standing: Standing, where: object, needs: readonly Need[]) => Ports;
