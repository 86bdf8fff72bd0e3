import { afterEach, expect, test } from 'vitest';
import {
  type FakeIrcServer,
  type FakeLink,
  fakeIrcServer,
  me,
} from '../../support/fake-irc-server.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';

let server: FakeIrcServer | undefined;
let castellan: Bot | undefined;

afterEach(async () => {
  await castellan?.stop();
  await server?.stop();
});

async function inCastle(
  options: Parameters<typeof fakeIrcServer>[0] = {},
  more: Partial<BotOptions> = {},
): Promise<{ link: FakeLink; castellan: Bot }> {
  server = await fakeIrcServer(options);
  castellan = bot({
    echo: true,
    ...more,
    config: { server: `127.0.0.1:${server.port}`, channels: ['#c'], ...more.config },
  });
  await castellan.joined('#c');
  return { link: await server.link(1), castellan };
}

const words = (
  'PASS NICK USER OPER SERVICE QUIT SQUIT JOIN PART TOPIC NAMES LIST INVITE KICK PRIVMSG NOTICE MOTD MODE WHO WHOIS ' +
  'PING PONG AWAY WALLOPS USERHOST ISON CAP AUTHENTICATE BATCH TAGMSG ACCOUNT CHGHOST SETNAME RENAME REDACT FAIL WARN ' +
  'NOTE ACK MARKREAD MONITOR METADATA KILL KNOCK STARTTLS'
).split(' ');
const numerics = (
  '001 002 003 004 005 010 042 221 251 254 263 265 301 302 303 305 311 312 315 317 319 321 322 323 324 329 330 331 332 333 ' +
  '335 341 346 348 349 352 353 354 366 367 368 372 375 376 378 381 396 401 403 404 405 406 411 412 417 421 422 431 432 433 ' +
  '436 437 441 442 443 451 461 462 464 470 471 473 474 475 476 477 480 482 489 520 671 730 731 732 734 900 901 902 903 904 905 906 907 908'
).split(' ');
const sources = ['', ':irc.fake.test ', ':ann!a@ann.host '];
const params: readonly string[] = [me, '#c', '+o', '__proto__', '', 'bob', 'x=y'];
const styles: readonly ((source: string, command: string, some: readonly string[]) => string)[] = [
  (source, command, some) => `${source}${command}${some.map((one) => ` ${one}`).join('')}`,
  (source, command, some) =>
    `${source}${command}${some
      .slice(0, -1)
      .map((one) => ` ${one}`)
      .join('')}${some.length > 0 ? ` :${some.at(-1) ?? ''}` : ' :'}`,
  (source, command, some) =>
    `@time=x;__proto__=1;batch=?;account ${source}${command.toLowerCase()}  ${some.join('  ')} `,
  (source, command, some) => `${source}${command} ${some.map(() => 'constructor').join(' ')}`,
];

test(
  'rows 42 to 46: 11,000 malformed lines leave it connected and answering',
  { timeout: 120_000 },
  async () => {
    const { link, castellan: it } = await inCastle();
    let count = 0;
    for (const command of [...words, ...numerics]) {
      for (const source of sources) {
        const lines: string[] = [];
        for (let amount = 0; amount < 8; amount += 1)
          for (const style of styles) lines.push(style(source, command, params.slice(0, amount)));
        // Being told that it has another nick, or was thrown out, is not malformed: what follows must find it again.
        lines.push(`:irc.fake.test PING :tok-${count}`);
        link.send(...lines);
        count += lines.length - 1;
        await link.hears(new RegExp(`^PONG :tok-${count - lines.length + 1}$`), 2000);
      }
    }
    expect(count).toBeGreaterThan(11_000);
    expect(link.closed).toBe(false);
    expect(server?.links).toHaveLength(1);
    link.send(`:guest!g@h NICK ${me}`, `:constructor!g@h NICK ${me}`, `:__proto__!x@y NICK ${me}`);
    const before = it.messages().length;
    link.send(`:zoe!z@zoe.host PRIVMSG #c :!echo still here`);
    await it.until(() => it.messages().length > before, 'hearing a message after all that');
    const faults = it.log.filter(({ message }) => message === 'A line could not be handled');
    expect(faults).toEqual([]);
  },
);

test('row 43: odd syntax, bare line feeds, carriage returns inside and prototype names are only odd', async () => {
  const { link, castellan: it } = await inCastle();
  link.raw(
    '\r\n\n   \r\n:\r\n@\r\n@a=b\r\n@a=b :x\r\n:x\r\n: \r\n@;;;= :! !\r\n\x01\r\n:a!b@c PRIV\rMSG #c :x\r\n',
  );
  link.raw(
    ':__proto__!a@b JOIN #c\r\n:__proto__!a@b PRIVMSG #c :hello\n:a!b@c PRIVMSG __proto__ :x\r\n',
  );
  link.raw(
    'BATCH +__proto__ __proto__\r\n@batch=__proto__;__proto__=x :constructor!a@b PRIVMSG #c :!echo me too\r\n',
  );
  expect(await link.hears(/^PRIVMSG #c :constructor: me too/)).toBeTruthy();
  expect(it.messages().map(({ actor, text }) => [actor.name, text])).toEqual([
    ['a', 'x'],
    ['__proto__', 'hello'],
    ['constructor', '!echo me too'],
  ]);
});

test('row 44: empty parameters are told apart from missing ones', async () => {
  const { link, castellan: it } = await inCastle();
  link.send(
    ':ann!a@h PRIVMSG #c :',
    ':ann!a@h TOPIC #c :',
    ':ann!a@h AWAY',
    ':irc.fake.test 353 castellan = #c :',
    ':ann!a@h PART #c :',
    ':bob!b@h PART #c',
  );
  await link.settled();
  const left = it.events.filter(({ kind }) => kind === 'member-left');
  expect(left).toHaveLength(2);
  expect(left[0]).toMatchObject({ reason: '' });
  expect(left[1]).not.toHaveProperty('reason');
  expect(it.messages()).toHaveLength(0);
});

test('row 45: people and channels that were never announced do not confuse it', async () => {
  const { link, castellan: it } = await inCastle();
  link.send(
    ':stranger!s@far PRIVMSG #c :hello from outside',
    ':irc.fake.test 353 castellan = #never :a b c',
    ':irc.fake.test 366 castellan #never :End',
    ':ann!a@h KICK #c nobody :x',
    ':ann!a@h KICK #never castellan :x',
    ':nobody!n@n QUIT :x',
    ':nobody!n@n NICK somebody',
    ':ann!a@h MODE #never +o bob',
  );
  await link.settled();
  expect(it.messages()).toMatchObject([
    { actor: { id: 'irc:net:host:s@far', standing: 'member' } },
  ]);
  expect(it.platform.status().spaces).toBe(1);
});

test('row 46: batches that never close, nest, repeat or do not exist lose no message', async () => {
  const { link, castellan: it } = await inCastle({ caps: 'batch labeled-response message-tags' });
  for (let at = 0; at < 1000; at += 1) link.send(`:irc.fake.test BATCH +open${at} netjoin`);
  link.send(
    ':irc.fake.test BATCH +a labeled-response',
    '@batch=a :irc.fake.test BATCH +b chathistory #c',
    '@batch=b :ann!a@h PRIVMSG #c :!echo old',
    '@batch=unknown :ann!a@h PRIVMSG #c :!echo unknown',
    ':irc.fake.test BATCH -b',
    ':irc.fake.test BATCH -b',
    ':irc.fake.test BATCH +a other',
    '@label=never :irc.fake.test ACK',
    '@batch=a :ann!a@h PRIVMSG #c :!echo inside',
  );
  await link.hears(/ann: inside/);
  expect(it.messages().map(({ text, replayed }) => [text, replayed])).toEqual([
    ['!echo old', true],
    ['!echo unknown', false],
    ['!echo inside', false],
  ]);
});

test('rows 28 and 32: NUL is dropped on the way in; CR, LF and NUL never get out', async () => {
  const { link, castellan: it } = await inCastle();
  link.raw(':ann!a@h PRIVMSG #c :!echo a\0b\r\n');
  await link.hears(/^PRIVMSG #c :ann: ab$/);
  await it.platform.say(it.messages()[0]!.where.channel, { say: 'one\r\nQUIT :evil\0\rJOIN #x' });
  await link.hears(/^PRIVMSG #c :one/);
  await link.hears(/^PRIVMSG #c :QUIT :evil {1,2}JOIN #x$/);
  expect(link.lines.filter((line) => /^(QUIT|JOIN #x)/.test(line))).toEqual([]);
});

test('row 30: 8 KiB of tags are read, and a line beyond 16 KiB is dropped without the link', async () => {
  const { link, castellan: it } = await inCastle({ caps: 'message-tags account-tag' });
  const filler = `+x=${'y'.repeat(8100)}`;
  link.send(`@${filler};account=Ann :ann!a@h PRIVMSG #c :tagged ${'z'.repeat(400)}`);
  link.send(`:ann!a@h PRIVMSG #c :${'w'.repeat(20_000)}`);
  link.send(':ann!a@h PRIVMSG #c :!echo after');
  await link.hears(/ann: after/);
  expect(it.messages()[0]).toMatchObject({
    actor: { id: 'irc:net:account:ann', identified: true },
  });
  expect(it.messages()).toHaveLength(2);
});

test('row 31: a line without an end costs little memory and ends the link', async () => {
  const { link, castellan: it } = await inCastle({}, { tuning: { retryBaseMs: 60_000 } });
  const before = process.memoryUsage().heapUsed;
  const block = Buffer.alloc(64 * 1024, 'x');
  for (let at = 0; at < 64 && !link.closed; at += 1) {
    link.raw(block);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await link.whenClosed();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024);
  expect(it.platform.status().link).toMatchObject({ state: 'waiting', problem: /without an end/ });
});
