import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Inspircd, inspircd } from '../../support/inspircd.ts';
import { bot } from '../../support/irc-bot.ts';
import { ircClient } from '../../support/irc-client.ts';

let server: Inspircd;
beforeAll(async () => {
  server = await inspircd();
});
afterAll(() => server.stop());

test('joins, hears a command and answers the caller by name', async () => {
  const castellan = bot({
    config: { server: `127.0.0.1:${server.port}`, channels: ['#castle'] },
    echo: true,
  });
  await castellan.joined('#castle');
  const ann = await ircClient({ port: server.port, nick: 'ann' });
  ann.send('JOIN #castle');
  await ann.hears(/ 366 /);
  ann.send('PRIVMSG #castle :!echo hello there');
  expect(await ann.hears(/PRIVMSG #castle/)).toMatch(
    /^:castellan!\S+ PRIVMSG #castle :ann: hello there$/,
  );
  const [heard] = castellan.messages();
  expect(heard).toMatchObject({
    text: '!echo hello there',
    where: { channel: 'net/#castle', space: 'irc:net:#castle', name: '#castle', platform: 'irc' },
    actor: { name: 'ann', standing: 'member', bot: false, identified: false },
    replayed: false,
    unanswerable: false,
  });
  expect(heard?.actor.id).toMatch(/^irc:net:host:ann@/);
  ann.close();
  await castellan.stop();
});
