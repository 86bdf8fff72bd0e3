/**
 * Backups of Castellan's own database: made while it is in use, verified as they lie there, tried out on
 * a schedule, and restored by the next start. Not for the structure of guilds and channels: those are
 * snapshots.
 */
export { backupFolder, openBackups } from './backups.ts';
export type { OpenBackupsParts } from './backups.ts';
export type { Engine } from './engine.ts';
export { backupInFile } from './from-file.ts';
export type { BackupParts, Tried } from './options.ts';
export { restoreOffline } from './restore/offline.ts';
export type { Restored } from './restore/offline.ts';
export { sqliteEngine } from './sqlite-engine.ts';
export { sweepScratch } from './scratch.ts';
export { sweepParts } from './shelf.ts';
export { JobSchedule } from './schedule.ts';
