import { z } from 'zod';

const int = z.int32();
const ms = z.number().nonnegative();
const seed = z.tuple([int, int, int, int]);
const height = z.int().min(-1).max(2);

/** What of raids outlives a restart, as ages: monotonic time begins anew. */
export const raidState = z.object({
  version: z.literal(1),
  savedAtMs: z.number(),
  seed,
  spaces: z.array(
    z.object({
      space: z.string(),
      height,
      endsInMs: ms,
      toldHeight: height,
      toldAgoMs: ms,
      joins: z.array(
        z.object({ agoMs: ms, weight: z.int().min(0).max(255), origin: int, shape: int }),
      ),
    }),
  ),
});
export type RaidState = z.infer<typeof raidState>;

/** Who was here before, by fingerprint under `seed`. */
export const regularState = z.object({
  version: z.literal(1),
  savedAtMs: z.number(),
  seed,
  known: z.array(z.tuple([int, int, ms]).readonly()),
});
export type RegularState = z.infer<typeof regularState>;
