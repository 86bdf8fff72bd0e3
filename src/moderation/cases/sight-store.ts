import type { Case } from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import type { CaseTables } from './tables.ts';

/** A place whose cases are compared with what stands there. */
export type Sighted = Pick<Case, 'community' | 'place'>;

/** When what stands at places was looked at. */
export interface CaseSights {
  /** Epoch ms of the last time; undefined before the first. */
  lastSeen(at: Sighted): Promise<number | undefined>;
  saw(at: Sighted, atMs: number): Promise<void>;
}

export const caseSights = (queries: Queries<CaseTables>): CaseSights => ({
  async lastSeen({ community, place }) {
    const row = await queries
      .selectFrom('case_sights')
      .select('at')
      .where('community', '=', community)
      .where('connection', '=', place.connection)
      .where('space', '=', place.space)
      .executeTakeFirst();
    return row?.at;
  },
  async saw({ community, place: { connection, space } }, at) {
    await queries
      .insertInto('case_sights')
      .values({ community, connection, space, at })
      .onConflict((row) => row.columns(['community', 'connection', 'space']).doUpdateSet({ at }))
      .execute();
  },
});
