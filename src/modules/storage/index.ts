/**
 * Storage: how the owner of the bot sees the files that modules keep, and tries the disk out. The files are in the core.
 */
import { defineModule } from '../../sdk/index.ts';
import { storageStats } from './storage-stats.ts';
import { storageTest } from './storage-test.ts';
import { texts } from './texts.ts';

export const storage = defineModule({
  name: 'storage',
  version: '1.0.0',
  capabilities: [
    { name: 'storage.view', least: 'instanceOwner', text: 'See and test the storage of files.' },
  ],
  commands: [storageStats, storageTest],
  texts,
});
