import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bench, direct, person } from '../../test/support/bench-of-commands.ts';
import { aiSettings } from '../app/ai/settings.ts';
import { announcementSettings } from '../app/announcements.ts';
import { guardSettings } from '../app/guard-settings.ts';
import { outputSettings } from '../app/output-settings.ts';
import { builtIn } from './index.ts';

const names = builtIn.flatMap(({ commands = [] }) => commands.map(({ name }) => name));

const lines = fc
  .tuple(fc.constantFrom(...names, 'nonsense', ''), fc.string({ unit: 'binary', maxLength: 300 }))
  .map(([name, rest]) => `!${name} ${rest}`);

test('whatever is typed, by whomever, no command fails on it', { timeout: 60_000 }, async () => {
  const owner = person('owner');
  const people = [person('bob'), person('op', { standing: 'administrator' }), owner];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(lines, fc.constantFrom(...people), fc.boolean()), { maxLength: 8 }),
      async (said) => {
        const hall = await bench(builtIn, { owners: [owner.id], can: ['controls', 'edit'] });
        hall.settings.declare({ ...guardSettings, ...outputSettings });
        hall.settings.declare({ ...announcementSettings, ...aiSettings });
        hall.platform.people = people;
        for (const [text, actor, alone] of said) {
          await hall.says(actor, text, alone ? { where: direct } : {});
        }

        expect(hall.counted.filter((outcome) => outcome.endsWith('failed'))).toEqual([]);
        expect(hall.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
        expect(hall.platform.replies.length).toBeLessThanOrEqual(said.length * 2);
      },
    ),
    { numRuns: 300 },
  );
});
