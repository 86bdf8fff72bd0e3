import { readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  addPets,
  ann,
  backupShop,
  must,
  petsDatabase,
  refusalOf,
  temporaryFolder,
} from '../../test/support/backups.ts';
import { actorId } from '../base/ids.ts';
import { type Compression, compressions } from '../core/backups/backups.ts';
import { readManifest } from './manifest.ts';

function shopWithPets(options: Parameters<typeof backupShop>[0] = {}) {
  const shop = backupShop(options);
  const pets = petsDatabase(shop.path);
  onTestFinished(() => void pets.close());
  return { ...shop, pets };
}

const manual = { type: 'manual', author: ann.id } as const;

async function newKeys() {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

describe('making a backup', () => {
  test.each(compressions)(
    'packed with %s, it holds what the database held',
    async (compression) => {
      const { backups, folder } = shopWithPets();
      const made = must(await backups.create({ ...manual, compression, label: 'before' }));

      expect(made).toMatchObject({
        ...{ type: 'manual', engine: 'sqlite', compression, encrypted: false, label: 'before' },
        ...{ tables: { owners: 200, pets: 200, castellan_migrations: 1 } },
        ...{ migrations: ['pets:001-start'], author: ann.id, proof: { state: 'verified' } },
      });
      const names: Record<Compression, string> = { zstd: '.db.zst', gzip: '.db.gz', none: '.db' };
      expect(readdirSync(folder).sort()).toEqual(
        ['.work', `${made.id}${names[compression]}`, `${made.id}.json`].sort(),
      );
      expect(readdirSync(join(folder, '.work'))).toEqual([]);
      expect(readManifest(readFileSync(join(folder, `${made.id}.json`), 'utf8'))).toEqual(made);
    },
  );

  test('nobody else may read it', async () => {
    const { backups, folder } = shopWithPets();
    const made = must(await backups.create(manual));

    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, `${made.id}.db.zst`)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, `${made.id}.json`)).mode & 0o777).toBe(0o600);
  });

  test('two in one second have names of their own', async () => {
    const { backups } = shopWithPets();
    const first = must(await backups.create(manual));
    const second = must(await backups.create(manual));

    expect([first.id, second.id]).toEqual([
      'castellan_backup_manual_20260110_120000Z',
      'castellan_backup_manual_20260110_120000Z-2',
    ]);
    expect((await backups.list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('what is written while it is made does not tear it', async () => {
    const { backups, pets } = shopWithPets();
    addPets(pets, 20_000);
    let writing = true;
    const write = (): void => {
      if (!writing) return;
      addPets(pets, 3);
      setImmediate(write);
    };
    write();
    const made = must(await backups.create(manual));
    writing = false;

    expect(made.tables['owners']).toBe(made.tables['pets']);
    expect(made.proof.state).toBe('verified');
  });

  test('tells how far it is', async () => {
    const { backups } = shopWithPets();
    const steps = new Set<string>();
    must(await backups.create({ ...manual, onStep: ({ step }) => void steps.add(step) }));

    expect([...steps]).toEqual(['copying', 'packing', 'unpacking', 'checking']);
  });

  test('without room for it, nothing is begun', async () => {
    const { backups, folder } = shopWithPets({ freeBytes: () => Promise.resolve(1_000_000) });
    const refused = await backups.create(manual);

    expect(refusalOf(refused)).toBe('backup.no-space');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a damaged database, it is not kept', async () => {
    const { backups, pets, path, folder } = shopWithPets();
    addPets(pets, 3000);
    pets.pragma('wal_checkpoint(TRUNCATE)');
    pets.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 12 * 4096, 13 * 4096);
    writeFileSync(path, bytes);

    const refused = await backups.create(manual);

    expect(refused).toMatchObject({ ok: false, error: { key: 'backup.damaged' } });
    expect(readdirSync(folder)).toEqual(['.work']);
  });

  test('one at a time', async () => {
    const { backups } = shopWithPets();
    const [one, other] = await Promise.all([backups.create(manual), backups.create(manual)]);

    expect([refusalOf(one), refusalOf(other)].sort()).toEqual([
      'backup.busy',
      'nothing was refused',
    ]);
  });
});

describe('verifying a backup', () => {
  test('finds one byte that is flipped anywhere, and leaves the database alone', async () => {
    const { backups, shelf, path } = shopWithPets();
    const made = must(await backups.create(manual));
    const file = shelf.fileOf(made);
    const good = readFileSync(file);
    const before = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bad = Buffer.from(good);
          bad[at] = (bad[at] ?? 0) ^ flip;
          writeFileSync(file, bad);
          expect(refusalOf(await backups.verify(made.id))).toBe('backup.damaged');
        },
      ),
      { numRuns: 15 },
    );
    const [listed] = await backups.list();
    expect(listed?.proof.state).toBe('damaged');
    expect(readFileSync(path)).toEqual(before);
  });

  test.each(['zstd', 'gzip', 'none'] as const)('finds one cut short (%s)', async (compression) => {
    const { backups, shelf } = shopWithPets();
    const made = must(await backups.create({ ...manual, compression }));
    truncateSync(shelf.fileOf(made), made.bytes - 1);

    expect(await backups.verify(made.id)).toMatchObject({
      error: { key: 'backup.damaged', facts: { damage: 'size' } },
    });
  });

  test('finds another database under its name', async () => {
    const { backups, shelf, pets } = shopWithPets();
    const first = must(await backups.create({ ...manual, compression: 'none' }));
    pets.exec("update pets set name = 'X' || substr(name, 2) where id = 1");
    const second = must(await backups.create({ ...manual, compression: 'none' }));
    writeFileSync(shelf.fileOf(first), readFileSync(shelf.fileOf(second)));

    expect(await backups.verify(first.id)).toMatchObject({
      error: { key: 'backup.damaged', facts: { damage: 'hash' } },
    });
  });
});

describe('the catalogue', () => {
  test('is what lies in the folder; a broken manifest hides only itself and nothing is taken away', async () => {
    const { backups, folder } = shopWithPets({ settings: { keep: { manual: 2 } } });
    const first = must(await backups.create(manual));
    writeFileSync(join(folder, `${first.id}.json`), '{"format": 1, "id": ');
    const second = must(await backups.create(manual));
    must(await backups.create(manual));
    must(await backups.create(manual));

    const { count, strays } = await backups.stats();

    expect(count).toBe(2);
    expect(strays).toEqual([`${first.id}.db.zst`, `${first.id}.json`]);
    expect(await backups.find(second.id)).toMatchObject({ error: { key: 'backup.none' } });
  });

  test('a manifest cannot claim another name, type or place', async () => {
    const { backups, folder } = shopWithPets();
    const made = must(await backups.create(manual));
    const text = readFileSync(join(folder, `${made.id}.json`), 'utf8');
    const other = 'castellan_backup_daily_20200101_000000Z';
    writeFileSync(join(folder, `${other}.json`), text);
    writeFileSync(join(folder, `${made.id}.json`), text.replace('"manual"', '"daily"'));

    expect(await backups.list()).toEqual([]);
  });

  test.each(['../../x', '/etc/passwd', 'castellan_backup_manual_20260110_120000Z/../y', '..', ' '])(
    'nothing is found by %j',
    async (typed) => {
      const { backups } = shopWithPets();
      must(await backups.create(manual));
      const everywhere = [backups.find(typed), backups.preview(typed, ann), backups.remove(typed)];

      for (const refused of await Promise.all(everywhere))
        expect(refusalOf(refused)).toBe('backup.none');
      expect(await backups.list()).toHaveLength(1);
    },
  );

  test('a part of the name that two have is not enough', async () => {
    const { backups } = shopWithPets();
    const one = must(await backups.create(manual));
    must(await backups.create({ ...manual, type: 'weekly' }));

    expect(refusalOf(await backups.find('2026'))).toBe('backup.several');
    expect(must(await backups.find('manual')).id).toBe(one.id);
    expect(must(await backups.find(`${one.id}.db.zst`)).id).toBe(one.id);
  });

  test('what is pinned or is the last good one cannot be deleted', async () => {
    const { backups, clock } = shopWithPets();
    const first = must(await backups.create(manual));
    expect(refusalOf(await backups.remove(first.id))).toBe('backup.last-good');
    await clock.advance(1000);
    must(await backups.create(manual));
    must(await backups.change(first.id, { pinned: true, note: 'keep me' }));
    expect(refusalOf(await backups.remove(first.id))).toBe('backup.pinned');
    must(await backups.change(first.id, { pinned: false }));

    expect(must(await backups.remove(first.id)).note).toBe('keep me');
    expect(await backups.list()).toHaveLength(1);
  });
});

describe('encryption', () => {
  test('a backup is checked whole without the owner’s key, and cannot be read without it', async () => {
    const { recipient } = await newKeys();
    const { backups, shelf } = shopWithPets({ settings: { encrypt_to: [recipient] } });
    const made = must(await backups.create(manual));

    expect(made).toMatchObject({ encrypted: true, proof: { state: 'verified' } });
    const text = readFileSync(shelf.fileOf(made)).toString('latin1');
    expect(text.startsWith('age-encryption.org/v1')).toBe(true);
    expect(must(await backups.verify(made.id)).proof.state).toBe('sealed');
    expect(await backups.drill(made.id)).toMatchObject({
      error: { facts: { damage: 'no_identity' } },
    });
  });

  test('with the wrong key it is refused in words and not called damaged', async () => {
    const { recipient } = await newKeys();
    const shop = shopWithPets({ settings: { encrypt_to: [recipient] } });
    const made = must(await shop.backups.create(manual));
    const wrong = join(shop.data, 'key.txt');
    writeFileSync(wrong, `# someone else's\n${(await newKeys()).identity}\n`);
    const other = backupShop({
      data: shop.data,
      settings: { encrypt_to: [recipient], identity_file: wrong },
    });

    expect(await other.backups.verify(made.id)).toMatchObject({
      error: { facts: { damage: 'wrong_key' } },
    });
    expect((await other.backups.list())[0]?.proof.state).toBe('verified');
  });

  test('with the right key it can be tried out', async () => {
    const { identity, recipient } = await newKeys();
    const first = shopWithPets();
    const key = join(first.data, 'key.txt');
    writeFileSync(key, identity);
    const { backups } = backupShop({
      data: first.data,
      settings: { encrypt_to: [recipient], identity_file: key },
    });
    const made = must(await backups.create(manual));

    const proven = must(await backups.drill(made.id));

    expect(proven.certificate).toMatchObject({ product: '1.2.3', tables: 3, rows: 401 });
  });
});

describe('trying a restore out', () => {
  test('opens what was restored, and keeps the certificate', async () => {
    const opened: number[] = [];
    const { backups } = shopWithPets({
      tryOut(url) {
        const file = new Sqlite(url);
        opened.push(file.prepare('select count(*) from pets').pluck().get() as number);
        file.close();
        return Promise.resolve({ problems: [] });
      },
    });
    const made = must(await backups.create(manual));
    must(await backups.drill());

    expect(opened).toEqual([200]);
    expect((await backups.stats()).lastProven?.id).toBe(made.id);
  });

  test('says what the program found wrong, and gives no certificate', async () => {
    const { backups } = shopWithPets({
      tryOut: () => Promise.resolve({ problems: ['no such table: cats'] }),
    });
    must(await backups.create(manual));

    expect(await backups.drill()).toMatchObject({
      error: { key: 'backup.drill-failed', facts: { why: 'no such table: cats' } },
    });
    expect((await backups.stats()).lastProven).toBeUndefined();
  });
});

describe('confirming a restore', () => {
  const bob = { ...ann, id: actorId('irc:libera:account:bob') };

  test('another person, another backup, a second time and too late are all refused', async () => {
    const { backups, clock } = shopWithPets();
    const one = must(await backups.create(manual));
    const other = must(await backups.create(manual));
    const { code, validMs } = must(await backups.preview(one.id, ann));
    const tried = async (id: string, by: typeof ann, typed: string) =>
      refusalOf(await backups.restore(id, by, typed));

    expect(await tried(one.id, bob, code)).toBe('backup.confirm');
    expect(await tried(other.id, ann, code)).toBe('backup.confirm');
    await clock.advance(validMs + 1);
    expect(await tried(one.id, ann, code)).toBe('backup.confirm');
    const again = must(await backups.preview(one.id, ann));
    expect(await tried(one.id, ann, 'confirm')).toBe('backup.confirm');
    expect(await tried(one.id, ann, again.code)).toBe('backup.confirm');
    expect((await backups.list()).filter(({ type }) => type === 'safety')).toEqual([]);
  });

  test('the preview tells what would change and how old it is', async () => {
    const { backups, pets, clock } = shopWithPets();
    const made = must(await backups.create(manual));
    addPets(pets, 7);
    await clock.advance(3_600_000);

    expect(must(await backups.preview(made.id, ann))).toMatchObject({
      ageMs: 3_600_000,
      changes: [
        { table: 'owners', now: 207, then: 200 },
        { table: 'pets', now: 207, then: 200 },
      ],
    });
  });

  test('a backup of a newer program is refused before anything is done', async () => {
    const { backups, pets } = shopWithPets();
    pets.exec("insert into castellan_migrations values ('pets', '002-later', 'x', 0)");
    const made = must(await backups.create(manual));

    expect(await backups.preview(made.id, ann)).toMatchObject({
      error: { key: 'backup.too-new', facts: { migration: 'pets:002-later' } },
    });
  });
});

test('a folder that cannot be made is told in words', async () => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'file'), '');
  const { backups } = shopWithPets({ data, settings: { folder: join(data, 'file', 'backups') } });

  expect(refusalOf(await backups.create(manual))).toBe('backup.not-available');
});
