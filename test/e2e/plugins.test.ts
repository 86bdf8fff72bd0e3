import { onTestFinished, test } from 'vitest';
import { sandbox } from '../../src/testing/index.ts';
import { defineModule, listener } from '../../src/sdk/index.ts';

const parrot = defineModule({
  name: 'parrot',
  version: '1.0.0',
  listeners: [
    listener({
      on: 'message',
      needs: ['speak'],
      async hear({ text, where, actor }, { speak }) {
        if (!actor.bot && text.startsWith('squawk')) await speak(where.channel, `parrot: ${text}`);
      },
    }),
  ],
});

test(
  'a module that is switched off in a space answers, hears and is helped with there no more, and elsewhere it is',
  { timeout: 60_000 },
  async () => {
    const world = await sandbox({ modules: [parrot], owners: [] });
    onTestFinished(() => world.stop());
    const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
    await bob.says('#castle', '!plugins disable choose');
    await bob.isTold(/administrators/);
    await ann.says('#castle', '!plugins disable help');
    await ann.isTold(/cannot be switched off/);

    await ann.says('#castle', '!plugins disable choose');
    await ann.hears('#castle', /choose\W+is switched off there/);
    await ann.says('#castle', '!plugins disable parrot');
    await ann.hears('#castle', /parrot\W+is switched off there/);

    await bob.hears('#castle', /choose\W+is switched off there/);
    await bob.hears('#castle', /parrot\W+is switched off there/);
    await bob.says('#castle', '!choose tea | tea2');
    await bob.says('#castle', 'squawk one');
    await bob.hearsNothing('#castle', { forMs: 700 });
    await bob.says('#castle', 'castellan: choose tea | tea2');
    await bob.isTold(/choose\W+is switched off here/);
    await bob.says('#castle', '!help choose');
    await bob.isTold(/no command \W*choose\W* that you may use here/);
    await ann.says('#castle', '!why #castle choose');
    await ann.isTold(/module \W*choose\W* of \W*choose\W* is switched off here/);
    await ann.says('#castle', '!plugins info choose');
    await ann.hears('#castle', /switched off here/);

    // On the other network nobody has switched it off.
    const dora = world.discord.member('bob');
    const asked = dora.say('#general', '!choose tea | tea2');
    await dora.hears('#general', /tea/);
    await asked;
    await dora.say('#general', 'squawk two');
    await dora.hears('#general', /parrot: squawk two/);

    await ann.says('#castle', '!plugins enable parrot');
    await ann.hears('#castle', /parrot\W+is on again/);
    await bob.says('#castle', 'squawk three');
    await bob.hears('#castle', /parrot: squawk three/);
  },
);
