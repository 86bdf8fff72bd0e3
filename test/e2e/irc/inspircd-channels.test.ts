import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { channelId } from '../../../src/base/ids.ts';
import { type Inspircd, inspircd, oper } from '../../support/inspircd.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

let server: Inspircd;
let ann: IrcClient;
let count = 0;
let castellan: Bot | undefined;

/** An own channel and an own nick for each test: they share one server. */
const fresh = () => {
  count += 1;
  return { channel: `#room${count}`, nick: `castle${count}` };
};

beforeAll(async () => {
  server = await inspircd({
    modules: ['kicknorejoin', 'noctcp', 'hostcycle', 'knock'],
    extra: '<kicknorejoin maxtime="10s"><badnick nick="reserved*" reason="Reserved">',
  });
  ann = await ircClient({ port: server.port, nick: 'ann' });
  ann.send(`OPER ${oper.name} ${oper.password}`);
  await ann.hears(/ 381 /);
});
afterEach(async () => {
  await castellan?.stop();
  castellan = undefined;
});
afterAll(async () => {
  ann.close();
  await server.stop();
});

async function enter(
  { channel, nick }: ReturnType<typeof fresh>,
  more: Omit<Partial<BotOptions>, 'config'> & { config?: Partial<BotOptions['config']> } = {},
): Promise<Bot> {
  ann.forget();
  ann.send(`JOIN ${channel}`);
  await ann.hears(/ 366 /);
  castellan = bot({
    echo: true,
    ...more,
    config: { server: `127.0.0.1:${server.port}`, nick, channels: [channel], ...more.config },
  });
  await castellan.online();
  return castellan;
}

const warning = (it: Bot, pattern: RegExp) =>
  it.until(
    () => it.platform.status().warnings.find((text) => pattern.test(text)),
    `warning ${String(pattern)}`,
  );

test('row 21: kicked, it comes back a few times and then stays out; the reason may be empty', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick }, { tuning: { maxRejoins: 2, rejoinAfterMs: 50 } });
  for (const reason of [':', ':out', ':again']) {
    await ann.hears(new RegExp(`^:${nick}!\\S+ JOIN :?${channel}`));
    ann.send(`KICK ${channel} ${nick} ${reason}`);
  }
  await warning(it, /too often/);
  expect(it.events.filter(({ kind }) => kind === 'space-left')).toHaveLength(3);
});

test('row 21: a channel that lets nobody back at once is tried again after the wait', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick }, { tuning: { rejoinAfterMs: 400 } });
  await it.joined(channel);
  ann.send(`MODE ${channel} +J 2`);
  await ann.hears(/MODE \S+ \+J/);
  ann.send(`SAKICK ${channel} ${nick} :by the server`);
  await warning(it, /not just now|kicked the bot/);
  await it.until(
    () => it.events.filter(({ kind }) => kind === 'space-joined').length === 2,
    'coming back',
  );
});

test('row 22: banned, it says so, asks rarely and does not hammer', async () => {
  const { channel, nick } = fresh();
  ann.send(`JOIN ${channel}`);
  ann.send(`MODE ${channel} +b ${nick}!*@*`);
  const it = await enter({ channel, nick }, { config: { chanserv: true } });
  await warning(it, /the bot is banned there/);
  await expect(it.platform.say(channelId(`net/${channel}`), { say: 'x' })).rejects.toMatchObject({
    code: 'platform-refused',
  });
  ann.send(`MODE ${channel} -b ${nick}!*@*`);
  ann.send(`INVITE ${nick} ${channel}`);
  await it.joined(channel);
});

test('row 23: a key opens +k, an invitation opens +i, and only the trusted can invite elsewhere', async () => {
  const { channel, nick } = fresh();
  ann.send(`JOIN ${channel}`);
  ann.send(`MODE ${channel} +k sesame`);
  const it = await enter(
    { channel, nick },
    { config: { channels: [{ name: channel, key: 'sesame' }], trustInvitesFrom: ['ann!*@*'] } },
  );
  await it.joined(channel);
  const mallory = await ircClient({ port: server.port, nick: `mallory${count}` });
  mallory.send(`JOIN #trap${count}`);
  await mallory.hears(/ 366 /);
  mallory.send(`INVITE ${nick} #trap${count}`);
  ann.send(`JOIN #other${count}`);
  ann.send(`INVITE ${nick} #other${count}`);
  await it.joined(`#other${count}`);
  expect(
    it.events.some((event) => event.kind === 'space-joined' && event.name === `#trap${count}`),
  ).toBe(false);
  mallory.close();
});

test('row 23: invite-only and full channels are asked again, and an invitation is followed at once', async () => {
  const { channel, nick } = fresh();
  ann.send(`JOIN ${channel}`);
  ann.send(`MODE ${channel} +i`);
  const it = await enter({ channel, nick }, { tuning: { joinRetryMs: 60_000 } });
  await warning(it, /invited people only/);
  ann.send(`INVITE ${nick} ${channel}`);
  await it.joined(channel);
  expect(it.platform.status().warnings).toEqual([]);
});

test('row 23: where it may not speak, the caller is told and nothing is repeated', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.send(`MODE ${channel} +m`);
  await ann.hears(/\+m/);
  await it.platform.say(channelId(`net/${channel}`), { say: 'lost' });
  await warning(it, /does not let the bot speak/);
  await expect(it.platform.say(channelId(`net/${channel}`), { say: 'x' })).rejects.toThrow(
    /does not let the bot speak/,
  );
});

test('row 24: too many channels: the rest is dropped and said', async () => {
  const { channel, nick } = fresh();
  const many = Array.from({ length: 103 }, (_, at) => `#many${count}-${at}`);
  const it = await enter({ channel, nick }, { config: { channels: many } });
  await it.until(() => it.platform.status().spaces === 100, 'joining as many as it may');
  await it.until(() => it.platform.status().warnings.length === 3, 'three warnings');
  expect(it.platform.status().warnings[0]).toMatch(/allows no more channels/);
});

test('row 25: sent on to another channel, it follows and speaks there', async () => {
  const { channel, nick } = fresh();
  ann.send(`JOIN ${channel},${channel}-over`);
  ann.send(`MODE ${channel} +lL 1 ${channel}-over`);
  const it = await enter({ channel, nick });
  await it.joined(`${channel}-over`);
  await warning(it, /sent the bot on to/);
  await it.platform.say(channelId(`net/${channel}`), { say: 'hello over there' });
  await ann.hears(new RegExp(`PRIVMSG ${channel}-over :hello over there`));
});

test('row 25: banned with a redirect, and told to leave such channels, it leaves', async () => {
  const { channel, nick } = fresh();
  ann.send(`JOIN ${channel},${channel}-over`);
  ann.send(`MODE ${channel} +b ${nick}!*@*${channel}-over`);
  const it = await enter({ channel, nick }, { config: { forwards: 'leave' } });
  await ann.hears(new RegExp(`^:${nick}!\\S+ PART :?${channel}-over`));
  await warning(it, /banned there|sends the bot on/);
});

test('row 26: forced joins and parts are followed, and left again where so configured', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.send(`SAJOIN ${nick} #forced${count}`);
  await it.joined(`#forced${count}`);
  ann.send(`SAPART ${nick} ${channel} :out`);
  await warning(it, /taken out of/);
  await it.until(() => it.platform.status().spaces === 1, 'leaving');
  await it.stop();
  const shy = await enter(fresh(), { config: { forcedJoins: 'leave', nick: `shy${count}` } });
  ann.send(`SAJOIN shy${count} #forced${count}`);
  ann.send(`JOIN #forced${count}`);
  await ann.hears(new RegExp(`^:shy${count}!\\S+ PART :?#forced${count}`));
  await shy.stop();
});

test('rows 36 and 37: standing follows MODE lines with many changes, by the prefixes of this network', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  const standing = async () => {
    const before = it.messages().length;
    ann.send(`PRIVMSG ${channel} :now`);
    await it.until(() => it.messages().length > before, 'hearing ann');
    return it.messages().at(-1)?.actor.standing;
  };
  expect(await standing()).toBe('administrator');
  const bert = await ircClient({ port: server.port, nick: `bert${count}` });
  bert.send(`JOIN ${channel}`);
  await bert.hears(/ 366 /);
  ann.send(`SAMODE ${channel} +qoh-v+l ann bert${count} bert${count} ann 77`);
  await ann.hears(/MODE .*\+.*77/);
  expect(await standing()).toBe('owner');
  ann.send(`SAMODE ${channel} -qo+h-k ann ann ann x`);
  await ann.hears(/MODE .*-/);
  expect(await standing()).toBe('moderator');
  ann.send(`MODE ${channel} -h+v ann ann`);
  ann.send(`SAMODE ${channel} -h+v ann ann`);
  await ann.hears(/MODE .*\+v/);
  expect(await standing()).toBe('helper');
  bert.send(`PRIVMSG ${channel} :me too`);
  await it.until(() => it.messages().at(-1)?.text === 'me too', 'hearing bert');
  expect(it.messages().at(-1)?.actor.standing).toBe('administrator');
  ann.send(`SAMODE ${channel} +o ${nick}`);
  await ann.hears(/MODE .*\+o/);
  bert.send(`PRIVMSG @${channel} :!echo among us`);
  bert.forget();
  await it.until(() => it.messages().at(-1)?.text === '!echo among us', 'hearing the operators');
  expect(it.messages().at(-1)?.where.name).toBe(channel);
  bert.close();
});

test('row 39: a changed host keeps who is there, and the bot measures its own lines by its new mask', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.send(`CHGHOST ${nick} ${'long.'.repeat(10)}example`);
  ann.send(`CHGIDENT ${nick} otherident`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  ann.send(`PRIVMSG ${channel} :!echo ${'word '.repeat(88)}`);
  const first = await ann.hears(/^:\S+ PRIVMSG \S+ :ann: word/);
  const second = await ann.hears(/^:\S+ PRIVMSG \S+ :word/);
  expect(first).toContain('!otherident@long.');
  expect(Buffer.byteLength(first) + 2).toBeLessThanOrEqual(512);
  expect(
    `${first.replace(/^.* PRIVMSG \S+ :ann: /, '')} ${second.replace(/^.* PRIVMSG \S+ :/, '')}`.match(
      /word/g,
    ),
  ).toHaveLength(88);
  const joins = it.events.filter(({ kind }) => kind === 'member-joined' || kind === 'member-left');
  ann.send('CHGHOST ann new.host.of.ann');
  ann.send(`PRIVMSG ${channel} :after`);
  await it.until(() => it.messages().at(-1)?.text === 'after', 'hearing ann again');
  expect(it.messages().at(-1)?.actor.id).toBe('irc:net:host:ann@new.host.of.ann');
  expect(
    it.events.filter(({ kind }) => kind === 'member-joined' || kind === 'member-left'),
  ).toHaveLength(joins.length);
});

test('row 41: real names change without a trace, nicks are followed', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  const zoe = await ircClient({ port: server.port, nick: `zoe${count}` });
  zoe.send(`JOIN ${channel}`);
  await it.until(() => it.events.some(({ kind }) => kind === 'member-joined'), 'zoe joining');
  ann.send(`CHGNAME zoe${count} :Another name`);
  zoe.send(`NICK zara${count}`);
  const renamed = await it.until(
    () => it.events.find((event) => event.kind === 'renamed'),
    'the new nick',
  );
  expect(renamed).toMatchObject({
    before: { name: `zoe${count}` },
    actor: { name: `zara${count}` },
  });
  zoe.close();
});

test('rows 27 and 29: raw bytes become text, and long lines cut by the server are read', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.send(
    Buffer.concat([
      Buffer.from(`PRIVMSG ${channel} :caf`),
      Buffer.from([0xe9, 0x20, 0xff, 0xfe, 0x80]),
      Buffer.from('\r\n'),
    ]),
  );
  await it.until(() => it.messages().at(-1)?.text === 'café ÿþ€', 'hearing windows-1252');
  ann.send(`PRIVMSG ${channel} :${'ä'.repeat(300)}`);
  await it.until(() => (it.messages().at(-1)?.text.length ?? 0) > 200, 'hearing the cut line');
  ann.send(`PRIVMSG ${channel} :\x02bold\x02 \x0304,01red\x03 plain`);
  await it.until(() => it.messages().at(-1)?.text === 'bold red plain', 'hearing without codes');
});

test('row 33: CTCP questions get few answers, notices and channels none', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.forget();
  for (let at = 0; at < 50; at += 1) ann.send(`PRIVMSG ${nick} :\x01VERSION\x01`);
  ann.send(`PRIVMSG ${channel} :\x01VERSION\x01`);
  ann.send(`NOTICE ${nick} :\x01PING 1\x01`);
  ann.send(`PRIVMSG ${nick} :\x01PING no end`);
  ann.send(`PRIVMSG ${channel} :!echo done`);
  await ann.hears(/ann: done/);
  expect(
    ann.lines.filter((line) => line.startsWith(`:${nick}!`) && line.includes('NOTICE ann')),
  ).toHaveLength(3);
});

test('row 34: bots and our own echo are not answered', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick }, { config: { echo: true } });
  await it.joined(channel);
  const robot = await ircClient({ port: server.port, nick: `robot${count}` });
  robot.send(`MODE robot${count} +B`);
  robot.send(`JOIN ${channel}`);
  await robot.hears(/ 366 /);
  robot.send(`PRIVMSG ${channel} :hello`);
  robot.send(`NOTICE ${channel} :!echo loop`);
  await it.platform.say(channelId(`net/${channel}`), { say: '!echo to myself' });
  await it.until(() => it.messages().length >= 2, 'hearing the robot');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(
    it.messages().map(({ text, unanswerable, actor }) => [text, unanswerable, actor.bot]),
  ).toEqual([
    ['hello', false, true],
    ['!echo loop', true, true],
  ]);
  robot.close();
});

test('direct talk, private answers and long cards with "more"', async () => {
  const { channel, nick } = fresh();
  const it = await enter({ channel, nick });
  await it.joined(channel);
  ann.send(`PRIVMSG ${nick} :!echo hi`);
  await ann.hears(new RegExp(`^:${nick}!\\S+ PRIVMSG ann :hi$`));
  const said = it.messages()[0]!;
  expect(said.where).toMatchObject({ channel: 'net/@ann', name: 'ann' });
  expect(said.where.space).toBeUndefined();
  ann.send(`PRIVMSG ${channel} :${nick.toUpperCase()}, help me`);
  await it.until(() => it.messages().at(-1)?.addressed === 'help me', 'being addressed');
  const { reply } = it.messages().at(-1)!;
  await it.platform.reply(reply, { say: 'for you' }, { private: true });
  await ann.hears(/NOTICE ann :for you$/);
  await it.platform.reply(reply, {
    title: 'List',
    lines: Array.from({ length: 8 }, (_, at) => `line **${at}**`),
    fields: [{ name: 'sum', value: '8' }],
  });
  await ann.hears(new RegExp(`PRIVMSG ${channel} :ann: \x02List\x02$`));
  await ann.hears(/PRIVMSG \S+ :line \x023\x02$/);
  await ann.hears(/5 more lines: say "more"$/);
  expect(await it.platform.more(reply)).toEqual({});
  await ann.hears(/PRIVMSG \S+ :sum: 8$/);
  expect(await it.platform.more(reply)).toBeUndefined();
});
