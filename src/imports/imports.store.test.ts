import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import { importsBench, owner } from '../../test/support/imports-bench.ts';
import { guild, oldBots, openguardTables } from '../../test/support/old-bots.ts';
import { settingsTables } from '../../test/support/settings-bench.ts';
import { spaceId } from '../base/ids.ts';
import type { Found } from '../core/imports/imports.ts';
import type { Database } from '../storage/index.ts';
import { readOld } from './read.ts';

const how = { map: [] };
const at = `space:discord:${guild}` as const;
const here = { space: spaceId(`discord:${guild}`) };

const prefix = (typed: string): Found => ({
  ...{ kind: 'setting', from: 'config.json → prefix', name: 'core.prefix', scope: at, typed },
});

async function bench(database: Database) {
  const parts = await importsBench(database);
  return {
    ...parts,
    async takeFolder() {
      const gathered = await parts.imports.read('zoryx', join(oldBots(), 'zoryx'), how);
      if (!gathered.ok) throw new Error(gathered.error.key);
      return { gathered: gathered.value, taken: await parts.take(gathered.value) };
    },
  };
}

describe.each(everyDatabase)('an import into $kind', (kind) => {
  const on = (body: (parts: Awaited<ReturnType<typeof bench>>) => Promise<void>) =>
    withDatabase(kind, settingsTables, async (database) => {
      const parts = await bench(database);
      try {
        await body(parts);
      } finally {
        await parts.life.end();
      }
    });

  test('holds at once, with a revision and an audit entry for each value', () =>
    on(async ({ takeFolder, settings, settingsDesk, audit }) => {
      const { taken } = await takeFolder();

      expect(taken).toEqual({ ok: true, value: { source: 'zoryx', changed: 5, cases: 0 } });
      expect(settings.readText('core.prefix', here)).toBe('$');
      expect(settings.readNumber('guard.sameCommandWindowMs', {})).toBe(6000);
      const revisions = await settingsDesk.history({ note: 'import zoryx', limit: 99 });
      expect(revisions).toHaveLength(5);
      expect(revisions.every(({ by, via }) => by === owner.actor && via === 'cli')).toBe(true);
      const entries = await audit.list({ text: 'import zoryx', limit: 99 });
      expect(entries.filter(({ action }) => action === 'setting import zoryx')).toHaveLength(5);
    }));

  test('a second time changes nothing, and a changed source its difference', () =>
    on(async ({ takeFolder, plan, gathered, take, settings }) => {
      const first = await takeFolder();
      const again = await plan(first.gathered);
      expect(again.changes).toEqual([]);
      expect(again.conflicts).toEqual([]);

      const changed = gathered([...first.gathered.found.slice(1, 5), prefix('%')]);
      expect((await plan(changed)).changes).toEqual([
        {
          ...{ from: 'config.json → prefix', name: 'core.prefix', scope: at },
          ...{ typed: '%', before: '$', after: '%' },
        },
      ]);
      await take(changed);
      expect(settings.readText('core.prefix', here)).toBe('%');
    }));

  test('what somebody changed here stays, unless it is to be overwritten', () =>
    on(async ({ gathered, take, plan, settings }) => {
      await take(gathered([prefix('%')]));
      await settings.write('core.prefix', at, '+', 'discord:5');
      const kept = await plan(gathered([prefix('%')]));
      expect(kept).toMatchObject({ changes: [], conflicts: [{ here: '+', there: '%' }] });
      expect(await take(gathered([prefix('%')]))).toMatchObject({ value: { changed: 0 } });
      expect(settings.readText('core.prefix', here)).toBe('+');

      await take(gathered([prefix('%')]), true);
      expect(settings.readText('core.prefix', here)).toBe('%');
    }));

  test('what somebody took back here is not set again', () =>
    on(async ({ gathered, take, plan, settings }) => {
      await take(gathered([prefix('%')]));
      await settings.reset('core.prefix', at, 'discord:5');

      expect(await plan(gathered([prefix('%')]))).toMatchObject({
        ...{ changes: [], conflicts: [{ here: null, there: '%', by: 'discord:5' }] },
      });
    }));

  test('a change between showing and taking keeps all of it out', () =>
    on(async ({ imports, gathered, plan, settings }) => {
      const other: Found = {
        ...{ kind: 'setting', from: 'x', name: 'core.language', scope: at, typed: 'fr' },
      };
      const code = imports.propose(await plan(gathered([other, prefix('%')])), owner.actor);
      await settings.write('core.prefix', at, '+', 'discord:5');

      expect(await imports.carryOut(code, owner)).toMatchObject({ ok: false });
      expect(settings.readText('core.prefix', here)).toBe('+');
      expect(settings.readText('core.language', here)).toBe('en');
    }));

  test('the code is good for its person, once, for five minutes', () =>
    on(async ({ imports, gathered, plan, clock }) => {
      const what = await plan(gathered([prefix('%')]));
      const code = imports.propose(what, owner.actor);
      const other = { actor: 'discord:5', via: 'chat' };
      expect(await imports.carryOut(code, other)).toMatchObject({ ok: false });
      expect(await imports.carryOut(code, owner)).toMatchObject({ ok: true });
      expect(await imports.carryOut(code, owner)).toMatchObject({ ok: false });
      const late = imports.propose(what, owner.actor);
      await clock.advance(5 * 60_000 + 1);
      expect(await imports.carryOut(late, owner)).toMatchObject({ ok: false });
    }));

  test('what does not fit its setting is told and keeps nothing else out', () =>
    on(async ({ gathered, plan }) => {
      const found = [prefix('much too long'), prefix('%')];

      expect(await plan(gathered(found))).toMatchObject({
        changes: [{ after: '%' }],
        left: [{ why: { key: 'settings.bad-value' } }],
      });
    }));

  test('two values for one place are not both taken', () =>
    on(async ({ gathered, plan }) => {
      const found = [prefix('%'), prefix('+'), prefix('%')];

      expect(await plan(gathered(found))).toMatchObject({
        ...{ changes: [{ after: '%' }], same: 1, left: [{ why: { key: 'import.left.twice' } }] },
      });
    }));

  test('a command that is not there has no cooldown, an alias has that of its command', () =>
    on(async ({ gathered, take, plan, settings }) => {
      const rests = (command: string): Found => ({
        ...{ kind: 'cooldown', from: 'x', command, scope: at, seconds: 20 },
      });
      const what = gathered([rests('ai'), rests('HELP')], 'mediabot');
      expect((await plan(what)).left).toMatchObject([{ why: { key: 'import.left.no-command' } }]);
      await take(what);

      expect(settings.readNumber('guard.cooldownSeconds.help', here)).toBe(20);
    }));
});

describe('the PostgreSQL of openguard', () => {
  const [, postgres] = everyDatabase;

  async function withOldServer(body: (url: string) => Promise<void>): Promise<void> {
    if (!postgres) throw new Error('There is no PostgreSQL to test with');
    await withDatabase(postgres, [], async (_database, url) => {
      await openguardTables(url);
      await body(url);
    });
  }

  test('gives its settings, counts the rest, and never shows its password', () =>
    withOldServer(async (url) => {
      const gathered = await readOld('openguard', url, how, []);
      if (!gathered.ok) throw new Error(gathered.error.key);
      const { place, found } = gathered.value;

      expect(place).not.toContain('castellan:');
      expect(JSON.stringify(found)).not.toContain('gAAAA');
      const settings = found.flatMap((one) =>
        one.kind === 'setting' ? [`${one.scope} ${one.name} = ${one.typed}`] : [],
      );
      expect(settings.sort()).toEqual([
        `${at} core.language = fr`,
        `${at} core.prefix = o!`,
        `${at} raid.joins = 12`,
        `${at} raid.mode = live`,
        'space:discord:623456789012345678 core.prefix = !!',
      ]);
      const left = found.flatMap((one) => (one.kind === 'left' ? [[one.from, one.why.key]] : []));
      const cases = found.flatMap((one) => (one.kind === 'case' ? [one] : []));
      // What its own migration had written down twice is one case.
      expect(cases.map(({ what, target, rule }) => [what, target, rule])).toEqual([
        ['warn', 'discord:423456789012345671', '5A'],
        ['mute', 'discord:423456789012345671', '5A'],
        ['warn', 'discord:423456789012345671', '5A'],
        ['kick', 'discord:423456789012345671', undefined],
      ]);
      expect(new Set(cases.map(({ id }) => id)).size).toBe(3);
      expect(left).toContainEqual(['moderation_logs (1)', 'import.left.case-automatic']);
      expect(left).toContainEqual(['guild_api_keys (1)', 'import.left.secret']);
      expect(left.flat()).not.toContain('blog_posts (0)');
    }));

  test('takes the password out of the environment too, so that no list of processes has it', () =>
    withOldServer(async (url) => {
      vi.stubEnv('PGPASSWORD', 'castellan');
      onTestFinished(() => void vi.unstubAllEnvs());
      const gathered = await readOld('openguard', url.replace(':castellan@', '@'), how, []);

      expect(gathered).toMatchObject({ ok: true });
    }));

  test('another database, a wrong password and a server that is not there are told in words', async () => {
    const server = inject('postgresUrl');
    expect(await readOld('openguard', `${server}/postgres`, how, [])).toMatchObject({
      error: { key: 'import.no-tables' },
    });
    const wrong = server.replace('castellan:castellan@', 'castellan:hush-hush@');
    const refused = await readOld('openguard', `${wrong}/postgres`, how, []);
    expect(refused).toMatchObject({ error: { key: 'import.no-database' } });
    expect(JSON.stringify(refused)).not.toContain('hush-hush');
    expect(await readOld('openguard', 'postgres://a:b@127.0.0.1:1/c', how, [])).toMatchObject({
      error: { key: 'import.no-database' },
    });
  });
});
