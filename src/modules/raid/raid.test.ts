import { expect, test } from 'vitest';
import type { RaidLevers, RaidTurned } from '../../core/commands/raid-levers.ts';
import { ok, refuse } from '../../base/result.ts';
import { bench, castle, direct, person } from '../../../test/support/bench-of-commands.ts';
import { guard } from '../guard/index.ts';
import { server } from '../server/index.ts';
import { raid } from './index.ts';

const mod = person('mod', { standing: 'moderator' });
const helper = person('eve', { standing: 'helper' });
const owner = person('boss');

const effect = {
  ...{ slowed: 4, seconds: 10, verification: 0, invites: 1, minutes: 30, limit: 0, registered: 0 },
  ...{ inviteOnly: 0, moderated: 0, changed: 5, left: 0, refused: 0 },
};

/** Levers that remember how they were pulled. */
function levers(more: Partial<RaidTurned> = {}) {
  const pulled: string[] = [];
  const turned = { place: 'Castle', dry: false, effect, leftMs: 1_800_000, obstacles: [], ...more };
  const raids: RaidLevers = {
    status: (where) => [
      {
        ...{ place: where?.name ?? 'everywhere', level: 'slow', joins: 12, weight: 48 },
        ...{ windowMs: 60_000, mode: 'live', leftMs: 90_000, byHand: true, held: 5 },
        thresholds: { joins: 10, slowWeight: 20, lockdownWeight: 40 },
      },
    ],
    find: (name) => (name === '#castle' ? castle : undefined),
    turn(where, level, forMs) {
      pulled.push(`${where.name} ${level} ${String(forMs)}`);
      return Promise.resolve(ok({ ...turned, level }));
    },
    lift(where) {
      pulled.push(`${where.name} off`);
      return Promise.resolve(
        more.place === undefined ? ok({ ...turned, level: 'off' }) : refuse('raid lift.none'),
      );
    },
  };
  return { raids, pulled };
}

test('status tells the level, until when, what will be put back, and from what on something happens', async () => {
  const { says, last } = await bench([guard, raid], levers());
  await says(helper, '!raid status');

  expect(last()?.card.lines).toEqual([
    '**#castle**: slowed down by hand, 1 min 30 s left, 5 settings to be put back; 12 newcomers now, weight 48',
    'A wave is 10 newcomers in 1 min; slowed down from weight 20, locked down from 40.',
  ]);
});

test('a level is set for as long as asked, and says its effect in numbers', async () => {
  const { raids, pulled } = levers();
  const { says, heard } = await bench([guard, raid], { raids });
  await says(mod, '!raid level lockdown 30m');
  await says(mod, '!raid level slow');
  await says(mod, '!raid level off');
  await says(mod, '!raid lift');

  expect(pulled).toEqual([
    '#castle lockdown 1800000',
    '#castle slow undefined',
    '#castle off',
    '#castle off',
  ]);
  expect(heard()[0]).toBe(
    'Castle is locked down for 30 min: one message a person every 10 s in 4 channels; invites paused for 30 min; 5 settings changed.',
  );
  expect(heard()[3]).toBe('Castle is open again: 5 settings are as they were before.');
});

test('says what it may not do, and what to do about it', async () => {
  const obstacles = [
    { key: 'raid.cannot.operator', facts: { place: '#castle', nick: 'castellan' } },
  ];
  const { says, last } = await bench([guard, raid], levers({ obstacles }));
  await says(mod, '!raid level slow');

  expect(last()?.card.lines?.[1]).toBe(
    'I am no operator in #castle and can only watch. Give me op: /mode #castle +o castellan',
  );
});

test('helpers may look, not touch', async () => {
  const { raids, pulled } = levers();
  const { says, heard } = await bench([guard, raid], { raids });
  await says(helper, '!raid level slow');
  await says(helper, '!raid lift');

  expect(pulled).toEqual([]);
  expect(heard()).toEqual(Array(2).fill(expect.stringMatching(/it takes `guard.manage`/)));
});

test('only the owner of the bot names another place, and must where he is in none', async () => {
  const { raids, pulled } = levers();
  const { says, heard } = await bench([guard, raid], { raids, owners: [owner.id] });
  await says(mod, '!raid level slow 10m #castle');
  await says(owner, 'raid lift', { where: direct });
  await says(owner, 'raid lift #nowhere', { where: direct });
  await says(owner, 'raid level slow 10m #castle', { where: direct });

  expect(heard().slice(0, 3)).toEqual([
    'Only the owner of this bot may name another place.',
    'Say which place: add the name of a channel or server at the end.',
    'I am in no place called "#nowhere".',
  ]);
  expect(pulled).toEqual(['#castle slow 600000']);
});

test('a duration out of range is refused with an example', async () => {
  const { raids, pulled } = levers();
  const { says, last } = await bench([guard, raid], { raids });
  await says(mod, '!raid level slow 5s');

  expect(pulled).toEqual([]);
  expect(JSON.stringify(last()?.card)).toContain('a duration like 90s, 10m or 2h30m');
});

test('speaks French, too', async () => {
  const { says, heard, settings } = await bench([guard, raid, server], levers());
  await settings.write('core.language', 'instance', 'fr', 'test');
  await says(mod, '!raid lift');

  expect(heard()).toEqual(['Castle est de nouveau ouvert : 5 réglages sont comme avant.']);
});
