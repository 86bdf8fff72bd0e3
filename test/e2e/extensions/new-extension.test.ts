import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { castellan } from '../../support/castellan.ts';
import { cli } from '../../support/cli.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';

const withinMs = 1000;

test(
  'a new extension passes its tests, is loaded by the bot that runs, and obeys an edit within a second',
  { timeout: 300_000 },
  async () => {
    const { data, folder } = extensionFolder();
    const program = await castellan({ data });
    onTestFinished(async () => {
      await program.end();
    });

    const made = await cli(['new', 'extension', 'My Notes', '--data', data], { cwd: resolve('.') });
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/extensions test my-notes/) as string,
    });
    await untilItSays(data, 'help my-notes add', /Keep a note/);
    expect(readdirSync(folder)).toEqual(['my-notes']);
    expect((await errand(data, 'my-notes add buy bread')).text).toMatch(/Note 1 is kept/);
    await errand(data, 'settings set my-notes.most 1 instance');
    expect((await errand(data, 'my-notes add milk')).text).toMatch(/1 notes already/);

    const file = join(folder, 'my-notes', 'texts.ts');
    const texts = readFileSync(file, 'utf8');
    const fromMs = performance.now();
    writeFileSync(
      file,
      texts
        .replaceAll('Your notes.', 'All that you noted.')
        .replace('You have one note}', 'One single note}'),
    );
    await untilItSays(data, 'my-notes list', /One single note/);
    await untilItSays(data, 'help my-notes list', /All that you noted/);
    expect(performance.now() - fromMs).toBeLessThan(withinMs);

    // A slip, and its mend: the command works all the time.
    writeFileSync(file, `${texts}\nexport const = 3;\n`);
    await untilItSays(data, 'extensions', /⚠️.*my-notes[\s\S]*texts\.ts:\d+:14: /);
    expect((await errand(data, 'my-notes list')).text).toMatch(/One single note/);
    writeFileSync(file, texts);
    await untilItSays(data, 'my-notes list', /You have one note/);
    await untilItSays(data, 'extensions', /✅.*my-notes/);

    const shown = await cli(['extensions', 'info', 'my-notes', '--data', data], {
      cwd: resolve('.'),
    });
    expect(shown.stdout).toMatch(/my-notes 0\.1\.0.*loaded in \d+ ms, 2 commands/);
    const reloaded = await cli(['extensions', 'reload', 'my-notes', '--data', data], {
      cwd: resolve('.'),
    });
    expect(reloaded).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/loaded anew/) as string,
    });

    const tested = await cli(['extensions', 'test', 'my-notes', '--data', data], {
      cwd: resolve('.'),
    });
    expect(tested.stdout).toMatch(/pass 2/);
    expect(tested.code).toBe(0);
    const typed = promisify(execFile)(resolve('node_modules/.bin/tsc'), [
      '-p',
      join(folder, 'my-notes'),
    ]);
    await expect(typed).resolves.toMatchObject({ stdout: '' });
  },
);

test('what cannot be is refused in words', { timeout: 120_000 }, async () => {
  const { data, folder } = extensionFolder();
  const run = (...args: string[]) => cli([...args, '--data', data], { cwd: resolve('.') });
  mkdirSync(join(folder, 'karma'));

  expect(await run('new', 'extension', '../x')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot name an extension/) as string,
  });
  expect((await run('new', 'extension', 'karma')).stderr).toMatch(/is there already/);
  expect((await run('extensions', 'reload', 'karma')).stderr).toMatch(/none runs on/);
  expect((await run('extensions', 'test', 'karma')).stderr).toMatch(/has no tests/);
  expect((await run('extensions', 'paint')).stderr).toMatch(
    /There is no "castellan extensions paint"/,
  );
});
