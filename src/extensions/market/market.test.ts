import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indexServer, marketBench, scratch } from '../../../test/support/market-bench.ts';
import { idle } from '../../../test/support/market-sources.ts';
import type { Result } from '../../base/result.ts';
import { signPackage, signedIndex } from './index-file.ts';
import { newKey, signIndex, signingKey } from './index.ts';
import { sha512Of } from './keys.ts';

const keyOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.key);

describe('an extension of a market', () => {
  test('is installed beside what runs, enabled as a second step, updated and rolled back', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();

    expect(await market.install('quotes')).toEqual({
      ok: true,
      value: { id: 'quotes', staged: '1.0.0' },
    });
    expect(bench.installed()).toEqual([]);
    expect(bench.desk.running.size).toBe(0);
    expect(await market.enable('quotes')).toMatchObject({ value: { enabled: '1.0.0' } });
    expect(bench.desk.running.get('quotes')).toBe('1.0.0');

    await bench.build(idle('quotes', '1.1.0'));
    await market.refresh();
    expect(await market.update('quotes')).toMatchObject({
      value: { enabled: '1.0.0', staged: '1.1.0' },
    });
    expect(bench.versionOf('quotes')).toBe('1.0.0');
    expect(await market.enable('quotes')).toMatchObject({
      value: { enabled: '1.1.0', previous: '1.0.0' },
    });
    expect(bench.desk.running.get('quotes')).toBe('1.1.0');

    expect(await market.rollback('quotes')).toMatchObject({
      value: { enabled: '1.0.0', previous: '1.1.0' },
    });
    expect(bench.desk.running.get('quotes')).toBe('1.0.0');
    expect(bench.installed()).toEqual(['quotes']);
    expect(await market.held()).toEqual([{ id: 'quotes', enabled: '1.0.0', previous: '1.1.0' }]);
  });

  test('that does not load leaves the version before in its place, and can still be rolled back', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.install('quotes');
    await market.enable('quotes');
    await bench.build(idle('quotes', '2.0.0', { fails: true }));
    await market.refresh();
    await market.update('quotes');

    expect(keyOf(await market.enable('quotes'))).toBe('extensions.failed');
    expect(bench.versionOf('quotes')).toBe('1.0.0');
    expect(bench.desk.running.get('quotes')).toBe('1.0.0');
    expect(await market.held()).toEqual([{ id: 'quotes', enabled: '1.0.0', staged: '2.0.0' }]);
    expect(bench.installed()).toEqual(['quotes']);
  });

  test('that wants to be allowed something first is in its place and says so', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0', { asks: true }));
    const market = await bench.open();
    await market.install('quotes');
    expect(keyOf(await market.enable('quotes'))).toBe('extensions.asks');
    expect(bench.versionOf('quotes')).toBe('1.0.0');
    expect(await market.held()).toEqual([{ id: 'quotes', enabled: '1.0.0' }]);
  });

  test('is not installed over one that did not come from a market, nor twice', async () => {
    const bench = await marketBench();
    await bench.build({ ...idle('quotes', '1.0.0'), ...idle('karma', '1.0.0') });
    const market = await bench.open();
    bench.desk.running.set('karma', '0.9.0');
    await market.install('quotes');

    expect(keyOf(await market.install('karma'))).toBe('market.taken');
    expect(keyOf(await market.install('quotes'))).toBe('market.staged');
    await market.enable('quotes');
    expect(keyOf(await market.install('quotes'))).toBe('market.held');
    expect(keyOf(await market.update('quotes'))).toBe('market.newest');
    expect(keyOf(await market.update('karma'))).toBe('market.not-held');
    expect(keyOf(await market.install('nothing'))).toBe('market.unknown');
    expect(keyOf(await market.rollback('quotes'))).toBe('market.no-previous');
  });

  test('whose kept package was changed on the disk is not enabled', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.install('quotes');
    writeFileSync(join(bench.data, 'market', 'packages', 'quotes@1.0.0.json'), '{}');

    expect(keyOf(await market.enable('quotes'))).toBe('market.bad-package');
    expect(bench.installed()).toEqual([]);
  });

  test('is put back where a crash cut a swap in two', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.install('quotes');
    await market.enable('quotes');
    const folder = join(bench.data, 'extensions');
    renameSync(join(folder, 'quotes'), join(folder, '.market-quotes-old'));
    mkdirSync(join(folder, '.market-quotes-new'));

    await bench.open();
    expect(bench.installed()).toEqual(['quotes']);
    expect(bench.versionOf('quotes')).toBe('1.0.0');
  });

  test('for another Castellan, or one that its publisher calls broken, is left alone', async () => {
    const bench = await marketBench();
    await bench.build({
      ...idle('later', '1.0.0', { castellan: '>=9' }),
      ...idle('sorry', '1.0.0', { market: { status: 'broken' } }),
    });
    const market = await bench.open();
    expect(keyOf(await market.install('later'))).toBe('market.misfit');
    expect(keyOf(await market.install('sorry'))).toBe('market.broken');
    expect(bench.packages()).toEqual([]);
  });
});

/** An index whose one package is not what it should be, signed all the same. */
async function crooked(bench: Awaited<ReturnType<typeof marketBench>>, files: object) {
  const content = await bench.build(idle('quotes', '1.0.0'));
  const [entry] = content.packages;
  if (!entry) throw new Error('The index is empty');
  const bytes = Buffer.from(JSON.stringify({ 'castellan-package': 1, files }));
  writeFileSync(join(bench.out, entry.file), bytes);
  const facts = { ...entry, sizeBytes: bytes.length, sha512: sha512Of(bytes) };
  const signature = signPackage(facts, bench.key);
  const index = { ...content, packages: [{ ...facts, signature }] };
  writeFileSync(join(bench.out, 'index.json'), signedIndex(index, bench.key));
}

describe('nothing is installed', () => {
  const manifest = JSON.stringify({ name: 'castellan-quotes', version: '1.0.0' });

  test.each([
    ['../outside.ts'],
    ['a/../../outside.ts'],
    ['/etc/outside.ts'],
    ['C:\\outside.ts'],
    ['a\\..\\outside.ts'],
    ['.git/hooks/post-checkout'],
    ['node_modules/evil/index.js'],
    ['a//b.ts'],
    ['con.ts'],
    ['nul\u0000.ts'],
    ['PACKAGE.json'],
    ['package.json/index.ts'],
  ])('from a package with the path %j', async (path) => {
    const bench = await marketBench();
    await crooked(bench, { 'package.json': manifest, [path]: 'x' });
    const market = await bench.open();
    expect(keyOf(await market.install('quotes'))).toBe('market.bad-package');
    expect(bench.packages()).toEqual([]);
    expect(bench.installed()).toEqual([]);
  });

  test.each([
    ['another name', { 'package.json': manifest.replace('quotes', 'karma') }],
    ['another version', { 'package.json': manifest.replace('1.0.0', '1.0.1') }],
    ['no manifest', { 'index.ts': '' }],
    [
      'too many files',
      {
        'package.json': manifest,
        ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}.ts`, ''])),
      },
    ],
    ['files that are no texts', { 'package.json': manifest, 'a.ts': { link: '/etc/passwd' } }],
  ])('from a package with %s', async (_, files) => {
    const bench = await marketBench();
    await crooked(bench, files);
    const market = await bench.open();
    expect(keyOf(await market.install('quotes'))).toBe('market.bad-package');
    expect(bench.packages()).toEqual([]);
  });

  test('where other bytes come than the index says, be they as many or more (N25: wrong hash)', async () => {
    const bench = await marketBench();
    const { packages } = await bench.build(idle('quotes', '1.0.0'));
    const path = join(bench.out, packages[0]!.file);
    const bytes = readFileSync(path, 'utf8');
    const market = await bench.open();
    writeFileSync(path, bytes.replace('What quotes', 'That quotes'));
    expect(keyOf(await market.install('quotes'))).toBe('market.other-bytes');
    writeFileSync(path, `${bytes} `);
    expect(keyOf(await market.install('quotes'))).toBe('market.too-large');
    writeFileSync(path, bytes.slice(1));
    expect(keyOf(await market.install('quotes'))).toBe('market.other-bytes');
    expect(bench.packages()).toEqual([]);
  });

  test('where the publisher did not sign it, or another one signed the new version (N25: wrong signature)', async () => {
    const bench = await marketBench();
    const content = await bench.build(idle('quotes', '1.0.0'));
    const other = signingKey(newKey().pem);
    const [entry] = content.packages;
    const forged = { ...entry!, signature: signPackage(entry!, other) };
    writeFileSync(
      join(bench.out, 'index.json'),
      signedIndex({ ...content, packages: [forged] }, bench.key),
    );
    expect(keyOf(await (await bench.open()).install('quotes'))).toBe('market.unsigned');

    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.install('quotes');
    const next = await bench.build(idle('quotes', '1.1.0'));
    const taken = { ...next.packages[0]!, publisher: other.publicKey };
    const packages = [{ ...taken, signature: signPackage(taken, other) }];
    writeFileSync(
      join(bench.out, 'index.json'),
      signedIndex({ ...next, serial: next.serial + 1, packages }, bench.key),
    );
    await market.refresh();
    expect(keyOf(await market.update('quotes'))).toBe('market.other-publisher');
    expect(bench.packages()).toEqual(['quotes@1.0.0.json']);
  });
});

test('an extension whose folder was deleted is installed anew, also when another publishes it now', async () => {
  const bench = await marketBench();
  await bench.build(idle('quotes', '1.0.0'));
  const first = await bench.open();
  await first.install('quotes');
  await first.enable('quotes');
  expect(keyOf(await first.install('quotes'))).toBe('market.held');
  rmSync(join(bench.data, 'extensions', 'quotes'), { recursive: true });
  bench.desk.running.delete('quotes');
  const next = await bench.build(idle('quotes', '1.1.0'));
  const other = signingKey(newKey().pem);
  const taken = { ...next.packages[0]!, publisher: other.publicKey };
  const packages = [{ ...taken, signature: signPackage(taken, other) }];
  writeFileSync(join(bench.out, 'index.json'), signedIndex({ ...next, packages }, bench.key));
  const market = await bench.open();

  expect(await market.install('quotes')).toMatchObject({ ok: true, value: { staged: '1.1.0' } });
  expect(await market.enable('quotes')).toMatchObject({ ok: true, value: { enabled: '1.1.0' } });
});

describe('an index', () => {
  const problemOf = async (
    market: Awaited<ReturnType<Awaited<ReturnType<typeof marketBench>>['open']>>,
  ) => {
    const found = await market.refresh();
    if (!found.ok) return found.error.key;
    expect(found.value.offers).toEqual([]);
    return found.value.indexes[0]?.problem?.key;
  };

  test('that is signed by another key, changed, or none at all offers nothing', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    expect(await problemOf(await bench.open({ key: newKey().publicKey }))).toBe(
      'market.index-unsigned',
    );
    const path = join(bench.out, 'index.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('What quotes does', 'What quotes will'));
    const market = await bench.open();
    expect(await problemOf(market)).toBe('market.index-unsigned');
    writeFileSync(path, '<html>');
    expect(await problemOf(market)).toBe('market.index-none');
    expect(keyOf(await market.install('quotes'))).toBe('market.index-none');
  });

  test('that is older than one that was seen, or differs from it under the same number, offers nothing', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const path = join(bench.out, 'index.json');
    const first = readFileSync(path, 'utf8');
    const second = await bench.build(idle('quotes', '1.1.0'));
    const market = await bench.open();
    expect(keyOf(await market.refresh())).toBe('ok');

    writeFileSync(path, first);
    expect(await problemOf(market)).toBe('market.index-older');
    // Also after a restart.
    expect(await problemOf(await bench.open())).toBe('market.index-older');
    writeFileSync(path, signedIndex({ ...second, packages: [] }, bench.key));
    expect(await problemOf(market)).toBe('market.index-forked');
  });

  test('that is out of date offers nothing until it is signed anew', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'), bench.key, 1);
    const market = await bench.open();
    await bench.clock.advance(86_400_000);
    expect(await problemOf(market)).toBe('market.index-expired');
    await signIndex({ out: bench.out, key: bench.key, nowMs: bench.clock.now(), days: 1 });
    expect(await market.refresh()).toMatchObject({
      value: { offers: [{ id: 'quotes' }], indexes: [{ serial: 2 }] },
    });
  });

  test('is asked at most once in 300 s, and in a folder too', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.look();
    await market.look();
    expect(bench.server.asked).toHaveLength(1);
    await bench.clock.advance(300_000);
    await market.look();
    expect(bench.server.asked).toHaveLength(2);

    const inFolder = await bench.open({ url: bench.out });
    expect(keyOf(await inFolder.install('quotes'))).toBe('ok');
    expect(bench.server.asked).toHaveLength(2);
  });
});

describe('a server', () => {
  test('in a private network is asked only where the configuration says so', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const { port } = new URL(bench.server.origin);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '10.0.0.1']) {
      const market = await bench.open({ private: false, url: `http://${host}:${port}/index.json` });
      const found = await market.look();
      expect(found.ok && found.value.indexes[0]?.problem?.key).toBe('market.private');
    }
    expect(bench.server.asked).toEqual([]);
  });

  test('cannot send us into a private network, around in circles, or to what is no web address (N25)', async () => {
    const bench = await marketBench();
    const { packages } = await bench.build(idle('quotes', '1.0.0'));
    const path = `/${packages[0]!.file}`;
    const inside = await indexServer(scratch('inside'));
    const market = await bench.open();
    bench.server.answers.set(path, (_, response) => {
      response.writeHead(302, { location: `${inside.origin}/secrets` }).end();
    });
    expect(keyOf(await market.install('quotes'))).toBe('market.private');
    expect(inside.asked).toEqual([]);
    bench.server.answers.set(path, (_, response) => {
      response.writeHead(302, { location: path }).end();
    });
    expect(keyOf(await market.install('quotes'))).toBe('market.moved');
    bench.server.answers.set(path, (_, response) => {
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    });
    expect(keyOf(await market.install('quotes'))).toBe('market.moved');
    bench.server.answers.set(path, (_, response) => {
      response.writeHead(302, { location: '/moved.json' }).end();
    });
    renameSync(join(bench.out, packages[0]!.file), join(bench.out, 'moved.json'));
    expect(keyOf(await market.install('quotes'))).toBe('ok');
  });

  test('that is slow, breaks off, sends without end or has failed leaves everything as it was', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    await market.install('quotes');
    await market.enable('quotes');
    const { packages } = await bench.build(idle('quotes', '1.1.0'));
    await market.refresh();
    const path = `/${packages[0]!.file}`;
    const size = packages[0]!.sizeBytes;
    const answer = bench.server.answers;

    answer.set(path, (_, response) => {
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    });
    expect(keyOf(await market.update('quotes'))).toBe('market.slow');
    answer.set(path, (_, response) => {
      response.writeHead(200, { 'content-length': size });
      response.write('{');
      setTimeout(() => response.destroy(), 50);
    });
    expect(keyOf(await market.update('quotes'))).toBe('market.cut');
    answer.set(path, (_, response) => {
      const more = (): void => {
        if (response.write(Buffer.alloc(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(keyOf(await market.update('quotes'))).toBe('market.too-large');
    answer.set(path, (_, response) => void response.writeHead(500).end());
    expect(keyOf(await market.update('quotes'))).toBe('market.answered');

    expect(bench.desk.running.get('quotes')).toBe('1.0.0');
    expect(bench.packages()).toEqual(['quotes@1.0.0.json']);
    answer.delete(path);
    expect(keyOf(await market.update('quotes'))).toBe('ok');
  });

  test('knows this instance by a name that no other index knows, and tells it to nobody else', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    const market = await bench.open();
    const id = await market.instanceId();
    expect(id).toMatch(/^[\w-]{16}$/);
    expect(await (await bench.open()).instanceId()).toBe(id);
    await market.install('quotes');
    const [index, file] = bench.server.asked;
    expect(index?.headers['castellan-instance']).toBeUndefined();
    expect(file?.headers['castellan-instance']).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.stringify(bench.server.asked)).not.toContain(id);
  });

  test('that is busy is asked three times', async () => {
    const bench = await marketBench();
    await bench.build(idle('quotes', '1.0.0'));
    let times = 0;
    bench.server.answers.set('/index.json', (_, response) => {
      times += 1;
      response.writeHead(429, { 'retry-after': '0' }).end();
    });
    const looked = (await bench.open()).look();
    while (times < 3) {
      await bench.clock.advance(1000);
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(await looked).toMatchObject({
      value: { indexes: [{ problem: { key: 'market.busy' } }] },
    });
  });
});
