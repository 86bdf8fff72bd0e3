import { afterEach, expect, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(): Promise<TestWorld> {
  const made = await sandbox();
  stops.push(() => made.stop());
  return made;
}

const slow = { timeout: 60_000 };

test(
  'a person says on both networks that both are his, and takes one out again',
  slow,
  async () => {
    const it = await world();
    const bob = it.discord.member('bob');
    const bobby = it.irc.person('bob');
    bobby.login('bobby');
    await bob.dm('people link');
    const { text } = await bob.isTold(/say .?people link \w{8}/);
    const [, code = ''] = /people link (\w{8})/.exec(text) ?? [];
    // His own code is no proof of anything.
    await bob.dm(`people link ${code}`);
    await bob.isTold(/your own code/);
    await bobby.msg('castellan', `people link ${code}`);
    await bobby.isTold(/links you with \S*bob\S* \(discord:\d+\)/);
    // Whoever overheard it is too late.
    const carol = it.irc.person('carol');
    carol.login('carol');
    await carol.msg('castellan', `people link ${code} yes`);
    await carol.isTold(/I know no such code/);
    await bobby.msg('castellan', `people link ${code} yes`);
    await bobby.isTold(/Linked: bob \(discord:\d+\), bob \(irc:\S+account:bobby\)/);
    await bob.dm('people me');
    await bob.isTold(/one person as bob .*account:bobby/);
    await bob.dm('people unlink');
    await bob.isTold(/stands alone again/);
    await bobby.msg('castellan', 'people me');
    await bobby.isTold(/linked to no other/);
  },
);

test('whoever no account stands for is linked to nothing', slow, async () => {
  const it = await world();
  const dave = it.irc.person('dave');
  await dave.msg('castellan', 'people link');
  await dave.isTold(/No account stands for you/);
  expect(it.logLines.some(({ level }) => level === 'error')).toBe(false);
});
