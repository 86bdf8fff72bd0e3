import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { memoryRules } from '../../../test/support/memory-rules.ts';
import { manualClock } from '../../base/clock.ts';
import { automod } from './index.ts';

const boss = person('boss', { standing: 'administrator' });
const helper = person('hal', { standing: 'helper' });
const ann = person('ann');

/** A castle whose rules hear everything that is said. */
async function inCastle(more: { days?: number } = {}) {
  const clock = manualClock(1_700_000_000_000);
  const rules = memoryRules(clock, more);
  const place = await bench([automod], { clock, rules: rules.levers });
  return {
    ...place,
    decided: rules.decided,
    async says(actor: typeof ann, text: string) {
      const { take } = rules;
      take({
        ...{ kind: 'message', atMs: clock.now(), actor, text, where: castle },
        ...{ replayed: false, unanswerable: false, reply: { where: castle, actor } },
      });
      await place.says(actor, text);
    },
    lines: () => place.last()?.card.lines ?? [],
  };
}

test('a rule is written, watches, is promoted, and then decides', async () => {
  const { says, heard, decided, lines } = await inCastle();
  await says(
    boss,
    '!automod add links: when a message has a link unless the author is at least a helper then delete it and mute for 10m because "No links"',
  );
  expect(heard().at(-1)).toBe('Added; it only watches');

  await says(ann, 'see https://example.org');
  expect(decided).toEqual([]);
  await says(helper, '!automod list');
  expect(lines()[0]).toMatch(
    /^\*\*1\*\* links \(only watches, held once\): when a message has a link/,
  );

  await says(boss, '!automod mode 1 live');
  await says(ann, 'see https://example.org');
  await says(helper, 'see https://example.org');
  expect(decided).toHaveLength(1);
  expect(decided[0]).toMatchObject({
    decision: { deletes: true, sanction: { kind: 'mute', forMs: 600_000 }, reason: 'No links' },
    found: ['https://example.org'],
  });
});

test('tells which rules would hold for a text, and where it is', async () => {
  const { says, heard, lines } = await inCastle();
  await says(
    boss,
    '!automod add words: when a message says "scam" then warn | when a message has an invite then delete it',
  );
  await says(helper, '!automod test what a sc4m');

  expect(heard().at(-1)).toBe('1 rule would hold (of 2)');
  expect(lines()).toEqual([
    '**1** words (only watches): **holds**',
    '✓ says "scam": "sc4m" at 7–11',
    '**2** invite (only watches): does not hold',
    '✗ has an invite',
  ]);
});

test('says what it does not understand, and what would do', async () => {
  const { says, heard } = await inCastle();
  await says(boss, '!automod add when a message has a horse then warn');
  await says(boss, '!automod edit 7 when a message has a link then warn');

  expect(heard()[0]).toMatch(
    /^At "horse" I expected links, invites, mentions.*For example: when a message/,
  );
  expect(heard()[1]).toBe('There is no rule 7 here. `automod list` shows those that there are.');
});

test('a preset is shown first, then added, and only watches', async () => {
  const { says, heard, lines } = await inCastle();
  await says(boss, '!automod preset small');
  expect(heard().at(-1)).toBe('The set "small": 5 rules');
  await says(helper, '!automod list');
  expect(heard().at(-1)).toBe('No rules of this community');
  await says(boss, '!automod preset small add');
  expect(heard().at(-1)).toBe('5 added; they only watch');
  expect(lines().every((line) => line.includes('(only watches)'))).toBe(true);
});

test('a draft is tried on what was said, with other numbers beside it', async () => {
  const { says, heard, lines } = await inCastle({ days: 7 });
  for (const text of ['<@1>', '<@1> <@2>', '<@1> <@2> <@3>', 'hello']) await says(ann, text);
  await says(helper, '!automod replay 7 when a message has at least 2 mentions then warn');

  expect(heard().at(-1)).toBe('Held 2 times for 1 person, in 5 messages of the last 7 days');
  expect(lines().find((line) => line.startsWith('1:'))).toMatch(
    /^1: 3 hits, 1 person · 2: 2 hits, 1 person · 3: 1 hit/,
  );
  expect(lines().at(-2)).toContain(
    '**ann**: "<@1> <@2> <@3>"'.replaceAll('<', '\\<').replaceAll('>', '\\>').slice(0, 8),
  );
});

test('where nothing is kept, a replay says how that is changed', async () => {
  const { says, heard } = await inCastle();
  await says(helper, '!automod replay 7 when a message has a link then warn');
  await says(ann, '!automod kept');
  expect(heard()[0]).toMatch(/set `automod.keepDays`/);
  expect(heard()[1]).toBe('No messages are kept here.');
});

test('everybody sees what is kept, and can remove his own', async () => {
  const { says, heard } = await inCastle({ days: 3 });
  await says(ann, 'hello');
  await says(ann, '!automod kept');
  await says(ann, '!automod forget');
  expect(heard()[0]).toMatch(/^Messages are kept here for 3 days, .*\(2 messages now\)/);
  expect(heard()[1]).toBe('3 messages of yours are removed.');
});

test('tells what rules held for lately, and who changed what', async () => {
  const { says, lines } = await inCastle();
  await says(boss, '!automod add words: when a message says "scam" then warn');
  await says(ann, 'a s c a m');
  await says(helper, '!automod why ann');
  expect(lines()[0]).toBe(
    'Just now, #castle: rule **1** (words, only watches) hit **ann**: "a s c a m" s c a m',
  );
  await says(boss, '!automod remove 1');
  await says(helper, '!automod history');
  expect(lines().map((line) => line.replace(/^.*: rule/, 'rule'))).toEqual([
    'rule 1 removed; it was shadow: when a message says "scam" then warn (irc:libera:account:boss, chat)',
    'rule 1 added: shadow: when a message says "scam" then warn (irc:libera:account:boss, chat)',
  ]);
});

test.each([
  ['channel:libera/#castle', '2023-11-15 07:13'],
  ['space:irc:libera:#castle', '2023-11-15 07:13'],
  ['community:irc:libera:#castle', '2023-11-15 07:13'],
  ['instance', '2023-11-15 07:13'],
  ['space:irc:libera:#tower', '2023-11-14 22:13'],
] as const)('tells times by the clock of the place, as %s sets it', async (scope, at) => {
  const { says, lines, settings } = await inCastle({ days: 7 });
  const set = await settings.write('core.timeZone', scope, 'Asia/Tokyo', 'test');
  expect(set.ok).toBe(true);
  await says(boss, '!automod add when a message says "scam" then warn');
  await says(helper, '!automod history');
  expect(lines()[0]).toContain(at);
  await says(ann, 'see https://example.org');
  await says(helper, '!automod replay 7 when a message has a link then warn');
  expect(lines().join('\n')).toContain(at);
});

test('helpers look, administrators change, members neither', async () => {
  const { says, heard } = await inCastle();
  await says(helper, '!automod add when a message has a link then warn');
  await says(ann, '!automod list');
  expect(heard()).toEqual([
    expect.stringMatching(/automod.manage/),
    expect.stringMatching(/automod.view/),
  ]);
});

test('speaks French', async () => {
  const { says, heard, lines, settings } = await inCastle();
  await settings.write('core.language', 'instance', 'fr', 'test');
  await says(boss, '!automod check when a message has a link then delete it');
  await says(boss, '!automod add when a message has a link then dance');

  expect(heard()[0]).toBe('Une règle à ajouter');
  expect(heard()[1]).toMatch(/^À « dance » j’attendais `delete it`/);
  await says(boss, '!automod check when a message has a link then delete it');
  expect(lines()).toEqual(['quand un message a un lien, alors le supprimer']);
});
