import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { guild, guildDatabase, oldBots } from '../../test/support/old-bots.ts';
import { type Found, type ImportSource, importSources } from '../core/imports/imports.ts';
import { textBook } from '../core/texts/texts.ts';
import { imports } from '../modules/imports/index.ts';
import { readOld } from './read.ts';

const plain = { map: [] };

const read = (source: ImportSource, path: string, how: Parameters<typeof readOld>[2] = plain) =>
  readOld(source, path, how, ['libera']);

async function foundAt(...of: Parameters<typeof read>): Promise<readonly Found[]> {
  const gathered = await read(...of);
  if (!gathered.ok) throw new Error(words(gathered.error));
  return gathered.value.found;
}

const book = textBook();
if (imports.texts) book.add(imports.texts);
const words = ({ key, facts }: { key: string; facts: Record<string, string | number> }) =>
  book.in('en')(key, facts);

async function refusalAt(...of: Parameters<typeof read>): Promise<string> {
  const gathered = await read(...of);
  if (gathered.ok) throw new Error(JSON.stringify(gathered.value));
  return words(gathered.error);
}

/** What would be set: the setting, where, and to what. */
const settingsIn = (found: readonly Found[]) =>
  found.flatMap((one) =>
    one.kind === 'setting' ? [`${one.scope} ${one.name} = ${one.typed}`] : [],
  );
const fileIn = (found: readonly Found[]) =>
  found.flatMap((one) =>
    one.kind === 'file' ? [`${one.path.join('.')} = ${String(one.value)}`] : [],
  );
const leftIn = (found: readonly Found[]) =>
  found.flatMap((one) => (one.kind === 'left' ? [`${one.from}: ${words(one.why)}`] : []));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'castellan-import-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

describe('PetBot', () => {
  test('its backups keep their numbers, and what is not clear is told', async () => {
    const found = await foundAt('petbot', join(oldBots(), 'petbot'));

    expect(fileIn(found)).toEqual([
      'backups.keep.daily = 10',
      'backups.keep.weekly = 4',
      'backups.keep.monthly = 6',
      'backups.schedule = true',
    ]);
    expect(leftIn(found)).toEqual([
      'items.json → global_spawn_multiplier: there is no game with items and questions here',
      'items.json → spawn_rate (3): there is no game with items and questions here',
      'backup_config.json → compression.level: nothing is known of that name',
      expect.stringMatching(/schedule.daily_time: its time zone is not told/),
      expect.stringMatching(/notifications: backups that fail are told of here by themselves/),
      expect.stringMatching(/admin_users: a nick is no proof/),
    ]);
  });

  test.each([
    ['a number that no kind of backup has', { retention: { daily: -3 } }, /not of the form/],
    ['a kind that is switched off', { schedule: { weekly: false } }, /go together here/],
    ['another rhythm', { schedule: { daily: 12 } }, /here it is always daily/],
  ])('%s is left', async (_what, config, why) => {
    const path = file('backup_config.json', JSON.stringify(config));

    expect(leftIn(await foundAt('petbot', path))).toEqual([expect.stringMatching(why)]);
  });

  test('no compression there is none here', async () => {
    const path = file('backup_config.json', JSON.stringify({ compression: false }));

    expect(fileIn(await foundAt('petbot', path))).toEqual(['backups.compression = none']);
  });
});

describe('Zoryx', () => {
  test('its folder gives what held everywhere and what held in a guild', async () => {
    const found = await foundAt('zoryx', join(oldBots(), 'zoryx'));

    expect(settingsIn(found)).toEqual([
      'instance core.prefix = ?',
      'instance core.mentionPrefix = on',
      'instance guard.sameCommandMax = 4',
      'instance guard.sameCommandWindowMs = 6s',
      `space:discord:${guild} core.mentionPrefix = on`,
      `space:discord:${guild} core.prefix = $`,
    ]);
    // 18 digits: no number holds them exactly.
    expect(fileIn(found)).toEqual([
      'owners = discord:123456789012345679',
      'log.level = warn',
      'owners = discord:323456789012345678',
    ]);
    expect(leftIn(found)).toContain(
      `${guild}/guild.db → welcome_message: nothing is known of that name`,
    );
  });

  test('no secret of its is in what was found', async () => {
    const found = await foundAt('zoryx', join(oldBots(), 'zoryx'));

    expect(leftIn(found)).toContainEqual(expect.stringMatching(/DISCORD_TOKEN: it is a secret/));
    expect(JSON.stringify(found)).not.toContain('very-secret');
  });

  test('what held everywhere is taken for one place where that is said', async () => {
    const how = { map: [], space: 'discord:9' };
    const found = await foundAt('zoryx', join(oldBots(), 'zoryx', 'config.json'), how);

    expect(settingsIn(found)[0]).toBe('space:discord:9 core.prefix = ?');
  });

  test('a guild is another one here where that is said', async () => {
    const how = { map: [`${guild}=discord:777`] };
    const found = await foundAt('zoryx', join(oldBots(), 'zoryx', 'data'), how);

    expect(settingsIn(found)).toContain('space:discord:777 core.prefix = $');
  });

  test('a database by itself needs to be told whose it is', async () => {
    const path = guildDatabase(join(folder(), 'saved'));

    expect(await refusalAt('zoryx', path)).toMatch(/not named by the id of a server/);
    const found = await foundAt('zoryx', path, { map: [], space: 'discord:9' });
    expect(settingsIn(found)).toContain('space:discord:9 core.prefix = $');
  });

  test('what is only in the write-ahead log counts, and nothing is written beside it', async () => {
    const place = join(folder(), guild);
    const path = guildDatabase(place, { prefix: '%', open: true });
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    const before = readdirSync(place).map((name) => readFileSync(join(place, name), 'base64'));

    expect(settingsIn(await foundAt('zoryx', path))).toContain(
      `space:discord:${guild} core.prefix = %`,
    );
    expect(readdirSync(place).map((name) => readFileSync(join(place, name), 'base64'))).toEqual(
      before,
    );
  });

  test('what else lies in its data folder is told', async () => {
    const data = join(oldBots(), 'zoryx', 'data');
    mkdirSync(join(data, 'backups'));
    writeFileSync(join(data, 'backups', 'index.json'), '[]');
    writeFileSync(join(data, 'live_monitor_config.json'), '{"token": "hush"}');
    const found = await foundAt('zoryx', data);

    expect(leftIn(found).slice(-2)).toEqual([
      'backups/index.json: there are no copies of a server’s structure here yet',
      'live_monitor_config.json: it is a secret, and secrets are not taken out of old files',
    ]);
    expect(JSON.stringify(found)).not.toContain('hush');
  });

  test('a data folder elsewhere is not followed', async () => {
    const place = oldBots();
    const config = join(place, 'zoryx', 'config.json');
    writeFileSync(config, '{"prefix": "?", "database": {"base_path": "../../../../etc"}}');

    expect(leftIn(await foundAt('zoryx', join(place, 'zoryx')))).toContainEqual(
      expect.stringMatching(/base_path: the data folder lies outside/),
    );
  });

  test.each([
    ['cut off', (path: string) => truncateSync(path, 5000), /is damaged or was cut off/],
    ['no database', (path: string) => writeFileSync(path, 'prefix=?\n'.repeat(600)), /no SQLite/],
    ['empty', (path: string) => truncateSync(path, 0), /no table guild_settings/],
    [
      'another one',
      (path: string) => copyFileSync('test/fixtures/imports/zoryx/config.json', path),
      /no SQLite/,
    ],
  ])('a database that is %s is refused in words', async (_what, spoil, said) => {
    const path = guildDatabase(join(folder(), guild));
    spoil(path);

    expect(await refusalAt('zoryx', path)).toMatch(said);
  });
});

describe('mediabot', () => {
  test('its limits hold for the instance', async () => {
    const found = await foundAt('mediabot', join(oldBots(), 'mediabot', 'mediabot.conf'));

    expect(settingsIn(found)).toEqual([
      'instance core.prefix = m',
      'instance core.language = fr',
      'instance guard.channelWindowMs = 12s',
      'instance guard.channelMax = 6',
      'instance guard.channelSilenceMs = 45s',
      'instance guard.actorWindowMs = 5s',
      'instance guard.actorMax = 4',
      'instance guard.noticeEveryMs = 30s',
      'instance guard.globalOutputWindowMs = 10s',
      'instance guard.globalOutputMax = 25',
      'instance guard.globalOutputTightMs = 15s',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter/);
  });

  test('the commands for its channels are taken as they were typed', async () => {
    const found = await foundAt('mediabot', join(oldBots(), 'mediabot', 'channels.txt'));
    const at = 'space:irc:libera:#quebec';

    expect(settingsIn(found)).toEqual([
      `${at} guard.channelWindowMs = 10s`,
      `${at} guard.channelMax = 4`,
      `${at} guard.channelSilenceMs = 60s`,
      'space:irc:libera:#boulets guard.channelWindowMs = 15s',
      `${at} guard.outputMax = 5`,
      `${at} guard.outputWindowMs = 30s`,
      `${at} guard.outputSilenceMs = 300s`,
      `${at} guard.outputMode = live`,
    ]);
    expect(found.filter(({ kind }) => kind === 'cooldown')).toMatchObject([
      { command: 'help', seconds: 20, scope: at },
      { command: 'ai', seconds: 20, scope: at },
    ]);
    expect(leftIn(found)).toEqual([
      'channels.txt:8 → chanset: +Games: there is no such switch here',
      expect.stringMatching(/#\{weird\} is here/),
    ]);
  });

  test('which connection is meant is asked where there are several', async () => {
    const path = join(oldBots(), 'mediabot', 'channels.txt');
    const two = await readOld('mediabot', path, plain, ['libera', 'undernet']);
    const named = { map: [], connection: 'undernet' };
    const other = await readOld('mediabot', path, named, ['libera', 'undernet']);

    expect(settingsIn(two.ok ? two.value.found : [])).toEqual([]);
    expect(settingsIn(other.ok ? other.value.found : [])[0]).toMatch(/^space:irc:undernet:#quebec/);
    expect(await refusalAt('mediabot', path, { map: [], connection: 'efnet' })).toMatch(
      /no IRC connection "efnet".*There are: libera/,
    );
  });
});

describe('openguard', () => {
  test('its JSON file gives each guild what it had', async () => {
    const found = await foundAt('openguard', join(oldBots(), 'openguard'));

    expect(settingsIn(found)).toEqual([
      `space:discord:${guild} core.prefix = o!`,
      `space:discord:${guild} core.language = fr`,
      `space:discord:${guild} raid.mode = live`,
      `space:discord:${guild} raid.joins = 12`,
      `space:discord:${guild} raid.windowMs = 90s`,
      'space:discord:623456789012345678 core.prefix = !!',
      'space:discord:623456789012345678 core.language = de',
    ]);
    expect(leftIn(found)).toContainEqual(expect.stringMatching(/WEBHOOK_TOKEN: it is a secret/));
    expect(JSON.stringify(found)).not.toContain('hush');
  });
});

describe('what cannot be read', () => {
  const [ucs2, latin] = [
    Buffer.from('\ufeff{"prefix": "?"}', 'utf16le'),
    Buffer.from([0x7b, 0xe9]),
  ];

  test.each([
    [
      'cut off JSON',
      '{\n"prefix": "?",\n"token": "hush-hush',
      /no JSON: something is wrong in line 3/,
    ],
    ['another encoding', ucs2, /no text in UTF-8 \(UTF-16\)/],
    ['an old encoding', latin, /no text in UTF-8/],
    ['zero bytes', '{"prefix": "\0"}', /zero bytes/],
    ['a list', '[1, 2]', /does not look like one of/],
    ['something else', '{"name": "castellan"}', /does not look like one of/],
    ['nothing', '', /no JSON/],
  ])('%s is told and not quoted', async (_what, content, said) => {
    const refusal = await refusalAt('zoryx', file('config.json', content));

    expect(refusal).toMatch(said);
    expect(refusal).not.toContain('hush');
  });

  test.each(importSources)('%s: what is not there is told', async (source) => {
    expect(await refusalAt(source, '/nowhere/at/all')).toBe('There is no file /nowhere/at/all.');
  });

  test('a folder without any of the files says which they are', async () => {
    expect(await refusalAt('petbot', folder())).toMatch(
      /there is none of: items.json, backup_config/,
    );
  });

  test('a pipe and a device are not waited for', async () => {
    const pipe = join(folder(), 'config.json');
    execFileSync('mkfifo', [pipe]);

    expect(await refusalAt('mediabot', pipe)).toMatch(/neither a file nor a folder/);
    expect(await refusalAt('mediabot', '/dev/zero')).toMatch(/neither a file nor a folder/);
  });

  test('a huge file is not read', async () => {
    const path = file('config.json', '{}');
    truncateSync(path, 20 * 1024 * 1024);

    expect(await refusalAt('zoryx', path)).toMatch(/larger than 16 MiB/);
  });

  test.each([
    [{ map: ['no pair'] }, /"no pair" is no pair/],
    [{ map: ['1=somewhere'] }, /"1=somewhere" is no pair/],
    [{ map: [], space: '../../etc' }, /is no place/],
  ])('a place that is none is told: %j', async (how, said) => {
    expect(await refusalAt('zoryx', join(oldBots(), 'zoryx'), how)).toMatch(said);
  });
});

describe('whatever is in a file', () => {
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .dictionary(
        fc.constantFrom(
          'prefix',
          'cooldowns',
          'owner_ids',
          'retention',
          'schedule',
          '__proto__',
          guild,
          '[antiflood]',
        ),
        fc.jsonValue(),
      )
      .map((value) => Buffer.from(JSON.stringify(value))),
    fc
      .string({ unit: 'binary', maxLength: 300 })
      .map((text) => Buffer.from(`[antiflood]\n${text}`)),
  );

  test('is read or refused in words that are there, and no reader fails', async () => {
    const path = join(folder(), 'config.json');
    await fc.assert(
      fc.asyncProperty(junk, fc.constantFrom(...importSources), async (bytes, source) => {
        writeFileSync(path, bytes);
        const gathered = await read(source, path);
        const refusals = gathered.ok
          ? gathered.value.found.flatMap((one) => (one.kind === 'left' ? [one.why] : []))
          : [gathered.error];
        for (const refusal of refusals) expect(book.has(refusal.key)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is read or refused where it is a database with some bytes changed', async () => {
    const place = join(folder(), guild);
    mkdirSync(place, { recursive: true });
    const whole = readFileSync(guildDatabase(join(folder(), guild)));
    const path = join(place, 'guild.db');
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), async (changes) => {
        const spoilt = Buffer.from(whole);
        for (const [at, byte] of changes) spoilt[at] = byte;
        writeFileSync(path, spoilt);
        const gathered = await read('zoryx', path);

        if (!gathered.ok) expect(gathered.error.key).toMatch(/^import\./);
      }),
      { numRuns: 150 },
    );
  });

  test('with a log beside it that belongs to another database is read or refused', async () => {
    const path = guildDatabase(join(folder(), guild));
    appendFileSync(`${path}-wal`, Buffer.alloc(5000, 7));

    expect(settingsIn(await foundAt('zoryx', path))).toContain(
      `space:discord:${guild} core.prefix = $`,
    );
  });
});
