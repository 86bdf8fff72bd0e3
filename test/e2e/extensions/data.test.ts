import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sandbox } from '../../../src/testing/index.ts';
import { errand } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';

const karma = readFileSync('docs/extensions.md', 'utf8')
  .split('```ts file=karma.ts\n')[1]!
  .split('\n```')[0]!;

test('what an extension keeps can be backed up and put back, and is told to whom it is about', async () => {
  const { data, write } = extensionFolder();
  write('karma.ts', karma);
  const world = await sandbox({ data });
  await errand(data, 'extensions allow karma');
  onTestFinished(() => world.stop());
  const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
  await bob.says('#castle', 'here');
  await ann.says('#castle', '!thank bob');
  await ann.hears('#castle', /bob was thanked once/);

  const made = (await errand(data, 'backup create')).text;
  const [id = ''] = /\d{8}[\w-]+/.exec(made) ?? [];
  expect((await errand(data, `backup drill ${id}`)).done).toBe(true);
  expect((await errand(data, `backup restore ${id}`)).text).toMatch(/To go on, within/);

  await bob.msg('castellan', 'privacy me');
  await bob.isTold(/extensions: .?1/);
  // Also while nobody has it loaded, its rows are found and erased.
  await errand(data, 'unload karma');
  const who = 'irc:sandbox-irc:account:bob';
  const asked = (await errand(data, `privacy erase ${who}`)).text;
  expect(asked).toMatch(/extensions/);
  const [, code = ''] = /privacy erase \S+ (\w{6})/.exec(asked) ?? [];
  expect((await errand(data, `privacy erase ${who} ${code}`)).done).toBe(true);
  await errand(data, 'load karma');
  await ann.says('#castle', '!thank bob');
  await ann.hears('#castle', /bob was thanked once; 2 thanks/);
  expect(JSON.parse(readFileSync(join(data, 'files', 'karma', 'latest.json'), 'utf8'))).toEqual({
    name: 'bob',
  });
});

test('the storage of files is seen and tried out by the owner', async () => {
  const { data } = extensionFolder();
  const world = await sandbox({ data });
  onTestFinished(() => world.stop());
  const tried = await errand(data, 'storage test');
  expect(tried.text.match(/✅/g)).toHaveLength(5);
  expect((await errand(data, 'storage stats')).text).toMatch(/all is well/);
});
