import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import { type Key, type Keyring, freshKey } from './keyring.ts';
import { secrets } from './secrets.ts';
import { type SecretStore, secretStore } from './store.ts';
import { secretsPart } from './tables.ts';

const webhook = { scope: 'instance', name: 'alerts.webhook' };
const token = { scope: 'community:castle', name: 'ai.key' };
const [first, second]: readonly Key[] = [1, 2].map((seed) => freshKey(seededRandom(seed)));

function desk(store: SecretStore, ...keys: readonly (Key | undefined)[]) {
  let ring: Keyring = { keys: keys.filter((key) => key !== undefined) };
  const turn = (...next: readonly (Key | undefined)[]) => {
    ring = { keys: next.filter((key) => key !== undefined) };
  };
  return {
    turn,
    ...secrets({ store, clock: manualClock(), keys: { read: () => ring, ready: () => ring } }),
  };
}

describe.each(everyDatabase)('secrets on $kind', (kind) => {
  const kept = (body: (store: SecretStore) => Promise<void>) =>
    withDatabase(kind, [secretsPart], (database) => body(secretStore(database)));

  test('come back as they were put, and never lie in the database in clear', () =>
    kept(async (store) => {
      const { put, read, remove, list } = desk(store, first);
      await put(webhook, 'https://hooks.example/é', 'discord:1');
      await put(webhook, 'https://hooks.example/ü', 'discord:2');

      expect(await read(webhook)).toBe('https://hooks.example/ü');
      expect(JSON.stringify(await store.all())).not.toContain('hooks');
      expect(await list()).toMatchObject([{ ...webhook, changedBy: 'discord:2', opens: true }]);
      expect(await remove(webhook)).toBe(true);
      expect(await read(webhook)).toBeUndefined();
    }));

  test('N34: moved to the row of another place do not open', () =>
    kept(async (store) => {
      const { put, read } = desk(store, first);
      await put(webhook, 'one', 'discord:1');
      await put(token, 'two', 'discord:1');
      const moved = await store.find(webhook);
      if (moved) await store.put({ ...moved, ...token });

      await expect(read(token)).rejects.toThrow(/cannot be opened/);
      expect(await read(webhook)).toBe('one');
    }));

  test('N34: are readable with the older key, and sealed anew with the newer one', () =>
    kept(async (store) => {
      const { put, read, turn, reseal } = desk(store, first);
      await put(webhook, 'one', 'discord:1');
      turn(second, first);
      expect(await read(webhook)).toBe('one');

      expect(await reseal()).toBe(1);
      expect(await reseal()).toBe(0);
      turn(second);
      expect(await read(webhook)).toBe('one');
    }));

  test('whose key is missing say so, and stay as they are when the others are sealed anew', () =>
    kept(async (store) => {
      const { put, read, turn, reseal, list } = desk(store, first);
      await put(webhook, 'one', 'discord:1');
      const before = await store.find(webhook);
      turn(second);
      await put(token, 'two', 'discord:1');

      await expect(read(webhook)).rejects.toThrow(/Put back the file secrets.key/);
      expect(await reseal()).toBe(0);
      expect(await store.find(webhook)).toEqual(before);
      expect((await list()).map(({ name, opens }) => [name, opens])).toEqual([
        ['ai.key', true],
        ['alerts.webhook', false],
      ]);
    }));

  test('changed while they are sealed anew keep the change', () =>
    kept(async (store) => {
      const { put, read, turn } = desk(store, first);
      await put(webhook, 'one', 'discord:1');
      const [before] = await store.all();
      turn(second, first);
      await put(webhook, 'changed', 'discord:2');
      if (before) await store.reseal([{ before, sealed: before.sealed }]);

      expect(await read(webhook)).toBe('changed');
    }));
});
