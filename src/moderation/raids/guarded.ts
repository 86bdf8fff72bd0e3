import { z } from 'zod';
import { channelId, connectionId, spaceId } from '../../base/ids.ts';
import { type DoorChange, doorLevels, doorThings } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';

const value = z.string().nullable();

/** A space at a level, with all that must be put back: as it is kept. */
const guarded = z.object({
  where: z.object({
    connection: z.string().transform(connectionId),
    platform: z.enum(['discord', 'irc', 'console']),
    channel: z.string().transform(channelId),
    space: z.string().transform(spaceId),
    name: z.string(),
    spaceName: z.string().optional(),
  }),
  level: z.enum(doorLevels),
  sinceMs: z.number(),
  untilMs: z.number(),
  /** Set by a person: holds exactly so until its end. */
  byHand: z.boolean(),
  /** Nothing was done: it was only said what would be. */
  dry: z.boolean(),
  changes: z.array(
    z.object({
      key: z.string(),
      what: z.enum(doorThings),
      name: z.string(),
      before: value,
      after: value,
      earlier: value.optional(),
    }),
  ),
});

export interface Guarded extends Omit<z.infer<typeof guarded>, 'where' | 'changes'> {
  readonly where: Place;
  readonly changes: readonly DoorChange[];
}

/** Reads a record as it was kept; undefined when it cannot be read. */
export function guardedFrom(kept: unknown): Guarded | undefined {
  const read = guarded.safeParse(kept);
  if (!read.success) return undefined;
  const { spaceName, ...where } = read.data.where;
  return { ...read.data, where: { ...where, ...(spaceName !== undefined && { spaceName }) } };
}

/** What a space's record is kept under: two connections in one place are two doorkeepers. */
export const keyOf = ({ connection, space, channel }: Place): string =>
  `${connection} ${space ?? channel}`;

/** Without what somebody has set otherwise meanwhile: that is his from now on, and is neither moved nor put back. */
export function ownOnly(
  held: readonly DoorChange[],
  planned: readonly DoorChange[],
): { readonly held: readonly DoorChange[]; readonly planned: readonly DoorChange[] } {
  const byKey = new Map(held.map((change) => [change.key, change]));
  const foreign = new Set(
    planned.flatMap(({ key, before }) => {
      const first = byKey.get(key);
      return first && before !== first.after && before !== first.earlier ? [key] : [];
    }),
  );
  const isOwn = ({ key }: DoorChange): boolean => !foreign.has(key);
  return { held: held.filter(isOwn), planned: planned.filter(isOwn) };
}

/**
 * The changes of a record after `planned` were made besides: what stood there at the very first is what will be put
 * back, and a value of ours that is being replaced is still known as ours.
 */
export function merged(
  held: readonly DoorChange[],
  planned: readonly DoorChange[],
): readonly DoorChange[] {
  const byKey = new Map(held.map((change) => [change.key, change]));
  for (const change of planned) {
    const first = byKey.get(change.key);
    byKey.set(
      change.key,
      first ? { ...change, before: first.before, earlier: change.before } : change,
    );
  }
  return [...byKey.values()];
}
