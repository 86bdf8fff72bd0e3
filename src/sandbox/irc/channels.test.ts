import { describe, expect, test } from 'vitest';
import { registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

describe('joining', () => {
  test('shows topic and names, and makes the first one operator', async () => {
    const client = await registered(await testNetwork(), 'cat');

    client.send('JOIN #castle', 'JOIN #new');

    await client.sees(/^:cat!~cat@127\.0\.0\.1 JOIN #castle$/);
    await client.sees(/ 332 cat #castle :The great hall$/);
    await client.sees(/ 333 cat #castle ann \d+$/);
    await client.sees(/ 353 cat = #castle :@ann bob carol cat$/);
    await client.sees(/ 366 cat #castle /);
    await client.sees(/ 353 cat = #new :@cat$/);
  });

  test('is refused for a key, an invitation, a limit, a ban and too many channels', async () => {
    const sandbox = await testNetwork({ rules: { maxChannels: 1 } });
    const ann = sandbox.person('ann');
    const client = await registered(sandbox, 'cat');
    const refusedWith = async (numeric: string, ...modes: string[]) => {
      await ann.mode('#castle', ...modes);
      client.send('JOIN #castle');
      await client.sees(new RegExp(` ${numeric} cat #castle `));
    };

    await refusedWith('475', '+k', 'sesame');
    await refusedWith('473', '-k+i', 'sesame');
    await refusedWith('471', '-i+l', '3');
    await refusedWith('477', '-l+r');
    await refusedWith('474', '-r+b', 'cat!*@*');
    await ann.mode('#castle', '-b', 'cat!*@*');
    client.send('JOIN #castle', 'JOIN #random');
    await client.sees(/ 405 cat #random /);
  });

  test('for accounts only has the letter of the kind of server, and 005 says so', async () => {
    const sandbox = await testNetwork({ rules: { accountMode: 'R' } });
    const ann = sandbox.person('ann');
    const client = await registered(sandbox, 'cat');
    expect(client.lines.join('\n')).toContain('CHANMODES=beIq,k,fl,imnRst');

    expect(await ann.mode('#castle', '+r')).toMatchObject({ error: { key: 'irc.472' } });
    await ann.mode('#castle', '+R');
    client.send('JOIN #castle', 'MODE #castle');
    await client.sees(/ 477 cat #castle :Cannot join channel \(\+R\)/);
    await client.sees(/ 324 cat #castle :?\+ntR/);
    sandbox.oper.login('cat', 'cat');
    client.send('JOIN #castle');
    await client.sees(/ 366 cat #castle /);
  });

  test('gets in with the key, as an exception, or by invitation past everything', async () => {
    const sandbox = await testNetwork();
    const ann = sandbox.person('ann');
    const client = await registered(sandbox, 'cat', { caps: 'invite-notify' });

    await ann.mode('#castle', '+k', 'sesame');
    client.send('JOIN #castle sesame', 'PART #castle :bye');
    await client.sees(/ 366 /);
    await client.sees(/ PART #castle :bye$/);
    await ann.mode('#castle', '-k+be', 'sesame', '*!*@127.0.0.1', 'cat!*@*');
    client.send('JOIN #castle', 'PART #castle');
    await client.sees(/ 366 /);
    await ann.mode('#castle', '-e+ikl', 'cat!*@*', 'other', '1');
    await ann.invite('cat', '#castle');
    await client.sees(/^:ann!ann@ann\.users\.sandbox\.test INVITE cat #?:?#castle$/);
    client.send('JOIN #castle');

    await client.sees(/ 366 /);
  });

  test('bans by account and by mask of the account', async () => {
    const sandbox = await testNetwork();
    await sandbox.person('ann').mode('#random', '+b', '$a:b*');
    sandbox.person('bob');
    await sandbox.person('bob').part('#random');

    const outcome = await sandbox.person('bob').join('#random');

    expect(outcome).toMatchObject({ ok: false, error: { key: 'irc.474' } });
  });

  test('sends on to another channel: 470 and a JOIN there', async () => {
    const sandbox = await testNetwork();
    const ann = sandbox.person('ann');
    await ann.mode('#castle', '+if', '#random');
    await ann.join('#hall');
    await ann.mode('#hall', '+b', 'cat!*@*$#random');
    const client = await registered(sandbox, 'cat');

    client.send('JOIN #castle', 'PART #random', 'JOIN #hall');

    await client.sees(/ 470 cat #castle #random /);
    await client.sees(/ JOIN #random$/);
    await client.sees(/ 470 cat #hall #random /);
    await client.sees(/ JOIN #random$/);
  });

  test('meets the numeric that a script asked for, as often as it asked', async () => {
    const sandbox = await testNetwork();
    sandbox.oper.refuse('JOIN', 437, { target: '#Castle', times: 2 });
    sandbox.oper.refuse('PRIVMSG', 404);
    const client = await registered(sandbox, 'cat', { channels: ['#random'] });

    client.send(
      'JOIN #castle',
      'JOIN #castle',
      'JOIN #castle',
      'PRIVMSG #random :hi',
      'PRIVMSG #random :ho',
    );

    await client.sees(/ 437 cat #castle /);
    await client.sees(/ 437 cat #castle /);
    await client.sees(/ 366 cat #castle /);
    await client.sees(/ 404 cat #random /);
    await sandbox.person('ann').hears('#random', /^ho$/);
  });

  test('leaves with PART, JOIN 0, and tells a stranger 403 and 442', async () => {
    const client = await registered(await testNetwork(), 'cat', {
      channels: ['#castle', '#random'],
    });

    client.send('PART #castle', 'PART #castle', 'PART #nowhere', 'JOIN 0');

    expect(await client.sees(/ PART /)).toBe(':cat!~cat@127.0.0.1 PART #castle');
    await client.sees(/ 442 cat #castle /);
    await client.sees(/ 403 cat #nowhere /);
    await client.sees(/ PART #random :/);
  });
});

describe('modes', () => {
  test('change several at once and are announced as they were made', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    await sandbox.person('ann').mode('#castle', '+oh-v+lm', 'bob', 'carol', 'cat', '20');

    await client.sees(/^:ann!ann@\S+ MODE #castle \+ohlm bob carol 20$/);
    client.send('MODE #castle', 'NAMES #castle');
    await client.sees(/ 324 cat #castle \+ntml 20$/);
    await client.sees(/ 329 cat #castle \d+$/);
    await client.sees(/ 353 cat = #castle :@ann @bob %carol cat$/);
  });

  test('list bans, exceptions, invitations and quiets', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });
    await sandbox.person('ann').mode('#castle', '+beIq', 'x', '*@y', 'z!*@*', 'w@v');

    client.send('MODE #castle b', 'MODE #castle +e', 'MODE #castle I', 'MODE #castle q');

    await client.sees(/ 367 cat #castle x!\*@\* ann!\S+ \d+$/);
    await client.sees(/ 368 cat #castle /);
    await client.sees(/ 348 cat #castle \*!\*@y /);
    await client.sees(/ 349 /);
    await client.sees(/ 346 cat #castle z!\*@\* /);
    await client.sees(/ 347 /);
    await client.sees(/ 728 cat #castle q \*!w@v /);
    await client.sees(/ 729 cat #castle q /);
  });

  test('are for operators only, half-operators make no operators, strangers get 482, 441, 472', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    client.send('MODE #castle +m', 'KICK #castle bob', 'TOPIC #castle :mine');
    await client.sees(/ 482 cat #castle /);
    await client.sees(/ 482 cat #castle /);
    await client.sees(/ 482 cat #castle /);
    sandbox.oper.samode('#castle', '+h', 'cat');
    await client.sees(/^:irc\.sandbox\.test MODE #castle \+h cat$/);
    client.send(
      'MODE #castle +v bob',
      'MODE #castle +o cat',
      'KICK #castle ann',
      'MODE #castle +Z',
    );

    await client.sees(/ MODE #castle \+v bob$/);
    await client.sees(/ 482 cat #castle /);
    await client.sees(/ 482 cat #castle /);
    await client.sees(/ 472 cat Z /);
  });

  test('take no more parameters than MODES says', async () => {
    const sandbox = await testNetwork({ rules: { modesPerLine: 2 } });
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    await sandbox.person('ann').mode('#castle', '+bbb', 'a', 'b', 'c');

    await client.sees(/ MODE #castle \+bb a!\*@\* b!\*@\*$/);
  });

  test('with five prefixes show all of them to who asked for multi-prefix', async () => {
    const sandbox = await testNetwork({ rules: { prefix: '(qaohv)~&@%+' } });
    const client = await registered(sandbox, 'cat', {
      caps: 'multi-prefix userhost-in-names',
      channels: ['#castle'],
    });

    sandbox.oper.samode('#castle', '+qv', 'ann', 'ann');
    client.send('NAMES #castle');

    await client.sees(/ MODE #castle \+qv ann ann$/);
    await client.sees(/ 353 cat = #castle :~@\+ann!ann@ann\.users\.sandbox\.test bob!/);
  });

  test('of a user are his own: i, B, x; never o', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { caps: 'chghost', channels: ['#castle'] });

    client.send(
      'MODE cat +iBo',
      'MODE cat',
      'MODE ann +i',
      'MODE cat +Q',
      'MODE cat +x',
      'WHOIS cat',
    );

    await client.sees(/ MODE cat \+iB$/);
    await client.sees(/ 221 cat \+iB$/);
    await client.sees(/ 502 cat /);
    await client.sees(/ 501 cat Q /);
    await client.sees(/CHGHOST ~cat \S+\.cloak\.irc\.sandbox\.test$/);
    await client.sees(/ 396 cat \S+\.cloak\.irc\.sandbox\.test :/);
    await client.sees(/ 335 cat cat /);
  });
});

describe('kicks, topics, lists', () => {
  test('a kick reaches everyone with its reason, and the kicked can come back', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    await sandbox.person('ann').kick('#castle', 'cat', 'shoo');

    expect(await client.sees(/ KICK /)).toMatch(/^:ann!ann@\S+ KICK #castle cat :shoo$/);
    sandbox.oper.sajoin('cat', '#castle');
    await client.sees(/ JOIN #castle$/);
    sandbox.oper.sakick('cat', '#castle');
    await client.sees(/^:irc\.sandbox\.test KICK #castle cat :$/);
  });

  test('a topic is set, asked for, and emptied', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { channels: ['#castle'] });

    await sandbox.person('ann').topic('#castle', 'Feast at eight');
    await client.sees(/^:ann!\S+ TOPIC #castle :Feast at eight$/);
    await sandbox.person('ann').topic('#castle', '');
    client.send('TOPIC #castle');

    await client.sees(/ TOPIC #castle :$/);
    await client.sees(/ 331 cat #castle /);
  });

  test('LIST shows sizes and topics, and hides the secret', async () => {
    const sandbox = await testNetwork();
    await sandbox.person('ann').mode('#random', '+s');
    const client = await registered(sandbox, 'cat');

    client.send('LIST', 'LIST >5');

    await client.sees(/ 322 cat #castle 3 :The great hall$/);
    expect(await client.sees(/ 32[23] /)).toContain(' 323 ');
    await client.sees(/ 321 /);
    expect(await client.sees(/ 32[23] /)).toContain(' 323 ');
  });
});
