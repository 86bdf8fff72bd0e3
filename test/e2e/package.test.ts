import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'castellan-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test(
  'the package that would be published installs alone, starts, and serves its page and its doors',
  { timeout: 300_000 },
  async () => {
    const tarball = run('npm', ['pack', '--silent', '--pack-destination', folder], resolve('.'))
      .trim()
      .split('\n')
      .at(-1);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
    run(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=dev', `./${tarball}`],
      folder,
    );

    const program = spawn(
      process.execPath,
      [
        'node_modules/castellan/bin/castellan.js',
        'start',
        '--json',
        '--port',
        '0',
        '--data',
        join(folder, 'data'),
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string];
    const ready = JSON.parse(line) as { url: string; connections: { state: string }[] };
    const page = await (await fetch(`${ready.url}/`)).text();
    const doors = run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        "console.log(typeof (await import('castellan/sdk')).defineModule, typeof (await import('castellan/testing')).sandbox)",
      ],
      folder,
    );
    program.kill('SIGTERM');
    const [code] = (await once(program, 'exit')) as [number | null];

    expect(ready.connections.map(({ state }) => state)).toEqual(['online', 'online', 'online']);
    expect(page).toContain('<div id="root">');
    expect(doors.trim()).toBe('function function');
    expect(code).toBe(0);
  },
);
