import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Blobs } from '../../src/backups/vaults/blobs.ts';
import { ann, backupShop, must, petsDatabase, temporaryFolder } from './backups.ts';

export const manual = { type: 'manual', author: ann.id } as const;

/** Backups of a small database, kept in these other places too. */
export function shopWith(copies: readonly object[], more: object = {}) {
  const shop = backupShop({ settings: { copies: [...copies] as never, ...more } });
  const pets = petsDatabase(shop.path, 5000);
  onTestFinished(() => void pets.close());
  return { ...shop, pets };
}

interface Kind {
  /** A place of this kind, by a name that no other test takes, as the configuration says it. */
  placeFor(name: string, more?: object): object;
  /** One that cannot be written into. */
  closed(): object;
  blobsFor(name: string): Blobs;
}

/** What holds of copies wherever they are kept. */
export function copiesContract(where: string, { placeFor, closed, blobsFor }: Kind): void {
  describe(`copies in ${where}`, () => {
    test.each([
      ['whole', false],
      ['in chunks', true],
    ])('%s, come back when everything here is gone', async (how, incremental) => {
      const place = placeFor(how.replace(' ', '-'), { incremental });
      const { backups, folder } = shopWith([place]);
      const made = must(await backups.create(manual));
      expect(made.copies).toHaveLength(1);
      rmSync(folder, { recursive: true });
      mkdirSync(folder);

      const [there] = await backups.elsewhere();
      expect(there?.backups.map(({ id }) => id)).toEqual([made.id]);
      const back = must(await backups.fetch(made.id));
      expect(back).toMatchObject({ plainSha256: made.plainSha256, tables: made.tables });
      expect(must(await backups.verify(made.id)).proof.state).toBe('verified');
      const { code } = must(await backups.preview(made.id, ann));
      must(await backups.restore(made.id, ann, code));
    });

    test('go when there are more than are to be kept', async () => {
      const { backups, clock } = shopWith([placeFor('few', { keep: { manual: 1 } })]);
      must(await backups.create(manual));
      await clock.advance(1000);
      const { id } = must(await backups.create(manual));

      const [there] = await backups.elsewhere();
      expect(there?.backups.map((one) => one.id)).toEqual([id]);
    });

    test('that fail leave the backup good, and operators are told', async () => {
      const { backups, bell } = shopWith([closed()]);

      const made = must(await backups.create(manual));

      expect(made).toMatchObject({ copies: [], proof: { state: 'verified' } });
      expect(bell.recent().map(({ text }) => text.key)).toEqual(['backup.alert.copy-failed']);
    });

    test('are files that are put, listed, replaced, brought and taken away by their names', async () => {
      const blobs = blobsFor('blobs');
      const folder = temporaryFolder();
      const [from, to] = [join(folder, 'from'), join(folder, 'to')];
      const content = (text: string) => writeFileSync(from, text);

      content('one');
      await blobs.put('a.json', from);
      await blobs.put('chunks/b.pack', from);
      content('another');
      await blobs.put('chunks/b.pack', from);
      await blobs.get('chunks/b.pack', to);
      expect(readFileSync(to, 'utf8')).toBe('another');
      expect(await blobs.list('chunks/')).toEqual(['chunks/b.pack']);
      expect(await blobs.list('recipes/')).toEqual([]);
      expect(await blobs.list('')).toContain('a.json');

      await blobs.remove('chunks/b.pack');
      await blobs.remove('chunks/b.pack');
      expect(await blobs.list('chunks/')).toEqual([]);
      await expect(blobs.get('chunks/b.pack', to)).rejects.toThrow();
      await blobs.end();
    });
  });
}

/** Whether nobody else may read a file. */
export const isPrivate = (path: string): boolean => (statSync(path).mode & 0o077) === 0;
