import { type BackupType, type Compression, backupTypes } from '../core/backups/backups.ts';

/** `castellan_backup_{type}_{YYYYMMDD}_{HHMMSS}Z[-n]`: UTC, so that no change of the clocks makes two times one. */
const idShape = new RegExp(
  `^castellan_backup_(${backupTypes.join('|')})_(\\d{4})(\\d\\d)(\\d\\d)_(\\d\\d)(\\d\\d)(\\d\\d)Z(?:-(\\d{1,4}))?$`,
);

const endings: Readonly<Record<Compression, string>> = { zstd: '.zst', gzip: '.gz', none: '' };

/** The id of a backup; `nth` from 2 on tells those of one second apart. */
export function backupId(type: BackupType, createdAtMs: number, nth = 1): string {
  const stamp = new Date(createdAtMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
    .replace('T', '_');
  return `castellan_backup_${type}_${stamp}${nth > 1 ? `-${nth}` : ''}`;
}

export interface NameParts {
  readonly type: BackupType;
  /** To the second. */
  readonly createdAtMs: number;
}

/** What an id says; undefined when it is none. */
export function partsOfId(id: string): NameParts | undefined {
  const [, type, ...digits] = idShape.exec(id) ?? [];
  const found = backupTypes.find((one) => one === type);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits
    .slice(0, 6)
    .map(Number);
  const createdAtMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // The 31st of February is no day: it would come back as another.
  return found !== undefined && id.startsWith(backupId(found, createdAtMs))
    ? { type: found, createdAtMs }
    : undefined;
}

/** The name of a backup's file, from its id and how it was packed. */
export const fileName = (
  id: string,
  { compression, encrypted }: { readonly compression: Compression; readonly encrypted: boolean },
): string => `${id}.db${endings[compression]}${encrypted ? '.age' : ''}`;

export const manifestName = (id: string): string => `${id}.json`;

export interface FileParts {
  readonly compression: Compression;
  readonly encrypted: boolean;
}

/** How a file was packed, by its ending; undefined when it does not look like a backup's. */
export function partsOfFile(name: string): FileParts | undefined {
  const [, ending = '', age] = /\.db(\.zst|\.gz)?(\.age)?$/.exec(name) ?? [];
  if (!/\.db(\.zst|\.gz)?(\.age)?$/.test(name)) return undefined;
  const compression = ending === '.zst' ? 'zstd' : ending === '.gz' ? 'gzip' : 'none';
  return { compression, encrypted: age !== undefined };
}
