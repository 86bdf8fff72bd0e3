import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { type SpaceId, communityId, spaceId } from '../../base/ids.ts';
import { ok } from '../../base/result.ts';
import type { Case } from '../../core/cases/case.ts';
import type { FoundCase, ImportSource } from '../../core/imports/imports.ts';
import { readOld } from '../../imports/index.ts';
import { caseStore, casesPart } from '../../moderation/cases/index.ts';
import type { Database } from '../../storage/index.ts';
import { caseIntake } from './case-intake.ts';

const guild = 'discord:123456789012345678';
const castle = communityId(guild);
const author = { actor: 'console:local', via: 'cli' };

function bench(database: Database) {
  const [store, clock, followed] = [caseStore(database), manualClock(), [] as Case[]];
  const intake = caseIntake({
    ...{ store, clock },
    connections: [{ id: 'discord', platform: 'discord' }],
    placeOf: () => undefined,
    enforcerOf: () => undefined,
    follow: (held) => Promise.resolve(void followed.push(held)),
  });
  const take = async (source: ImportSource, cases: readonly FoundCase[]) => {
    const fresh = await intake.unknown(source, cases);
    return { shown: fresh.length, taken: await intake.take(source, fresh, author) };
  };
  return { store, clock, intake, take, followed };
}

async function casesIn(source: ImportSource, path: string): Promise<readonly FoundCase[]> {
  const how = { map: [], space: guild };
  const read = await readOld(source, resolve('test/fixtures/imports', path), how, []);
  return read.ok ? read.value.found.flatMap((one) => (one.kind === 'case' ? [one] : [])) : [];
}

describe.each(everyDatabase)('cases from elsewhere on $kind', (kind) => {
  const on = (body: (parts: ReturnType<typeof bench>) => Promise<void>) =>
    withDatabase(kind, [casesPart], (database) => body(bench(database)));

  test('are numbered by their time, with who, why and since when; a second run adds none', () =>
    on(async ({ store, take }) => {
      const cases = await casesIn('masz', 'masz/ModCases.json');
      expect(await take('masz', [...cases].reverse())).toEqual({ shown: 3, taken: 3 });
      expect(await take('masz', cases)).toEqual({ shown: 0, taken: 0 });

      const history = [...(await store.history(castle))].reverse();
      expect(history.map(({ number, kind: what, state }) => [number, what, state])).toEqual([
        [1, 'warn', 'open'],
        [2, 'ban', 'open'],
        [3, 'mute', 'ended'],
      ]);
      expect(history[0]).toMatchObject({
        ...{ targetName: 'eve', by: 'discord:323456789012345678', via: 'import' },
        ...{ reason: 'Spam: Ten invites in a row', source: { name: 'masz', id: '1' } },
        atMs: Date.UTC(2023, 3, 5, 10, 11),
      });
      expect(history[2]).toMatchObject({ ending: { how: 'expired' } });
      expect(await store.marks(history[1]!)).toEqual(['423456789012345672']);
      expect(await store.counts(castle, 'discord:423456789012345671')).toEqual({
        mute: 1,
        warn: 1,
      });
    }));

  test('that hold what another case holds already are not doubled', () =>
    on(async ({ take }) => {
      await take('masz', await casesIn('masz', 'masz/ModCases.json'));
      const bans = await casesIn('discord-bans', 'bans/discord.json');

      expect(bans).toHaveLength(2);
      expect(await take('discord-bans', bans)).toEqual({ shown: 1, taken: 1 });
    }));

  test('told twice by one file are one, and what one run had left another goes on with', () =>
    on(async ({ store, intake, take }) => {
      const cases = await casesIn('dyno', 'dyno/warnings.json');
      await intake.take('dyno', [cases[0]!, cases[0]!], author);
      expect(await store.history(castle)).toHaveLength(1);

      expect(await take('dyno', cases)).toEqual({ shown: 1, taken: 1 });
    }));

  test('in force end at their time', () =>
    on(async ({ clock, take, followed }) => {
      const [ban] = await casesIn('discord-bans', 'bans/discord.json');
      await take('discord-bans', [{ ...ban!, untilMs: clock.now() + 60_000 }]);

      expect(followed).toMatchObject([
        { kind: 'ban', state: 'open', untilMs: clock.now() + 60_000 },
      ]);
    }));

  test('1,200 are written in parts, and each once', () =>
    on(async ({ take, store }) => {
      const [one] = await casesIn('dyno', 'dyno/warnings.json');
      const many = Array.from({ length: 1200 }, (_, at) => ({ ...one!, id: `n${at}`, atMs: at }));
      expect(await take('dyno', many)).toEqual({ shown: 1200, taken: 1200 });

      expect((await store.history(castle, { limit: 1 }))[0]?.number).toBe(1200);
      expect(await take('dyno', many)).toEqual({ shown: 0, taken: 0 });
    }));

  test('of a place on no connection that there is are told', () =>
    on(async ({ intake }) => {
      const nowhere: SpaceId = spaceId('irc:efnet:#castle');

      expect(intake.whyNot(nowhere)).toMatchObject({ key: 'import.left.no-place' });
      expect(intake.whyNot(spaceId(guild))).toBeUndefined();
      expect(await intake.standing(spaceId(guild))).not.toEqual(ok([]));
    }));
});
