import { CastellanError } from '../base/errors.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Damage, damages } from '../core/backups/backups.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const closed = new Set(['EACCES', 'EROFS', 'EPERM', 'SQLITE_READONLY', 'SQLITE_CANTOPEN']);

/** The reason that a piece of work failed for, where it told one. */
export function reasonOf(failure: unknown): string | undefined {
  const reason: unknown =
    failure instanceof CastellanError
      ? failure.facts['reason']
      : failure instanceof Error
        ? Reflect.get(failure, 'code')
        : undefined;
  return typeof reason === 'string' ? reason : undefined;
}

export const damageOf = (failure: unknown): Damage | undefined => {
  const reason = reasonOf(failure);
  // What SQLite itself says of a file that is in use and broken.
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(reason ?? '')) return 'integrity';
  return damages.find((one) => one === reason);
};

/** What can go wrong with disks and files is a refusal with words; everything else stays a fault. */
export function asRefusal(failure: unknown, folder: string): { ok: false; error: Refusal } {
  const reason = reasonOf(failure);
  const damage = damageOf(failure);
  if (damage !== undefined) return refuse('backup.damaged', { damage });
  if (reason !== undefined && full.has(reason)) return refuse('backup.disk-full', { folder });
  if (reason !== undefined && closed.has(reason)) return refuse('backup.not-writable', { folder });
  if (failure instanceof CastellanError && failure.code === 'not-available')
    return refuse('backup.not-available', { why: failure.message });
  throw failure;
}

/** Runs work whose failures on disk and file are refusals. */
export async function attempting<Value>(
  folder: string,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    return await work();
  } catch (failure) {
    return asRefusal(failure, folder);
  }
}
