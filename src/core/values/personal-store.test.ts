import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId } from '../../base/ids.ts';
import type { Erasure, PersonalHook } from '../privacy/privacy.ts';
import { personalValueStore } from './personal-store.ts';
import { personalValues } from './personal.ts';
import { valueStore } from './store.ts';
import { valuesPart } from './tables.ts';
import { type Values, valuesOf } from './values.ts';

const ann = actorId('irc:libera:account:ann');
const host = actorId('irc:libera:host:ann@example.org');
const bob = actorId('discord:313131313131313131');
const pseudonym = 'erased:abc';
const erasureOf = (actor: typeof ann): Erasure => ({
  ...{ actor, names: [], pseudonym, by: 'console:local', via: 'console', atMs: 1 },
});

describe.each(everyDatabase)('what modules keep as JSON on $kind, of a person', (kind) => {
  const inLife = (
    body: (karma: Values, hook: PersonalHook, other: Values) => Promise<void>,
    between?: (values: Values) => Promise<void>,
  ) =>
    withDatabase(kind, [valuesPart], async (database) => {
      const store = valueStore(database);
      const open = (module: string) => valuesOf(module, store, manualClock());
      let pending = between;
      const all = personalValueStore(database);
      const hook = personalValues({
        ...{ all, clock: manualClock(9) },
        values: {
          ...store,
          async swap(...change) {
            const first = pending;
            pending = undefined;
            await first?.(open('karma'));
            return store.swap(...change);
          },
        },
      });
      await body(open('karma'), hook, open('quotes'));
    });

  test('is told: what is kept under the id, and what of a value is about him alone', () =>
    inLife(async (karma, hook) => {
      await karma.set(`score:${ann}`, 3);
      await karma.set('scores', { [ann]: { points: 5 }, [bob]: 7, best: [ann, bob] });
      await karma.set('motd', 'hello');

      const known = await hook.tell({ actor: ann, names: [] });
      expect(known).toEqual([
        { module: 'karma', scope: 'instance', name: `score:${ann}`, value: 3 },
        {
          ...{ module: 'karma', scope: 'instance', name: 'scores' },
          found: [
            { at: ann, value: { points: 5 } },
            { at: 'best.0', value: ann },
          ],
        },
      ]);
      expect(JSON.stringify(known)).not.toContain('313131');
    }));

  test('goes with what stands under the id; where he is named, a pseudonym stands; others stay', () =>
    inLife(async (karma, hook, quotes) => {
      await karma.set(`score:${bob}`, 3);
      await karma.set('scores', { [bob]: 5, [ann]: 7, '313131313131313131': 1 });
      await quotes.set('last', { by: bob, text: 'thanks <@313131313131313131>!', n: [1, null] });
      await quotes.set('motd', 'hello');

      expect(await hook.erase(erasureOf(bob))).toBe(3);

      expect(await karma.names()).toEqual(['scores']);
      expect(await karma.get('scores')).toEqual({ [ann]: 7 });
      expect(await quotes.get('last')).toEqual({
        ...{ by: pseudonym, text: `thanks <@${pseudonym}>!`, n: [1, null] },
      });
      expect(await quotes.get('motd')).toBe('hello');
      expect(await hook.tell({ actor: bob, names: [] })).toEqual([]);
      expect(await hook.erase(erasureOf(bob))).toBe(0);
    }));

  test('is not taken for somebody whose id only begins or ends like his', () =>
    inLife(async (karma, hook) => {
      const others = [
        ...['irc:libera:account:anna', 'irc:libera:account:ann|away', 'irc:libera:account:ann-x'],
        ...['irc:libera:host:ann@example.org.uk', 'xirc:libera:account:ann'],
        ...['discord:3131313131313131310', 'discord:1313131313131313131'],
      ];
      await karma.set('all', others);

      for (const actor of [ann, host, bob]) expect(await hook.erase(erasureOf(actor))).toBe(0);
      expect(await karma.get('all')).toEqual(others);
    }));

  test('is found whatever signs the id has', () =>
    inLife(async (karma, hook) => {
      const odd = actorId('irc:libera:account:a_%b\\c[1]');
      await karma.set('all', { [odd]: 1, 'irc:libera:account:axxb\\c[1]': 2, [ann]: 3 });

      expect(await hook.everybody?.()).toEqual(expect.arrayContaining([odd, ann]));
      expect(await hook.erase(erasureOf(odd))).toBe(1);
      expect(await karma.get('all')).toEqual({ 'irc:libera:account:axxb\\c[1]': 2, [ann]: 3 });
    }));

  test('is erased from more than one page of them, and all who stand there are known', () =>
    inLife(async (karma, hook) => {
      for (let at = 0; at < 450; at += 1) await karma.set(`n${at}`, at % 2 === 0 ? [bob] : [host]);

      expect(await hook.everybody?.()).toEqual(expect.arrayContaining([bob, host]));
      expect(await hook.erase(erasureOf(bob))).toBe(225);
      expect(await hook.tell({ actor: host, names: [] })).toHaveLength(225);
    }));

  test('goes also where the module writes the value at the same moment, and loses nothing', () =>
    inLife(
      async (karma, hook) => {
        await karma.set('scores', { [bob]: 5 });

        expect(await hook.erase(erasureOf(bob))).toBe(1);
        expect(await karma.get('scores')).toEqual({ [ann]: 1 });
      },
      (karma) => karma.set('scores', { [bob]: 6, [ann]: 1 }),
    ));
});
