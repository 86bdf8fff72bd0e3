import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

const scrape = async (): Promise<string> => (await fetch(`${world.dashboard.url}/metrics`)).text();

/** The sum of all series that begin so, as a scrape tells them now. */
async function value(start: string): Promise<number> {
  const lines = (await scrape()).split('\n').filter((line) => line.startsWith(start));
  if (lines.length === 0) throw new Error(`The scrape has nothing that begins with ${start}`);
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

const grows = (start: string, from: number, by: number) =>
  expect.poll(() => value(start), { timeout: 10_000 }).toBeGreaterThanOrEqual(from + by);

const decisions = (stage: string, verdict: string, platform: string): string =>
  `castellan_guard_decisions_total{stage="${stage}",verdict="${verdict}",platform="${platform}"}`;

describe('a scrape of the running program (N36)', () => {
  test('counts each decision by stage, verdict and platform', async () => {
    const [irc, discord] = [
      decisions('window', 'allow', 'irc'),
      decisions('window', 'allow', 'discord'),
    ];
    const before = [await value(irc), await value(discord)] as const;
    await world.irc.person('bob').says('#castle', '!choose tea | coffee');
    await world.irc.person('bob').hears('#castle', /I choose/);
    await world.discord.member('bob').say('#general', '!choose tea | coffee');
    await world.discord.member('bob').hears('#general', /I choose/);

    expect([await value(irc), await value(discord)]).toEqual([before[0] + 1, before[1] + 1]);
  });

  test('counts commands by name and outcome, and what is none as unknown', async () => {
    const names = ['command="ping",platform="irc",outcome="answered"', 'command="unknown"'];
    const cat = world.irc.person('cat');
    await cat.says('#castle', '!ping');
    await cat.hears('#castle', /pong/i);
    await cat.says('#castle', '!surely-no-such-command');

    for (const name of names) {
      await expect
        .poll(async () => (await scrape()).includes(`castellan_commands_total{${name}`))
        .toBe(true);
    }
    expect(await scrape()).not.toContain('surely-no-such-command');
  });

  test('counts commands that rest', async () => {
    const before = await value('castellan_guard_cooldown_blocks_total ');
    const dan = world.irc.person('dan');
    for (let turn = 0; turn < 4; turn += 1) await dan.says('#random', `!choose a | b${turn}`);

    await grows('castellan_guard_cooldown_blocks_total ', before, 1);
  });

  test('counts mutes', async () => {
    const before = await value('castellan_guard_mutes_total ');
    const refused = decisions('window', 'refuse', 'irc');
    const eve = world.irc.person('eve');
    for (let turn = 0; turn < 3; turn += 1) {
      const from = await value(refused);
      for (let one = 0; one < 7; one += 1) await eve.says('castellan', `choose a | b${turn}${one}`);
      await grows(refused, from, 1);
      await world.advance('5s');
    }

    await grows('castellan_guard_mutes_total ', before, 1);
    await world.advance('10m');
  });

  test('counts commands in silent channels', async () => {
    const before = await value('castellan_guard_channel_blocks_total ');
    const crowd = ['fa', 'fb', 'fc', 'fd', 'fe'].map((name) => world.irc.person(name));
    for (const turn of [1, 2, 3]) {
      for (const one of crowd) await one.says('#random', `!choose a | b${turn}`);
    }

    await grows('castellan_guard_channel_blocks_total ', before, 1);
  });

  test('counts requests to the dashboard', async () => {
    const let_in = decisions('bucket', 'allow', 'web');
    const before = await value(let_in);
    await fetch(`${world.dashboard.url}/api/session`);

    expect(await value(let_in)).toBe(before + 1);
  });

  test('tells how full each table of the guard is, and what it pushed out', async () => {
    for (const table of ['actors', 'offenders', 'sanctions', 'channels', 'web-addresses']) {
      const label = `{table="${table}"}`;
      expect(await value(`castellan_guard_table_entries${label}`)).toBeGreaterThanOrEqual(0);
      expect(await value(`castellan_guard_table_capacity${label}`)).toBeGreaterThan(100);
      expect(await value(`castellan_guard_table_evictions_total${label}`)).toBe(0);
    }
    expect(await value('castellan_guard_table_entries{table="actors"}')).toBeGreaterThan(3);
  });

  test('gives every counter a name that ends in _total', async () => {
    const counters = [...(await scrape()).matchAll(/^# TYPE (castellan_\S+) counter$/gm)];

    expect(counters.length).toBeGreaterThan(8);
    expect(counters.filter(([, name = '']) => !name.endsWith('_total'))).toEqual([]);
  });
});

const dashboard = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
  ),
  templating: z.object({ list: z.array(z.object({ query: z.string() })) }),
});

test('everything that docs/grafana-guard.json asks for is in a scrape', async () => {
  const page = new URL('../../docs/grafana-guard.json', import.meta.url);
  const { panels, templating } = dashboard.parse(JSON.parse(readFileSync(page, 'utf8')));
  const asked = [
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...templating.list.map(({ query }) => query),
  ].flatMap((text) => text.match(/castellan_\w+/g) ?? []);
  const told = new Set([...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));

  expect(new Set(asked).size).toBeGreaterThan(8);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});
