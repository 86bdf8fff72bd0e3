import { expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { silentLog } from '../../base/log.ts';
import { manualClock } from '../../base/clock.ts';
import { openCache } from '../../core/cache/cache.ts';
import { localKind } from '../../core/cache/kind.ts';
import { cache as module } from './index.ts';

const owner = person('teuk');

test('the owner sees how well the cache serves', async () => {
  const clock = manualClock();
  const cache = openCache({ clock, log: silentLog });
  const people = cache.of(localKind<number>({ name: 'people' }));
  for (let time = 0; time < 4; time += 1) await people.read('ann', () => Promise.resolve(1));
  const { says, last, heard } = await bench([module], { owners: [owner.id], cache, clock });
  await clock.advance(60_000);
  await says(owner, '!cachestats');

  expect(last()?.card.lines).toEqual([
    '**75.0 %** known already, **0.0 %** failed, in the last 1 min',
    '**Reads** 4: 3 from memory, 0 from Redis, 0 with another, 1 from the source, 0 past the cache',
    '**Kept** 1, **made worthless** 0, **failed** 0 at the source and 0 at Redis',
    '`people`: 1 kept, 3 from memory',
  ]);

  await says(person('op', { standing: 'administrator' }), '!cachestats');
  expect(heard().at(-1)).toMatch(/^You may not do that/);
});
