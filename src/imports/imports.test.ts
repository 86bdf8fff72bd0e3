import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importsBench } from '../../test/support/imports-bench.ts';
import { configJsonIn } from './zoryx/config-json.ts';

const value = fc.oneof(
  fc.constantFrom<unknown>('?', '!', true, false, 'on', 3, 4.5, 0, -1, null, 'much too long'),
  fc.jsonValue({ maxDepth: 1 }),
);

/** A config.json as people leave it: some of its keys, right or wrong, and some of their own. */
const config = fc.record(
  {
    ...{ prefix: value, allow_mention_prefix: value, owner_ids: value, status: value },
    cooldowns: fc.record({ default_rate: value, default_per: value }, { requiredKeys: [] }),
    ...{ mine: value, bot_token: value },
  },
  { requiredKeys: [] },
);

test('whatever a source holds: taking it twice is taking it once', async () => {
  await fc.assert(
    fc.asyncProperty(
      config,
      fc.constantFrom('instance', 'space:discord:9'),
      async (what, scope) => {
        const { gathered, take, plan, settings, life } = await importsBench();
        const found = gathered(
          configJsonIn(what, 'config.json', scope === 'instance' ? scope : 'space:discord:9'),
        );
        const first = await plan(found);
        expect(await take(found)).toMatchObject({ value: { changed: first.changes.length } });
        const held = settings.stored();
        const second = await plan(found);

        expect(second).toMatchObject({ changes: [], conflicts: [], left: first.left });
        expect(second.same).toBe(first.same + first.changes.length);
        expect(await take(found)).toMatchObject({ value: { changed: 0 } });
        expect(settings.stored()).toEqual(held);
        await life.end();
      },
    ),
    { numRuns: 60 },
  );
});
