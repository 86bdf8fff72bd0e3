import { type Backup, type BackupType, backupTypes } from '../core/backups/backups.ts';

/** How many of each type are kept. */
export type Keep = Readonly<Record<BackupType, number>>;

/**
 * What the limits take away, oldest first: of each type, what is beyond the newest so many. Pinned ones
 * stay and do not count. The newest verified one of all stays whatever the limits say. A damaged one does
 * not take the place of a good one: it goes with the first good one that goes.
 */
export function beyondLimits(backups: readonly Backup[], keep: Keep): readonly Backup[] {
  const newestVerified = newestFirst(backups).find(isVerified);
  return newestFirst(
    backupTypes.flatMap((type) =>
      surplus(
        backups.filter((one) => one.type === type && !one.pinned),
        keep[type],
      ),
    ),
  )
    .filter(({ id }) => id !== newestVerified?.id)
    .reverse();
}

function surplus(backups: readonly Backup[], max: number): readonly Backup[] {
  const sorted = newestFirst(backups);
  const good = sorted.filter(isVerified);
  const firstGone = good[max];
  return firstGone ? sorted.slice(sorted.indexOf(firstGone)) : [];
}

export const newestFirst = (backups: readonly Backup[]): readonly Backup[] =>
  [...backups].sort((a, b) => b.createdAtMs - a.createdAtMs || compareIds(b.id, a.id));

/** `…Z-2` came after `…Z`, and `…Z-10` after `…Z-9`. */
const compareIds = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Whatever stands on the shelf was verified when it was made; only a later look can have found it damaged. */
export const isVerified = ({ proof }: Backup): boolean => proof.state !== 'damaged';
