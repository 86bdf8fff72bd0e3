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

export function entryOf({
  tables,
  migrations,
  pages,
  plainSha256,
  ...backup
}: Backup): BackupEntry {
  void [migrations, pages, plainSha256];
  const rows = Object.values(tables);
  return { ...backup, tables: rows.length, rows: rows.reduce((sum, one) => sum + one, 0) };
}

const goingOf = ({ backup: { id }, why }: Going): GoingEntry => ({ id, why });

export const previewOf = ({ backup, ...rest }: RestorePreview): RestorePreviewView => ({
  ...rest,
  backup: entryOf(backup),
});
