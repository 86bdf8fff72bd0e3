import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderBlobs } from '../../../src/backups/vaults/folder-blobs.ts';
import { s3Blobs } from '../../../src/backups/vaults/s3-blobs.ts';
import { Secret } from '../../../src/base/secret.ts';
import { addPets, backupShop, must, temporaryFolder } from '../../support/backups.ts';
import { copiesContract, manual, shopWith } from '../../support/copies-contract.ts';
import { type S3Server, s3Server } from '../../support/s3-server.ts';

let s3: S3Server;
beforeAll(async () => {
  s3 = await s3Server();
});
afterAll(() => s3.stop());

const onS3 = (prefix: string, more: object = {}) => ({
  ...{ s3: `${s3.bucket}/${prefix}`, access_key: s3.accessKey, secret_key: s3.secretKey },
  ...more,
});

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);

copiesContract('a folder', {
  placeFor: (name, more) => ({ folder: join(temporaryFolder(), name), ...more }),
  closed: () => ({ folder: '/dev/null/nowhere' }),
  blobsFor: (name) => folderBlobs(join(temporaryFolder(), name)),
});

copiesContract('S3', {
  placeFor: onS3,
  closed: () => ({ ...onS3('closed'), access_key: 'wrong' }),
  blobsFor: (name) =>
    s3Blobs({
      ...{ url: `${s3.bucket}/${name}`, region: 'us-east-1', accessKey: s3.accessKey },
      secretKey: new Secret(s3.secretKey),
    }),
});

describe('copies in chunks', () => {
  test('of a database that changed little cost little', async () => {
    const target = temporaryFolder();
    const { backups, pets, clock } = shopWith([{ folder: target, incremental: true }]);
    addPets(pets, 100_000);
    must(await backups.create(manual));
    const first = sizeOf(target);
    pets.exec("update pets set name = 'changed' where id between 40000 and 41000");
    await clock.advance(1000);
    const made = must(await backups.create(manual));
    const second = sizeOf(target) - first;

    expect(second).toBeLessThan(made.plainBytes * 0.02);
    expect(second).toBeLessThan(first * 0.05);
  });

  test('go with the last backup that needs them, and not before', async () => {
    const target = temporaryFolder();
    const { backups, pets, clock, folder } = shopWith([
      { folder: target, incremental: true, keep: { manual: 2 } },
    ]);
    const ids: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      addPets(pets, 500);
      ids.unshift(must(await backups.create(manual)).id);
      await clock.advance(1000);
    }
    const [there] = await backups.elsewhere();
    expect(there?.backups.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
    rmSync(folder, { recursive: true });
    for (const id of ids.slice(0, 2)) must(await backups.fetch(id));
  });

  test('are never taken away while a recipe cannot be read', async () => {
    const target = temporaryFolder();
    const { backups, pets, clock } = shopWith([
      { folder: target, incremental: true, keep: { manual: 1 } },
    ]);
    const first = must(await backups.create(manual));
    writeFileSync(join(target, 'recipes', `${first.id}-broken.recipe`), 'nonsense');
    const packs = readdirSync(join(target, 'chunks'));
    pets.exec('delete from pets');
    pets.exec('vacuum');
    await clock.advance(1000);
    must(await backups.create(manual));

    expect(readdirSync(join(target, 'chunks'))).toEqual(expect.arrayContaining(packs));
  });

  test('with one byte flipped are refused', async () => {
    const target = temporaryFolder();
    const { backups } = shopWith([{ folder: target, incremental: true }]);
    const made = must(await backups.create(manual));
    must(await backups.create(manual));
    const [pack = ''] = readdirSync(join(target, 'chunks')).filter((one) => one.endsWith('.pack'));
    const path = join(target, 'chunks', pack);
    const bytes = readFileSync(path);
    bytes[50] = (bytes[50] ?? 0) ^ 1;
    writeFileSync(path, bytes);

    expect(await backups.fetch(made.id)).toMatchObject({ error: { key: 'backup.damaged' } });
  });

  test('can be read by nobody without the key', async () => {
    const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const target = temporaryFolder();
    const copies = [{ folder: target, incremental: true }];
    const shop = shopWith(copies, { encrypt_to: [recipient] });
    const made = must(await shop.backups.create(manual));
    rmSync(shop.folder, { recursive: true });
    const key = join(shop.data, 'key');
    writeFileSync(key, identity);
    const settings = { copies, encrypt_to: [recipient] };
    const keyless = backupShop({ data: shop.data, settings });
    const owner = backupShop({ data: shop.data, settings: { ...settings, identity_file: key } });

    expect(await keyless.backups.fetch(made.id)).toMatchObject({
      error: { facts: { damage: 'no_identity' } },
    });
    expect(must(await owner.backups.fetch(made.id)).tables).toEqual(made.tables);
  });
});

test('a file of many parts is whole on S3', async () => {
  const { backups, pets, folder } = shopWith([onS3('large')]);
  pets.exec('create table filler (x blob)');
  pets.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
    insert into filler select randomblob(16000) from n`);
  const made = must(await backups.create({ ...manual, compression: 'none' }));
  rmSync(folder, { recursive: true });

  expect(made.bytes).toBeGreaterThan(33 * 1024 * 1024);
  expect(must(await backups.fetch(made.id)).sha256).toBe(made.sha256);
});
