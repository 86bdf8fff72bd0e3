import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { castellan } from '../../support/castellan.ts';
import { cli } from '../../support/cli.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';
import { ircClient } from '../../support/irc-client.ts';
import { indexServer, scratch } from '../../support/market-bench.ts';

const home = { cwd: resolve('.') };

/** Somebody who keeps an index of extensions, all by the command line. */
async function keeper() {
  const data = scratch('author');
  const [sources, out] = [join(data, 'extensions'), join(data, 'index')];
  const keyFile = join(data, 'market.key');
  const made = await cli(['market', 'keygen', keyFile], home);
  const key = /^[A-Za-z0-9+/]{43}=$/m.exec(made.stdout)?.[0] ?? '';
  const server = await indexServer(out);
  return {
    ...{ data, sources, out, key, keyFile, server },
    build: () => cli(['market', 'build', sources, '--out', out, '--key', keyFile], home),
    sign: () => cli(['market', 'sign', out, '--key', keyFile, '--days', '7'], home),
    environment: (more: object = {}) => ({
      CASTELLAN_MARKET__INDEXES: JSON.stringify([
        { url: `${server.origin}/index.json`, key, private: true, ...more },
      ]),
    }),
  };
}

test(
  'an extension from the template is built into an index, installed by the owner alone without being run, enabled, used in chat, updated and rolled back (N25)',
  { timeout: 300_000 },
  async () => {
    const author = await keeper();
    expect(statSync(author.keyFile).mode & 0o077).toBe(0);
    await cli(['new', 'extension', 'jotter', '--data', author.data], home);
    expect(await author.build()).toMatchObject({
      ...{
        code: 0,
        stdout: expect.stringMatching(/index number 1 with:\s+jotter 0\.1\.0/) as string,
      },
    });

    const { data, folder } = extensionFolder();
    const program = await castellan({ data, environment: author.environment() });
    onTestFinished(async () => {
      await program.end();
    });
    const market = async (...words: string[]) =>
      (await cli(['market', ...words, '--data', data], home)).stdout;
    const ann = await ircClient({ port: program.ready.sandbox!.irc.port, nick: 'dora' });
    onTestFinished(() => ann.close());
    /** Says it again until it is heard: while the command rests, and while the guard is silent to one who asks fast. */
    const says = async (text: string, wanted: RegExp): Promise<void> => {
      await expect
        .poll(
          () => {
            ann.forget();
            ann.send(`PRIVMSG #castle :!${text}`);
            return ann.hears(wanted, 5000).then(
              () => 'heard',
              () => 'not yet',
            );
          },
          { timeout: 60_000, interval: 1100 },
        )
        .toBe('heard');
    };
    ann.send('JOIN #castle');
    await ann.hears(/ 366 /);

    await says('market browse', /!market terms/);
    await says('market accept', /Accepted/);
    await says('market search NOTES', /jotter.*0\.1\.0/);
    await says('market install jotter', /owner of this bot/);

    expect(await market('accept')).toMatch(/Accepted/);
    expect(await market('info', 'jotter')).toMatch(/licence/);
    expect(await market('install', 'jotter')).toMatch(/None of it runs yet/);
    expect(existsSync(join(folder, 'jotter'))).toBe(false);
    expect((await errand(data, 'jotter add tea')).text).not.toMatch(/is kept/);
    expect(await market('enable', 'jotter')).toMatch(/jotter 0\.1\.0 is enabled/);
    await says('jotter add buy bread', /Note \d+ is kept/);

    const place = join(author.sources, 'jotter');
    const change = (file: string, from: string, to: string): void => {
      const text = readFileSync(join(place, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(place, file), text.replaceAll(from, to));
    };
    change('package.json', '0.1.0', '0.2.0');
    change('texts.ts', 'is kept', 'is kept for ever');
    await author.build();
    expect(await market('refresh')).toMatch(/number 2/);
    expect(await market('update', 'jotter')).toMatch(/0\.2\.0 is installed beside 0\.1\.0/);
    await says('jotter add milk', /Note \d+ is kept(?! for ever)/);
    expect(await market('enable', 'jotter')).toMatch(/0\.2\.0 is enabled/);
    await says('jotter add rice', /Note \d+ is kept for ever/);
    expect(await market('rollback', 'jotter')).toMatch(/0\.1\.0 is enabled again/);
    await says('jotter add salt', /Note \d+ is kept(?! for ever)/);

    // The next one has a slip: the one that runs goes on, in its place on the disk too.
    change('package.json', '0.2.0', '0.3.0');
    writeFileSync(join(place, 'texts.ts'), 'export const = 3;\n');
    await author.build();
    // Its cooldown is a minute; the memory of the index is asked for the new one by the author's restart.
    await program.end();
    const again = await castellan({ data, environment: author.environment() });
    onTestFinished(async () => {
      await again.end();
    });
    await errand(data, 'market update jotter');
    expect((await errand(data, 'market enable jotter')).text).toMatch(/texts\.ts:1:\d+/);
    expect((await errand(data, 'jotter list')).done).toBe(true);
    expect(readdirSync(folder)).toEqual(['jotter']);
    expect(readFileSync(join(folder, 'jotter', 'package.json'), 'utf8')).toContain('0.1.0');
    await untilItSays(data, 'extensions', /✅.*jotter.* 0\.1\.0/);
    expect((await errand(data, 'audit list')).text).toMatch(/market (enable|update)/);
    expect(await author.sign()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/number 4/) as string,
    });
  },
);
