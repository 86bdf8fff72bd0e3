import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlayReport, PlayRun, PlaySnapshot } from '../../../src/dashboard/wire.ts';
import {
  type CastellanProcess,
  castellan,
  dataFolder,
  forgetData,
} from '../../support/castellan.ts';

const data = dataFolder();
let program: CastellanProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  program = await castellan({ data, args: ['--sandbox'] });
  const { url, ownerToken } = program.ready;
  const answer = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ secret: ownerToken }),
  });
  const { csrf } = (await answer.json()) as { csrf: string };
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  headers = {
    ...{ 'content-type': 'application/json', origin: url },
    ...{ cookie: cookie.join('; '), 'x-castellan-token': csrf },
  };
});
afterAll(async () => {
  await program.end();
  forgetData(data);
});

/** Asked seldom: the dashboard, too, is limited to sixty requests a minute. */
async function snapshot(): Promise<PlaySnapshot> {
  for (;;) {
    const answer = await fetch(`${program.ready.url}/api/playground`, { headers });
    if (answer.ok) return (await answer.json()) as PlaySnapshot;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** Plays a scenario to its end, through the API that the page uses. */
async function play(id: string): Promise<PlayRun & { readonly report: PlayReport }> {
  const path = `/api/playground/scenarios/${id}/play`;
  const begun = await fetch(`${program.ready.url}${path}`, { method: 'POST', headers, body: '{}' });
  expect(begun.status).toBe(200);
  for (;;) {
    const run = (await snapshot()).runs.find(({ scenario }) => scenario === id);
    if (run?.state === 'failed') throw new Error(run.note);
    if (run?.state === 'done' && run.report) return { ...run, report: run.report };
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
}

const fact = ({ facts }: PlayRun, name: string) =>
  Number(facts.find((one) => one.name === name)?.value);
const tookMs = ({ startedAtMs, endedAtMs = 0 }: PlayRun) => endedAtMs - startedAtMs;

describe('the scenarios of the Playground', { timeout: 120_000 }, () => {
  test('are six, and none is unknown to this suite', async () => {
    expect((await snapshot()).scenarios.map(({ id }) => id)).toEqual([
      ...['one-spammer', 'five-nicks', 'slow-drip', 'nick-changer', 'raid-of-500', 'netsplit'],
    ]);
  });

  test.each(['one-spammer', 'nick-changer'])(
    '%s: held back within a second, muted, forgiven; the bystander has every answer',
    async (id) => {
      const run = await play(id);

      expect(run.report).toMatchObject({ falseHits: 0 });
      expect(run.report.refused + fact(run, 'answered')).toBe(160);
      expect(run.report.refused).toBeGreaterThan(100);
      expect(run.report.detectMs).toBeLessThan(1500);
      expect(
        run.report.done.filter((one) => /spammer is muted for 5 min|is muted/.test(one)).length,
      ).toBeGreaterThanOrEqual(1);
      expect(run.report.lifted).toEqual(['a mute lifted (IRC)', 'a mute lifted (Discord)']);
      expect(fact(run, 'asked by the bystander')).toBeGreaterThanOrEqual(2);
      expect(tookMs(run)).toBeLessThan(60_000);
    },
  );

  test('five-nicks: the channel falls silent on both networks, and is heard again', async () => {
    const run = await play('five-nicks');

    expect(run.report).toMatchObject({ falseHits: 0 });
    expect(run.report.refused + fact(run, 'answered')).toBe(60);
    expect(run.report.refused).toBeGreaterThan(20);
    expect(run.report.done).toContain('#castle is silent for 30 s (IRC)');
    expect(run.report.done).toContain('#general is silent for 30 s (Discord)');
    expect(run.report.lifted).toContain('the silence of #castle lifted (IRC)');
    expect(run.report.lifted).toContain('the silence of #general lifted (Discord)');
  });

  test('slow-drip: no window closes, the allowance of the minute does', async () => {
    const run = await play('slow-drip');

    expect(run.report).toMatchObject({ falseHits: 0 });
    expect(run.report.refused).toBeGreaterThan(0);
    // Twenty at once and one more every three seconds: it cannot be sooner.
    expect(run.report.detectMs).toBeGreaterThan(20_000);
    expect(fact(run, 'answered')).toBeGreaterThanOrEqual(40);
    expect(tookMs(run)).toBeLessThan(60_000);
  });

  test('raid-of-500: noticed at the tenth, most never get in, all is put back', async () => {
    const run = await play('raid-of-500');

    expect(run.report).toMatchObject({ falseHits: 0 });
    expect(run.report.refused).toBeGreaterThan(900);
    expect(run.report.detectMs).toBeLessThan(3000);
    expect(fact(run, 'got in on Discord')).toBeLessThan(20);
    expect(fact(run, 'got in on IRC')).toBeLessThan(30);
    expect(run.report.done.join('; ')).toMatch(
      /Castle: lockdown after \d+ joins; .*invites paused for 10 min/,
    );
    expect(run.report.done.join('; ')).toMatch(
      /#castle: slow after \d+ joins; at most \d+ members \(IRC\)/,
    );
    expect(run.report.lifted.join('; ')).toMatch(/settings as before \(Discord\)/);
    expect(run.report.lifted.join('; ')).toMatch(/1 setting as before \(IRC\)/);
    expect(tookMs(run)).toBeLessThan(60_000);
  });

  test('netsplit: five hundred come, are lost and come back, and nothing happens', async () => {
    const run = await play('netsplit');

    expect(run.report).toEqual({ refused: 0, falseHits: 0, done: [], lifted: [] });
    expect(fact(run, 'joins noticed')).toBeGreaterThanOrEqual(1000);
    expect(fact(run, 'asked by the bystander')).toBeGreaterThanOrEqual(2);
  });

  test('can be played again, with the same outcome', async () => {
    const run = await play('one-spammer');

    expect(run.report).toMatchObject({ falseHits: 0 });
    expect(run.report.refused).toBeGreaterThan(40);
  });
});
