import { describe, expect, test } from 'vitest';
import type { Seen } from './index.ts';
import { registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

describe('a scripted person', () => {
  test('speaks in a channel, joining it first, and hears the answer', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#hall'] });
    const dave = sandbox.person('dave', { account: 'dave', host: 'far.test' });

    await dave.say('#hall', '!choose tee | käse');
    await bot.sees(/^:dave!dave@far\.test JOIN #hall$/);
    const heard = await bot.sees(/PRIVMSG #hall/);
    expect(Buffer.from(heard, 'latin1').toString()).toMatch(/:!choose tee \| käse$/);
    bot.send('PRIVMSG #hall :dave: I choose \x02käse\x02', 'NOTICE dave :1 duplicate option');

    await expect(dave.hears('#hall', /^dave: I choose \x02käse\x02$/)).resolves.toMatchObject({
      from: 'bot',
    });
    await expect(dave.isTold(/1 duplicate/)).resolves.toMatchObject({ kind: 'notice' });
  });

  test('hears each message once, in order, and actions by what they say', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle'] });
    const ann = sandbox.person('ann');

    bot.send(
      'PRIVMSG #castle :one',
      'PRIVMSG #castle :two',
      'PRIVMSG #castle :\x01ACTION waves\x01',
    );

    expect((await ann.hears('#castle', /./)).text).toBe('one');
    expect((await ann.hears('#castle', /^waves$/)).kind).toBe('action');
    expect((await ann.hears('#castle', /./g)).text).toBe('two');
    await ann.hearsNothing('#castle', { forMs: 50 });
  });

  test('that waits in vain fails with what was heard instead', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle'] });
    const ann = sandbox.person('ann');
    bot.send('PRIVMSG #castle :something else', 'PRIVMSG ann :secret');

    const failure = ann.hears('#castle', /hello/, { withinMs: 100 });

    await expect(failure).rejects.toThrow(
      /ann should hear \/hello\/ in #castle: not within 100 ms\.[^]*<bot> "something else"[^]*alone\) <bot> "secret"/,
    );
    await expect(ann.hearsNothing(undefined, { forMs: 20 })).rejects.toThrow(/something else/);
    await expect(sandbox.person('bob').isTold(/x/, { withinMs: 20 })).rejects.toThrow(
      /bob should be told/,
    );
  });

  test('learns as a value when the network refuses', async () => {
    const sandbox = await testNetwork();
    const carol = sandbox.person('carol');
    await sandbox.person('ann').mode('#castle', '+m');

    expect(await carol.say('#castle', 'hello?')).toMatchObject({
      ok: false,
      error: { key: 'irc.404' },
    });
    expect(await carol.kick('#castle', 'ann')).toMatchObject({
      ok: false,
      error: { key: 'irc.482' },
    });
    expect(await carol.nick('bob')).toMatchObject({ ok: false, error: { key: 'irc.433' } });
    expect(await carol.msg('ann', 'hi')).toMatchObject({ ok: true });
  });

  test('can leave, is then refused, and comes back when asked for', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle'] });
    const carol = sandbox.person('carol');

    await carol.quit('bed');
    await bot.sees(/^:carol!\S+ QUIT :Quit: bed$/);

    await expect(carol.say('#castle', 'x')).rejects.toThrow(/not on the network/);
    await sandbox.person('carol').say('#castle', 'good morning');
    await bot.sees(/:carol!\S+ PRIVMSG #castle :good morning/);
  });

  test('cannot smuggle a second line or take the name of a real client', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle'] });

    await sandbox.person('ann').say('#castle', 'one\r\nQUIT :two');

    await bot.sees(/PRIVMSG #castle :one QUIT :two$/);
    expect(() => sandbox.person('bot')).toThrow(/taken/);
    expect(() => sandbox.person('no spaces')).toThrow(/cannot be a nick/);
  });

  test('sends requests, notices, actions, tags and invitations', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { caps: 'message-tags', channels: ['#castle'] });
    const ann = sandbox.person('ann');

    await ann.ctcp('bot', 'VERSION');
    await ann.notice('#castle', 'note');
    await ann.action('#castle', 'bows');
    await ann.tag('#castle', { '+draft/react': '👍' });
    await ann.invite('bot', '#random');

    await bot.sees(/PRIVMSG bot :\x01VERSION\x01$/);
    await bot.sees(/NOTICE #castle :note$/);
    await bot.sees(/PRIVMSG #castle :\x01ACTION bows\x01$/);
    await bot.sees(/\+draft\/react=\S+ :ann!\S+ TAGMSG #castle$/);
    await bot.sees(/INVITE bot #random$/);
  });
});

describe('the Playground', () => {
  test('sees the channels of a viewer with members, last lines and what was said to that one alone', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle', '#den'] });
    bot.send(
      'MODE bot +B',
      'PRIVMSG #castle :\x0304red\x03 é',
      'NOTICE carol :for you',
      'PRIVMSG ann :for ann',
    );
    await bot.untilPong();

    const seen = sandbox.snapshot('carol');

    expect(seen.channels.map(({ name }) => name).sort()).toEqual(['#castle', '#random']);
    const castle = seen.channels.find(({ name }) => name === '#castle')!;
    expect(castle).toMatchObject({ topic: 'The great hall', modes: '+nt' });
    expect(castle.members).toContainEqual({
      nick: 'ann',
      prefix: '@',
      account: 'ann',
      away: false,
      bot: false,
    });
    expect(castle.members.find(({ nick }) => nick === 'bot')).toMatchObject({ bot: true });
    expect(castle.lines.at(-1)).toMatchObject({
      kind: 'message',
      from: 'bot',
      text: '\x0304red\x03 é',
      bot: true,
    });
    expect(seen.inbox).toMatchObject([
      { kind: 'notice', from: 'bot', to: 'carol', text: 'for you' },
    ]);
    expect(sandbox.snapshot().channels.map(({ name }) => name)).toContain('#den');
  });

  test('sees both sides of a private conversation, and nothing of who is not played', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot');
    const ann = sandbox.person('ann');

    await ann.msg('bot', 'hello?');
    bot.send('PRIVMSG ann :yes?');
    await ann.isTold(/^yes/);

    expect(sandbox.snapshot('ann').inbox).toMatchObject([
      { from: 'ann', to: 'bot', text: 'hello?' },
      { from: 'bot', to: 'ann', text: 'yes?' },
    ]);
    expect(() => sandbox.snapshot('bot')).toThrow(/nobody that a script plays/);
  });

  test('keeps the last lines only, each with an id of its own', async () => {
    const sandbox = await testNetwork({ rules: { historyPerChannel: 5 } });
    const ann = sandbox.person('ann');
    for (let count = 1; count <= 12; count += 1) await ann.say('#castle', `line ${count}`);
    sandbox.oper.samode('#castle', '+m');
    sandbox.oper.samode('#castle', '-m');

    const { lines } = sandbox.snapshot('ann').channels.find(({ name }) => name === '#castle')!;

    expect(lines.map((line) => ('text' in line ? line.text : line.details[0]))).toEqual([
      'line 10',
      'line 11',
      'line 12',
      '+m',
      '-m',
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
  });

  test('follows lines as they happen, in channels and in private', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { channels: ['#castle'] });
    const seen: Seen[] = [];
    const stop = sandbox.onLine((each) => seen.push(each));

    bot.send('PRIVMSG #castle :hi', 'NOTICE ann :psst', 'PART #castle');
    await bot.untilPong();
    stop();
    await sandbox.person('ann').say('#castle', 'not followed');

    expect(seen).toMatchObject([
      { channel: '#castle', line: { kind: 'message', from: 'bot', text: 'hi' } },
      { person: 'ann', line: { kind: 'notice', from: 'bot', to: 'ann', text: 'psst' } },
      { channel: '#castle', line: { kind: 'part', from: 'bot' } },
    ]);
  });

  test('is told once a turn that something changed, until it stops listening', async () => {
    const sandbox = await testNetwork();
    let calls = 0;
    const stop = sandbox.onChange(() => (calls += 1));

    for (let count = 0; count < 20; count += 1) void sandbox.person('ann').say('#castle', 'x');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBe(1);
    stop();
    await sandbox.person('ann').say('#castle', 'y');
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(calls).toBe(1);
  });
});
