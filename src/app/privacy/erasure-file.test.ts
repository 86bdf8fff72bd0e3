import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actorId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { systemRandom } from '../../base/random.ts';
import { erasureFileName, openErasureFile } from './erasure-file.ts';

const [ann, bob] = [actorId('irc:libera:account:ann'), actorId('discord:7')];

function fresh() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-erasures-'));
  const log = memoryLog();
  const open = () => openErasureFile({ folder, random: systemRandom, log });
  return { path: join(folder, erasureFileName), log, open };
}

test('the ledger knows who was erased after a restart, and since when, without naming anybody', async () => {
  const { path, open } = fresh();
  const first = open();
  await first.add(ann, 1);
  await first.add(bob, 2);
  const second = open();

  expect([second.id, second.length]).toEqual([first.id, 2]);
  expect([second.hasAfter(0, ann), second.hasAfter(1, ann)]).toEqual([true, false]);
  expect([second.hasAfter(1, bob), second.hasAfter(2, bob)]).toEqual([true, false]);
  expect(second.hasAfter(0, actorId('discord:8'))).toBe(false);
  expect(readFileSync(path, 'utf8')).not.toMatch(/ann|discord/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a line that a power cut tore off spoils nothing', async () => {
  const { path, open } = fresh();
  await open().add(ann, 1);
  appendFileSync(path, '\n{"hash":"torn');
  await open().add(bob, 2);

  const after = open();
  expect([after.hasAfter(0, ann), after.hasAfter(0, bob)]).toEqual([true, true]);
});

test('a ledger that cannot be read is put aside, and said', async () => {
  const { path, log, open } = fresh();
  writeFileSync(path, 'rubbish');
  await open().add(ann, 1);

  expect(readFileSync(`${path}.unreadable`, 'utf8')).toBe('rubbish');
  expect(JSON.stringify(log.lines)).toContain('list of erasures cannot be read');
  expect(open().hasAfter(0, ann)).toBe(true);
});
