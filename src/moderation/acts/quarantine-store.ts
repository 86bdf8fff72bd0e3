import { z } from 'zod';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Quarantine } from '../../core/cases/acts.ts';
import type { Database } from '../../storage/index.ts';
import type { QuarantineTables } from './tables.ts';

/** Whose rights are suspended, where, and since when. */
export interface QuarantineStore {
  all(): Promise<readonly Quarantine[]>;
  add(quarantine: Quarantine): Promise<void>;
  remove(community: CommunityId, actor: string): Promise<boolean>;
}

export function quarantineStore(database: Database): QuarantineStore {
  const queries = database.queries.$extendTables<QuarantineTables>();
  return {
    async all() {
      const rows = await queries.selectFrom('quarantines').selectAll().orderBy('since').execute();
      return rows.map(({ community, actor, name, kind, ...row }) => ({
        ...{ community: communityId(community), actor, name, kind, sinceMs: row.since },
        ...{ count: row.amount, windowMs: row.window_ms },
        ...disarmedIn(row.disarmed),
      }));
    },
    async add({ community, actor, name, kind, sinceMs, count, windowMs, disarmed }) {
      await queries
        .insertInto('quarantines')
        .values({
          ...{ community, actor, name, kind, since: sinceMs, amount: count },
          ...{ window_ms: windowMs, disarmed: disarmed ? JSON.stringify(disarmed) : null },
        })
        .onConflict((row) => row.doNothing())
        .execute();
    },
    async remove(community, actor) {
      const { numDeletedRows } = await queries
        .deleteFrom('quarantines')
        .where('community', '=', community)
        .where('actor', '=', actor)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

const shape = z.object({
  place: z.object({
    ...{ connection: z.string(), platform: z.string(), space: z.string(), channel: z.string() },
    name: z.string(),
  }),
  powers: z.array(z.string()),
});

const disarmedIn = (kept: string | null): Pick<Quarantine, 'disarmed'> =>
  kept === null ? {} : { disarmed: shape.parse(JSON.parse(kept)) };
