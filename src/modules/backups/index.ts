/**
 * Backups: how the instance's owner makes, checks, tries out and restores copies of the database. The
 * work itself is elsewhere. (Copies of a space's structure are snapshots.)
 */
import { defineModule } from '../../sdk/index.ts';
import { create, drill, verify } from './make.ts';
import { cleanup, exportFile, list, stats, view } from './look.ts';
import { exportSchema, note, pin, remove, schedule } from './manage.ts';
import { restore } from './restore.ts';
import { texts } from './texts.ts';

const least = 'instanceOwner';

export const backups = defineModule({
  name: 'backups',
  version: '1.0.0',
  capabilities: [
    { name: 'backup.view', least, text: 'See the backups of the database.' },
    { name: 'backup.create', least, text: 'Make, verify and try out backups of the database.' },
    { name: 'backup.restore', least, text: 'Put a backup in the place of the database.' },
    { name: 'backup.delete', least, text: 'Delete backups of the database.' },
    { name: 'backup.schedule', least, text: 'Switch the schedule of backups on and off.' },
  ],
  commands: [
    ...[create, list, view, verify, restore, stats, cleanup],
    ...[schedule, drill, pin, note, remove, exportFile, exportSchema],
  ],
  texts,
});
