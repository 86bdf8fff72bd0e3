import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { answering, extensionFolder } from '../../support/extension-folder.ts';
import { errand, untilItSays } from '../../support/errand.ts';

/** A world with these extensions in it from the start. */
async function world(
  files: Readonly<Record<string, string>> = {},
  trusted: readonly string[] = [],
) {
  const ext = extensionFolder();
  ext.trust(...trusted);
  for (const [file, text] of Object.entries(files)) ext.write(file, text);
  const running: TestWorld = await sandbox({ data: ext.data });
  onTestFinished(() => running.stop());
  const says = (line: string) => errand(ext.data, line);
  const until = (line: string, wanted: RegExp) => untilItSays(ext.data, line, wanted);
  return { ...ext, running, says, until };
}

describe('an extension that is edited', () => {
  test('is there with its new answer in chat and in help, and keeps its options', async () => {
    const { write, running, until } = await world({ 'greet.ts': answering('greet', 'hello') });
    const ann = running.irc.person('ann');
    await ann.says('#castle', '!greet');
    await ann.hears('#castle', /ann: hello$/);

    write(
      'greet.ts',
      answering('greet', 'good day')
        .replace('args: {}', 'args: { whom: word() }')
        .replace('defineTexts, ok }', 'defineTexts, ok, word }')
        .replace("'greet.about': 'Says", "'greet.arg.whom': 'Whom', 'greet.about': 'Says"),
    );
    await until('help greet', /Says good day[\s\S]*Whom/);
    await ann.says('#castle', '!greet bob');
    await ann.hears('#castle', /ann: good day$/);
    await running.discord.member('ann').say('#general', '!greet bob');
    await running.discord.member('ann').hears('#general', /^good day$/);
  });

  test('goes on in its old version while the new one has an error, which is told with file and line', async () => {
    const { write, until, running } = await world({ 'greet.ts': answering('greet', 'hello') });
    write('greet.ts', answering('greet', 'hello', { more: 'const half = ;' }));
    await until('extensions info greet', /greet\.ts:3:14: Unexpected ";"/);
    await until('greet', /^hello$/);
    write('greet.ts', answering('greet', 'mended'));
    await until('greet', /^mended$/);
    await until('extensions info greet', /✅/);
    expect(
      running.logLines.filter(({ message }) => /the version before goes on/.test(message)),
    ).toHaveLength(1);
  });

  test('that throws while it is loaded is told with the place in its source and the cause', async () => {
    const { write, until } = await world({ 'greet.ts': answering('greet', 'hello') });
    const more = `
interface Unneeded { readonly gone: string }
function burst(): never { throw new Error('no luck', { cause: new Error('bad weather') }); }
burst();`;
    write('greet.ts', answering('greet', 'hello', { more }));
    await until('extensions info greet', /greet\.ts:5:33: no luck \(bad weather\)/);
    await until('greet', /^hello$/);
  });

  test('that fails in start keeps its old version and leaves nothing of the new one', async () => {
    const { write, until, running } = await world({ 'greet.ts': answering('greet', 'hello') });
    const started = `version: '2.0.0', needs: ['clock'],
  start({ clock }, { life, metrics }) {
    metrics.watch('castellan_left_behind', 'x', () => 1);
    clock.after(1, () => { globalThis.leftBehind = true; });
    throw new Error('not today');
  },`;
    write('greet.ts', answering('greet', 'hello').replace("version: '1.0.0',", started));
    await until('extensions info greet', /greet\.ts:\d+:\d+: not today/);
    await until('greet', /^hello$/);
    const { url } = running.dashboard;
    expect(await (await fetch(`${url}/metrics`)).text()).not.toContain('left_behind');
    expect('leftBehind' in globalThis).toBe(false);
  });

  test('hands its state over to the next version', async () => {
    const counting = (step: number) =>
      answering('count', '')
        .replace(
          "version: '1.0.0',",
          `version: '1.0.${step}',
  handover: () => ({ count }),
  start(_ports, { handed }) { count = handed?.count ?? 0; },`,
        )
        .replace('run: () => ok(text)', `run: () => ok(String((count += ${step})))`)
        .replace('const text', 'let count = 0;\nconst text');
    const { write, until, says } = await world({ 'count.ts': counting(1) });
    await says('count');
    expect((await says('count')).text).toBe('2');
    write('count.ts', counting(10));
    await until('extensions info count', /1\.0\.10/);
    expect((await says('count')).text).toBe('12');
  });
});

test('a command and a listener that fail are told in the log with the place in their source', async () => {
  const faulty = answering('faulty', '')
    .replace('run: () => ok(text)', "run: () => { throw new Error('by hand'); }")
    .replace(
      "version: '1.0.0',",
      `version: '1.0.0',
  listeners: [listener({ on: 'message', hear: () => Promise.reject(new Error('by ear')) })],`,
    )
    .replace('ok }', 'listener, ok }');
  const { says, running } = await world({ 'faulty.ts': faulty }, ['faulty']);
  expect((await says('faulty')).done).toBe(false);
  await running.irc.person('ann').says('#castle', 'hello');
  const stackOf = (message: string): string => {
    const line = running.logLines.find(
      ({ facts }) => (facts['err'] as Error | undefined)?.message === message,
    );
    return (line?.facts['err'] as Error | undefined)?.stack ?? '';
  };
  await expect
    .poll(() => stackOf('by hand'))
    .toMatch(/castellan-extension:faulty\/faulty\.ts:15:\d+/);
  await expect
    .poll(() => stackOf('by ear'))
    .toMatch(/castellan-extension:faulty\/faulty\.ts:9:\d+/);
});

describe('extensions that come and go', () => {
  test('are loaded and unloaded as their files are, whatever their names look like', async () => {
    const { write, remove, until, says } = await world();
    write('My Greeting.ts', answering('my-greeting', 'hello'));
    await until('my-greeting', /^hello$/);
    expect((await says('reload my greeting')).text).toMatch(
      /`?my-greeting`? 1\.0\.0 is loaded anew/,
    );
    expect((await says('extensions info My_Greeting')).text).toMatch(/My Greeting\.ts/);
    remove('My Greeting.ts');
    await until('help my-greeting', /no command/i);
    expect((await says('extensions')).text).not.toContain('my-greeting');
  });

  test('that import in a circle register once', async () => {
    const { until, says, running } = await world({
      'ring/package.json': '{ "name": "castellan-ring", "version": "1.2.0" }',
      'ring/index.ts': answering('ring', 'round', {
        more: "import { other } from './other.ts';\nexport const mine = () => other;",
      }),
      'ring/other.ts': "import { mine } from './index.ts';\nexport const other = () => mine;",
    });
    await until('ring', /^round$/);
    expect((await says('reload ring')).done).toBe(true);
    await until('ring', /^round$/);
    expect(running.logLines.filter(({ message }) => message === 'Extension loaded')).toHaveLength(
      2,
    );
    expect((await says('extensions info ring')).text).toMatch(/ring 1\.2\.0/);
  });

  test('that failed at the start can be reloaded once they are mended', async () => {
    const { write, says, until } = await world({ 'greet.ts': 'export const nothing = 1;' });
    expect((await says('extensions')).text).toMatch(/❌.*greet[\s\S]*exports no module/);
    expect((await says('reload greet')).text).toMatch(/exports no module/);
    write('greet.ts', answering('greet', 'hello'));
    await says('reload greet');
    await until('greet', /^hello$/);
  });

  test('that an operator unloads stay out, also after a restart, until they are loaded', async () => {
    const ext = extensionFolder();
    ext.write('greet.ts', answering('greet', 'hello'));
    const first = await sandbox({ data: ext.data });
    expect((await errand(ext.data, 'unload greet')).text).toMatch(/is unloaded/);
    await first.stop();
    const second = await sandbox({ data: ext.data });
    onTestFinished(() => second.stop());
    expect((await errand(ext.data, 'extensions')).text).toMatch(/⏸️.*greet.*unloaded/);
    expect(JSON.parse(readFileSync(join(ext.data, 'extensions.json'), 'utf8'))).toEqual({
      unloaded: ['greet'],
    });
    expect((await errand(ext.data, 'load greet')).text).toMatch(/is loaded/);
    expect((await errand(ext.data, 'load greet')).text).toMatch(/is loaded already/);
    expect((await errand(ext.data, 'greet')).text).toBe('hello');
  });

  test('cannot take the place of what is built in, and two of a name are told', async () => {
    const { says } = await world({
      'help.ts': answering('help', 'mine'),
      'a.ts': answering('same', '1', { header: '/* castellan { "name": "same" } */' }),
      'b.ts': answering('same', '2', { header: '/* castellan { "name": "same" } */' }),
    });
    const { text } = await says('extensions');
    expect(text).toMatch(/"help" is a module of Castellan itself/);
    expect(text).toMatch(/Two are called "same"/);
    expect((await says('help')).text).not.toBe('mine');
    expect((await says('unload help')).text).toMatch(/part of the program/);
  });

  test('whose command is taken by another are refused, and the other keeps it', async () => {
    const { says } = await world({
      'a.ts': answering('a', 'mine'),
      'b.ts': answering('b', 'yours')
        .replaceAll("name: 'b',\n      category", "name: 'a',\n      category")
        .replaceAll("'b.about'", "'a.aboutb'"),
    });
    expect((await says('extensions')).text).toMatch(/A command called "a" is there already/);
    expect((await says('a')).text).toBe('mine');
  });
});

describe('the rules between extensions', () => {
  const manifest = (json: object) => `/* castellan\n${JSON.stringify(json)}\n*/`;
  const ruled = (name: string, json: object) => answering(name, name, { header: manifest(json) });

  test('are told apart: missing, in another version, in conflict from either side, in a circle', async () => {
    const { says } = await world({
      'karma.ts': ruled('karma', { version: '1.0', conflicts: { rude: '<2' } }),
      'board.ts': ruled('board', { dependencies: { karma: '==1.0.0' } }),
      'wants.ts': ruled('wants', { dependencies: ['nobody'] }),
      'newer.ts': ruled('newer', { dependencies: { karma: '>=2' } }),
      'rude.ts': ruled('rude', { version: '1.5.0' }),
      'rival.ts': ruled('rival', { conflicts: ['karma'] }),
      'one.ts': ruled('one', { dependencies: ['two'] }),
      'two.ts': ruled('two', { dependencies: ['three'] }),
      'three.ts': ruled('three', { dependencies: ['one'] }),
      'future.ts': ruled('future', { castellan: '>=99' }),
      'odd.ts': ruled('odd', { dependencies: { karma: 'newest' } }),
    });
    const { text } = await says('extensions check');
    expect((await says('board')).text).toBe('board');
    expect(text).toMatch(/it needs nobody \(\*\), which is not loaded/);
    expect(text).toMatch(/it needs karma >=2, and 1\.0\.0 is there/);
    expect(text).toMatch(
      /it cannot be together with karma 1\.0\.0[\s\S]*it cannot be together with karma 1\.0\.0/,
    );
    expect(text).toMatch(/one → two → three → one/);
    expect(text).toMatch(/two → three → one → two/);
    expect(text).toMatch(/it needs Castellan >=99/);
    expect(text).toMatch(/odd\.ts: "newest" \(for karma\) is no version range/);
    expect((await says('unload karma')).text).toMatch(/needed by board/);
  });

  test('refuse before a line of code has run (N27), and let in what only waited for another', async () => {
    const { says, write, until, data } = await world(
      {
        'late.ts': ruled('late', { dependencies: ['first'] }).replace(
          'const text',
          "import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('../ran', import.meta.url), 'x');\nconst text",
        ),
      },
      ['late'],
    );
    expect((await says('extensions')).text).toMatch(/late[\s\S]*needs first/);
    expect(existsSync(join(data, 'ran'))).toBe(false);
    write('first.ts', answering('first', '1'));
    await until('late', /^late$/);
    expect(existsSync(join(data, 'ran'))).toBe(true);
  });

  test('are only warned of where the owner wants it so', async () => {
    const { says, running } = await world({
      'wants.ts': ruled('wants', { dependencies: ['nobody'] }),
    });
    expect((await says('extensions enforce deps off')).text).toMatch(/only warned of/);
    expect((await says('load wants')).text).toMatch(/is loaded/);
    expect((await says('extensions')).text).toMatch(/⚠️.*wants/);
    expect(running.logLines.some(({ message }) => /against its own rules/.test(message))).toBe(
      true,
    );
  });

  test('refuse a new version that others do not want, and the old one goes on', async () => {
    const { says, write, until } = await world({
      'karma.ts': ruled('karma', { version: '1.0.0' }),
      'board.ts': ruled('board', { dependencies: { karma: '^1.0' } }),
    });
    write('karma.ts', ruled('karma', { version: '2.0.0' }));
    await until('extensions info karma', /board 1\.0\.0 needs it in \^1\.0, and it is 2\.0\.0/);
    expect((await says('extensions info karma')).text).toMatch(/karma 1\.0\.0/);
  });
});

test('what operators of an extension may do nobody else may', async () => {
  const { running } = await world({ 'greet.ts': answering('greet', 'hello') });
  const bob = running.irc.person('bob');
  await bob.says('#castle', '!unload greet');
  await bob.isTold(/You may not do that/);
  await bob.says('#castle', '!greet');
  await bob.hears('#castle', /bob: hello/);
});
