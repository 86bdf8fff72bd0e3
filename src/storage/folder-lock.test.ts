import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from './index.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'castellan-lock-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Waits until told the moment, asks for the lock then, says what it got, and keeps it. */
const program = `
  const { lockFolder } = await import(process.argv[1]);
  const [, , path, atMs] = process.argv;
  await new Promise((resolve) => setTimeout(resolve, Math.max(1, Number(atMs) - Date.now() - 3)));
  while (Date.now() < Number(atMs));
  console.log(lockFolder(path) ? 'mine' : 'taken');
  setInterval(() => {}, 1000);
`;

function asking(path: string, atMs: number): { child: ChildProcess; answer: Promise<string> } {
  const door = new URL('./folder-lock.ts', import.meta.url).href;
  const args = ['--input-type=module', '-e', program, door, path, String(atMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, answer: once(child.stdout, 'data').then(([data]) => String(data).trim()) };
}

test('of several processes that start in the same instant one gets the folder', async () => {
  for (let round = 0; round < 3; round += 1) {
    const path = folder();
    const atMs = Date.now() + 800;
    const answers = await Promise.all([1, 2, 3, 4].map(() => asking(path, atMs).answer));
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
  }
});

test('a folder is free again when its process is killed, and when it gives it back', async () => {
  const path = folder();
  const { child, answer } = asking(path, 0);
  expect(await answer).toBe('mine');
  expect(lockFolder(path)).toBeUndefined();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const release = lockFolder(path);
  expect(release).toBeDefined();
  expect(lockFolder(path)).toBeUndefined();
  release?.();
  const again = lockFolder(path);
  expect(again).toBeDefined();
  again?.();
});

test('a folder that cannot be used is refused in words', () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  chmodSync(path, 0o400);
  expect(() => lockFolder(path)).toThrow(/cannot be used .*castellan doctor/);
});
