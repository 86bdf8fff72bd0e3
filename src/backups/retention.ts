import {
  type Backup,
  type BackupType,
  type CleanupPlan,
  type Going,
  backupTypes,
} from '../core/backups/backups.ts';

/** How many of each type are kept. */
export type Keep = Readonly<Record<BackupType, number>>;

export interface Limits {
  readonly keep: Keep;
  /** All together; absent: as large as they are. */
  readonly maxBytes?: number | undefined;
}

/**
 * What the limits take away, oldest first: of each type, what is beyond the newest so many; then the oldest
 * until all together are small enough. Pinned ones stay and do not count as one of so many. The newest
 * verified one of all stays whatever the limits say. A damaged one does not take the place of a good one:
 * it goes with the first good one that goes.
 */
export function beyondLimits(
  backups: readonly Backup[],
  { keep, maxBytes }: Limits,
): readonly Going[] {
  const sorted = newestFirst(backups);
  const newestVerified = sorted.find(isVerified);
  const mayGo = ({ id, pinned }: Backup): boolean => !pinned && id !== newestVerified?.id;
  const tooMany = backupTypes.flatMap((type) =>
    surplus(
      sorted.filter((one) => one.type === type && !one.pinned),
      keep[type],
    )
      .filter(mayGo)
      .map((backup): Going => ({ backup, why: { kind: 'count', type, keep: keep[type] } })),
  );
  const left = sorted.filter((one) => !tooMany.some(({ backup }) => backup.id === one.id));
  const going = [...tooMany, ...(maxBytes === undefined ? [] : tooLarge(left, mayGo, maxBytes))];
  return going.sort((a, b) => compare(a.backup, b.backup));
}

function tooLarge(
  sorted: readonly Backup[],
  mayGo: (backup: Backup) => boolean,
  maxBytes: number,
): readonly Going[] {
  const going: Going[] = [];
  let bytes = bytesOf(sorted);
  for (const backup of sorted.toReversed()) {
    if (bytes <= maxBytes) break;
    if (!mayGo(backup)) continue;
    bytes -= backup.bytes;
    going.push({ backup, why: { kind: 'size', maxBytes } });
  }
  return going;
}

/** What goes now, and what the next backup of each type would take away. */
export function planOf(backups: readonly Backup[], limits: Limits, nowMs: number): CleanupPlan {
  const remove = beyondLimits(backups, limits);
  const stays = backups.filter((one) => !remove.some(({ backup }) => backup.id === one.id));
  return {
    ...{ remove, keep: stays.length, freedBytes: bytesOf(remove.map(({ backup }) => backup)) },
    next: backupTypes.flatMap((type) => {
      const like = stays.find((one) => one.type === type) ?? stays[0];
      if (!like) return [];
      const coming: Backup = {
        ...{ ...like, id: 'the next one', type, createdAtMs: nowMs, pinned: false },
        proof: { state: 'verified', atMs: nowMs },
      };
      return [{ type, going: beyondLimits([coming, ...stays], limits) }];
    }),
  };
}

function surplus(sorted: readonly Backup[], max: number): readonly Backup[] {
  const firstGone = sorted.filter(isVerified)[max];
  return firstGone ? sorted.slice(sorted.indexOf(firstGone)) : [];
}

export const newestFirst = (backups: readonly Backup[]): readonly Backup[] =>
  [...backups].sort((a, b) => compare(b, a));

/** `…Z-2` came after `…Z`, and `…Z-10` after `…Z-9`. */
const compare = (a: Backup, b: Backup): number =>
  a.createdAtMs - b.createdAtMs || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);

const bytesOf = (backups: readonly Backup[]): number =>
  backups.reduce((sum, { bytes }) => sum + bytes, 0);

/** Whatever stands on the shelf was verified when it was made; only a later look can have found it damaged. */
export const isVerified = ({ proof }: Backup): boolean => proof.state !== 'damaged';
