import { describe, expect, test } from 'vitest';
import { registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

const castle = { channels: ['#castle'] };

describe('a message', () => {
  test('reaches the channel but not its author', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', castle);
    const dog = await registered(sandbox, 'dog', castle);

    cat.send('PRIVMSG #CASTLE :hi all', 'NOTICE #castle :psst');

    expect(await dog.sees(/PRIVMSG/)).toBe(':cat!~cat@127.0.0.1 PRIVMSG #castle :hi all');
    expect(await dog.sees(/NOTICE/)).toBe(':cat!~cat@127.0.0.1 NOTICE #castle :psst');
    expect((await cat.untilPong()).join('\n')).not.toContain('PRIVMSG');
  });

  test('carries time, account, id, bot mark and client tags to those who asked', async () => {
    const sandbox = await testNetwork();
    const caps = 'message-tags server-time account-tag';
    const dog = await registered(sandbox, 'dog', { caps, ...castle });
    const plain = await registered(sandbox, 'owl', castle);
    const cat = await registered(sandbox, 'cat', { caps: 'message-tags', ...castle });
    sandbox.oper.login('cat', 'bob');
    cat.send(
      'MODE cat +B',
      '@+draft/reply=x;ignored=1 PRIVMSG #castle :hi',
      '@+typing=active TAGMSG #castle',
    );

    expect(await dog.sees(/PRIVMSG/)).toMatch(
      /^@time=\S+Z;account=bob;msgid=[^;]+;bot;\+draft\/reply=x :cat!\S+ PRIVMSG #castle :hi$/,
    );
    await dog.sees(/^@\S*\+typing=active\S* :cat!\S+ TAGMSG #castle$/);
    expect(await plain.sees(/PRIVMSG/)).toBe(':cat!~cat@127.0.0.1 PRIVMSG #castle :hi');
    expect((await plain.untilPong()).join('\n')).not.toContain('TAGMSG');
  });

  test('comes back with its label to those who asked for an echo', async () => {
    const sandbox = await testNetwork();
    const caps = 'echo-message labeled-response batch message-tags';
    const cat = await registered(sandbox, 'cat', { caps, ...castle });

    cat.send(
      '@label=a1 PRIVMSG #castle :hi',
      '@label=a2 PONG x',
      '@label=a3 WHOIS ann',
      '@label=a4 NICK',
    );

    expect(await cat.sees(/PRIVMSG/)).toMatch(/^@label=a1;msgid=\S+ :cat!\S+ PRIVMSG #castle :hi$/);
    await cat.sees(/^@label=a2 :irc\.sandbox\.test ACK$/);
    const start = await cat.sees(/^@label=a3 :irc\.sandbox\.test BATCH \+\S+ labeled-response$/);
    const id = /BATCH \+(\S+)/.exec(start)![1]!;
    await cat.sees(new RegExp(`^@batch=${id} \\S+ 311 cat ann `));
    await cat.sees(new RegExp(`^@batch=${id} \\S+ 318 cat ann `));
    await cat.sees(new RegExp(`BATCH -${id}$`));
    await cat.sees(/^@label=a4 \S+ 431 /);
  });

  test('is cut at 512 bytes with its prefix, tags not counted, bytes kept as they are', async () => {
    const sandbox = await testNetwork();
    const dog = await registered(sandbox, 'dog', { caps: 'server-time', ...castle });
    const cat = await registered(sandbox, 'cat', castle);

    cat.sendBytes(`PRIVMSG #castle :\xe9\xff\xfe ${'x'.repeat(480)}\r\n`);

    const line = await dog.sees(/PRIVMSG/);
    const body = line.slice(line.indexOf(' ') + 1);
    expect(body).toContain(':\xe9\xff\xfe xxx');
    expect(body).toHaveLength(510);
  });

  test('to a person is answered when that one is away, and 401 tells of nobody', async () => {
    const sandbox = await testNetwork();
    await sandbox.person('bob').away('gone fishing');
    const cat = await registered(sandbox, 'cat');

    cat.send(
      'PRIVMSG bob :hello',
      'PRIVMSG nobody :hello',
      'NOTICE nobody :hello',
      'PRIVMSG',
      'PRIVMSG bob',
    );

    await cat.sees(/ 301 cat bob :gone fishing$/);
    await cat.sees(/ 401 cat nobody /);
    await cat.sees(/ 411 /);
    await cat.sees(/ 412 /);
    await sandbox.person('bob').isTold(/^hello$/);
  });

  test('may go to the operators of a channel only', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', castle);
    const dog = await registered(sandbox, 'dog', castle);

    cat.send('PRIVMSG @#castle :for your ears');

    expect((await sandbox.person('ann').hears('#castle', /ears/)).channel).toBe('@#castle');
    expect((await dog.untilPong()).join('\n')).not.toContain('ears');
  });

  test('is refused from outside, when moderated, banned or quieted, but not to the voiced', async () => {
    const sandbox = await testNetwork();
    const ann = sandbox.person('ann');
    const cat = await registered(sandbox, 'cat');
    cat.send('PRIVMSG #castle :from outside');
    await cat.sees(/ 404 cat #castle /);
    cat.send('JOIN #castle');
    await cat.sees(/ 366 /);

    for (const [set, unset] of [
      [['+m'], ['-m']],
      [
        ['+b', 'cat'],
        ['-b', 'cat'],
      ],
      [
        ['+q', 'cat'],
        ['-q', 'cat'],
      ],
    ] as const) {
      await ann.mode('#castle', ...set);
      cat.send('PRIVMSG #castle :again');
      await cat.sees(/ 404 cat #castle /);
      await ann.mode('#castle', ...unset);
    }
    await ann.mode('#castle', '+mv', 'cat');
    cat.send('PRIVMSG #castle :with a voice');

    await ann.hears('#castle', /^with a voice$/);
    await ann.hearsNothing('#castle', { like: /again|outside/, forMs: 50 });
  });
});

describe('news about people', () => {
  const caps = 'account-notify away-notify chghost extended-join setname multi-prefix';

  test('come as ACCOUNT, AWAY, CHGHOST, SETNAME and long JOINs to those who asked', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', { caps, ...castle });
    const carol = sandbox.person('carol');

    carol.login('carola');
    await carol.away('tea');
    await carol.do('SETNAME', 'Carol the cook');
    sandbox.oper.changeHost('carol', 'kitchen.test', 'cook');
    await carol.part('#castle');
    await carol.join('#castle');
    carol.login(undefined);

    await cat.sees(/^:carol!\S+ ACCOUNT carola$/);
    await cat.sees(/^:carol!\S+ AWAY :tea$/);
    await cat.sees(/^:carol!\S+ SETNAME :Carol the cook$/);
    await cat.sees(/^:carol!carol@carol\.users\.sandbox\.test CHGHOST cook kitchen\.test$/);
    await cat.sees(/^:carol!cook@kitchen\.test PART #castle$/);
    await cat.sees(/^:carol!cook@kitchen\.test JOIN #castle carola :Carol the cook$/);
    await cat.sees(/^:carol!\S+ AWAY :tea$/);
    await cat.sees(/^:carol!\S+ ACCOUNT \*$/);
  });

  test('come as QUIT and JOIN with their modes to those who did not ask for CHGHOST', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', castle);

    sandbox.oper.changeHost('ann', 'tower.test');

    await cat.sees(/^:ann!ann@ann\.users\.sandbox\.test QUIT :Changing host$/);
    await cat.sees(/^:ann!ann@tower\.test JOIN #castle$/);
    await cat.sees(/ MODE #castle \+o ann$/);
    expect((await cat.untilPong()).join('\n')).not.toMatch(/AWAY|ACCOUNT|CHGHOST/);
  });

  test('come by MONITOR for those in no common channel', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat', { caps: 'extended-monitor away-notify' });
    cat.send('MONITOR + ann,dave', 'MONITOR L', 'MONITOR S');
    await cat.sees(/ 730 cat :?ann!ann@\S+$/);
    await cat.sees(/ 731 cat :?dave$/);
    await cat.sees(/ 732 cat :?ann,dave$/);
    await cat.sees(/ 733 /);
    await cat.sees(/ 731 cat :?dave$/);

    const dave = sandbox.person('dave');
    await cat.sees(/ 730 cat :?dave!dave@\S+$/);
    await dave.away('zzz');
    await cat.sees(/^:dave!\S+ AWAY :zzz$/);
    await dave.nick('david');
    await cat.sees(/ 731 cat :?dave$/);
    cat.send('MONITOR - dave', 'MONITOR C', 'MONITOR L');

    await cat.sees(/ 733 /);
  });

  test('can be asked for: WHO, WHOX, WHOIS, WHOWAS, ISON, USERHOST', async () => {
    const sandbox = await testNetwork();
    await sandbox.person('carol').quit('night');
    const cat = await registered(sandbox, 'cat');

    cat.send(
      'WHO #castle',
      'WHO #castle %tna,152',
      'WHOIS ann',
      'WHOWAS carol',
      'ISON ann zed',
      'USERHOST bob',
    );

    await cat.sees(
      / 352 cat #castle ann ann\.users\.sandbox\.test irc\.sandbox\.test ann H@ :0 Ann of/,
    );
    await cat.sees(/ 315 cat #castle /);
    await cat.sees(/ 354 cat 152 bob bob$/);
    await cat.sees(/ 315 /);
    await cat.sees(/ 319 cat ann :@#castle @#random$/);
    await cat.sees(/ 330 cat ann ann :/);
    await cat.sees(/ 314 cat carol carol carol\.users/);
    await cat.sees(/ 303 cat :ann$/);
    await cat.sees(/ 302 cat :bob=\+bob@bob\.users/);
  });

  test('about the server: MOTD, LUSERS, VERSION, TIME; 421 for what it does not know, 461 for too little', async () => {
    const cat = await registered(await testNetwork(), 'cat');

    cat.send('MOTD', 'LUSERS', 'VERSION', 'TIME', 'FROBNICATE', 'JOIN', 'PASS x');

    for (const numeric of ['375', '376', '251', '266', '351', '005', '391', '421', '461', '462']) {
      await cat.sees(new RegExp(`^:irc\\.sandbox\\.test ${numeric} cat `));
    }
  });
});
