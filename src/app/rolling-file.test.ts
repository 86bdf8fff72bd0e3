import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RollingFile } from './rolling-file.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'castellan-logs-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const line = (text: string): string => `${text.padEnd(9, '.')}\n`;

test('begins a new file when one is full, and keeps the newest few', () => {
  const logs = folder();
  const file = new RollingFile(logs, { maxBytes: 20, maxFiles: 2 });
  for (let at = 1; at <= 7; at += 1) file.write(line(`line ${at}`));
  file.close();
  expect(readdirSync(logs).sort()).toEqual(['castellan.3.log', 'castellan.4.log']);
  expect(readFileSync(join(logs, 'castellan.3.log'), 'utf8')).toBe(line('line 5') + line('line 6'));
  expect(readFileSync(join(logs, 'castellan.4.log'), 'utf8')).toBe(line('line 7'));
});

test('goes on with the newest file of the last run and leaves other files alone', () => {
  const logs = folder();
  writeFileSync(join(logs, 'castellan.9.log'), line('before'));
  writeFileSync(join(logs, 'notes.log'), 'mine');
  const file = new RollingFile(logs, { maxBytes: 15, maxFiles: 1 });
  file.write(line('same'));
  file.write(line('next'));
  file.close();
  file.write(line('too late'));
  expect(readdirSync(logs).sort()).toEqual(['castellan.10.log', 'notes.log']);
  expect(readFileSync(join(logs, 'castellan.10.log'), 'utf8')).toBe(line('next'));
});
