import type { Queries } from '../../storage/index.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditTables } from './tables.ts';

/** Who it was, where that person was erased between the act and the start that noticed. */
const erased = 'erased';

/** What is to be said of acts that began and that no entry closes, oldest first. */
export async function unclosed(queries: Queries<AuditTables>): Promise<readonly AuditEntry[]> {
  const rows = await queries
    .selectFrom('audit')
    .selectAll()
    .where('outcome', '=', 'begun')
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('audit as later')
            .select('later.seq')
            .whereRef('later.closes', '=', 'audit.seq'),
        ),
      ),
    )
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    ...{ actor: row.actor ?? erased, via: row.via, action: row.action },
    ...{ outcome: 'interrupted', closes: row.seq },
    ...(row.actor_name !== null && { actorName: row.actor_name }),
    ...(row.community !== null && { community: row.community }),
    ...(row.object !== null && { object: row.object }),
  }));
}
