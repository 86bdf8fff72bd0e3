import type { Backup, Backups, Going, RestorePreview } from '../core/backups/backups.ts';
import type {
  BackupBoard,
  BackupEntry,
  BackupsNow,
  GoingEntry,
  RestorePreviewView,
} from './backups-wire.ts';

/** Everything that the page shows, as it is now. */
export async function boardOf(backups: Backups, now: BackupsNow): Promise<BackupBoard> {
  const [all, stats, plan, schedule] = await Promise.all([
    backups.list(),
    backups.stats(),
    backups.planCleanup(),
    backups.schedule(),
  ]);
  const { count, bytes, plainBytes, freeBytes, maxBytes, strays, byType, lastProven } = stats;
  return {
    backups: all.map(entryOf),
    ...{ count, bytes, plainBytes, freeBytes, strays, schedule, now },
    ...(maxBytes !== undefined && { maxBytes }),
    ...(lastProven && { lastProven }),
    keep: byType.map(({ type, keep }) => ({ type, keep })),
    goesNow: plan.remove.map(goingOf),
    goesNext: plan.next.map(({ type, going }) => ({ type, going: going.map(goingOf) })),
  };
}

/** A backup without its long lists. */
export function entryOf(backup: Backup): BackupEntry {
  const { id, type, createdAtMs, engine, compression, encrypted, product } = backup;
  const { bytes, plainBytes, sha256, author, pinned, label, note } = backup;
  const { proof, copies, certificate } = backup;
  const rows = Object.values(backup.tables);
  return {
    ...{ id, type, createdAtMs, engine, compression, encrypted, product },
    ...{ bytes, plainBytes, sha256, author, pinned, label, note },
    ...{ proof, copies, certificate },
    ...{ tables: rows.length, rows: rows.reduce((sum, one) => sum + one, 0) },
  };
}

const goingOf = ({ backup: { id }, why }: Going): GoingEntry => ({ id, why });

export const previewOf = ({ backup, ...rest }: RestorePreview): RestorePreviewView => ({
  ...rest,
  backup: entryOf(backup),
});
