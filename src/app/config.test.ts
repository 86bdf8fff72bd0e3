import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Secret } from '../platforms/irc/index.ts';
import { loadConfig, parseConfig } from './config.ts';
import type { Environment } from './config-environment.ts';
import { ConfigError, type ConfigProblem } from './config-problem.ts';
import { configJsonSchema } from './config-schema.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-config-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  folders += 1;
  const folder = join(root, String(folders));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const read = (text: string, environment: Environment = {}) =>
  parseConfig(text, environment, 'castellan.yaml');

/** The error that a configuration meets with; fails when it meets with none. */
function wrong(text: string, environment: Environment = {}): ConfigError {
  try {
    read(text, environment);
  } catch (failure) {
    if (failure instanceof ConfigError) return failure;
    throw failure;
  }
  throw new Error(`Nothing is wrong with:\n${text}`);
}

const problem = (text: string, environment: Environment = {}): ConfigProblem => {
  const { problems } = wrong(text, environment);
  expect(problems, JSON.stringify(problems)).toHaveLength(1);
  return problems[0]!;
};

/** One IRC connection with these further lines. */
const irc = (...lines: string[]): string =>
  [
    'connections:',
    '  - id: libera',
    '    platform: irc',
    '    server: irc.libera.chat:6697',
    '    nick: castellan',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

const discord = (...lines: string[]): string =>
  [
    'connections:',
    '  - id: guilds',
    '    platform: discord',
    ...(lines.some((line) => line.startsWith('token')) ? [] : ['    token: abc.def']),
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

/** What the schema library would say; none of it may reach a person. */
const foreignWords =
  /invalid|expected|received|unrecognized|undefined|NaN|null|zod|too (small|big)|regex|pattern|object|string|array|union/i;

describe('a configuration', () => {
  test('may be empty: the defaults hold', () => {
    expect(read('')).toMatchObject({
      data: './data',
      connections: [],
      prefix: '!',
      mention_prefix: true,
      dashboard: { host: '127.0.0.1', port: 7070 },
      log: { level: 'info' },
      bench: false,
    });
    expect(read('# nothing but a comment\n').prefix).toBe('!');
  });

  test('is what the issue shows', () => {
    const text = `
data: ./data
connections:
  - id: libera
    platform: irc
    server: irc.libera.chat:6697
    tls: true
    nick: castellan
    sasl: { mechanism: scram-sha-256, account: castellan, password: "\${LIBERA_PASSWORD}" }
    channels: ["#castellan", { name: "#secret", key: "k" }]
  - id: discord
    platform: discord
    token: "\${DISCORD_TOKEN}"
    api: https://discord.com/api
prefix: "!"
mention_prefix: true
owners: ["irc:libera:account:teuk", "discord:1234"]
dashboard: { host: 127.0.0.1, port: 7070 }
log: { level: info }
`;
    const config = read(text, { LIBERA_PASSWORD: 'hunter2', DISCORD_TOKEN: 'abc' });
    const [libera, guilds] = config.connections;

    expect(libera).toMatchObject({
      platform: 'irc',
      server: [{ host: 'irc.libera.chat', port: 6697 }],
      channels: [{ name: '#castellan' }, { name: '#secret' }],
    });
    const sasl = libera?.platform === 'irc' ? libera.sasl : undefined;
    expect(sasl?.password).toBeInstanceOf(Secret);
    expect(sasl?.password?.reveal()).toBe('hunter2');
    expect(guilds).toMatchObject({ token: 'abc' });
  });

  test.each([
    ['true', true],
    ['false', false],
    ['{ ca: ca.pem }', { ca: 'ca.pem' }],
    [`{ fingerprint: "SHA256:${'AB'.repeat(32)}" }`, { fingerprint: 'ab'.repeat(32) }],
    [
      `{ fingerprint: "${'ab:'.repeat(31)}ab", start: plain }`,
      { fingerprint: 'ab'.repeat(32), start: 'plain' },
    ],
    ['{ verify: false }', { verify: false }],
  ])('takes tls: %s', (text, tls) => {
    expect(read(irc(`tls: ${text}`)).connections[0]).toMatchObject({ tls });
  });
});

describe('a file', () => {
  const load = (folder: string, environment: Environment = {}, file?: string) =>
    loadConfig({ folder, environment, file });

  test('is found in the folder, and its data folder lies beside it', () => {
    const folder = folderWith({ 'castellan.yaml': 'prefix: "?"' });
    expect(load(folder)).toMatchObject({
      file: join(folder, 'castellan.yaml'),
      config: { prefix: '?', data: join(folder, 'data') },
    });
  });

  test('may be missing, unless it was named', () => {
    const folder = folderWith({});
    expect(load(folder).file).toBeUndefined();
    expect(() => load(folder, {}, 'other.yaml')).toThrow(/no file .*other\.yaml.*castellan init/);
    expect(() => load(folder, { CASTELLAN_CONFIG: 'third.yaml' })).toThrow(/no file .*third\.yaml/);
  });

  test('that cannot be read says so', () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'castellan.yaml'));
    expect(() => load(folder)).toThrow(/castellan\.yaml cannot be read: EISDIR/);
  });

  test('names certificates relative to itself', () => {
    const folder = folderWith({
      'castellan.yaml': irc('tls: { ca: ca.pem, certificate: /b.pem }'),
    });
    expect(load(folder).config.connections[0]).toMatchObject({
      tls: { ca: join(folder, 'ca.pem'), certificate: '/b.pem' },
    });
  });

  test('takes variables from .env beside it; the real environment wins', () => {
    const folder = folderWith({
      'castellan.yaml': discord('token: "${DISCORD_TOKEN}"'),
      '.env': 'DISCORD_TOKEN=from-file\nCASTELLAN_PREFIX="?"\n',
    });
    expect(load(folder).config).toMatchObject({
      prefix: '?',
      connections: [{ token: 'from-file' }],
    });
    expect(
      load(folder, { DISCORD_TOKEN: 'from-outside', CASTELLAN_PREFIX: '$' }).config,
    ).toMatchObject({ prefix: '$', connections: [{ token: 'from-outside' }] });
  });

  test('is never written, right or wrong', () => {
    const text = 'prefx: 1 # mine\n';
    const folder = folderWith({ 'castellan.yaml': text });
    expect(() => load(folder)).toThrow(ConfigError);
    expect(readFileSync(join(folder, 'castellan.yaml'), 'utf8')).toBe(text);
  });
});

describe('${VARIABLES}', () => {
  test('are put in anywhere in a text, several at once', () => {
    expect(read('database: "postgres://${U}:${P}@db/x"', { U: 'me', P: 'a$&b' }).database).toBe(
      'postgres://me:a$&b@db/x',
    );
  });

  test('become numbers and switches where those belong', () => {
    const config = read('dashboard: { port: "${PORT}" }\nbench: "${BENCH}"', {
      PORT: '8080',
      BENCH: 'true',
    });
    expect(config).toMatchObject({ dashboard: { port: 8080 }, bench: true });
  });

  test('stay text where text belongs, whatever they look like', () => {
    const config = read(irc('password: "${P}"'), { P: '0123' });
    expect(config.connections[0]).toMatchObject({ password: { constructor: Secret } });
    const [libera] = config.connections;
    expect(libera?.platform === 'irc' && libera.password?.reveal()).toBe('0123');
  });

  test('can be written out with two dollars', () => {
    const [libera] = read(irc('password: "a$${B}c"'), { B: 'x' }).connections;
    expect(libera?.platform === 'irc' && libera.password?.reveal()).toBe('a${B}c');
  });

  test('that are not set are named with their line, once, and what else is wrong too', () => {
    const { problems } = wrong(`prefix: "a b"\n${discord('token: "${DISCORD_TOKEN}"')}`);
    expect(problems).toEqual([
      expect.objectContaining({ path: 'prefix', line: 1 }),
      {
        path: 'connections.0.token',
        line: 5,
        message: 'The environment variable DISCORD_TOKEN is not set.',
        example: 'DISCORD_TOKEN=… in .env beside the configuration',
      },
    ]);
  });

  test('that hold something wrong do not show it', () => {
    const { message } = wrong(discord('token: "${T}"'), { T: 'my secret token' });
    expect(message).toMatch(/token.*should be a bot token/s);
    expect(message).not.toContain('my secret');
  });
});

describe('the environment', () => {
  const base = `${irc('tls: true', 'sasl: { mechanism: external }')}
  - id: my-guilds
    platform: discord
    token: abc
captcha: { kind: turnstile, site_key: one, secret: two }`;

  /** A value for every key there is, by its path in the configuration; numbers are entries of a list. */
  const values: Readonly<Record<string, string>> = {
    data: '/var/lib/castellan',
    database: 'postgres://a:b@c/d',
    database_migrations: 'postgres://owner:b@c/d',
    shared_database: 'true',
    redis: 'rediss://a:b@c:6379',
    redis_prefix: 'one:',
    secrets_key: 'A'.repeat(43),
    connections: '[{ id: x, platform: discord, token: abc }]',
    sandbox: 'true',
    prefix: '#',
    mention_prefix: 'false',
    language: 'fr',
    owners: '["discord:1"]',
    'dashboard.host': '0.0.0.0',
    'dashboard.port': '8080',
    'dashboard.origins': '["https://castellan.example.org"]',
    'dashboard.trusted_proxies': '[10.0.0.1]',
    'log.level': 'debug',
    'extensions.folder': './extensions',
    'extensions.packages': '[castellan-karma]',
    'extensions.blacklist': '[karma]',
    'extensions.trusted': '[karma]',
    'extensions.auto_load': 'false',
    'extensions.watch': 'false',
    'market.indexes': `[{ url: /srv/index, key: "${'A'.repeat(43)}=", private: true }]`,
    'alerts.webhook': 'https://example.org/hook',
    'alerts.webhook_private': 'true',
    'backups.folder': '/mnt/backups',
    'backups.compression': 'gzip',
    'backups.encrypt_to': `[age1${'q'.repeat(58)}]`,
    'backups.identity_file': '/etc/age-key.txt',
    'backups.keep.daily': '3',
    'backups.keep.weekly': '3',
    'backups.keep.monthly': '3',
    'backups.keep.manual': '3',
    'backups.keep.safety': '3',
    'backups.max_total_mb': '5000',
    'backups.at': '04:30',
    'backups.schedule': 'false',
    'backups.drill': 'never',
    'backups.copies': '[{ folder: /mnt/other, region: eu, incremental: true }]',
    bench: 'false',
    'connections.libera.id': 'oftc',
    'connections.libera.platform': 'irc',
    'connections.libera.server': '127.0.0.1:6667',
    'connections.libera.tls': 'false',
    'connections.libera.tls.ca': 'ca.pem',
    'connections.libera.tls.fingerprint': 'ab'.repeat(32),
    'connections.libera.tls.verify': 'false',
    'connections.libera.tls.certificate': 'me.pem',
    'connections.libera.tls.key': 'me.key',
    'connections.libera.tls.start': 'plain',
    'connections.libera.nick': 'other',
    'connections.libera.alternatives': '[one, two]',
    'connections.libera.username': 'someone',
    'connections.libera.realname': 'Some: one',
    'connections.libera.password': '12345',
    'connections.libera.sasl': '{ mechanism: external }',
    'connections.libera.sasl.mechanism': 'external',
    'connections.libera.sasl.account': '007',
    'connections.libera.sasl.password': 'a: ${b}',
    'connections.libera.sasl.onFailure': 'stop',
    'connections.libera.nickserv': '{ mask: "N!N@services." }',
    'connections.libera.chanserv': 'true',
    'connections.libera.channels': '["#a", { name: "#b", key: c }]',
    'connections.libera.channels.0': '#castle',
    'connections.libera.trustInvitesFrom': '["account:ann"]',
    'connections.libera.forwards': 'leave',
    'connections.libera.forcedJoins': 'leave',
    'connections.libera.encoding': 'koi8-r',
    'connections.libera.pacing': 'false',
    'connections.libera.pacing.burst': '7',
    'connections.libera.pacing.everyMs': '700',
    'connections.libera.formatting': 'false',
    'connections.libera.echo': 'true',
    'connections.my_guilds.token': 'other.token',
    'connections.my_guilds.api': 'http://127.0.0.1:1/api',
    'connections.my_guilds.intents.message_content': 'false',
    'connections.my_guilds.intents.members': 'false',
    'connections.my_guilds.shards': '{ total: 2, ids: [0] }',
    'connections.1.token': 'third.token',
    captcha: '{ kind: hcaptcha, site_key: x, secret: y }',
    'captcha.kind': 'hcaptcha',
    'captcha.site_key': 'abc',
    'captcha.secret': 'very secret',
    'captcha.verify_url': 'https://captcha.example.org/verify',
    'console.dcc': 'on',
    'console.dcc_private': 'true',
    'console.dcc_address': '198.51.100.7',
    'console.dcc_bind': '::1',
    'console.dcc_ports': '6000-6010',
  };

  const variable = (path: string) => `CASTELLAN_${path.toUpperCase().replaceAll('.', '__')}`;

  /** What stands there afterwards; secrets revealed, addresses as they are written. */
  function at(config: unknown, path: string): unknown {
    let value = config as Record<string, unknown> | undefined;
    for (const key of path.split('.')) {
      const list = Array.isArray(value) ? (value as { id?: string }[]) : undefined;
      const found = list?.find(
        ({ id }) => id?.replace('-', '_') === key || (id === 'oftc' && key === 'libera'),
      );
      value = (found ?? value?.[key]) as typeof value;
    }
    if (value instanceof Secret) return value.reveal();
    return value;
  }

  test.each(Object.entries(values))('overrides %s', (path, text) => {
    const config = read(base, { [variable(path)]: text });
    const found = JSON.stringify(at(config, path));
    const meant: unknown = parse(text, { logLevel: 'silent' });
    const same = [JSON.stringify(text), JSON.stringify(meant)];
    const special: Readonly<Record<string, unknown>> = {
      connections: { 0: { id: 'x' } },
      'connections.libera.server': { 0: { host: '127.0.0.1', port: 6667 } },
      'connections.libera.nickserv': { mask: 'N!N@services.' },
      'connections.libera.sasl': { mechanism: 'external', onFailure: 'continue' },
      'connections.libera.channels': { 0: { name: '#a' }, 1: { name: '#b' } },
      'connections.libera.channels.0': { name: '#castle' },
      'console.dcc_ports': { from: 6000, to: 6010 },
    };
    if (path in special) expect({ ...(at(config, path) as object) }).toMatchObject(special[path]!);
    else expect(same).toContain(found);
  });

  test('can override every key that the schema has', () => {
    const untested = leaves(configJsonSchema()).filter(
      (leaf) => !Object.keys(values).some((path) => generic(path).startsWith(leaf)),
    );
    expect(untested).toEqual([]);
  });

  /** Keys of the schema, list entries left out; what is given as a whole counts as tested with its parts. */
  function leaves(node: object, path = ''): string[] {
    const { properties, items, anyOf, oneOf } = node as Record<string, object | undefined>;
    const below = [
      ...Object.entries(properties ?? {}).flatMap(([key, child]) =>
        leaves(child as object, path === '' ? key : `${path}.${key}`),
      ),
      ...(path === 'connections' && items ? leaves(items, path) : []),
      ...[anyOf, oneOf].flatMap((choice) =>
        ((choice ?? []) as object[]).flatMap((one) => leaves(one, path)),
      ),
    ].filter((one) => one !== path);
    const wholes = /\.(nickserv|shards|sasl|channels)$/;
    return below.length > 0 && !wholes.test(path) ? [...new Set(below)] : [path];
  }
  const generic = (path: string) => path.replace(/^connections\.\w+\./, 'connections.');

  test('makes a configuration where there is no file', () => {
    const config = read('', {
      CASTELLAN_CONNECTIONS: '[{ id: libera, platform: irc, server: irc.libera.chat }]',
      CASTELLAN_CONNECTIONS__LIBERA__NICK: 'castellan',
      CASTELLAN_CONNECTIONS__LIBERA__CHANNELS__0: '#one',
      CASTELLAN_CONNECTIONS__LIBERA__CHANNELS__1: '#two',
    });
    expect(config.connections).toMatchObject([
      { nick: 'castellan', channels: [{ name: '#one' }, { name: '#two' }] },
    ]);
  });

  test('says which variable is wrong, and does not show what it holds', () => {
    const found = problem(base, { CASTELLAN_DASHBOARD__PORT: 'hunter2' });
    expect(found).toMatchObject({
      variable: 'CASTELLAN_DASHBOARD__PORT',
      message: '"port" should be a number.',
    });
    const { message } = wrong(base, { CASTELLAN_DASHBOARD__PORT: 'hunter2' });
    expect(message).toContain('environment CASTELLAN_DASHBOARD__PORT  dashboard.port');
    expect(message).not.toContain('hunter2');
  });

  test('says which names there are when one leads nowhere', () => {
    expect(problem(base, { CASTELLAN_DASHBORD__PORT: '1' }).message).toMatch(
      /"DASHBORD".*DASHBOARD/,
    );
    expect(problem(base, { CASTELLAN_CONNECTIONS__LIBRA__NICK: 'x' }).message).toMatch(
      /"LIBRA", which the list does not have \(it has: libera, my-guilds\)/,
    );
    expect(problem(base, { CASTELLAN_PREFIX__X: '1' }).message).toMatch(/"X".*nothing/);
  });

  test('may hold what others put there', () => {
    const environment = {
      CASTELLAN_CONFIG: 'castellan.yaml',
      CASTELLAN_PORT: 'tcp://10.0.0.1:7070',
      CASTELLAN_PORT_7070_TCP: 'tcp://10.0.0.1:7070',
      CASTELLAN_SERVICE_HOST: '10.0.0.1',
      PATH: '/bin',
    };
    expect(read(base, environment).connections).toHaveLength(2);
  });
});

describe('what is not YAML', () => {
  test.each([
    ['prefix: "!', 1, /quote|bracket/],
    ['data: x\nprefix: !\n  - {', 3, /bracket|quote|indented/],
    ['data: a\n\tprefix: b', 2, /tabs/],
    ['prefix: "a"\nprefix: "b"', 2, /twice/],
    ['data: a: b', 1, /two "key: value"/],
    ['token: *hunter2', 1, /begins with \*/],
    ['token: !hunter2 x', 1, /begins with !/],
    ['token: @hunter2', 1, /begins with @/],
    ['data: a\n---\ndata: b', 2, /second document/],
    ['connections: [', 1, /bracket|missing|indented/],
    ['data x\nprefix: "!"', 1, /colon/],
  ])('is told with its line and no word of it: %j', (text, line, message) => {
    const [first] = wrong(text).problems;
    expect(first).toMatchObject({ line });
    expect(first?.message).toMatch(/^This is not YAML: /);
    expect(first?.message).toMatch(message);
    expect(wrong(text).message).not.toContain('hunter2');
  });

  test('is told when a few aliases would fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0 ? 'x0: &a0 [x, x]' : `x${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`,
    );
    expect(problem(levels.join('\n')).message).toMatch(/stand for too much/);
  });

  test.each(['- a\n- b', 'just a text', '42'])('is told when the whole is no keys: %j', (text) => {
    expect(problem(text)).toMatchObject({
      path: '',
      message: expect.stringMatching(/^The configuration should be keys with values/) as string,
    });
  });
});

describe('a wrong key', () => {
  test.each([
    ['prefx: "!"', 1, 'prefix'],
    ['data: x\ndashbord:\n  port: 1', 2, 'dashboard'],
    ['dashboard:\n  host: 127.0.0.1\n  prt: 1', 3, 'port'],
    [irc('nik: other'), 6, 'nick'],
    [irc('sasl: { mechanisms: plain }'), 6, 'mechanism'],
    [irc('tls: { fingreprint: abc }'), 6, 'fingerprint'],
    [irc('pacing: { bursts: 1 }'), 6, 'burst'],
    [irc('channels: [{ nam: "#x" }]'), 6, 'name'],
    [discord('tokn: x'), 5, 'token'],
    [discord('intents: { mesage_content: true }'), 5, 'message_content'],
  ])('is told with its line and the one that was meant: %j', (text, line, meant) => {
    const found = wrong(text).problems.find(({ message }) => message.startsWith('There is no key'));
    expect(found).toMatchObject({
      line,
      message: expect.stringContaining(`Did you mean "${meant}"?`) as string,
    });
  });

  test('of the other platform lists those of its own', () => {
    const { message } = problem(discord('channels: ["#x"]'));
    expect(message).toMatch(/There are: id, platform, token, api, intents, shards\./);
  });
});

describe('a wrong value', () => {
  test.each([
    ['prefix: "a b"', '"prefix" should be 1 to 5 characters without spaces.'],
    ['prefix: 5', '"prefix" should be text; put it in quotes.'],
    ['prefix:', '"prefix" has no value; give one or remove the line.'],
    ['dashboard: { port: 70700 }', '"port" should be at most 65535.'],
    ['dashboard: { port: 7.5 }', '"port" should be a whole number.'],
    ['dashboard: 7070', '"dashboard" should be keys with values, like { key: value }.'],
    [
      'dashboard: { origins: [x] }',
      'Entry 1 of "origins" should be an address that begins with http:// or https://.',
    ],
    ['log: { level: wran }', '"level" should be debug, info, warn or error. Did you mean warn?'],
    ['mention_prefix: yes', '"mention_prefix" should be true or false.'],
    ['connections: { id: x }', '"connections" should be a list.'],
    [
      'connections: [x]',
      'Entry 1 of "connections" should be keys with values, like { key: value }.',
    ],
    ['connections: [{ id: x }]', '"platform" is missing; it is irc or discord.'],
    [
      'connections: [{ id: x, platform: discrod }]',
      '"platform" should be irc or discord. Did you mean discord?',
    ],
    [
      irc('tls: maybe'),
      '"tls" should be true, false, { ca: file }, { fingerprint: sha256:… }, { verify: false } or { start: plain, … }.',
    ],
    [irc('tls: { verify: "no" }'), '"verify" should be true or false.'],
    [irc('tls: { start: tls }'), '"start" should be plain.'],
    [irc('tls: { fingerprint: abc }'), /^"fingerprint" should be the SHA-256/],
    [irc('sasl: plain'), '"sasl" should be keys with values, like { key: value }.'],
    [
      irc('sasl: { mechanism: scram }'),
      /^"mechanism" should be plain, external or scram-sha-256\./,
    ],
    [irc('sasl: { mechanism: plain }'), /^"sasl" needs account and password/],
    [
      irc('sasl: { account: a, password: b }'),
      '"mechanism" is missing; it is plain, external or scram-sha-256.',
    ],
    [irc('password: ""'), /^"password" is empty/],
    [irc('password: 12345'), '"password" should be text; put it in quotes.'],
    [irc('channels: [castle]'), /^Entry 1 of "channels" is no channel/],
    [irc('channels: [{ key: x }]'), '"name" is missing.'],
    [irc('channels: "#castle"'), '"channels" should be a list.'],
    [irc('pacing: true'), '"pacing" should be false, or keys with values, like { key: value }.'],
    [irc('pacing: { burst: 0 }'), '"burst" should be at least 1.'],
    [irc('encoding: klingon'), /^"encoding" is not an encoding/],
    [irc('forwards: maybe'), '"forwards" should be follow or leave.'],
    [irc('nickserv: { mask: NickServ }'), /^"mask" should name the real NickServ/],
    [discord('token: "a b"'), '"token" should be a bot token from the Developer Portal.'],
    [discord('api: ftp://x'), '"api" should be an address that begins with http:// or https://.'],
    [discord('shards: "3"'), '"shards" should be auto, or keys with values, like { key: value }.'],
    [discord('shards: { total: 2, ids: [2] }'), /every id must be smaller than total/],
    [discord('shards: { total: 2, ids: [] }'), '"ids" should have at least 1 entries.'],
    ['owners: [teuk]', /^Entry 1 of "owners" should be discord:<user id>/],
    ['database: mysql://x', '"database" should be postgres://user:password@host/database.'],
  ])('is told in words with an example: %j', (text, message) => {
    const found = problem(text);
    expect(found.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
    expect(found.example).toBeTruthy();
    expect(found.line).toBe(text.split('\n').length);
  });

  test.each([
    ['server', 'nick'],
    ['nick', 'server'],
  ])('that is missing (%s) is told at the line of its connection', (missing, other) => {
    const there = { server: 'irc.libera.chat', nick: 'castellan' }[other]!;
    expect(
      problem(`data: x\nconnections:\n  - id: a\n    platform: irc\n    ${other}: ${there}`),
    ).toMatchObject({ line: 3, message: `"${missing}" is missing.` });
  });

  test.each([
    ['irc.libera.chat:99999'],
    ['irc.libera.chat:6697:1'],
    ['"https://irc.libera.chat"'],
    ['5'],
    ['[]'],
    ['["a b"]'],
  ])('of server is told in words: %s', (server) => {
    const text = irc().replace('irc.libera.chat:6697', server);
    expect(problem(text).message).toMatch(/host:port/);
  });

  test('tells everything at once, in the order of the lines', () => {
    const { problems, message } = wrong(`prefix: "a b"\nlog: { level: loud }\n${irc('nik: x')}`);
    expect(problems.map(({ line }) => line)).toEqual([1, 2, 8]);
    expect(message).toContain('castellan.yaml:1  prefix');
    expect(message).toContain('for example:  prefix: "!"');
    expect(message).toMatch(/Nothing was started and the file is untouched/);
  });

  test('as the id of a connection: twice the same, or one of our own', () => {
    const two = `${irc()}\n  - { id: libera, platform: discord, token: abc }`;
    expect(problem(two)).toMatchObject({
      path: 'connections.1.id',
      line: 6,
      message: 'Two connections are called "libera"; each needs its own id.',
    });
    expect(problem(discord().replace('guilds', 'console')).message).toMatch(/cannot be "console"/);
  });

  test('of bench is a server that is not this machine', () => {
    expect(problem(`bench: true\n${irc()}`).message).toMatch(/irc\.libera\.chat, which is not/);
    const local = irc().replace('irc.libera.chat:6697', '127.0.0.1:6667');
    expect(read(`bench: true\n${local}`).bench).toBe(true);
  });
});

describe('every key of the schema, given every kind of wrong value,', () => {
  const junk = [
    '5',
    '"a b\\tc"',
    '[]',
    '[5]',
    '{}',
    '{ zzz: 1 }',
    '~',
    'true',
    '-1',
    '1.5',
    '.inf',
  ];
  const schema = configJsonSchema() as { properties: Record<string, object> };
  const connectionKeys = (platform: string) => {
    const kinds = (schema.properties['connections'] as { items: { oneOf: object[] } }).items.oneOf;
    const kind = kinds.find((one) => JSON.stringify(one).includes(`"const":"${platform}"`));
    return Object.keys((kind as { properties: object }).properties);
  };
  const nested: Readonly<Record<string, readonly string[]>> = {
    tls: ['ca', 'fingerprint', 'verify', 'certificate', 'key', 'start'],
    sasl: ['mechanism', 'account', 'password', 'onFailure'],
    nickserv: ['mask', 'account', 'password', 'regain'],
    pacing: ['burst', 'everyMs'],
    channels: [],
    intents: ['message_content', 'members'],
    shards: ['total', 'ids'],
    dashboard: ['host', 'port', 'origins', 'trusted_proxies'],
    log: ['level'],
    backups: ['folder', 'compression', 'encrypt_to', 'identity_file', 'keep', 'at', 'copies'],
  };
  const forms = (key: string, value: string) => [
    `${key}: ${value}`,
    ...(nested[key] ?? []).map((inner) => `${key}: { ${inner}: ${value} }`),
    ...(key === 'channels'
      ? [`channels: [{ name: ${value} }]`, `channels: [{ key: ${value} }]`]
      : []),
  ];
  const without = (text: string, key: string) =>
    text.replace(new RegExp(`^    ${key}: .*\\n?`, 'm'), '');
  const cases = junk.flatMap((value) => [
    ...Object.keys(schema.properties).flatMap((key) => forms(key, value)),
    ...connectionKeys('irc').flatMap((key) =>
      forms(key, value).map((line) =>
        `${without(irc(), key)}\n    ${line}`.replace(
          '- id: libera\n',
          key === 'id' ? '-\n' : '- id: libera\n',
        ),
      ),
    ),
    ...connectionKeys('discord').flatMap((key) =>
      forms(key, value).map((line) =>
        `${without(discord(), key)}\n    ${line}`.replace(
          '- id: guilds\n',
          key === 'id' ? '-\n' : '- id: guilds\n',
        ),
      ),
    ),
  ]);

  test(`is answered in our words, with line and example (${cases.length} cases)`, () => {
    let refused = 0;
    for (const text of cases) {
      try {
        read(text);
      } catch (failure) {
        refused += 1;
        expect(failure, text).toBeInstanceOf(ConfigError);
        for (const { message, line, example, path } of (failure as ConfigError).problems) {
          expect(message, text).not.toMatch(foreignWords);
          expect(message, text).toMatch(
            /^("|Entry |There is no key|The configuration|This is not YAML).*[.?]$/,
          );
          expect(line, text).toBeGreaterThan(0);
          if (!message.startsWith('There is no key'))
            expect(example, `${text} ${path}`).toBeTruthy();
        }
      }
    }
    expect(refused).toBeGreaterThan(cases.length * 0.6);
  });
});

test('the committed JSON Schema is the one that the code makes', () => {
  expect(JSON.parse(readFileSync('castellan.schema.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(configJsonSchema())),
  );
});
