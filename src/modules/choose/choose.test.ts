import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { seededRandom } from '../../base/random.ts';
import { choose } from './index.ts';
import { pickWeighted, readOptions } from './options.ts';

const ann = person('ann');

describe('choose', () => {
  test('picks one of the options', async () => {
    const { says, heard } = await bench([choose]);

    await says(ann, '!choose tea | coffee');

    expect(heard()[0]).toMatch(/^I choose (tea|coffee)!$/);
  });

  test('drops duplicates whatever their case, keeps the first, and tells the caller alone', async () => {
    const { says, platform } = await bench([choose]);

    await says(ann, '!choose Pizza | pizza | PIZZA | sushi');

    expect(platform.replies[0]?.card.say).toMatch(/^I choose (Pizza|sushi)!$/);
    expect(platform.replies[1]).toMatchObject({
      card: { say: '2 duplicate options were removed.' },
      options: { private: true },
    });
  });

  test.each(['tea', 'tea | TEA', '|', 'tea |'])(
    'refuses "%s": too few to choose from',
    async (line) => {
      const { says, heard } = await bench([choose]);

      await says(ann, `!choose ${line}`);

      expect(heard()).toEqual(['I need at least two different options, like `tea | coffee`.']);
    },
  );

  test.each(['tea or coffee', 'thé ou café'])('understands "%s"', async (line) => {
    const { says, heard } = await bench([choose]);

    await says(ann, `!choose ${line}`);

    expect(heard()[0]).toMatch(/^I choose (tea|coffee|thé|café)!$/);
  });
});

test('an option with weight 3 comes about three times as often', () => {
  const { kept } = readOptions('tea:3 | coffee');
  const random = seededRandom(1);
  const picks = Array.from({ length: 4000 }, () => pickWeighted(kept, random)?.text);

  expect(picks.filter((text) => text === 'tea').length / 4000).toBeCloseTo(0.75, 1);
});

test('a weight outside of 1 to 20 is part of the option', () => {
  expect(readOptions('at 12:30 | tea:0 | tea:21 | tea:20').kept).toEqual([
    { text: 'at 12:30', weight: 1 },
    { text: 'tea:0', weight: 1 },
    { text: 'tea:21', weight: 1 },
    { text: 'tea', weight: 20 },
  ]);
});

test('whatever is written, what is kept and what is removed is all there was', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ minLength: 1 }).filter((s) => !/[|]/.test(s) && s.trim() !== ''),
        { minLength: 2 },
      ),
      (options) => {
        const { kept, removed } = readOptions(options.join(' | '));

        expect(kept.length + removed).toBe(options.length);
      },
    ),
  );
});
