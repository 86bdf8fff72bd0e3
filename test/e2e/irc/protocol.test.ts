import { afterEach, expect, test } from 'vitest';
import { CastellanError } from '../../../src/base/errors.ts';
import { actorId, channelId } from '../../../src/base/ids.ts';
import {
  type FakeIrcServer,
  type FakeLink,
  type FakeOptions,
  fakeIrcServer,
} from '../../support/fake-irc-server.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';

let server: FakeIrcServer | undefined;
let castellan: Bot | undefined;

afterEach(async () => {
  await castellan?.stop();
  await server?.stop();
});

async function inCastle(
  options: FakeOptions = {},
  more: Omit<Partial<BotOptions>, 'config'> & { config?: Partial<BotOptions['config']> } = {},
): Promise<{ link: FakeLink; it: Bot }> {
  server = await fakeIrcServer(options);
  castellan = bot({
    echo: true,
    ...more,
    config: { server: `127.0.0.1:${server.port}`, channels: ['#c'], ...more.config },
  });
  await castellan.joined('#c');
  const link = await server.link(1);
  await link.settled();
  return { link, it: castellan };
}

const here = channelId('net/#c');
const standings = (it: Bot) => it.messages().map(({ actor }) => [actor.name, actor.standing]);

test('row 2: services are asked for the nick once, and it is taken when MONITOR says that it is free', async () => {
  const { link } = await inCastle(
    {
      isupport: 'CHANTYPES=# PREFIX=(ov)@+ MONITOR=100',
      calls: 'castellan_',
      caps: 'sasl',
      answer(line, link) {
        if (line === 'NICK castellan' && !link.lines.includes('CAP END'))
          link.send(':s 433 * castellan :taken');
        if (line === 'AUTHENTICATE PLAIN') link.send('AUTHENTICATE +');
        else if (line.startsWith('AUTHENTICATE '))
          link.send(':s 900 castellan_ x castle :in', ':s 903 castellan_ :ok');
        return line.startsWith('NICK') || line.startsWith('AUTHENTICATE');
      },
    },
    {
      config: {
        sasl: { mechanism: 'plain', account: 'castle', password: 'pw' },
        nickserv: { mask: 'NickServ!services@services.net', regain: 'ghost' },
      },
    },
  );
  await link.hears(/^MONITOR \+ castellan$/);
  link.send(':s 730 castellan_ :castellan!x@y', ':s 731 castellan_ :castellan');
  await link.hears(/^NICK castellan$/);
  link.send(':castellan_!c@bot.host NICK castellan');
  await link.hears(/^MONITOR - castellan$/);
  expect(link.lines.filter((line) => line.startsWith('PRIVMSG NickServ'))).toEqual([
    'PRIVMSG NickServ :GHOST castellan',
  ]);
});

test('row 4: a network that keeps forcing the nick is not fought for ever', async () => {
  const { link, it } = await inCastle({}, { tuning: { regainAfterMs: 10 } });
  let nick = 'castellan';
  for (let at = 0; at < 4; at += 1) {
    link.send(`:${nick}!c@bot.host NICK forced${at}`);
    nick = `forced${at}`;
    await link.settled();
  }
  await it.until(
    () => it.platform.status().warnings.some((text) => text.includes('keeps changing the nick')),
    'giving in',
  );
});

test('rows 19 and 20: batches of a split and of its healing are quiet, and so are hidden server names', async () => {
  const { link, it } = await inCastle({ caps: 'batch' });
  link.send(
    ':s BATCH +1 netsplit a.net b.net',
    '@batch=1 :ann!a@h QUIT :whatever',
    ':s BATCH -1',
    ':bob!b@h QUIT :*.net *.split',
    ':s BATCH +2 netjoin a.net b.net',
    '@batch=2 :ann!a@h JOIN #c',
    ':s BATCH -2',
    ':bob!b@h JOIN #c',
    ':late!l@h JOIN #c',
    ':late!l@h QUIT :Quit: a.net b.net',
    ':s MODE #c +o ann',
    ':ann!a@h PRIVMSG #c :back',
  );
  await it.until(() => it.messages().length === 1, 'hearing ann');
  const members = it.events.flatMap((event) =>
    event.kind === 'member-joined' || event.kind === 'member-left'
      ? [[event.kind, event.actor.name, event.quiet]]
      : [],
  );
  expect(members).toEqual([
    ['member-left', 'ann', true],
    ['member-left', 'bob', true],
    ['member-joined', 'ann', true],
    ['member-joined', 'bob', true],
    ['member-joined', 'late', true],
    ['member-left', 'late', false],
  ]);
  expect(standings(it)).toEqual([['ann', 'administrator']]);
});

test('row 33: nested CTCP, CTCP from a server, and an action', async () => {
  const { link, it } = await inCastle();
  link.send(
    ':irc.fake.test PRIVMSG castellan :\x01VERSION\x01',
    ':ann!a@h PRIVMSG castellan :\x01\x01VERSION\x01\x01',
    ':ann!a@h PRIVMSG castellan :\x01PING a\x01b\x01',
    ':ann!a@h PRIVMSG #c :\x01ACTION !echo waves\x01',
  );
  await link.hears(/^NOTICE ann :\x01PING a\x01$/);
  await link.settled();
  expect(link.lines.filter((line) => line.includes('VERSION'))).toEqual([]);
  expect(it.messages()).toMatchObject([{ text: '!echo waves', unanswerable: true }]);
});

test('row 35: keys are folded again when the case mapping comes after the first JOIN, also an unknown one', async () => {
  const { link, it } = await inCastle(
    { isupport: 'CASEMAPPING=ascii', names: 'b[t' },
    { config: { channels: ['#c'] } },
  );
  link.send(
    ':castellan!c@h JOIN #x[y]',
    ':s 366 castellan #x[y] :End',
    ':s 005 castellan CASEMAPPING=rfc1459-strict :are supported',
  );
  link.send(
    ':b{t!b@h PRIVMSG #X{Y} :one',
    ':s 005 castellan CASEMAPPING=never-heard-of :are supported',
    ':b{t!b@h PRIVMSG #X{Y} :two',
  );
  await it.until(() => it.messages().length === 2, 'hearing');
  expect(it.messages().map(({ where }) => where.name)).toEqual(['#x[y]', '#x[y]']);
  expect(it.platform.status().members).toBe(2);
});

test.each([
  ['PREFIX=(ov)@+', '@ann', 'administrator'],
  ['PREFIX=', 'ann', 'member'],
  ['PREFIX', 'ann', 'member'],
  ['', '@ann', 'administrator'],
  ['PREFIX=(yqaohv)!~&@%+', '!ann', 'administrator'],
  ['PREFIX=(qaohv)~&@%+ CHANTYPES=#&~', '~@ann', 'owner'],
  ['PREFIX=(ohv)@%+', '%ann', 'moderator'],
  ['PREFIX=nonsense', '+ann', 'helper'],
])('row 36: with %s the entry %s is an %s', async (isupport, names, standing) => {
  const { link, it } = await inCastle({ isupport, names });
  link.send(':ann!a@h PRIVMSG #c :hi');
  await it.until(() => it.messages().length === 1, 'hearing');
  expect(standings(it)).toEqual([['ann', standing]]);
});

test('row 36: a message to the operators alone is answered to them alone', async () => {
  const { link } = await inCastle({ isupport: 'STATUSMSG=@+ PREFIX=(ov)@+' });
  link.send(':ann!a@h PRIVMSG @#c :!echo secret');
  await link.hears(/^PRIVMSG @#c :ann: secret$/);
});

test('row 37: without multi-prefix the names are read again when a mode is lost', async () => {
  const { link, it } = await inCastle();
  link.send(':s MODE #c -o ann');
  await link.hears(/^NAMES #c$/);
  link.send(
    ':s 353 castellan = #c :+ann castellan bob',
    ':ann!a@h PRIVMSG #c :hi',
    ':s MODE #c +k-v+l-k+Z ann',
    ':s MODE castellan +i',
    ':s MODE #c +ooooo',
  );
  await it.until(() => it.messages().length === 1, 'hearing');
  expect(standings(it)).toEqual([['ann', 'helper']]);
});

test('row 38: every kind of ISUPPORT token is read, taken back, and forgotten with the link', async () => {
  const { link, it } = await inCastle({
    isupport: 'CHANTYPES=#& PREFIX=(ov)@+ NETWORK=A\\x20B LINELEN=2048',
  });
  link.send(
    ':s 005 castellan -LINELEN CHANTYPES STATUSMSG CHANMODES CLIENTTAGDENY CASEMAPPING PREFIX=(ov)@+ :are supported',
    ':s 005 castellan NICKLEN=abc MODES= -UNKNOWN = =x -  :are supported',
    ':ann!a@h PRIVMSG #c :!echo still',
  );
  await link.hears(/ann: still/);
  link.socket.destroy();
  await server?.link(2);
  await it.until(
    () => it.events.filter(({ kind }) => kind === 'space-joined').length === 2,
    'coming back',
  );
});

test('row 40: rights follow the account of the very line, and go with logout and with the nick', async () => {
  const { link, it } = await inCastle({
    caps: 'account-tag account-notify extended-join message-tags',
  });
  link.send(
    '@account=Ann :ann!a@h PRIVMSG #c :with',
    ':ann!a@h PRIVMSG #c :without',
    ':zoe!z@h JOIN #c * :Zoe',
    ':bob!b@h NICK other',
    '@account=Thief :bob!thief@h PRIVMSG #c :other',
    ':s CAP castellan DEL :account-tag',
    ':zoe!z@h ACCOUNT Zoe',
    ':zoe!z@h PRIVMSG #c :in',
    ':zoe!z@h ACCOUNT *',
    ':zoe!z@h PRIVMSG #c :out',
    ':yan!y@h JOIN #c Yan :Yan',
    ':yan!y@h PRIVMSG #c :in',
    ':yan!y@h QUIT :bye',
    ':yan!evil@h PRIVMSG #c :impostor',
  );
  await it.until(() => it.messages().length === 7, 'hearing all');
  expect(it.messages().map(({ actor }) => [actor.id, actor.identified])).toEqual([
    ['irc:net:account:ann', true],
    ['irc:net:host:a@h', false],
    ['irc:net:account:thief', true],
    ['irc:net:account:zoe', true],
    ['irc:net:host:z@h', false],
    ['irc:net:account:yan', true],
    ['irc:net:host:evil@h', false],
  ]);
});

test('row 40: without account-notify nobody is taken for logged in by what was true once', async () => {
  const { link, it } = await inCastle({
    caps: 'extended-join',
    isupport: 'WHOX PREFIX=(ov)@+ BOT=B',
  });
  await link.hears(/^WHO #c %/);
  link.send(
    ':zoe!z@h JOIN #c Zoe :Zoe',
    ':s 354 castellan 742 z h zoe H Zoe',
    ':s 354 castellan 742 r h bob HB Bob',
    ':zoe!z@h PRIVMSG #c :hi',
    ':bob!r@h PRIVMSG #c :hi',
  );
  await it.until(() => it.messages().length === 2, 'hearing');
  expect(it.messages().map(({ actor }) => [actor.identified, actor.bot])).toEqual([
    [false, false],
    [false, true],
  ]);
});

test('row 40: WHOX tells the accounts of those who were there before', async () => {
  const { link, it } = await inCastle({
    caps: 'account-notify extended-join',
    isupport: 'WHOX PREFIX=(ov)@+',
  });
  await link.hears(/^WHO #c %tuhnfa,742$/);
  link.send(
    ':s 354 castellan 742 a h ann H Ann',
    ':s 354 castellan 742 b h bob H 0',
    ':ann!a@h PRIVMSG #c :hi',
    ':bob!b@h PRIVMSG #c :hi',
  );
  await it.until(() => it.messages().length === 2, 'hearing');
  expect(it.messages().map(({ actor }) => actor.id)).toEqual([
    'irc:net:account:ann',
    'irc:net:host:b@h',
  ]);
  expect((await it.platform.findActor(it.messages()[0]!.where, 'ANN'))?.id).toBe(
    actorId('irc:net:account:ann'),
  );
  expect((await it.platform.findActor(it.messages()[0]!.where, 'irc:net:host:b@h'))?.name).toBe(
    'bob',
  );
  expect((await it.platform.findActor(it.messages()[0]!.where, 'account:ANN'))?.name).toBe('ann');
  expect(await it.platform.findActor(it.messages()[0]!.where, 'nobody')).toBeUndefined();
});

test('row 39: a host changed the old way, by QUIT and JOIN, is nobody leaving', async () => {
  const { link, it } = await inCastle();
  link.send(
    ':ann!a@h QUIT :Changing host',
    ':ann!a@new.host JOIN #c',
    ':ann!a@new.host PRIVMSG #c :hi',
  );
  await it.until(() => it.messages().length === 1, 'hearing');
  const members = it.events.flatMap((event) =>
    event.kind === 'member-joined' || event.kind === 'member-left' ? [event.quiet] : [],
  );
  expect(members).toEqual([true, true]);
  expect(it.messages()[0]?.actor.id).toBe('irc:net:host:a@new.host');
});

test('row 41: a channel that is renamed is known by its new name', async () => {
  const { link, it } = await inCastle();
  link.send(':ann!a@h RENAME #c #castle :better', ':ann!a@h PRIVMSG #castle :!echo hi');
  await link.hears(/^PRIVMSG #castle :ann: hi$/);
  expect(it.messages()[0]?.where).toMatchObject({ name: '#castle', space: 'irc:net:#castle' });
});

test('row 46: our own lines that come back are not heard, with labels or without', async () => {
  const { link, it } = await inCastle(
    { caps: 'echo-message labeled-response batch message-tags' },
    { config: { echo: true } },
  );
  expect(
    link.lines.some((line) => line.startsWith('CAP REQ :') && line.includes('echo-message')),
  ).toBe(true);
  link.send(
    ':castellan!c@very.long.host PRIVMSG #c :!echo me',
    '@label=x :CASTELLAN!c@very.long.host PRIVMSG #c :!echo me',
    ':ann!a@h PRIVMSG #c :!echo you',
  );
  await link.hears(/ann: you/);
  expect(it.messages()).toHaveLength(1);
});

test('row 53: only UTF-8 goes out, cut between characters, and what the server says of it is logged', async () => {
  const { link, it } = await inCastle({
    isupport: 'UTF8ONLY PREFIX=(ov)@+',
    caps: 'standard-replies',
  });
  await it.platform.say(here, { say: `\ud83d${'é👍🏽'.repeat(200)}` });
  await link.settled();
  const said = link.lines.filter((line) => line.startsWith('PRIVMSG #c'));
  expect(said.length).toBeGreaterThan(3);
  for (const line of said)
    expect(Buffer.byteLength(`:castellan!castellan@bot.host ${line}`) + 2).toBeLessThanOrEqual(512);
  expect(said.slice(1).join('').includes('\ufffd')).toBe(false);
  link.send(':s FAIL * INVALID_UTF8 :Message rejected');
  await it.until(() => it.log.some(({ facts }) => facts['code'] === 'INVALID_UTF8'), 'logging it');
});

test('row 29: the limit of a line follows LINELEN and the mask', async () => {
  const { link, it } = await inCastle({ isupport: 'LINELEN=2048 PREFIX=(ov)@+' });
  await it.platform.say(here, { say: 'x'.repeat(1900) });
  await link.hears(/^PRIVMSG #c :x{1900}$/);
});

test('row 54: while the network is away messages wait, but not too many and not too long', async () => {
  const { link, it } = await inCastle(
    {},
    { tuning: { maxQueuedLines: 10, offlineKeepMs: 200, retryBaseMs: 600 } },
  );
  link.socket.destroy();
  await it.until(() => it.platform.status().link.state === 'waiting', 'losing the link');
  const fates = Array.from({ length: 12 }, (_, at) =>
    it.platform.say(here, { say: `line ${at}` }).then(
      () => 'sent',
      (problem: unknown) => problem instanceof CastellanError && problem.code,
    ),
  );
  expect(await fates[10]).toBe('closed');
  const next = await server!.link(2);
  expect(await Promise.all(fates)).toEqual([
    ...Array.from({ length: 10 }, () => 'network'),
    'closed',
    'closed',
  ]);
  await it.until(() => it.platform.status().spaces === 1, 'coming back');
  expect(next.lines.filter((line) => line.startsWith('PRIVMSG'))).toEqual([]);
});

test('rows 10 and 11: PONG overtakes everything that waits to be sent', async () => {
  const { link, it } = await inCastle({}, { config: { pacing: { burst: 2, everyMs: 300 } } });
  for (let at = 0; at < 20; at += 1) it.platform.say(here, { say: `line ${at}` }).catch(() => {});
  const before = link.lines.length;
  await link.settled();
  expect(link.lines.length - before).toBeLessThan(5);
});

test('a wrong server password is said in words and not tried again soon', async () => {
  server = await fakeIrcServer({
    answer(line, link) {
      if (line.startsWith('USER'))
        link.send(':s 464 castellan :Password incorrect', 'ERROR :Closing link');
      return line.startsWith('USER');
    },
  });
  castellan = bot({ config: { server: `127.0.0.1:${server.port}`, password: 'guess-of-it' } });
  const link = await castellan.until(() => {
    const state = castellan?.platform.status().link;
    return state?.state === 'waiting' && state;
  }, 'being refused');
  expect(link.problem).toMatch(/does not take our password/);
  expect(link.retryAtMs - Date.now()).toBeGreaterThan(10 * 60_000);
  expect(JSON.stringify(castellan.log)).not.toContain('guess-of-it');
});

test('row 22 and 23: ChanServ is asked where so configured, and a knock is given', async () => {
  server = await fakeIrcServer({
    isupport: 'KNOCK PREFIX=(ov)@+',
    answer(line, link) {
      if (line.startsWith('JOIN'))
        link.send(
          ':s 473 castellan #c :Cannot join channel (+i)',
          ':s 474 castellan #d :Cannot join channel (+b)',
        );
      return line.startsWith('JOIN');
    },
  });
  castellan = bot({
    config: { server: `127.0.0.1:${server.port}`, channels: ['#c', '#d'], chanserv: true },
    tuning: { joinRetryMs: 60_000 },
  });
  const link = await server.link(1);
  await link.hears(/^PRIVMSG ChanServ :INVITE #c$/);
  await link.hears(/^KNOCK #c :/);
  await link.hears(/^PRIVMSG ChanServ :UNBAN #d$/);
  await link.settled();
  expect(link.lines.filter((line) => line.startsWith('JOIN'))).toEqual(['JOIN #c,#d']);
});

test('channels with odd names have ids that hold, and are spoken to by their own name', async () => {
  const { link, it } = await inCastle({}, { config: { channels: ['#c', '#100%'] } });
  link.send(
    ':castellan!c@h JOIN #a\u00a0b',
    ':s 366 castellan #a\u00a0b :End',
    ':ann!a\u2003b@h PRIVMSG #a\u00a0b :hi',
    ':ann!a@h PRIVMSG #100% :hi',
  );
  await it.until(() => it.messages().length === 2, 'hearing');
  expect(it.messages()[0]?.where.channel).toBe('net/#a%C2%A0b');
  for (const { where } of it.messages()) await it.platform.say(where.channel, { say: 'here' });
  await link.hears(/^PRIVMSG #a\u00a0b :here$/);
  await link.hears(/^PRIVMSG #100% :here$/);
});
