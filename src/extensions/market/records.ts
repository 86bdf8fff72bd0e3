import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { JsonFiles } from '../../core/files/json-files.ts';
import type { Held } from '../../core/market/market.ts';

/** A version of which the package is kept. */
const keptShape = z.object({ version: z.string(), sha512: z.string() });
const heldShape = z.object({
  /** Whoever signed the first version; updates come from nobody else. */
  publisher: z.string(),
  enabled: keptShape.optional(),
  staged: keptShape.optional(),
  previous: keptShape.optional(),
});
const seenShape = z.object({ serial: z.number(), hash: z.string() });
const shape = z.object({
  instance: z.string().optional(),
  /** The newest index that was seen, by the key that signed it. */
  seen: z.record(z.string(), seenShape).default({}),
  held: z.record(z.string(), heldShape).default({}),
});

export type Kept = z.output<typeof keptShape>;
export type HeldRecord = z.output<typeof heldShape>;
export type Seen = z.output<typeof seenShape>;
type Records = z.output<typeof shape>;

/** What the market remembers, in a file of the data folder. */
export interface MarketRecords {
  read(): Promise<Records>;
  see(key: string, seen: Seen): Promise<void>;
  put(id: string, held: HeldRecord): Promise<void>;
  drop(id: string): Promise<void>;
  instance(): Promise<string>;
}

export function marketRecords(
  path: string,
  files: JsonFiles,
  random: Pick<Random, 'token'>,
): MarketRecords {
  const change = async (act: (before: Records) => Records): Promise<Records> =>
    // What is written is what the shape read: JSON through and through.
    shape.parse(
      await files.update(path, (before) => z.json().parse(act(shape.parse(before ?? {})))),
    );
  const read = async (): Promise<Records> => shape.parse((await files.read(path)) ?? {});
  return {
    read,
    see: async (key, seen) => {
      await change((all) => ({ ...all, seen: { ...all.seen, [key]: seen } }));
    },
    put: async (id, held) => {
      await change((all) => ({ ...all, held: { ...all.held, [id]: held } }));
    },
    drop: async (id) => {
      await change((all) => ({
        ...all,
        held: Object.fromEntries(Object.entries(all.held).filter(([name]) => name !== id)),
      }));
    },
    async instance() {
      const { instance } = await read();
      if (instance !== undefined) return instance;
      // 12 bytes are 16 characters.
      const all = await change((now) => ({ ...now, instance: now.instance ?? random.token(12) }));
      return all.instance ?? '';
    },
  };
}

export const heldOf = (id: string, { enabled, staged, previous }: HeldRecord): Held => ({
  id,
  ...(enabled && { enabled: enabled.version }),
  ...(staged && { staged: staged.version }),
  ...(previous && { previous: previous.version }),
});
