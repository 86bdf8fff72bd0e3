import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, folderWith } from '../../support/cli.ts';

const commands = [['start'], ['start', '--json'], ['migrate'], ['token'], ['console']];

describe('with a wrong castellan.yaml', () => {
  const text = [
    'prefx: "!"',
    'connections:',
    '  - id: libera',
    '    platform: irc',
    '    server: irc.libera.chat:66971',
    '    nick: castellan',
    '    password: hunter2',
    '    sasl: { mechanism: scram, account: castellan, password: "${UNSET_PASSWORD}" }',
  ].join('\n');

  test.each(commands)(
    'castellan %s %s stops with line, key, expectation and example',
    async (...args) => {
      const folder = folderWith({ 'castellan.yaml': text });
      const { code, stdout, stderr } = await cli(args, { cwd: folder });

      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/castellan\.yaml:1 {2}prefx\n.*Did you mean "prefix"\?/);
      expect(stderr).toMatch(
        /castellan\.yaml:5 .*server\n.*host:port.*\n.*for example: {2}server: irc/,
      );
      expect(stderr).toMatch(/castellan\.yaml:8 .*mechanism\n.*plain, external or scram-sha-256/);
      expect(stderr).toContain('The environment variable UNSET_PASSWORD is not set.');
      expect(stderr).not.toMatch(/hunter2|invalid|\bat .*\.ts:/i);
      expect(readFileSync(join(folder, 'castellan.yaml'), 'utf8')).toBe(text);
      expect(existsSync(join(folder, 'data'))).toBe(false);
    },
  );
});

test.each([
  [
    'broken YAML',
    { 'castellan.yaml': 'connections: [\n' },
    [],
    /castellan\.yaml:\d+ .*\n.*not YAML/,
  ],
  ['a text instead of keys', { 'castellan.yaml': 'hello' }, [], /should be keys with values/],
  [
    'a file that is not there',
    {},
    ['--config', 'mine.yaml'],
    /no file .*mine\.yaml.*castellan init/,
  ],
  [
    'bench on a real network',
    { 'castellan.yaml': 'bench: true\nconnections: [{ id: a, platform: discord, token: abc }]' },
    [],
    /"bench: true" takes all limits off.*discord\.com/,
  ],
])('start with %s says so and ends with 1', async (_what, files, args, words) => {
  const { code, stderr, stdout } = await cli(['start', ...args], { cwd: folderWith(files) });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(words);
});

test('a wrong override names its variable', async () => {
  const { code, stderr } = await cli(['start'], {
    cwd: folderWith(),
    environment: { CASTELLAN_DASHBOARD__PORT: 'lots' },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('environment CASTELLAN_DASHBOARD__PORT  dashboard.port');
});
