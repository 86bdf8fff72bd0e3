import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cli, folderWith, started, testGuild } from '../../support/cli.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';

const password = 'correct "horse" $battery';

async function registered() {
  const network = await testNetwork();
  network.services.register('castellan', password);
  const flags = [
    ...['init', '--yes', '--platform', 'irc', '--server', `127.0.0.1:${network.port}`, '--no-tls'],
    ...['--nick', 'castellan', '--channel', '#castle', '--channel', '#random'],
  ];
  return { network, flags };
}
const login = ['--sasl-account', 'castellan', '--password-env', 'BOT_PASSWORD'];

describe('castellan init --yes for IRC', () => {
  test('tries it, writes a file that start connects with, and keeps the password apart', async () => {
    const { network, flags } = await registered();
    const folder = folderWith();

    const { code, stdout } = await cli([...flags, ...login, '--owner', 'irc:irc:account:ann'], {
      cwd: folder,
      environment: { BOT_PASSWORD: password },
    });

    expect(code).toBe(0);
    expect(stdout).toMatch(/ok .*answers in plain text.*SCRAM-SHA-256/);
    expect(stdout).toMatch(/ok .*castellan is free/);
    expect(stdout).toMatch(/ok .*logging in as castellan works \(scram-sha-256\)/);
    expect(stdout).not.toContain(password);
    const text = readFileSync(join(folder, 'castellan.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=.*castellan\.schema\.json\n/);
    const [, schema = ''] = /schema=(.*)\n/.exec(text) ?? [];
    expect(existsSync(join(schema.startsWith('/') ? '' : folder, schema))).toBe(true);
    expect(text).not.toContain(password);
    expect(parse(text)).toMatchObject({
      connections: [{ sasl: { password: '${BOT_PASSWORD}' }, channels: ['#castle', '#random'] }],
      owners: ['irc:irc:account:ann'],
    });
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);

    const running = await started([], { cwd: folder });
    const bot = await network.arrives('castellan', ['#castle', '#random'], { withinMs: 10_000 });
    expect(network.snapshot().channels[0]?.members).toContainEqual(
      expect.objectContaining({ nick: 'castellan', account: 'castellan' }),
    );
    const ann = network.person('ann');
    await ann.says('#castle', '!choose tea | tee');
    await ann.hears('#castle', /^ann: I choose (tea|tee)!$/);
    expect(bot.nick).toBe('castellan');
    expect((await running.end('SIGTERM')).code).toBe(0);
    expect(running.stderr()).not.toContain(password);
  });

  test('writes nothing when the password is wrong, and says so', async () => {
    const { flags } = await registered();
    const folder = folderWith();
    const { code, stdout, stderr } = await cli([...flags, ...login], {
      cwd: folder,
      environment: { BOT_PASSWORD: 'wrong' },
    });

    expect(code).toBe(1);
    expect(stdout).toMatch(/bad .*logging in as castellan.*904[^]*→ Check account and password/);
    expect(stderr).toMatch(/Nothing was written/);
    expect(existsSync(join(folder, 'castellan.yaml'))).toBe(false);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });

  test('says that the nick is taken, and goes on', async () => {
    const { flags } = await registered();
    const taken = flags.map((flag) => (flag === 'castellan' ? 'ann' : flag));
    const { code, stdout } = await cli(taken, { cwd: folderWith() });
    expect(code).toBe(0);
    expect(stdout).toMatch(/note .*ann is taken or refused; the bot would be ann/);
  });

  test('says in words that nobody answers; --offline writes it untried', async () => {
    const folder = folderWith();
    const flags = [
      'init',
      '--yes',
      '--platform',
      'irc',
      '--server',
      '127.0.0.1:1',
      '--nick',
      'bot',
    ];
    const tried = await cli(flags, { cwd: folder });
    expect(tried).toMatchObject({ code: 1 });
    expect(tried.stdout).toMatch(/bad .*nobody listens there/);

    expect(await cli([...flags, '--offline'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'castellan.yaml'))).toBe(true);
  });

  test.each([
    [['--platform', 'irc'], /--server is needed/],
    [['--platform', 'irc', '--server', 'localhost'], /--nick is needed/],
    [['--platform', 'xmpp'], /--platform is needed, for example --platform irc or discord/],
    [['--platform', 'discord'], /variable DISCORD_TOKEN, which is not set/],
    [
      ['--platform', 'irc', '--server', 'a b', '--nick', 'x', '--offline'],
      /"server" should be host:port/,
    ],
  ])('with flags that do not do (%j) says what lacks and writes nothing', async (flags, words) => {
    const folder = folderWith();
    const { code, stderr } = await cli(['init', '--yes', ...flags], {
      cwd: folder,
      environment: { DISCORD_TOKEN: '' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(existsSync(join(folder, 'castellan.yaml'))).toBe(false);
  });

  test('without a terminal and without --yes says how to go without', async () => {
    const { code, stderr } = await cli(['init'], { cwd: folderWith() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/needs a terminal.*--yes/);
  });
});

describe('castellan init --yes for Discord', () => {
  test('says who the token is, what is off and what lacks, and how to invite it', async () => {
    const discord = await testGuild();
    discord.bot.privileged.messageContent = false;
    const folder = folderWith();

    const { code, stdout } = await cli(
      ['init', '--yes', '--platform', 'discord', '--api', discord.api, '--token-env', 'MY_TOKEN'],
      { cwd: folder, environment: { MY_TOKEN: discord.bot.token } },
    );

    expect(code).toBe(0);
    expect(stdout).toMatch(/ok .*logs in as castellan/);
    expect(stdout).toMatch(
      /note .*"Message Content Intent" is off[^]*→ Turn it on in the Developer Portal/,
    );
    expect(stdout).toMatch(/ok .*"Server Members Intent" is on/);
    expect(stdout).not.toContain(discord.bot.token);
    expect(readFileSync(join(folder, 'castellan.yaml'), 'utf8')).toContain('token: ${MY_TOKEN}');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(discord.bot.token);
  });

  test('shows the invitation when the bot is nowhere', async () => {
    const discord = await testGuild();
    const loner = discord.addBot({ name: 'loner', invited: false });
    const { code, stdout } = await cli(
      ['init', '--yes', '--platform', 'discord', '--api', discord.api],
      { cwd: folderWith(), environment: { DISCORD_TOKEN: loner.token } },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`in no server yet[^]*discord\\.com/oauth2/authorize\\?client_id=${loner.id}`),
    );
  });

  test('refuses a wrong token with the way to a new one', async () => {
    const discord = await testGuild();
    const { code, stdout } = await cli(
      ['init', '--yes', '--platform', 'discord', '--api', discord.api],
      { cwd: folderWith(), environment: { DISCORD_TOKEN: 'abc.def.ghi' } },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/bad .*refuses the token.*Reset Token/);
  });
});

describe('castellan init with a file that is there', () => {
  const mine = [
    '# mine, and I like it so',
    'prefix: "?"   # not the usual one',
    'connections:',
    '  # the first',
    '  - { id: discord, platform: discord, token: "${DISCORD_TOKEN}" } # keep me',
    '',
  ].join('\n');
  const env = '# by hand\nDISCORD_TOKEN=abc\n';
  const flags = ['init', '--yes', '--offline', '--platform', 'irc', '--server', 'irc.example.org'];
  const all = [...flags, '--nick', 'bot', '--sasl-account', 'bot'];
  const environment = { EXAMPLE_PASSWORD: 'hunter2' };

  test('leaves it alone and writes castellan.new.yaml, and another after that', async () => {
    const folder = folderWith({ 'castellan.yaml': mine, '.env': env });
    await cli(all, { cwd: folder, environment });
    const { stdout } = await cli(all, { cwd: folder, environment });

    expect(readFileSync(join(folder, 'castellan.yaml'), 'utf8')).toBe(mine);
    expect(stdout).toContain('castellan.new-2.yaml');
    expect(parse(readFileSync(join(folder, 'castellan.new.yaml'), 'utf8'))).toMatchObject({
      prefix: '?',
      connections: [{ id: 'discord' }, { id: 'example', server: 'irc.example.org' }],
    });
  });

  test('with --add adds to it and keeps every comment, and every line of .env', async () => {
    const folder = folderWith({ 'castellan.yaml': mine, '.env': env });
    const more = [...all, '--add', '--password-env', 'EXAMPLE_PASSWORD'];
    expect(await cli(more, { cwd: folder, environment })).toMatchObject({ code: 0 });
    expect(await cli(more, { cwd: folder, environment })).toMatchObject({ code: 0 });

    const text = readFileSync(join(folder, 'castellan.yaml'), 'utf8');
    for (const comment of [
      '# mine, and I like it so',
      '# not the usual one',
      '# the first',
      '# keep me',
    ])
      expect(text).toContain(comment);
    const { connections } = parse(text) as { connections: { id: string }[] };
    expect(connections.map(({ id }) => id)).toEqual(['discord', 'example', 'example-2']);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(env);
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
  });

  test('that is broken refuses to add and changes nothing', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'castellan.yaml'), 'prefix: [');
    const { code, stderr } = await cli([...all, '--add'], { cwd: folder, environment });
    expect(code).toBe(1);
    expect(stderr).toMatch(/not right, so nothing can be added/);
    expect(readFileSync(join(folder, 'castellan.yaml'), 'utf8')).toBe('prefix: [');
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });
});
