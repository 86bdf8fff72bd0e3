import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { replaceFile, textOfConfig, withChanges } from './config-switch.ts';

const text = `# what we are
data: ./data # here

# the old one
database: postgres://old
owners: [ "discord:1" ]
`;

test('a key is changed, added or taken out, and the rest stays with its comments', () => {
  expect(withChanges(text, [['database', '${DATABASE_URL}']])).toBe(
    text.replace('postgres://old', '${DATABASE_URL}'),
  );
  expect(withChanges(text, [['language', 'fr']])).toBe(`${text}language: fr\n`);
  const without = withChanges(text, [['database', undefined]]);
  expect(without).toContain('data: ./data # here');
  expect(without).not.toContain('postgres');
  expect(withChanges('', [['database', 'x']])).toBe('database: x\n');
});

test('a configuration that is not right is not touched', () => {
  expect(() => withChanges('a: [', [['b', 'c']])).toThrow(/castellan doctor/);
  expect(() => withChanges('- a', [['b', 'c']])).toThrow(/castellan doctor/);
});

test('a file is replaced as a whole and keeps its rights; a new one is private', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-switch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'castellan.yaml');
  expect(textOfConfig(path)).toBe('');
  replaceFile(path, 'a: 1\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'open.yaml'), 'x', { mode: 0o644 });
  replaceFile(join(folder, 'open.yaml'), 'b: 1\n');

  expect(statSync(join(folder, 'open.yaml')).mode & 0o777).toBe(0o644);
  expect(readFileSync(path, 'utf8')).toBe('a: 1\n');
  expect(readdirSync(folder).sort()).toEqual(['castellan.yaml', 'open.yaml']);
});
