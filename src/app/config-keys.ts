import { z } from 'zod';
import { type Plain, isRecord } from './config-values.ts';
import { configJsonSchema } from './config-schema.ts';

/** The part of a JSON Schema that says which keys and kinds of value a place takes. */
interface Shape {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly items?: Shape | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly oneOf?: readonly Shape[] | undefined;
}

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), shape).optional(),
    items: shape.optional(),
    anyOf: z.array(shape).optional(),
    oneOf: z.array(shape).optional(),
  }),
);

/** What may stand at one place of the configuration; several shapes where there is a choice. */
export type Spot = readonly Shape[];

let known: Spot | undefined;

/** The whole configuration. */
export const wholeConfig = (): Spot => (known ??= choices(shape.parse(configJsonSchema())));

const choices = ({ anyOf, oneOf, ...own }: Shape): Spot =>
  [...(anyOf ?? []), ...(oneOf ?? [])].length === 0
    ? [own]
    : [...(anyOf ?? []), ...(oneOf ?? [])].flatMap(choices);

/** The shapes that a value can have here: with `platform: irc` given, those of IRC only. */
function fitting(spot: Spot, value: Plain | undefined): Spot {
  if (!isRecord(value)) return spot;
  const same = spot.filter((one) => one.properties?.['platform']?.const === value['platform']);
  return same.length > 0 ? same : spot;
}

/** The keys that may stand in `value` at this place. */
export const keysOf = (spot: Spot, value?: Plain): readonly string[] => [
  ...new Set(fitting(spot, value).flatMap((one) => Object.keys(one.properties ?? {}))),
];

/** The place one step further in. */
export const within = (spot: Spot, value: Plain | undefined, key: string): Spot =>
  fitting(spot, value).flatMap((one) => {
    const next = /^\d+$/.test(key) && one.items ? one.items : one.properties?.[key];
    return next ? choices(next) : [];
  });

/** The kinds of value (as JSON Schema names them) that this place takes. */
export const kindsOf = (spot: Spot): ReadonlySet<string> =>
  new Set(
    spot.flatMap(({ type, const: only, enum: several }) =>
      type !== undefined ? [type] : [only, ...(several ?? [])].map((value) => typeof value),
    ),
  );

/** The keys that may stand where the last key of `path` was found. */
export function keysBeside(path: readonly PropertyKey[], config: Plain): readonly string[] {
  let spot = wholeConfig();
  let value: Plain | undefined = config;
  for (const step of path.map(String)) {
    spot = within(spot, value, step);
    value = isRecord(value) ? value[step] : Array.isArray(value) ? at(value, step) : undefined;
  }
  return keysOf(spot, value);
}

const at = (list: readonly Plain[], step: string): Plain | undefined => list[Number(step)];
