import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { backupsConfig } from '../../../src/backups/config.ts';
import { sftpBlobs } from '../../../src/backups/vaults/sftp-blobs.ts';
import { Secret } from '../../../src/base/secret.ts';
import { must, temporaryFolder } from '../../support/backups.ts';
import { copiesContract, isPrivate, manual, shopWith } from '../../support/copies-contract.ts';
import { type SftpServer, isRoot, sftpServer } from '../../support/sftp-server.ts';

let server: SftpServer;
beforeAll(async () => {
  server = await sftpServer();
});
afterAll(() => server.stop());

/** A folder on the server that its user may write into. */
function folderFor(name: string): string {
  const folder = join(server.home, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (isRoot) {
    const { uid, gid } = statSync(server.home);
    chownSync(folder, uid, gid);
  }
  return folder;
}

const onSftp = (name: string, more: object = {}) => {
  folderFor(name);
  return {
    ...{ sftp: server.url(name), host_key: server.hostKey, private_key_file: server.keyFile },
    ...more,
  };
};

const blobsFor = (name: string, more: Partial<Parameters<typeof sftpBlobs>[0]> = {}) => {
  const blobs = sftpBlobs({
    ...{ url: server.url(name), hostKey: server.hostKey, privateKeyFile: server.keyFile },
    ...more,
  });
  onTestFinished(() => blobs.end());
  return blobs;
};

copiesContract('SFTP', {
  placeFor: onSftp,
  closed: () => onSftp('closed', { private_key_file: server.strangerKeyFile }),
  blobsFor(name) {
    folderFor(name);
    return blobsFor(name);
  },
});

test('a large file comes back as it was, and nobody else there may read it', async () => {
  const { backups, pets, folder } = shopWith([onSftp('large')]);
  pets.exec('create table filler (x blob)');
  pets.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)
    insert into filler select randomblob(16000) from n`);
  const made = must(await backups.create({ ...manual, compression: 'none' }));
  const there = join(server.home, 'large');
  for (const name of readdirSync(there)) expect(isPrivate(join(there, name))).toBe(true);
  rmSync(folder, { recursive: true });

  expect(made.bytes).toBeGreaterThan(16 * 1024 * 1024);
  expect(must(await backups.fetch(made.id)).sha256).toBe(made.sha256);
});

describe('the server is known by its key', () => {
  test('without a pinned one nothing is sent, and the key that it shows is told', async () => {
    folderFor('known');
    const asked = blobsFor('known', { hostKey: undefined }).list('');

    await expect(asked).rejects.toThrow(
      `shows the host key ${server.hostKey} (ssh-ed25519), and none is pinned`,
    );
    await expect(blobsFor('known', { hostKey: undefined }).list('')).rejects.toThrow(
      `write host_key: "${server.hostKey}" beside "sftp"`,
    );
  });

  test('with another one nothing is sent, and both are told', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    const asked = blobsFor('known', { hostKey: other }).list('');

    await expect(asked).rejects.toThrow(
      `shows the host key ${server.hostKey} (ssh-ed25519), not ${other} as the configuration says`,
    );
  });

  test('operators read it in the alert', async () => {
    const { backups, bell } = shopWith([onSftp('known', { host_key: undefined })]);
    must(await backups.create(manual));

    const [{ text } = { text: undefined }] = bell.recent();
    expect(text?.facts['why']).toMatch(server.hostKey);
  });
});

describe('who signs in', () => {
  test.runIf(isRoot)('with a password', async () => {
    folderFor('in');
    const password = new Secret(server.password);

    expect(await blobsFor('in', { privateKeyFile: undefined, password }).list('')).toEqual([]);
  });

  test('with the text of a key, and with one that is locked', async () => {
    folderFor('in');
    const privateKey = new Secret(readFileSync(server.keyFile, 'utf8'));
    expect(await blobsFor('in', { privateKeyFile: undefined, privateKey }).list('')).toEqual([]);

    const passphrase = new Secret(server.passphrase);
    const locked = { privateKeyFile: server.lockedKeyFile, passphrase };
    expect(await blobsFor('in', locked).list('')).toEqual([]);
  });

  test.each([
    ['a wrong password', { privateKeyFile: undefined, password: new Secret('hush-hush') }],
    ['a key that is not known there', () => ({ privateKeyFile: server.strangerKeyFile })],
  ])('%s is told in words without it', async (_what, given) => {
    const more = typeof given === 'function' ? given() : given;
    const asked = blobsFor('in', more).list('');

    await expect(asked).rejects.toThrow(/does not let "\w+" in with what the configuration gives/);
    await expect(asked).rejects.not.toThrow(/hush/);
  });

  test.each([
    ['locked, and nobody says with what', () => ({ privateKeyFile: server.lockedKeyFile })],
    [
      'locked with something else',
      () => ({ privateKeyFile: server.lockedKeyFile, passphrase: new Secret('hush-hush') }),
    ],
    ['none', () => ({ privateKeyFile: undefined, privateKey: new Secret('hush-hush') })],
  ])('a key that is %s is told in words', async (_what, given) => {
    const asked = blobsFor('in', given()).list('');

    await expect(asked).rejects.toThrow(/The private key for "sftp" cannot be used/);
    await expect(asked).rejects.not.toThrow(/hush/);
  });

  test('a file with a key that is not there is told', async () => {
    const asked = blobsFor('in', { privateKeyFile: '/nowhere/key' }).list('');

    await expect(asked).rejects.toThrow(/The private key \/nowhere\/key cannot be read/);
  });
});

describe('what stands in the way is told in words', () => {
  const file = (bytes: number): string => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, Buffer.alloc(bytes));
    return path;
  };

  test('a server that is down', async () => {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    listener.close();
    await once(listener, 'close');
    const port = typeof address === 'object' ? address?.port : 0;

    await expect(blobsFor('x', { url: `sftp://a@127.0.0.1:${port}/x` }).list('')).rejects.toThrow(
      `Nothing answers at 127.0.0.1:${port}: is its SSH server running`,
    );
  });

  test('a name that nobody has', async () => {
    const asked = blobsFor('x', { url: 'sftp://a@castellan.invalid/x' }).list('');

    await expect(asked).rejects.toThrow(/There is no machine called castellan.invalid/);
  });

  test('something else that listens there', async () => {
    const listener = createServer((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    onTestFinished(() => void listener.close());
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : 0;

    await expect(blobsFor('x', { url: `sftp://a@127.0.0.1:${port}/x` }).list('')).rejects.toThrow(
      /The connection to 127.0.0.1:\d+ could not be made/,
    );
  });

  test('a folder that is not there, which is not made unasked', async () => {
    const blobs = blobsFor('not/there');

    await expect(blobs.list('')).rejects.toThrow(/There is no folder \/.*\/not\/there on /);
    await expect(blobs.put('a.json', file(5))).rejects.toThrow(/There is no folder/);
    expect(readdirSync(server.home)).not.toContain('not');
  });

  test.runIf(isRoot)('a folder that the user may not write into', async () => {
    chmodSync(folderFor('shut'), 0o555);
    const blobs = blobsFor('shut');

    await expect(blobs.put('a.json', file(5))).rejects.toThrow(/"castle" may not do that in/);
  });

  test.runIf(isRoot)(
    'a disk that is full, or fills up on the way; nothing half is left',
    async () => {
      const blobs = blobsFor('small');

      await expect(blobs.put('a.pack', file(3_000_000))).rejects.toThrow(
        /The disk of 127\.0\.0\.1:\d+ is full: 3\.0 MB are needed in .* and 1\.0 MB are free/,
      );
      // Each alone has room, which is asked before it begins.
      const both = await Promise.allSettled(
        ['b.pack', 'c.pack'].map((name) => blobs.put(name, file(700_000))),
      );
      const said = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      expect(said.length).toBeGreaterThan(0);
      for (const why of said) expect(why).toMatch(/is full: 0\.7 MB are needed/);
      expect((await blobs.list('')).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );

  test('a link that breaks, and the next time it is made anew', async () => {
    folderFor('broken');
    const other = await sftpServer();
    onTestFinished(() => other.stop());
    const given = { hostKey: other.hostKey, privateKeyFile: other.keyFile };
    const blobs = sftpBlobs({ url: other.url(''), ...given });
    onTestFinished(() => blobs.end());
    await blobs.list('');
    const putting = blobs.put('large.pack', file(50_000_000));
    putting.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    other.breakLinks();

    await expect(putting).rejects.toThrow(
      /could not do it in .* \(large.pack: the connection broke\)/,
    );
    await blobs.put('large.pack', file(1_000_000));
    expect(await blobs.list('')).toContain('large.pack');
    expect(statSync(join(other.home, 'large.pack')).size).toBe(1_000_000);
  });
});

test.each([
  [{ sftp: 'sftp://ann:hush@example.org/x', password: 'x' }, /without a password/],
  [{ sftp: 'sftp://example.org/x', password: 'x' }, /sftp:\/\/user@host\/folder/],
  [{ sftp: 'sftp://ann@example.org/x' }, /needs "password", "private_key" or/],
  [{ sftp: 'sftp://ann@example.org/x', folder: '/x', password: 'x' }, /needs one of/],
  [
    { sftp: 'sftp://ann@example.org/x', password: 'x', host_key: 'aa:bb' },
    /should be a fingerprint/,
  ],
])('the configuration refuses %j', (copy, why) => {
  const read = backupsConfig.safeParse({ copies: [copy] });

  expect(read.error?.issues.map(({ message }) => message).join()).toMatch(why);
});
