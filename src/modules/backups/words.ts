import {
  type Backup,
  type Progress,
  type Say,
  type Step,
  formatDuration,
} from '../../sdk/index.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `12.3 MB`. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

/** `2026-01-10 12:00 UTC`. */
export const timeOf = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const ageOf = (atMs: number, nowMs: number): string =>
  formatDuration(Math.max(0, nowMs - atMs));

/** One backup in one line. */
export const lineOf = (say: Say, backup: Backup, nowMs: number): string =>
  say('backup.line', {
    id: backup.id,
    size: sizeOf(backup.bytes),
    age: ageOf(backup.createdAtMs, nowMs),
    state: backup.proof.state,
    proven: backup.certificate ? 'yes' : 'no',
    pinned: backup.pinned ? 'yes' : 'no',
    label: backup.label ?? '',
  });

/** Tells the steps of a piece of work as they come. */
export const telling =
  (progress: Progress) =>
  ({ step, done }: Step): void =>
    progress((say) => say('backup.step', { step, percent: Math.round(done * 100) }));
