import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId } from '../../base/ids.ts';
import { silentLog } from '../../base/log.ts';
import { systemRandom } from '../../base/random.ts';
import { auditStore } from '../../core/audit/store.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import { settingsStore } from '../../core/settings/store.ts';
import type { Database } from '../../storage/index.ts';
import { parts } from '../database.ts';
import { exportFolder } from './export-folder.ts';
import { dayMs, expireAll, retentionNames } from './retention.ts';

const nowMs = 1000 * dayMs;

/** An act and a change a hundred days ago and one yesterday, and exports as old. */
async function lived(database: Database, days: Readonly<Record<string, number>>) {
  const data = mkdtempSync(join(tmpdir(), 'castellan-retention-'));
  const audit = auditStore(database, systemRandom);
  const settings = settingsStore(database);
  const exports = exportFolder(data, systemRandom);
  for (const atMs of [nowMs - 100 * dayMs, nowMs - dayMs]) {
    const by = actorId('discord:7');
    await audit.append({ actor: by, via: 'chat', action: 'a', outcome: 'done' }, atMs);
    const change = { scope: 'instance', name: 'core.prefix', value: `"${atMs}"` };
    await settings.change([change], { by, via: 'chat', note: '', atMs });
    const path = await exports.write({ actor: by, names: [], atMs, tables: [], others: [] });
    utimesSync(path, atMs / 1000, atMs / 1000);
  }
  writeFileSync(join(data, 'privacy', 'notes.txt'), 'mine');
  const clock = manualClock(nowMs);
  await expireAll({
    settings: { readNumber: (name) => days[name] ?? 7 },
    ...{ store: privacyStore(database, parts), audit, exports, clock, log: silentLog },
  });
  const revisions = await sql`select seq from settings_revisions`.execute(database.queries);
  return {
    acts: (await audit.list({ limit: 9 })).map(({ action }) => action),
    chain: await audit.verify(),
    revisions: revisions.rows.length,
    files: readdirSync(join(data, 'privacy')).length,
  };
}

describe.each(everyDatabase)('what is kept for a time, on $kind', (kind) => {
  test('goes when its days are over, and what is younger stays', () =>
    withDatabase(kind, parts, async (database) => {
      const left = await lived(database, {});

      expect(left).toMatchObject({ revisions: 1, files: 2, chain: { state: 'whole' } });
      expect(left.acts).toEqual(['audit trimmed', 'a']);
    }));

  test('stays for ever where a setting says 0', () =>
    withDatabase(kind, parts, async (database) => {
      const days = { 'privacy.auditDays': 0, 'privacy.settingsDays': 0 };

      expect(await lived(database, days)).toMatchObject({ acts: ['a', 'a'], revisions: 2 });
    }));
});

test('every table that has an age has a setting that says which', () => {
  expect(retentionNames).toEqual([
    ...['privacy.graceDays', 'privacy.auditDays', 'privacy.exportDays', 'privacy.settingsDays'],
    ...['privacy.jobRunsDays', 'privacy.gateDays', 'privacy.aiVerdictDays', 'privacy.aiSampleDays'],
    'guard.recordDays',
  ]);
});
