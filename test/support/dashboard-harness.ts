/**
 * The dashboard alone, with sample data in place of the program, for looking at the page:
 * `node test/support/dashboard-harness.ts [port]`. Prints one JSON line with the address and the token.
 */
import { join } from 'node:path';
import { lifetime } from '../../src/base/lifetime.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import {
  dashboardStore,
  dashboardTables,
  owner,
  startDashboard,
} from '../../src/dashboard/index.ts';
import { migrate, openDatabase } from '../../src/storage/index.ts';
import { dashboardSample } from './dashboard-sample.ts';
import { settingsForPage } from './settings-bench.ts';

const life = lifetime('dashboard harness');
const database = await openDatabase(':memory:');
life.own(() => database.close());
await migrate(database, [dashboardTables], systemClock.now());
const store = dashboardStore(database);
const ownerToken = await owner({ store, clock: systemClock, random: systemRandom }).ensureToken();
const page = await settingsForPage({ clock: systemClock, log: silentLog, random: systemRandom });
life.own(async () => {
  await page.life.end();
});
const sample = dashboardSample({ ...page, store, backupPaceMs: 400 });
const { url } = await startDashboard(
  {
    host: '127.0.0.1',
    port: Number(process.argv[2] ?? 0),
    pageDir: join(import.meta.dirname, '../../web/dist'),
    metricsFromLoopback: true,
  },
  sample.ports,
  life,
);
console.log(JSON.stringify({ url, ownerToken }));

const names = ['ann', 'bob', 'cid', 'dan', 'eve'];
const outcomes = ['observed', 'observed', 'answered', 'refused', 'ignored', 'failed'] as const;
const said = ['hello there', '!choose tea | coffee', 'brb', '!help', 'who keeps the gate?'];
const chatter = setInterval(() => {
  const at = Math.floor(Math.random() * 1000);
  sample.emit({
    actor: { id: 'discord:1' as never, name: names[at % names.length] ?? 'ann' },
    summary: said[at % said.length] ?? '',
    outcome: outcomes[at % outcomes.length] ?? 'observed',
    tookMicros: at,
    steps: [
      { stage: 'actor window', verdict: 'allow', why: '1 of 5 events within 10 s.', tookMicros: 2 },
      { stage: 'parse', verdict: 'note', why: 'Not a command: no prefix.', tookMicros: at },
    ],
  });
}, 4000);
life.own(() => clearInterval(chatter));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void life.end().then(() => process.exit(0)));
}
