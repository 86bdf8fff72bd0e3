// A process that the kill tests end at a random moment: `node killed.ts backup|restore <data folder> [database]`.
import { join } from 'node:path';
import { backupsConfig } from '../../../src/backups/config.ts';
import { engineFor } from '../../../src/app/backups.ts';
import { sqliteEngine } from '../../../src/backups/index.ts';
import { openBackups } from '../../../src/backups/backups.ts';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { actorId } from '../../../src/base/ids.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';

const [, , what, data = '', database = join(data, 'castellan.db')] = process.argv;

const engine = () =>
  database.startsWith('postgres')
    ? engineFor({ data, database })
    : Promise.resolve(sqliteEngine(database));

async function backup(): Promise<void> {
  const backups = openBackups({
    ...{ config: backupsConfig.parse({ schedule: false, keep: { manual: 3 } }), data },
    ...{ clock: systemClock, random: systemRandom, log: silentLog, life: lifetime('killed') },
    ...{ engine: await engine(), known: new Set(['pets:001-start']), product: '1.2.3' },
    ...{ alerts: { raise: () => {} }, tryOut: () => Promise.resolve({ problems: [] }) },
    ...{ structure: () => Promise.resolve({}) },
  });
  process.stdout.write('go\n');
  for (;;) await backups.create({ type: 'manual', author: actorId('console:local') });
}

if (what === 'backup') await backup();
else {
  process.stdout.write('go\n');
  await finishRestore({ data, database, log: silentLog, mayBegin: true });
}
process.stdout.write('done\n');
