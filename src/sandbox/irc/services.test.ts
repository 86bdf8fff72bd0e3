import { describe, expect, test } from 'vitest';
import { registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

const nickServ = /^:NickServ!services@services\.irc\.sandbox\.test NOTICE/;

describe('NickServ', () => {
  test('asks who takes a registered nick, and marks who identifies', async () => {
    const sandbox = await testNetwork();
    sandbox.services.register('cat', 'miaow');
    const cat = await registered(sandbox, 'cat', { caps: 'account-notify' });

    expect(await cat.sees(nickServ)).toContain('This nickname is registered');
    cat.send('PRIVMSG NickServ :IDENTIFY wrong', 'PRIVMSG nickserv :identify miaow');

    await cat.sees(/Invalid password/);
    await cat.sees(/ 900 cat cat!~cat@\S+ cat :You are now logged in as cat$/);
    await cat.sees(/ MODE cat \+r$/);
    await cat.sees(/^:cat!\S+ ACCOUNT cat$/);
    await cat.sees(/now identified/);
    cat.send('PRIVMSG NickServ :LOGOUT');
    await cat.sees(/ 901 cat /);
    await cat.sees(/ MODE cat -r$/);
  });

  test('registers a nick and groups another', async () => {
    const sandbox = await testNetwork();
    const cat = await registered(sandbox, 'cat');

    cat.send('PRIVMSG NickServ :REGISTER miaow cat@example.org');
    await cat.sees(/ 900 cat /);
    cat.send('NICK tom', 'PRIVMSG NickServ :GROUP');

    await cat.sees(/tom is now registered to your account/);
    expect(sandbox.client('tom').account).toBe('cat');
  });

  test('ghosts, regains and releases for the owner only', async () => {
    const sandbox = await testNetwork();
    sandbox.services.register('cat', 'miaow');
    const thief = await registered(sandbox, 'cat');
    const owner = await registered(sandbox, 'tom');

    owner.send('PRIVMSG NickServ :GHOST cat wrong', 'PRIVMSG NickServ :GHOST cat miaow');
    await owner.sees(/You may not do that to cat/);
    await owner.sees(/cat has been ghosted/);
    await thief.sees(/^ERROR :/);
    const again = await registered(sandbox, 'cat');
    owner.send('PRIVMSG NickServ :REGAIN cat miaow');
    await again.sees(/^ERROR :/);
    await owner.sees(/^:tom!\S+ NICK cat$/);

    sandbox.services.hold('tom');
    owner.send('NICK tom');
    await owner.sees(/ 437 cat tom /);
    sandbox.services.register('tom', 'purr');
    owner.send('PRIVMSG NickServ :RELEASE tom purr');
    await owner.sees(/tom has been released/);
    owner.send('NICK tom');
    await owner.sees(/ NICK tom$/);
  });
});

test('NickServ takes a nick away from who does not identify in time, and holds it', async () => {
  const sandbox = await testNetwork({ rules: { enforceNicksAfterMs: 60 } });
  sandbox.services.register('cat', 'miaow');
  const thief = await registered(sandbox, 'cat');
  await thief.sees(nickServ);

  await thief.sees(/^:cat!\S+ NICK Guest\d{5}$/);
  thief.send('NICK cat');
  await thief.sees(/ 437 Guest\d+ cat /);
  thief.send('PRIVMSG NickServ :REGAIN cat miaow');

  await thief.sees(/^:Guest\d+!\S+ NICK cat$/);
});

describe('ChanServ', () => {
  test('ops, unbans and invites who has access, and nobody else', async () => {
    const sandbox = await testNetwork();
    sandbox.services.grant('#castle', 'bot');
    await sandbox.person('ann').mode('#castle', '+bi', 'bot!*@*');
    const bot = await registered(sandbox, 'bot');
    bot.send('PRIVMSG ChanServ :UNBAN #castle');
    await bot.sees(/not authorized/);

    sandbox.oper.login('bot', 'bot');
    bot.send('PRIVMSG ChanServ :UNBAN #castle', 'PRIVMSG ChanServ :INVITE #castle');
    await bot.sees(/^:ChanServ!\S+ INVITE bot #castle$/);
    bot.send('JOIN #castle', 'PRIVMSG ChanServ :OP #castle');

    await bot.sees(/ MODE #castle \+o bot$/);
    expect(await sandbox.person('ann').mode('#castle', 'b')).toMatchObject({ ok: true });
    bot.send('MODE #castle b', 'PRIVMSG ChanServ :OP #nowhere', 'PRIVMSG ChanServ :DANCE');
    expect(await bot.sees(/ 36[78] /)).toContain(' 368 ');
    await bot.sees(/#nowhere is not registered/);
    await bot.sees(/Known commands/);
  });
});
