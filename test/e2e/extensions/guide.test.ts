import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { errand } from '../../support/errand.ts';

const guide = ['extensions', 'hooks', 'commands']
  .map((name) => readFileSync(`docs/${name}.md`, 'utf8'))
  .join('\n');
const blocks = [...guide.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', file, text = '']) => ({ language, file, text }),
);
const files = blocks.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }]));
const isTest = (file: string): boolean => file.endsWith('.test.ts');
const sources = files.filter(({ file }) => !isTest(file));
const talks = blocks.filter(({ language }) => language === 'chat');

const data = mkdtempSync(join(tmpdir(), 'castellan-guide-'));
const folder = join(data, 'extensions');
let world: TestWorld;

beforeAll(async () => {
  mkdirSync(folder);
  for (const { file, text } of files) writeFileSync(join(folder, file), text);
  world = await sandbox({ data });
  for (const name of ['karma', 'echo-count', 'guestbook', 'greeter'])
    await errand(data, `extensions allow ${name}`);
});
afterAll(async () => {
  await world.stop();
  rmSync(data, { recursive: true });
});

describe('the guides to extensions, hooks and commands', () => {
  test('has examples, and each of them is loaded', () => {
    expect(sources.length).toBeGreaterThan(7);
    const loaded = world.logLines.filter(({ message }) => message === 'Extension loaded');
    expect(loaded.map(({ facts }) => `${String(facts['extension'])}.ts`).sort()).toEqual(
      sources.map(({ file }) => file).sort(),
    );
  });

  test.each(talks.map(({ text }) => [text.split('\n')[0] ?? '', text] as const))(
    'is right about what is said after "%s"',
    async (_first, text) => {
      // Ann runs the channel, Bob is anybody.
      const people = { ann: world.irc.person('ann'), bob: world.irc.person('bob') };
      for (const one of Object.values(people)) await one.says('#castle', 'I am here.');
      let speaker = people.ann;
      for (const line of text.trim().split('\n')) {
        const [, who, said = ''] = /^(\w+)> (.*)$/.exec(line) ?? [];
        if (who === 'castellan') await heardOrTold(speaker, said);
        else {
          speaker = who === 'bob' ? people.bob : people.ann;
          await speaker.says('#castle', said);
        }
      }
    },
  );

  test('has a test of its own that passes', { timeout: 120_000 }, async () => {
    const [own] = files.filter(({ file }) => isTest(file));
    const passed = promisify(execFile)(process.execPath, [
      ...['--import', resolve('src/testing/resolve.ts'), '--test', join(folder, own?.file ?? '')],
    ]);
    await expect(passed).resolves.toMatchObject({
      stdout: expect.stringMatching(/pass 1/) as string,
    });
  });

  test('shows no TypeScript that is not tried', () => {
    const untried = blocks.filter(({ language, file }) => language === 'ts' && file === undefined);
    expect(untried).toEqual([]);
  });

  test('has no example that an editor would underline', { timeout: 120_000 }, async () => {
    const paths = Object.fromEntries(
      ['sdk', 'testing'].map((door) => [`castellan/${door}`, [resolve('src', door, 'index.ts')]]),
    );
    const compilerOptions = {
      ...{ target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true },
      ...{ allowImportingTsExtensions: true, lib: ['es2024', 'esnext.disposable'], paths },
      ...{ typeRoots: [resolve('node_modules/@types')], types: ['node'] },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const checked = promisify(execFile)(resolve('node_modules/.bin/tsc'), ['-p', folder]);
    await expect(checked).resolves.toMatchObject({ stdout: '' });
  });
});

/** Refusals are told in private. */
async function heardOrTold(who: ReturnType<TestWorld['irc']['person']>, text: string) {
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  await Promise.any([who.hears('#castle', pattern), who.isTold(pattern)]);
}
