import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FoundCase, ImportHow, ImportSource } from '../../core/imports/imports.ts';
import { readOld } from '../read.ts';
import { entryIn } from './irc-bans.ts';
import { momentIn } from './rows.ts';

const guild = '123456789012345678';
const fixture = (path: string): string => resolve('test/fixtures/imports', path);

async function read(source: ImportSource, path: string, how: Partial<ImportHow> = {}) {
  const gathered = await readOld(source, path, { map: [], ...how }, ['libera']);
  if (!gathered.ok) throw new Error(gathered.error.key);
  const { found } = gathered.value;
  return {
    cases: found.flatMap((one) => (one.kind === 'case' ? [one] : [])),
    left: found.flatMap((one) => (one.kind === 'left' ? [`${one.from}: ${one.why.key}`] : [])),
  };
}

const day = (text: string): number => Date.parse(`${text}Z`);
const short = ({ what, target, reason, marks }: FoundCase): string =>
  `${what} ${target.replace(/^.*:/, '')} "${reason}"${marks.length > 0 ? ` [${marks.join()}]` : ''}`;

function file(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-cases-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('MASZ', () => {
  test('its cases come with their kinds, times, moderators and what is in force', async () => {
    const { cases, left } = await read('masz', fixture('masz/ModCases.json'));

    expect(cases.map(short)).toEqual([
      'warn 423456789012345671 "Spam: Ten invites in a row"',
      'ban 423456789012345672 "Raid" [423456789012345672]',
      'mute 423456789012345671 "Loud: caps"',
    ]);
    expect(cases[0]).toMatchObject({
      ...{ id: '1', space: `discord:${guild}`, targetName: 'eve' },
      ...{ by: 'discord:323456789012345678', atMs: day('2023-04-05T10:11:00') },
    });
    expect(cases[2]).toMatchObject({ untilMs: day('2023-04-07T11:00:00') });
    expect(left).toEqual(['ModCases.json (1): import.left.case-deleted']);
  });

  test('the same comes of its table as CSV', async () => {
    const [json, csv] = [
      await read('masz', fixture('masz/ModCases.json')),
      await read('masz', fixture('masz/ModCases.csv')),
    ];
    const same = ({ id, atMs, what, target }: FoundCase) => [id, atMs, what, target];

    expect(csv.cases.map(same)).toEqual(json.cases.slice(0, 2).map(same));
    expect(csv.cases[0]?.reason).toBe('Spam: Ten invites in a row, "again"');
  });
});

describe('Dyno', () => {
  test('its warnings come as its page gives them', async () => {
    const { cases } = await read('dyno', fixture('dyno/warnings.json'));

    expect(cases.map(short)).toEqual([
      'warn 423456789012345671 "no "caps", please"',
      'warn 423456789012345672 "links"',
    ]);
    expect(cases[0]).toMatchObject({
      ...{ id: '5f64c9b1e4b0a1b2c3d4e5f6', targetName: 'eve', byName: 'ann' },
      atMs: day('2020-09-18T17:04:00'),
    });
  });

  test('a table of its log is read whatever it is separated by, and what is no sanction is told', async () => {
    const { cases, left } = await read('dyno', fixture('dyno/modlogs.csv'), {
      space: `discord:${guild}`,
    });

    expect(cases.map(short)).toEqual([
      'ban 423456789012345672 "raid"',
      'mute 423456789012345671 "flood"',
    ]);
    expect(left).toEqual([
      'modlogs.csv (1): import.left.case-kind',
      'modlogs.csv (1): import.left.case-nobody',
    ]);
  });

  test('a file that does not say whose it is has to be told', async () => {
    await expect(read('dyno', fixture('dyno/modlogs.csv'))).rejects.toThrow('import.which-server');
  });
});

test('MEE6: infractions with times as numbers', async () => {
  const { cases } = await read('mee6', fixture('mee6/infractions.json'));

  expect(cases.map(short)).toEqual([
    'warn 423456789012345671 "bad words"',
    'ban 423456789012345672 "raid"',
  ]);
  expect(cases[0]).toMatchObject({ atMs: 1_612_345_678_000 });
  expect(cases[1]).toMatchObject({ atMs: 1_612_345_679_000, untilMs: 1_612_400_000_000 });
});

describe('bans of Discord', () => {
  test.each(['bans/discord.json', 'bans/discord.csv'])('%s: each stands', async (path) => {
    const { cases } = await read('discord-bans', fixture(path), { space: `discord:${guild}` });

    expect(cases[0]).toMatchObject({
      ...{ what: 'ban', target: 'discord:423456789012345672', marks: ['423456789012345672'] },
      reason: expect.stringMatching(/^raid/) as string,
    });
    expect(cases[0]?.id).not.toContain('4234567890');
  });

  test('the same person is the same case in both', async () => {
    const how = { space: `discord:${guild}` };
    const [one, other] = [
      await read('discord-bans', fixture('bans/discord.json'), how),
      await read('discord-bans', fixture('bans/discord.csv'), how),
    ];

    expect(one.cases[0]?.id).toBe(other.cases[0]?.id);
  });
});

describe('bans of IRC', () => {
  test('numerics, a client’s lines and plain masks are bans that stand; the rest is told', async () => {
    const how = { space: 'irc:libera:#castle' };
    const { cases, left } = await read('irc-bans', fixture('bans/numerics.txt'), how);

    expect(
      cases.map(({ marks, target, byName, atMs }) => [marks[0], target, byName, atMs]),
    ).toEqual([
      ['b *!*@bad.example', 'irc:libera:host:*!*@bad.example', 'ann', 1_700_000_000_000],
      ['b $a:mallory', 'irc:libera:account:mallory', 'ann', 1_700_000_100_000],
      ['b eve!*@*', 'irc:libera:host:eve!*@*', 'bob', undefined],
      ['b *!*@other.example', 'irc:libera:host:*!*@other.example', 'carl', 1_700_000_200_000],
    ]);
    expect(left).toEqual(['numerics.txt (1): import.left.case-line']);
  });

  test('the channel of a line is enough to know where it is', async () => {
    const { cases, left } = await read('irc-bans', fixture('bans/numerics.txt'));

    expect(cases.map(({ space }) => space)).toEqual(Array(3).fill('irc:libera:#castle'));
    expect(left).toContain('numerics.txt (1): import.left.which-channel');
  });

  test('what ChanServ holds becomes a note: no mode of the channel stands for it', async () => {
    const how = { space: 'irc:libera:#castle' };
    const { cases } = await read('irc-bans', fixture('bans/akick.txt'), how);

    expect(cases.map(({ what, reason, byName, marks }) => [what, reason, byName, marks])).toEqual([
      ['note', 'ChanServ AKICK *!*@worse.example: Raid in spring', 'ann', []],
      ['note', 'ChanServ AKICK *!*@worst.example: ad bot', 'bob', []],
    ]);
  });

  test('no line makes it stumble', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (line) => {
        const entry = entryIn(line);
        expect(entry === undefined || entry.mask !== '').toBe(true);
      }),
    );
  });
});

test('openguard: infractions, acts of moderators, and why the rest stays', async () => {
  const { cases, left } = await read('openguard', fixture('openguard'));

  expect(cases.map(short)).toEqual([
    'warn 423456789012345671 "an insult"',
    'mute 423456789012345671 "again"',
    'ban 423456789012345672 "raid"',
    'kick 423456789012345671 "enough"',
  ]);
  expect(cases[0]).toMatchObject({ rule: '5A', atMs: day('2025-03-01T10:00:00') });
  expect(cases[1]).toMatchObject({ untilMs: day('2025-03-02T10:10:00') });
  expect(cases[3]).toMatchObject({ by: 'discord:323456789012345678' });
  expect(left).toEqual(
    expect.arrayContaining([
      'user_infractions.json (1): import.left.case-kind',
      'moderation_logs.json (1): import.left.case-automatic',
      'global_bans.json: import.left.global-bans',
    ]),
  );
});

describe('what cannot be read', () => {
  test.each([
    ['two lists', '{"a": [1], "b": [2]}'],
    ['prose', 'Dear all, we have moved.'],
    ['nothing', ''],
  ])('%s is no list', async (_what, text) => {
    const path = file('export.json', text);

    await expect(read('dyno', path, { space: `discord:${guild}` })).rejects.toThrow(
      'import.no-list',
    );
  });

  test('broken JSON is told by its line', async () => {
    await expect(read('masz', file('x.json', '[{"id": 1,'))).rejects.toThrow('import.not-json');
  });
});

test.each([
  ['2023-04-05 10:11:12.123456', '2023-04-05T10:11:12.123'],
  ['2025-03-01T10:00:00+02:00', '2025-03-01T08:00:00'],
  ['2025-03-01 10:00:00+00', '2025-03-01T10:00:00'],
  ['Fri, Sep 18, 2020 5:04 PM', '2020-09-18T17:04:00'],
  ['1612345678.5', '2021-02-03T09:47:58.500'],
])('the moment %s is read, in UTC where no zone is named', (text, moment) => {
  expect(momentIn(text)).toBe(day(moment));
});
