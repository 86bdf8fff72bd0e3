import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { channelId, communityId } from '../../base/ids.ts';
import { AnnouncementDesk } from './desk.ts';
import { slugOf } from './slug.ts';
import { announcementStore } from './store.ts';
import { announcementsPart } from './tables.ts';

const castle = communityId('discord:1');
const tower = communityId('irc:libera:#tower');
const ann = { actor: 'discord:7', name: 'ann' };
const party = { title: 'Summer party!', body: 'On Saturday.\nBring cake.' };

describe.each(everyDatabase)('announcements on $kind', (kind) => {
  const inLife = (
    body: (
      open: (around?: { isPublic?: boolean; deaf?: string }) => AnnouncementDesk,
      said: string[],
    ) => Promise<void>,
  ) =>
    withDatabase(kind, [announcementsPart], (database) => {
      const said: string[] = [];
      return body(
        ({ isPublic = true, deaf = '' } = {}) =>
          new AnnouncementDesk({
            ...{ store: announcementStore(database), clock: manualClock(5) },
            channels: () => [channelId('dc/1'), channelId('irc/#news')],
            isPublic: () => isPublic,
            say: (channel, { title }) => {
              if (channel === deaf) return Promise.reject(new Error('not there'));
              said.push(`${channel} ${title}`);
              return Promise.resolve();
            },
          }),
        said,
      );
    });

  test('a draft is seen by staff alone, a published one by everybody, also after a restart', () =>
    inLife(async (open) => {
      expect(await open().write(castle, party, ann)).toMatchObject({
        value: { slug: 'summer-party', title: 'Summer party!' },
      });
      expect(await open().published(castle)).toEqual([]);
      expect(await open().publish(castle, 'summer-party')).toMatchObject({ ok: true });
      expect(await open().published(castle)).toMatchObject([
        { body: party.body, authorName: 'ann' },
      ]);
      expect(await open({ isPublic: false }).published(castle)).toEqual([]);
      expect(await open().published(tower)).toEqual([]);
      expect(await open().withdraw(castle, 'summer-party')).toMatchObject({ ok: true });
      expect(await open().published(castle)).toEqual([]);
    }));

  test('is said once in each channel, however often it is published; one that is deaf stops no other', () =>
    inLife(async (open, said) => {
      await open().write(castle, party, ann);
      const pushed = await open({ deaf: 'dc/1' }).publish(castle, 'summer-party');
      expect(pushed).toMatchObject({
        value: { said: ['irc/#news'], failed: [{ channel: 'dc/1', problem: 'not there' }] },
      });
      await open().withdraw(castle, 'summer-party');
      await open().publish(castle, 'summer-party');
      expect(said).toEqual(['irc/#news Summer party!']);
      await open().push(castle, 'summer-party');
      expect(said).toHaveLength(3);
    }));

  test('one slug is one announcement, in its own community', () =>
    inLife(async (open) => {
      const desk = open();
      await desk.write(castle, party, ann);
      await desk.write(castle, party, ann);
      await desk.write(tower, party, ann);
      expect((await desk.list(castle)).map(({ slug }) => slug).sort()).toEqual([
        'summer-party',
        'summer-party-2',
      ]);
      expect((await desk.list(tower)).map(({ slug }) => slug)).toEqual(['summer-party']);
      await desk.remove(castle, 'summer-party');
      expect(await desk.find(castle, 'summer-party')).toMatchObject({ ok: false });
      expect(await desk.find(tower, 'summer-party')).toMatchObject({ ok: true });
    }));

  test('what is empty or too long is refused, and so is what is not there', () =>
    inLife(async (open) => {
      const desk = open();
      for (const text of [
        { title: ' ', body: 'x' },
        { title: 'x', body: '' },
        { title: 'x'.repeat(256), body: 'x' },
        { title: 'x', body: 'x'.repeat(6001) },
      ])
        expect((await desk.write(castle, text, ann)).ok).toBe(false);
      for (const refused of [
        ...[desk.publish(castle, 'nothing'), desk.push(castle, 'nothing')],
        ...[desk.withdraw(castle, 'nothing'), desk.edit(castle, 'nothing', party)],
      ])
        expect(await refused).toMatchObject({ ok: false, error: { key: 'announcement.unknown' } });
    }));
});

test('a slug stands in an address as it is, whatever the title', () => {
  expect(slugOf('  Été à la mer: 2 jours! ')).toBe('ete-a-la-mer-2-jours');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
      expect(Array.from(slug).length).toBeLessThanOrEqual(80);
    }),
  );
});
