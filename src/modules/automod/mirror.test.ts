import { expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { memoryRules } from '../../../test/support/memory-rules.ts';
import { manualClock } from '../../base/clock.ts';
import { ok, refuse } from '../../base/result.ts';
import type { MirrorLevers, MirrorView } from '../../core/commands/rule-levers.ts';
import { leftReasons } from '../../moderation/rules/index.ts';
import { automod } from './index.ts';

const boss = person('boss', { standing: 'administrator' });
const hal = person('hal', { standing: 'helper' });

const view: MirrorView = {
  on: false,
  rules: [
    { name: 'Castellan · rules 1, 2', numbers: [1, 2], words: 1, patterns: 2 },
    { name: 'Castellan · rule 3', numbers: [3], words: 0, patterns: 0, mentions: 5 },
  ],
  said: [
    { number: 1, name: 'words', edits: true, missing: 2 },
    { number: 2, name: 'links', edits: false, missing: 0 },
  ],
  left: [{ number: 4, name: 'flood', why: 'unlike' }],
  others: 1,
  steps: { made: 2, changed: 0, removed: 1 },
};

/** A place whose network has rules of its own, and takes or refuses ours. */
async function inCastle(answer: ReturnType<typeof refuse> | MirrorView = view) {
  const asked: string[] = [];
  const given = 'ok' in answer ? answer : ok(answer);
  const mirror: MirrorLevers = {
    known: () => view,
    preview(_space, as) {
      asked.push(`preview ${as}`);
      return Promise.resolve(given);
    },
    set(_space, on, { actor, via }) {
      asked.push(`${on ? 'on' : 'off'} by ${actor} in ${via}`);
      return Promise.resolve(given.ok ? ok({ ...given.value, on }) : given);
    },
  };
  const clock = manualClock();
  const { levers } = memoryRules(clock, { mirror });
  const place = await bench([automod], { clock, rules: levers });
  return { ...place, asked, lines: () => place.last()?.card.lines ?? [] };
}

test('a preview in names and numbers, with what differs and what is left', async () => {
  const { says, heard, lines, asked, last } = await inCastle();
  await says(boss, '!automod mirror preview');

  expect(asked).toEqual(['preview on']);
  expect(heard()).toEqual(['Discord’s AutoMod, if it followed our rules']);
  expect(lines()).toEqual([
    '2 of the rules in force in 2 rules of Discord’s; 1 left to me alone.',
    '**Castellan · rules 1, 2**, 1 word, 2 expressions',
    '**Castellan · rule 3**, more than 5 mentions',
    '**1** words: Discord looks at edits, too. 2 of its words stay with me alone.',
    '**4** flood stays with me alone: Discord cannot ask what it asks.',
    '1 rule there is somebody else’s; I count and never touch them.',
    'To do: 2 made, 0 changed, 1 removed.',
  ]);
  expect(last()?.card.footer).toMatch(/Nothing was changed/);
});

test('on and off are done in the name of who says so; status asks how it is', async () => {
  const { says, heard, lines, asked } = await inCastle();
  await says(boss, '!automod mirror on');
  expect(lines().at(-1)).toBe('Done: 2 made, 0 changed, 1 removed.');
  await says(boss, '!automod mirror off');
  await says(boss, '!automod mirror');
  expect(asked).toEqual([
    'on by irc:libera:account:boss in chat',
    'off by irc:libera:account:boss in chat',
    'preview is',
  ]);
  expect(heard()).toEqual([
    'Discord’s AutoMod follows our rules',
    'Discord’s AutoMod does not follow our rules',
    'Discord’s AutoMod does not follow our rules',
  ]);
});

test('helpers do not; what the network refuses is said, with what to do', async () => {
  const { says, heard } = await inCastle(refuse('automod.mirror.forbidden'));
  await says(hal, '!automod mirror on');
  await says(boss, '!automod mirror on');
  expect(heard()).toEqual([
    expect.stringMatching(/automod.manage/),
    expect.stringMatching(/give my role “Manage Server”/),
  ]);
});

test.each(['en', 'fr'])('every reason has its words: %s', async (language) => {
  const left = leftReasons.map((why, at) => ({ number: at + 1, name: 'r', why }));
  const all: MirrorView = { ...view, left, rules: [], said: [] };
  const { says, lines, settings } = await inCastle(all);
  await settings.write('core.language', 'instance', language, 'test');
  await says(boss, '!automod mirror preview');
  for (const why of leftReasons)
    expect(lines().join('\n')).not.toMatch(new RegExp(`: ${why}\\.$`, 'm'));
  expect(lines().filter((line) => /^\*\*\d/.test(line))).toHaveLength(leftReasons.length);
});

test('speaks French', async () => {
  const { says, heard, lines, settings } = await inCastle();
  await settings.write('core.language', 'instance', 'fr', 'test');
  await says(boss, '!automod mirror preview');
  expect(heard()).toEqual(['L’AutoMod de Discord, s’il suivait nos règles']);
  expect(lines().slice(0, 2)).toEqual([
    '2 des règles en vigueur dans 2 règles de Discord ; 1 reste à moi seul.',
    '**Castellan · rules 1, 2**, 1 mot, 2 expressions',
  ]);
});
