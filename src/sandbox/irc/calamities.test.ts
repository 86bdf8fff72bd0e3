import { describe, expect, test } from 'vitest';
import { registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

const castle = { channels: ['#castle'] };

describe('a netsplit', () => {
  test('takes people with a QUIT of two servers and brings them back with their modes', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', castle);

    sandbox.oper.split(['ann', 'carol'], { servers: ['a.b', 'c.d'] });
    await bot.sees(/^:ann!\S+ QUIT :a\.b c\.d$/);
    await bot.sees(/^:carol!\S+ QUIT :a\.b c\.d$/);
    await expect(sandbox.person('ann').say('#castle', 'x')).rejects.toThrow(/not on the network/);
    sandbox.oper.rejoin();

    await bot.sees(/^:ann!\S+ JOIN #castle$/);
    await bot.sees(/ MODE #castle \+o ann$/);
    await bot.sees(/^:carol!\S+ JOIN #castle$/);
    await sandbox.person('ann').say('#castle', 'back');
    await bot.sees(/ann!\S+ PRIVMSG #castle :back$/);
  });

  test('comes in a batch on demand', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', { caps: 'batch', ...castle });

    sandbox.oper.split(['bob'], { servers: ['a.b', 'c.d'], batch: true });
    const [, out] = /BATCH \+(\S+) netsplit a\.b c\.d$/.exec(await bot.sees(/BATCH \+/))!;
    await bot.sees(new RegExp(`^@batch=${out} :bob!\\S+ QUIT :a\\.b c\\.d$`));
    await bot.sees(new RegExp(`BATCH -${out}$`));
    sandbox.oper.rejoin(['bob'], { batch: true });

    const [, back] = /BATCH \+(\S+) netjoin /.exec(await bot.sees(/BATCH \+/))!;
    await bot.sees(new RegExp(`^@batch=${back} :bob!\\S+ JOIN #castle$`));
    await bot.sees(new RegExp(`BATCH -${back}$`));
  });

  test('ends in a collision when somebody took a nick meanwhile: both get made-up nicks', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', castle);
    sandbox.oper.split(['bob']);
    bot.send('NICK bob');
    await bot.sees(/NICK bob$/);

    sandbox.oper.rejoin();

    expect(await bot.sees(/NICK 00A\w+$/)).toMatch(/^:bob!~bot@/);
    await bot.sees(/^:00A\w+!bob@\S+ JOIN #castle$/);
  });

  test('does not take a real client', async () => {
    const sandbox = await testNetwork();
    await registered(sandbox, 'bot', castle);

    expect(() => sandbox.oper.split(['bot'])).toThrow(/only scripted people/);
    expect(() => sandbox.oper.split(['nobody'])).toThrow(/called nobody/);
  });
});

describe('an operator', () => {
  test('kills: KILL and ERROR to the victim, QUIT to the others', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', castle);
    const cat = await registered(sandbox, 'cat', castle);

    sandbox.oper.kill('bot', 'enough');

    await bot.sees(/^:warden!\S+ KILL bot :enough$/);
    await bot.sees(/^ERROR :.*Killed \(warden \(enough\)\)/);
    await bot.closes();
    await cat.sees(/^:bot!\S+ QUIT :Killed \(warden \(enough\)\)$/);
  });

  test('is who says OPER with the right password, and may then KILL', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', castle);

    cat.send('KILL bob :no', 'OPER warden wrong', 'OPER warden portcullis', 'KILL bob :yes');

    await cat.sees(/ 481 /);
    await cat.sees(/ 464 /);
    await cat.sees(/ 381 /);
    await cat.sees(/^:bob!\S+ QUIT :Killed \(cat \(yes\)\)$/);
  });

  test('who sets modes for somebody absent is told so', async () => {
    const sandbox = await testNetwork();

    expect(() => sandbox.oper.samode('#castle', '+o', 'nobody')).toThrow(/No such nick/);
    expect(() => sandbox.oper.samode('#nowhere', '+m')).toThrow(/no channel #nowhere/);
  });

  test('renames, and moves people in and out of channels', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot');

    sandbox.oper.sanick('bot', 'robot');
    sandbox.oper.sajoin('robot', '#castle');
    sandbox.oper.sapart('robot', '#castle', 'out');

    await bot.sees(/^:bot!~bot@\S+ NICK robot$/);
    await bot.sees(/ 366 robot #castle /);
    await bot.sees(/^:robot!\S+ PART #castle :out$/);
  });
});

describe('a link', () => {
  test('may be told ERROR and be left open, be hung up on, or be reset', async () => {
    const sandbox = await testNetwork();
    const [one, two, three] = [
      await registered(sandbox, 'one', castle),
      await registered(sandbox, 'two', castle),
      await registered(sandbox, 'three', castle),
    ];

    sandbox.client('one').errorOnly('odd');
    sandbox.client('two').hangUp();
    sandbox.client('three').reset();

    await one.sees(/^ERROR :.*odd/);
    await two.closes();
    await three.closes();
    expect(one.ended).toBe(false);
    expect(two.lines.join('\n')).not.toContain('ERROR');
    one.send('PING x');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(one.unread()).toEqual([]);
    expect(sandbox.clients).toEqual([]);
  });

  test('may go half-open: nothing is read or written, and nobody is told', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', castle);

    const link = sandbox.client('bot');
    link.stall();
    bot.send('PING 1', 'PRIVMSG #castle :lost');
    await sandbox.person('ann').hearsNothing('#castle', { forMs: 80 });

    expect(bot.unread()).toEqual([]);
    expect(bot.ended).toBe(false);
    expect(link.connected).toBe(true);
  });

  test('is cut when its reader falls too far behind, and the others go on', async () => {
    const sandbox = await testNetwork({ rules: { sendQueueBytes: 100_000 } });
    const slow = await registered(sandbox, 'slow', castle);
    const quick = await registered(sandbox, 'quick', castle);
    slow.socket.pause();
    const ann = sandbox.person('ann');

    for (let round = 0; round < 500 && sandbox.clients.length === 2; round += 1) {
      for (let count = 0; count < 100; count += 1) void ann.say('#castle', 'x'.repeat(400));
      await quick.untilPong();
    }

    await quick.untilPong();
    expect(quick.lines.join('\n')).toContain(' QUIT :SendQ exceeded');
    expect(sandbox.clients.map(({ nick }) => nick)).toEqual(['quick']);
  });

  test('may lose lines in either direction and delay them', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', castle);
    const link = sandbox.client('bot');

    link.dropTo(/PRIVMSG #castle :lost/);
    link.dropFrom(/^PRIVMSG #castle :unread/);
    await sandbox.person('ann').say('#castle', 'lost');
    await sandbox.person('ann').say('#castle', 'found');
    await bot.sees(/found/);
    bot.send('PRIVMSG #castle :unread', 'PRIVMSG #castle :read');
    await sandbox.person('ann').hears('#castle', /^read$/);
    link.delay(100);
    const startedAt = performance.now();
    bot.send('PING late');
    await bot.sees(/late/);

    expect(performance.now() - startedAt).toBeGreaterThan(90);
    expect(bot.lines.join('\n')).not.toContain('lost');
  });

  test('may be lied to, line by line or byte by byte', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot');
    const link = sandbox.client('bot');

    link.raw(':x 353 b');
    link.rawBytes(Uint8Array.of(0x41, 0, 0xff, 13, 10));

    await bot.sees(/^:x 353 b$/);
    await bot.sees(/^A\0\xff$/);
  });

  test('may be played the past in a batch with old times', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot', {
      caps: 'batch server-time message-tags',
      ...castle,
    });

    sandbox.client('bot').replay('#castle', [{ atMs: 0, from: 'ann', text: '!old command' }]);

    await bot.sees(/BATCH \+\S+ chathistory #castle$/);
    await bot.sees(
      /^@batch=\S+;time=1970-01-01T00:00:00\.000Z;msgid=\S+ :ann!ann@\S+ PRIVMSG #castle :!old command$/,
    );
    await bot.sees(/BATCH -/);
  });

  test('shows what the client sent, also what is still to come', async () => {
    const sandbox = await testNetwork();
    const bot = await registered(sandbox, 'bot');
    const link = await sandbox.arrives('bot');

    const later = link.sends(/^PONG/);
    bot.send('PONG :x');

    expect(await link.sends(/^USER/)).toBe('USER bot 0 * :bot');
    expect(await later).toBe('PONG :x');
    await expect(link.sends(/^QUIT/, { withinMs: 30 })).rejects.toThrow(/bot should send/);
    await expect(sandbox.arrives('ghost', ['#castle'], { withinMs: 30 })).rejects.toThrow(
      /ghost should arrive in #castle/,
    );
  });
});
