import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { communityId } from '../../base/ids.ts';
import { RuleDesk } from './desk.ts';
import { presetNames, presets } from './presets.ts';
import { ruleStore } from './store.ts';
import { rulesPart } from './tables.ts';

const castle = communityId('irc:libera:#castle');
const tower = communityId('irc:libera:#tower');
const by = { by: 'discord:1', via: 'chat' };
const noLinks = { sentence: 'when a message has a link then delete it', name: 'links' };

describe.each(everyDatabase)('rules on $kind', (kind) => {
  const inLife = (body: (open: () => Promise<RuleDesk>) => Promise<void>) =>
    withDatabase(kind, [rulesPart], (database) =>
      body(async () => {
        const desk = new RuleDesk({ store: ruleStore(database), clock: manualClock(5) });
        await desk.load();
        return desk;
      }),
    );

  test('are there after a restart, in their order, in their community', () =>
    inLife(async (open) => {
      const desk = await open();
      await desk.add(castle, [noLinks, { sentence: 'if a message says "scam", then warn' }], by);
      await desk.add(tower, [noLinks], by);
      await desk.setMode(castle, 2, 'live', by);
      await desk.move(castle, 2, 1, by);

      const again = await open();
      const shown = again
        .list(castle)
        .map(({ number, mode, name, sentence }) => [number, mode, name, sentence]);
      expect(shown).toEqual([
        [2, 'live', 'words', 'when a message says "scam" then warn'],
        [1, 'shadow', 'links', 'when a message has a link then delete it'],
      ]);
      expect(again.list(tower)).toHaveLength(1);
    }));

  test('every change is in the history, with who made it', () =>
    inLife(async (open) => {
      const desk = await open();
      await desk.add(castle, [noLinks], by);
      await desk.edit(
        castle,
        1,
        { sentence: 'when a message has an invite then warn' },
        { by: 'discord:2', via: 'page' },
      );
      await desk.remove(castle, 1, by);

      const history = await desk.history(castle, 10);
      expect(
        history.map(({ seq, by: who, via, before, after }) => [
          seq,
          who,
          via,
          before?.sentence,
          after?.sentence,
        ]),
      ).toEqual([
        [3, 'discord:1', 'chat', 'when a message has an invite then warn', undefined],
        [
          2,
          'discord:2',
          'page',
          'when a message has a link then delete it',
          'when a message has an invite then warn',
        ],
        [1, 'discord:1', 'chat', undefined, 'when a message has a link then delete it'],
      ]);
    }));

  test('a number is never given twice', () =>
    inLife(async (open) => {
      const desk = await open();
      await desk.add(castle, [noLinks], by);
      await desk.remove(castle, 1, by);
      const added = await desk.add(castle, [noLinks], by);

      expect(added).toMatchObject({ ok: true, value: [{ number: 2 }] });
    }));

  test('what cannot be read is refused, and none of the others is added', () =>
    inLife(async (open) => {
      const desk = await open();
      const added = await desk.add(castle, [noLinks, { sentence: 'when pigs fly then warn' }], by);

      expect(added.ok).toBe(false);
      expect(desk.list(castle)).toEqual([]);
      expect(await desk.edit(castle, 1, noLinks, by)).toMatchObject({
        ok: false,
        error: { key: 'automod.no-rule' },
      });
    }));

  test.each(presetNames)('the preset "%s" is read, and only watches', (name) =>
    inLife(async (open) => {
      const desk = await open();
      const added = await desk.add(castle, presets[name], by);

      expect(added.ok).toBe(true);
      expect(desk.list(castle).map(({ mode }) => mode)).toEqual(presets[name].map(() => 'shadow'));
    }),
  );
});
