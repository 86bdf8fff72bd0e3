import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../../support/cli.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';

const down = '\u001B[B';
const clearLine = '\u0015';

/** The wizard on a terminal of its own, made by script(1). */
function wizard(cwd: string) {
  const command = `stty rows 60 cols 120; exec ${process.execPath} ${resolve('src/main.ts')} init`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { ...process.env, TERM: 'xterm', CASTELLAN_CONFIG: undefined },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let screen = '';
  let from = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    screen += stripVTControlCharacters(chunk.toString('utf8'));
  });
  const sees = async (pattern: RegExp): Promise<void> => {
    for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 20) {
      const found = pattern.exec(screen.slice(from));
      if (found) {
        from += found.index + found[0].length;
        return;
      }
      await new Promise((wake) => setTimeout(wake, 20));
    }
    throw new Error(`${String(pattern)} did not show:\n${screen.slice(from)}`);
  };
  const exited = once(child, 'exit') as Promise<[number | null]>;
  return {
    sees,
    screen: () => screen,
    types: (keys: string) => void child.stdin.write(keys),
    /** Waits for the question, then answers it. */
    async answers(question: RegExp, ...keys: readonly string[]) {
      await sees(question);
      for (const key of keys) {
        // One after the other: a prompt takes what comes in one go as one key.
        await new Promise((wake) => setTimeout(wake, 60));
        child.stdin.write(key);
      }
    },
    ended: async () => (await exited)[0],
  };
}

test('the wizard asks, tries, and writes what it was told', async () => {
  const network = await testNetwork();
  network.services.register('castellan', 'correct horse');
  const folder = folderWith();
  const { answers, sees, screen, ended } = wizard(folder);

  await answers(/Which network\?/, '\r');
  await answers(/Which IRC server\?/, clearLine, `127.0.0.1:${network.port}`, '\r');
  await sees(/does not speak TLS/);
  await answers(/How shall it go on\?/, down, '\r');
  await sees(/answers in plain text; it offers SASL \(PLAIN, EXTERNAL, SCRAM-SHA-256\)/);
  await answers(/Which nick\?/, clearLine, '1bad', '\r');
  await answers(/It is no nick/, clearLine, 'castellan', '\r');
  await answers(/Which channels\?/, '#castle random', '\r');
  await answers(/Has the bot an account/, 'y');
  await answers(/Which account\?/, '\r');
  await answers(/Its password\?/, 'correct horse', '\r');
  await answers(/Your own services account/, 'ann', '\r');
  await sees(/castellan is free/);
  await sees(/logging in as castellan works \(scram-sha-256\)/);
  await answers(/Another network\?/, 'n');

  expect(await ended()).toBe(0);
  expect(screen()).not.toContain('correct horse');
  expect(parse(readFileSync(join(folder, 'castellan.yaml'), 'utf8'))).toMatchObject({
    connections: [
      {
        tls: false,
        nick: 'castellan',
        channels: ['#castle', '#random'],
        sasl: { mechanism: 'scram-sha-256', password: '${IRC_PASSWORD}' },
      },
    ],
    owners: ['irc:irc:account:ann'],
  });
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe("IRC_PASSWORD='correct horse'\n");
});

test('Ctrl+C leaves it at any time with nothing written', async () => {
  const folder = folderWith();
  const { answers, ended, sees } = wizard(folder);
  await answers(/Which network\?/, down, '\r');
  await answers(/The bot’s token\?/, '\u0003');
  await sees(/Stopped\. Nothing more was written\./);
  expect(await ended()).not.toBe(0);
  expect(existsSync(join(folder, 'castellan.yaml'))).toBe(false);
});
