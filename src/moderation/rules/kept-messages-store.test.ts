import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { communityId } from '../../base/ids.ts';
import { type KeptMessage, keptMessageStore } from './kept-messages-store.ts';
import { readSentence } from './read-sentence.ts';
import { replay } from './replay.ts';
import { rulesPart } from './tables.ts';

const castle = communityId('discord:1');
const tower = communityId('discord:2');

const message = (at: number, text: string, by = 'discord:9', community = castle): KeptMessage => ({
  ...{ id: `${community} ${at}`, community, atMs: Math.floor(at / 3), name: by },
  happening: {
    ...{ on: 'message', text, space: community, channel: 'd/1', channelName: '#general' },
    author: { id: by, standing: 'helper', hasRole: true, identified: true, ageMs: 5 },
    ...{ files: ['a.png'], mentions: 2 },
  },
});

describe.each(everyDatabase)('kept messages on $kind', (kind) => {
  const inStore = (body: (store: ReturnType<typeof keptMessageStore>) => Promise<void>) =>
    withDatabase(kind, [rulesPart], (database) => body(keptMessageStore(database)));

  test('come back as they were, each once, in the order in which they were said', () =>
    inStore(async (store) => {
      const all = Array.from({ length: 2500 }, (_, at) => message(at + 3, `text ${at}`));
      for (let from = 0; from < all.length; from += 500)
        await store.add(all.slice(from, from + 500));
      await store.add(all.slice(0, 10));
      await store.add([message(1, 'elsewhere', 'discord:9', tower)]);

      const found: KeptMessage[] = [];
      for await (const page of store.since(castle, 0)) found.push(...page);
      expect(new Set(found.map(({ id }) => id)).size).toBe(2500);
      expect(found.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs));
      expect(found.find(({ id }) => id === all[7]?.id)).toEqual(all[7]);
      expect(await store.count(castle)).toEqual({ messages: 2500, sinceMs: 1 });
    }));

  test('go when they are too old, or when their author wants it, and only those', () =>
    inStore(async (store) => {
      await store.add([message(3, 'old'), message(30, 'new'), message(31, 'his', 'discord:8')]);
      await store.add([message(3, 'old', 'discord:9', tower)]);

      expect(await store.expire(castle, 5)).toBe(1);
      expect(await store.forget('discord:8')).toBe(1);
      expect(await store.count(castle)).toMatchObject({ messages: 1 });
      expect((await store.communities()).toSorted()).toEqual([castle, tower]);
      expect(await store.count(communityId('discord:3'))).toEqual({ messages: 0 });
    }));

  test('a rule is tried on them, with other numbers beside its own', () =>
    inStore(async (store) => {
      await store.add([message(3, 'one link https://example.org'), message(9, 'none')]);
      await store.add([message(12, 'https://a.example https://b.example', 'discord:8')]);
      const rule = readSentence('when a message has at least 2 links then warn');
      if (!rule.ok) throw new Error('the rule cannot be read');

      const { hits, people, messages, samples, curve, least } = await replay(
        rule.value,
        store.since(castle, 0),
      );
      expect({ hits, people, messages, least }).toEqual({
        hits: 1,
        people: 1,
        messages: 3,
        least: 2,
      });
      expect(samples.map((one) => one.message.name)).toEqual(['discord:8']);
      expect(curve.slice(0, 3).map((one) => [one.least, one.hits, one.people])).toEqual([
        [1, 2, 2],
        [2, 1, 1],
        [3, 0, 0],
      ]);
    }));
});
