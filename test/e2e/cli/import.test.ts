import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, folderWith, started } from '../../support/cli.ts';
import { guild, oldBots } from '../../support/old-bots.ts';

const init = [
  ...['init', '--yes', '--offline', '--platform', 'irc', '--id', 'libera'],
  ...['--server', 'irc.libera.chat:6697', '--nick', 'castellan', '--channel', '#quebec'],
];

/** A folder of a new user, with what the old bots left in `old`. */
async function newUser() {
  const cwd = folderWith();
  oldBots(join(cwd, 'old'));
  const run = (...args: readonly string[]) => cli(args, { cwd });
  const { code, stderr } = await run(...init);
  expect([code, stderr]).toEqual([0, '']);
  const path = join(cwd, 'castellan.yaml');
  const discord = 'connections:\n  - { id: discord, platform: discord, token: none }\n';
  writeFileSync(path, readFileSync(path, 'utf8').replace('connections:\n', discord));
  return { cwd, run, config: () => readFileSync(join(cwd, 'castellan.yaml'), 'utf8') };
}

/** The examples of the manual: each command with what stands below it. */
const examples = [...readFileSync('docs/import.md', 'utf8').matchAll(/```console\n([^]*?)```/g)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((text) => {
    const [command = '', ...output] = text.trimEnd().split('\n');
    return { command, output: output.join('\n') };
  });

describe('castellan import', () => {
  test('the examples of the manual do what the manual says', { timeout: 300_000 }, async () => {
    const { run } = await newUser();
    expect(examples.length).toBeGreaterThan(4);
    for (const { command, output } of examples) {
      const [castellan, ...args] = command.split(' ');
      const { code, stdout, stderr } = await run(...args);

      expect([castellan, code, stderr]).toEqual(['castellan', 0, '']);
      expect(stdout.trimEnd(), command).toBe(output);
    }
  });

  test('is shown, taken, in force, and there is nothing to do afterwards', async () => {
    const { run, config } = await newUser();
    const before = config();
    const shown = await run('import', 'zoryx', 'old/zoryx');
    expect(shown.stdout).toMatch(/core.prefix \(the whole instance\) ! → \?/);
    expect(shown.stdout).toMatch(/Nothing was changed. With --yes it is taken/);
    expect(config()).toBe(before);
    expect((await run('settings', 'list', 'core.prefix')).stdout).toMatch(/core.prefix = !/);

    const taken = await run('import', 'zoryx', 'old/zoryx', '--yes');
    expect(taken.stdout).toMatch(/values were taken over.\ncastellan.yaml is changed/);
    expect((await run('settings', 'list')).stdout).toMatch(/core.prefix = \?/);
    expect(config()).toMatch(/level: warn # debug, info, warn or error/);
    expect(config()).toMatch(/owners: \[ "?discord:123456789012345679"?, "?discord:3234/);
    expect((await run('doctor', '--offline')).stdout).not.toMatch(/castellan.yaml is not right/);

    const again = await run('import', 'zoryx', 'old/zoryx', '--yes');
    expect(again.stdout).toMatch(/^No setting would change/);
    expect(again.stdout).toMatch(/Nothing to do.\n$/);
    expect(taken.stdout + again.stdout).not.toContain('very-secret');
  });

  test('reaches the Castellan that runs, which obeys at once and keeps what was changed there', async () => {
    const { cwd, run } = await newUser();
    writeFileSync(join(cwd, 'castellan.yaml'), 'data: ./data\nsandbox: true\n');
    const running = await started([], { cwd });
    await run('settings', 'set', 'core.prefix', '+', `space:discord:${guild}`);
    const { stdout } = await run('import', 'zoryx', 'old/zoryx', '--yes');

    expect(stdout).toMatch(
      /! .*guild.db → prefix: core.prefix .* is \+ here \(by local\), \$ there/,
    );
    expect((await run('settings', 'get', 'core.prefix')).stdout).toMatch(/\?/);
    const forced = await run('import', 'zoryx', 'old/zoryx', '--yes', '--overwrite');
    expect(forced.stdout).toMatch(/1 value was taken over/);
    expect((await running.end('SIGTERM')).code).toBe(0);
  });

  test('answers programs in JSON', async () => {
    const { run } = await newUser();
    const flags = ['import', 'petbot', 'old/petbot', '--json'];
    const dry: unknown = JSON.parse((await run(...flags, '--dry-run')).stdout);
    expect(dry).toMatchObject({
      ...{ source: 'petbot', changes: [], taken: false },
      file: {
        path: 'castellan.yaml',
        changes: [expect.stringMatching(/keep.daily: 10$/), expect.stringMatching(/monthly: 6$/)],
      },
    });
    const taken: unknown = JSON.parse((await run(...flags, '--yes')).stdout);
    expect(taken).toMatchObject({ taken: true });
    const again: unknown = JSON.parse((await run(...flags, '--yes')).stdout);
    expect(again).toMatchObject({ taken: false, file: { changes: [] } });
  });

  test.each([
    [['import', 'petbot', 'nowhere'], /There is no file .*nowhere/],
    [['import', 'zoryx', 'old/petbot/config/items.json'], /does not look like one of: config.json/],
    [['import', 'eggdrop', 'old'], /Allowed choices are petbot, zoryx, mediabot, openguard/],
    [['import', 'zoryx', 'old/zoryx', '--map', 'x'], /"x" is no pair/],
    [
      ['import', 'openguard', 'postgres://a:hush@127.0.0.1:1/b'],
      /database cannot be read: .*ECONNREFUSED/,
    ],
  ])('%j is refused in words', async (args, said) => {
    const cwd = folderWith({ 'castellan.yaml': 'prefix: "!"\n' });
    oldBots(join(cwd, 'old'));
    const { code, stderr, stdout } = await cli(args, { cwd });

    expect(code).toBe(1);
    expect(stderr).toMatch(said);
    expect(stderr + stdout).not.toContain('hush');
    expect(readFileSync(join(cwd, 'castellan.yaml'), 'utf8')).toBe('prefix: "!"\n');
  });
});
