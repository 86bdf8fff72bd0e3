import { describe, expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { rawClient, registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

describe('registration', () => {
  test('greets with 001 to 005, which tell what the network is like', async () => {
    const client = rawClient(await testNetwork());

    client.send('NICK cat', 'USER cat 0 * :A cat');

    expect(await client.sees(/ 001 /)).toBe(
      ':irc.sandbox.test 001 cat :Welcome to the Sandbox IRC Network cat!~cat@127.0.0.1',
    );
    await client.sees(/ 004 cat irc\.sandbox\.test \S+ \w+ \w+ \w+$/);
    const support = `${await client.sees(/ 005 /)} ${await client.sees(/ 005 /)} ${await client.sees(/ 005 /)}`;
    for (const token of [
      'NETWORK=Sandbox',
      'CASEMAPPING=rfc1459',
      'PREFIX=(ohv)@%+',
      'CHANMODES=beIq,k,fl,imnrst',
      'CHANTYPES=#&',
      'STATUSMSG=@%+',
      'NICKLEN=30',
      'LINELEN=512',
      'MODES=6',
      'MONITOR=100',
      'WHOX',
      'BOT=B',
    ]) {
      expect(support.split(' ')).toContain(token);
    }
    await client.sees(/ 376 cat /);
  });

  test('a prefix letter is no list mode, and odd tokens come last', async () => {
    const rules = { prefix: '(qaohv)~&@%+', extraTokens: ['-WHOX', 'CHANTYPES'] };
    const client = rawClient(await testNetwork({ rules }));

    client.send('NICK cat', 'USER cat 0 * :A cat');

    await client.sees(/ CHANMODES=beI,k,fl,imnrst /);
    await client.sees(/ -WHOX CHANTYPES :are supported/);
  });

  test('refuses bad nicks with 432, taken ones (in any case) with 433, none with 431', async () => {
    const client = rawClient(await testNetwork());

    client.send(
      'NICK 9lives',
      `NICK ${'x'.repeat(31)}`,
      'NICK',
      'NICK ANN',
      'NICK c[at',
      'USER c 0 * :c',
    );

    await client.sees(/ 432 \* 9lives :/);
    await client.sees(/ 432 \* x{31} :/);
    await client.sees(/ 431 \* \* :/);
    await client.sees(/ 433 \* ANN :/);
    await client.sees(/ 001 c\[at /);
  });

  test('folds nicks as CASEMAPPING says', async () => {
    const rfc = await testNetwork();
    const ascii = await testNetwork({ rules: { casemapping: 'ascii' } });
    await registered(rfc, 'c[at');
    await registered(ascii, 'c[at');
    const first = rawClient(rfc);
    const second = rawClient(ascii);

    first.send('NICK C{AT');
    second.send('NICK c{at', 'USER c 0 * :c');

    await first.sees(/ 433 \* C\{AT /);
    await second.sees(/ 001 c\{at /);
  });

  test('of two who chose a nick before either was registered, the later finds it taken', async () => {
    const sandbox = await testNetwork();
    const slow = rawClient(sandbox);
    slow.send('NICK cat');
    await registered(sandbox, 'cat');

    slow.send('USER slow 0 * :slow');
    await slow.sees(/ 433 \S+ cat :/);
    slow.send('NICK dog');

    await slow.sees(/ 001 dog /);
  });

  test('wants the server password, and closes with 464 and ERROR without it', async () => {
    const sandbox = await testNetwork({ rules: { password: 'sesame' } });
    const right = rawClient(sandbox);
    const wrong = rawClient(sandbox);

    right.send('PASS sesame', 'NICK cat', 'USER cat 0 * :cat');
    wrong.send('NICK dog', 'USER dog 0 * :dog');

    await right.sees(/ 001 /);
    await wrong.sees(/ 464 /);
    await wrong.sees(/^ERROR :/);
    await wrong.closes();
  });

  test('waits for the PONG to its PING when it is to ask before 001', async () => {
    const client = rawClient(await testNetwork({ rules: { pingBeforeWelcome: true } }));
    client.send('NICK cat', 'USER cat 0 * :cat');

    const ping = await client.sees(/^PING /);
    expect((await client.untilPong()).join('\n')).not.toContain(' 001 ');
    client.send(ping.replace('PING', 'PONG'));

    await client.sees(/ 001 /);
  });

  test('puts 001 off, answers nothing else unregistered, and gives up on the silent', async () => {
    const slow = rawClient(await testNetwork({ rules: { welcomeAfterMs: 150 } }));
    const hasty = await testNetwork({ rules: { registrationMs: 100 } });
    const silent = rawClient(hasty);

    slow.send('NICK cat', 'USER cat 0 * :cat', 'JOIN #castle');

    await slow.sees(/ 451 /);
    await slow.sees(/ 001 /);
    await silent.sees(/^ERROR :.*Registration timeout/);
  });

  test('pings the silent and lets go of who does not answer', async () => {
    const sandbox = await testNetwork({ rules: { pingEveryMs: 200 } });
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    await client.sees(/^PING :irc\.sandbox\.test/);
    client.send('PONG x');
    await client.sees(/^PING /);

    await client.sees(/^ERROR :.*Ping timeout/);
    await client.closes();
    expect(sandbox.clients).toEqual([]);
  });

  test('keeps its links while a test moves the clock by hours, unless told to time them by it', async () => {
    const clock = manualClock();
    const client = await registered(await testNetwork({ clock }), 'cat', { caps: 'server-time' });
    const bound = await registered(await testNetwork({ clock, linkClock: clock }), 'cat');

    await clock.advance(3 * 3_600_000);
    client.send('PING x');

    await client.sees(/^@time=2026-01-01T03:00:00\.000Z \S+ PONG/);
    await bound.sees(/^ERROR :.*Ping timeout/);
  });

  test('lets a gateway name the host of its client', async () => {
    const client = rawClient(await testNetwork());

    client.send('WEBIRC sandbox gate far.away.test 192.0.2.7', 'NICK cat', 'USER cat 0 * :cat');

    await client.sees(/ 001 cat :.*cat!~cat@far\.away\.test$/);
  });
});

describe('capability negotiation', () => {
  test('lists in several lines for 302 and holds the welcome back until CAP END', async () => {
    const client = rawClient(await testNetwork());
    client.send('CAP LS 302', 'NICK cat', 'USER cat 0 * :cat');

    await client.sees(/^:irc\.sandbox\.test CAP \* LS \* :.*sasl=PLAIN,EXTERNAL,SCRAM-SHA-256/);
    await client.sees(/CAP \* LS :.*server-time/);
    client.send('CAP REQ :server-time nonsense', 'CAP REQ :server-time batch', 'CAP END');

    await client.sees(/CAP cat NAK :server-time nonsense/);
    await client.sees(/CAP cat ACK :server-time batch/);
    expect(await client.sees(/ 001 /)).toMatch(/^@time=\d{4}-\d\d-\d\dT[\d:.]+Z :/);
  });

  test('lists in one line without values for those who did not say 302', async () => {
    const client = rawClient(await testNetwork());

    client.send('CAP LS');

    const line = await client.sees(/CAP \* LS :/);
    expect(line).toContain(' sasl ');
    expect(client.lines).toHaveLength(1);
  });

  test('tells of capabilities that come and go, and takes them away', async () => {
    const sandbox = await testNetwork();
    const client = rawClient(sandbox);
    client.send('CAP LS 302', 'NICK cat', 'USER c 0 * :c', 'CAP REQ :sasl', 'CAP END');
    await client.sees(/ 376 /);
    expect(sandbox.client('cat').capabilities).toContain('sasl');

    sandbox.services.goAway();
    await client.sees(/CAP cat DEL :sasl/);
    expect(sandbox.client('cat').capabilities).not.toContain('sasl');
    client.send('AUTHENTICATE PLAIN');
    await client.sees(/ 421 cat AUTHENTICATE/);

    sandbox.services.comeBack();
    await client.sees(/CAP cat NEW :sasl=PLAIN,EXTERNAL,SCRAM-SHA-256/);
  });

  test('announces STS with the TLS port on the plain port, and cannot be asked for it', async () => {
    const sandbox = await testNetwork({ sts: { port: 6697, durationSeconds: 60 } });
    const client = rawClient(sandbox);

    client.send('CAP LS 302', 'CAP REQ :sts');

    await client.sees(/ sts=port=6697/);
    await client.sees(/NAK :sts/);
  });
});

describe('an unwelcome connection', () => {
  test('is throttled with an ERROR before 001', async () => {
    const sandbox = await testNetwork();
    sandbox.oper.failConnections('throttled', 2);

    const first = rawClient(sandbox);
    await first.sees(/^ERROR :.*Throttled/);
    await first.closes();
    const second = rawClient(sandbox);
    await second.closes();

    await registered(sandbox, 'cat');
  });

  test('is accepted in silence, closed, or reset', async () => {
    const sandbox = await testNetwork();
    sandbox.oper.failConnections('silent');
    const silent = rawClient(sandbox);
    silent.send('NICK cat', 'USER c 0 * :c');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(silent.lines).toEqual([]);
    expect(silent.ended).toBe(false);

    sandbox.oper.failConnections('close');
    await rawClient(sandbox).closes();
    sandbox.oper.failConnections('reset');
    await rawClient(sandbox).closes();
  });

  test('is K-lined with 465 and ERROR, now and when it comes again', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    sandbox.oper.kline('*@127.0.0.1', 'Bad cat');
    await client.sees(/ 465 cat :You are banned from this server: Bad cat/);
    await client.sees(/^ERROR :.*K-lined/);
    const again = rawClient(sandbox);
    again.send('NICK cat', 'USER cat 0 * :cat');
    await again.sees(/ 465 /);
    await again.closes();
    sandbox.oper.unkline('*@127.0.0.1');

    await registered(sandbox, 'cat');
  });

  test('is refused while the server is down, and let in on the same port afterwards', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });
    const { port } = sandbox;

    await sandbox.goDown();
    await client.closes();
    expect(client.lines.filter((line) => line.startsWith('ERROR'))).toEqual([]);
    await rawClient(sandbox).closes();
    await sandbox.comeUp();

    expect(sandbox.port).toBe(port);
    await registered(sandbox, 'cat');
  });
});

describe('input', () => {
  test('longer than a line or with too many tags gets 417, and the link goes on', async () => {
    const client = await registered(await testNetwork(), 'cat', { caps: 'message-tags' });

    client.send(`PRIVMSG #castle :${'x'.repeat(600)}`);
    await client.sees(/ 417 cat /);
    client.send(`@+a=${'x'.repeat(4100)} PRIVMSG ann :hi`);
    await client.sees(/ 417 cat /);
    client.send('x'.repeat(100_000));
    await client.sees(/ 417 cat /);

    expect(await client.untilPong()).toEqual([]);
  });

  test('may end in LF, begin with a prefix, be in lower case and double its spaces', async () => {
    const client = await registered(await testNetwork(), 'cat');

    client.sendBytes(':cat  ping   one\n\r\n   \r\n@\r\n:\r\nping two\r\n');

    await client.sees(/PONG irc\.sandbox\.test :one$/);
    await client.sees(/PONG irc\.sandbox\.test :two$/);
  });

  test('that is not UTF-8 is refused where only UTF-8 is allowed', async () => {
    const sandbox = await testNetwork({ rules: { utf8Only: true } });
    const client = await registered(sandbox, 'cat', { caps: 'standard-replies' });
    const old = await registered(sandbox, 'dog');

    client.sendBytes('PRIVMSG ann :caf\xe9\r\nPRIVMSG ann :caf\xc3\xa9\r\n');
    old.sendBytes('PRIVMSG ann :caf\xe9\r\nVERSION\r\n');

    await client.sees(/ FAIL \* INVALID_UTF8 :/);
    await old.sees(/ NOTICE dog :Message rejected/);
    await old.sees(/ UTF8ONLY /);
    expect((await sandbox.person('ann').isTold(/caf/)).text).toBe('café');
  });

  test('faster than the flood limit waits, and too much of it ends the link', async () => {
    const flood = { penaltyMs: 50, burstMs: 100, receiveQueueBytes: 1000 };
    const sandbox = await testNetwork({ rules: { flood } });
    const patient = await registered(sandbox, 'cat');
    const rude = await registered(sandbox, 'dog');

    const startedAt = performance.now();
    patient.send('PING 1', 'PING 2', 'PING 3', 'PING 4', 'PING 5', 'PING 6');
    await patient.sees(/PONG .*6$/);
    expect(performance.now() - startedAt).toBeGreaterThan(150);
    for (let round = 0; round < 100; round += 1) rude.send(`PRIVMSG #castle :${'x'.repeat(50)}`);

    await rude.sees(/^ERROR :.*Excess Flood/);
    await rude.closes();
  });
});
