import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { finding } from '../../core/health/finding.ts';
import { health as module } from './index.ts';

const owner = person('teuk');

async function house(more: Parameters<typeof bench>[1] = {}) {
  const made = await bench([module], { owners: [owner.id], ...more });
  return { ...made, card: () => made.last()?.card, lines: () => made.last()?.card.lines ?? [] };
}

test('health says how each part is, and what to do about what is not well', async () => {
  const { says, card, lines, health, sums } = await house();
  await says(owner, '!fw_diagnostics');
  expect(card()).toMatchObject({ tone: 'success', title: 'Health: well' });
  expect(lines().slice(0, 2)).toEqual([
    '**Database** well: a write took 0 ms',
    '**Connections** well: 1 of 1 are online',
  ]);
  Object.assign(sums, { commands: 40, errors: 3 });
  health.add({
    name: 'loop',
    look: () => finding('critical', 'health.loop', { mean: 900, worst: 2000 }, 'health.loop.todo'),
  });
  await says(owner, '!health');

  expect(card()).toMatchObject({ tone: 'error', title: 'Health: 🔴 critical' });
  expect(lines()).toContain(
    '**Commands** ⚠️ degraded: 3 of 40 commands failed in the last 5 minutes (7.5 %)',
  );
  expect(lines().at(-3)).toMatch(/^→ The bot was busy for up to 2,000 ms/);
});

test('history shows the reports that were put down', async () => {
  const { says, lines, sums, clock } = await house();
  await says(owner, '!fw_history');
  expect(lines()).toEqual(['None yet: one is put down every five minutes.']);
  Object.assign(sums, { commands: 40, errors: 3 });
  await clock.advance(301_000);
  await says(owner, '!health history');

  expect(lines()).toEqual(['1 s ago: ⚠️ degraded Commands · 1 ms late · 100 MiB']);
});

test('errors shows what went wrong, with the reference that people were told', async () => {
  const { says, lines, health, clock } = await house();
  await says(owner, '!health errors');
  expect(lines()).toEqual(['Nothing since the start.']);
  health.note({
    atMs: clock.now(),
    message: 'A command failed',
    problem: 'no table',
    reference: '3f',
  });
  await says(owner, '!fw_errors');

  expect(lines()).toEqual(['1 s ago: **A command failed** no table (`trace 3f`)']);
});

test('alert sends what concerns health to a channel of its own', async () => {
  const { says, card, settings, health, ports, clock } = await house();
  await says(owner, '!fw_alert_channel');
  expect(card()?.say).toBe('From now on, operators are told of the bot’s health in #castle.');
  expect(settings.readText('health.alertChannel', {})).toBe(castle.channel);
  health.add({
    name: 'loop',
    look: () => finding('degraded', 'health.loop', {}, 'health.loop.todo'),
  });
  await clock.advance(60_000);

  expect(ports.alerts.recent()[0]).toMatchObject({ topic: 'health', subject: 'health:loop' });
});

test('dbstats says where the database is, how large, and which tables are', async () => {
  const { says, lines } = await house();
  await says(owner, '!dbstats');

  expect(lines()).toEqual([
    'SQLite at `data/castellan.db`: **5.0 MiB**, 7 statements since the start',
    '`facts`: 4,000 rows',
    '`kept`: 2 rows',
  ]);
});

test('integritycheck tells a whole database from a damaged one, and what to do', async () => {
  const whole = await house();
  await whole.says(owner, '!integritycheck');
  await whole.clock.advance(10);
  expect(whole.card()).toMatchObject({ title: 'Everything is whole', tone: 'success' });

  const damaged = await house({
    database: {
      stats: () => Promise.reject(new Error('not asked')),
      tidy: () => Promise.reject(new Error('not asked')),
      check: () => Promise.resolve({ damage: ['row 3 missing from index'], waiting: 2 }),
    },
  });
  await damaged.says(owner, '!integritycheck');
  await damaged.clock.advance(10);
  expect(damaged.card()).toMatchObject({ title: 'Something is damaged', tone: 'error' });
  expect(damaged.lines()).toEqual([
    '✗ row 3 missing from index',
    expect.stringMatching(/restore the newest sound backup/),
    '2 migrations wait.',
  ]);
});

test('only the owner of the bot may look', async () => {
  const { says, heard } = await house();
  const admin = person('boss', { standing: 'owner' });
  for (const line of [
    'health',
    'fw_history',
    'fw_errors',
    'fw_alert_channel',
    'dbstats',
    'integritycheck',
    'cleanup',
  ])
    await says(admin, `!${line}`);

  expect(heard()).toHaveLength(7);
  for (const answer of heard())
    expect(answer).toMatch(/^You may not do that: it takes `health.view`/);
});
