import { after, before, test } from 'node:test';
import { type TestWorld, sandbox } from 'castellan/testing';
import { extension } from './index.ts';

/** A whole Castellan with this extension, on a simulated IRC and a simulated Discord. */
let world: TestWorld;
before(async () => {
  world = await sandbox({ modules: [extension] });
});
after(() => world.stop());

test('a note is kept and shown again, on IRC', async () => {
  const ann = world.irc.person('ann');
  await ann.says('#castle', '!example-notes add buy bread');
  await ann.hears('#castle', /Note 1 is kept/);
  await ann.msg('castellan', 'example-notes list');
  await ann.isTold(/1: buy bread/);
});

test('and on Discord, where everybody has notes of their own', async () => {
  const bob = world.discord.member('bob');
  await bob.dm('example-notes add feed the cat');
  await bob.isTold(/Note 1 is kept/);
  await bob.dm('example-notes list');
  await bob.isTold(/1: feed the cat/);
});
