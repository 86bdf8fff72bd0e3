import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../test/support/irc-process.ts';
import { operatorCalled } from '../../../test/support/console-bench.ts';
import { manualClock } from '../../base/clock.ts';
import { channelId, connectionId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import type { Actor } from '../../core/actor.ts';
import type { ChatAddress, ChatWish } from '../../core/direct-chat.ts';
import type { Place } from '../../core/event.ts';
import { textBook } from '../../core/texts/texts.ts';
import type { Link } from '../link.ts';
import type { Visitor } from '../session.ts';
import { consoleTexts } from '../texts.ts';
import { DccDoor, type DccSettings, type OperatorStanding } from './door.ts';
import { FailedLogins } from './failed-logins.ts';

const teuk = operatorCalled('teuk');
const ann = operatorCalled('ann');
const where: Place = {
  ...{ connection: connectionId('libera'), platform: 'irc', name: 'teuk' },
  channel: channelId('libera/@teuk'),
};

interface Bench {
  readonly settings?: Partial<DccSettings>;
  readonly standing?: OperatorStanding;
  readonly full?: boolean;
}

/** A door on this machine, on a clock that moves when told. What it says over the network is in `told`. */
function bench({ settings, standing = 'operator', full = false }: Bench = {}) {
  const clock = manualClock();
  const log = memoryLog();
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const texts = textBook();
  texts.add(consoleTexts);
  const failed = new FailedLogins(clock);
  const admitted: { link: Link; visitor: Visitor }[] = [];
  const told: string[] = [];
  const offers: (ChatAddress & { readonly token?: string })[] = [];
  const door = new DccDoor(
    {
      ...{ clock, log, failed, random: seededRandom(3), say: () => texts.in('en') },
      settings: { enabled: true, allowPrivate: true, ...settings },
      standingOf: () => standing,
      host: {
        isFull: full,
        admit(link, visitor) {
          admitted.push({ link, visitor });
          link.read((line) => link.write(`read ${line}`));
        },
      },
    },
    life,
  );
  return {
    ...{ clock, log, life, failed, admitted, told, offers },
    asks: (wish: ChatWish, actor: Actor = teuk) =>
      door.take({
        ...{ where, actor, wish, self: 'castellan' },
        offer: (address) => void offers.push(address),
        tell: (text) => void told.push(text),
      }),
    code: () =>
      expect
        .poll(() => codeIn(told))
        .toBeDefined()
        .then(() => codeIn(told) ?? ''),
    says: (pattern: RegExp) => expect.poll(() => told.at(-1)).toMatch(pattern),
  };
}

const codeIn = (told: readonly string[]): string | undefined =>
  /code for the console is (\S+)\./.exec(told.at(-1) ?? '')?.[1];

/** A person at the other end of a TCP connection. */
function personOn(socket: Socket) {
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8');
  });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return {
    socket,
    types: (text: string) => void socket.write(`${text}\n`),
    hears: (pattern: RegExp) => expect.poll(() => heard).toMatch(pattern),
    isGone: () => expect.poll(() => socket.closed).toBe(true),
    heard: () => heard,
  };
}

/** A chat client that listens, as an offer says. */
async function client() {
  const server = createServer();
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const called = once(server, 'connection').then(([socket]) => personOn(socket as Socket));
  return { called, wish: { kind: 'connect', host: '127.0.0.1', port } as const };
}

const dial = (port: number) => personOn(connect(port, '127.0.0.1'));

describe('an operator who offers a chat', () => {
  test('is let in with the code that came to him over the network', async () => {
    const { asks, code, admitted, log } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    await person.hears(/NOT encrypted.*\n.*code was sent to teuk by notice on libera.*60 seconds/);
    person.types(await code());
    await person.hears(/Welcome, teuk/);
    person.types('.status');

    await person.hears(/read \.status/);
    expect(admitted[0]?.visitor).toMatchObject({ via: 'DCC CHAT, libera', hears: true });
    expect(admitted[0]?.visitor.actor.id).toBe('irc:libera:account:teuk');
    expect(log.lines.map(({ message }) => message)).toEqual([
      'An operator logged in to the console',
    ]);
  });

  test('may write on in the same breath as the code', async () => {
    const { asks, code } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    person.types(`${await code()}\n.status`);

    await person.hears(/read \.status/);
  });

  test('never sees the code on the link itself, nor does the log', async () => {
    const { asks, code, log } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    const secret = await code();
    person.types('wrong');
    await person.hears(/4 tries are left/);

    expect(person.heard()).not.toContain(secret);
    expect(JSON.stringify(log.lines)).not.toContain(secret);
  });

  test('has five tries', async () => {
    const { asks, code, admitted, log } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    await code();
    for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
      person.types('00000-00000');
      await person.hears(new RegExp(`${left} left`));
    }
    person.types('00000-00000');

    await person.hears(/That is not the code\. Goodbye/);
    await person.isGone();
    expect(admitted).toEqual([]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(5);
    expect(log.lines[0]?.facts).toMatchObject({ address: '127.0.0.1', actor: teuk.id });
  });

  test('is still let in at the fifth', async () => {
    const { asks, code } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    const secret = await code();
    person.types('1\n2\n\n3\n4');
    await person.hears(/One try is left/);
    person.types(secret);

    await person.hears(/Welcome/);
  });

  test('has a minute', async () => {
    const { asks, code, clock, admitted } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    const secret = await code();
    await clock.advance(59_999);
    expect(person.socket.closed).toBe(false);
    await clock.advance(1);

    await person.hears(/did not come in time/);
    person.types(secret);
    await person.isGone();
    expect(admitted).toEqual([]);
  });

  test('a code is good for the chat that it was made for, and for no other', async () => {
    const { asks, code, told } = bench();
    const first = await client();
    asks(first.wish);
    const one = await first.called;
    const old = await code();
    const second = await client();
    told.length = 0;
    asks(second.wish);
    const other = await second.called;
    await code();
    await one.isGone();
    other.types(old);

    await other.hears(/That is not the code/);
  });

  test('from an address with fifteen failures nobody is heard, and the bot does not call there', async () => {
    const { asks, failed, says, clock, told } = bench();
    const { wish } = await client();
    for (let turn = 0; turn < 15; turn += 1) failed.note('127.0.0.1');
    asks(wish);
    await says(/Too many wrong codes came from 127\.0\.0\.1\. Try again in 10 minutes/);
    await clock.advance(600_000);
    told.length = 0;
    asks(wish);

    await says(/code for the console/);
  });

  test('the fifteenth failure of an address ends the link at once', async () => {
    const { asks, failed, code } = bench();
    for (let turn = 0; turn < 14; turn += 1) failed.note('127.0.0.1');
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    await code();
    person.types('wrong');

    await person.hears(/That is not the code\. Goodbye/);
  });

  test('endless lines and bytes that mean nothing cost a try, and no memory', async () => {
    const { asks, code } = bench();
    const { called, wish } = await client();
    asks(wish);
    const person = await called;
    const secret = await code();
    person.socket.write(Buffer.alloc(3 * 1024 * 1024, 0x41));
    person.types('');
    await person.hears(/4 tries are left/);
    person.socket.write(Buffer.from([0xff, 0x00, 0xfe, 0x1b, 0x0a]));
    await person.hears(/3 tries are left/);
    person.types(secret);

    await person.hears(/Welcome/);
  });
});

describe('an offer that is not followed', () => {
  const local = { kind: 'connect', host: '127.0.0.1', port: 5000 } as const;

  test.each<[string, Bench, ChatWish, RegExp]>([
    ['while it is switched off', { settings: { enabled: false } }, local, /switched off/],
    ['of an owner whom nothing proves', { standing: 'unproven' }, local, /not logged in to/],
    ['when the console is full', { full: true }, local, /as many people/],
    [
      'to loopback',
      { settings: { allowPrivate: false } },
      local,
      /127\.0\.0\.1.*no public address/,
    ],
    [
      'into the own network',
      { settings: { allowPrivate: false } },
      { ...local, host: '169.254.169.254' },
      /169\.254\.169\.254.*no public address/,
    ],
    [
      'to IPv6 loopback',
      { settings: { allowPrivate: false } },
      { ...local, host: '::1' },
      /::1.*no public address/,
    ],
    ['to a mail server', {}, { ...local, port: 25 }, /port 25.*below 1024/],
    ['below the least port', {}, { ...local, port: 1023 }, /port 1023/],
    ['that makes no sense', {}, { kind: 'impossible', why: 'malformed' }, /cannot be read/],
    ['that is encrypted', {}, { kind: 'impossible', why: 'encrypted' }, /not offered/],
  ])('%s', async (_name, options, wish, words) => {
    const { asks, says, admitted, offers } = bench(options);
    asks(wish);

    await says(words);
    expect([admitted, offers]).toEqual([[], []]);
  });

  test('of a stranger is not even answered, and no connection is made', async () => {
    const { asks, told, offers } = bench({ standing: 'stranger' });
    const { called, wish } = await client();
    let connected = false;
    void called.then(() => {
      connected = true;
    });
    asks(wish);
    asks({ kind: 'listen' });
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect([told, offers, connected]).toEqual([[], [], false]);
  });

  test('where nobody listens is told with the reason', async () => {
    const { asks, says } = bench();
    asks({ kind: 'connect', host: '127.0.0.1', port: await freePort() });

    await says(/cannot reach 127\.0\.0\.1, port \d+ \(ECONNREFUSED\).*\/ctcp castellan chat/);
  });

  test('of another operator waits until the first is done', async () => {
    const { asks, code, says } = bench();
    const first = await client();
    const second = await client();
    asks(first.wish);
    const person = await first.called;
    const secret = await code();
    asks(second.wish, ann);
    await says(/Another chat is just being opened/);
    person.types(secret);
    await person.hears(/Welcome/);
    asks(second.wish, ann);

    const other = await second.called;
    await other.hears(/code was sent to ann/);
  });
});

describe('an operator who asks the bot to listen', () => {
  async function listening(more: Bench = {}) {
    const port = await freePort();
    const listen = { address: '198.51.100.7', bind: '127.0.0.1', ports: { from: port, to: port } };
    return { port, ...bench({ settings: { listen }, ...more }) };
  }

  test('is told where, and let in with the code', async () => {
    const { asks, offers, code, port } = await listening();
    asks({ kind: 'listen' });
    await expect.poll(() => offers).toEqual([{ host: '198.51.100.7', port }]);
    const person = dial(port);
    person.types(await code());

    await person.hears(/Welcome, teuk/);
  });

  test('gets his token back (reverse DCC)', async () => {
    const { asks, offers, port } = await listening();
    asks({ kind: 'listen', token: '17' });

    await expect.poll(() => offers).toEqual([{ host: '198.51.100.7', port, token: '17' }]);
  });

  test('is the only one who can come: the door closes behind the first', async () => {
    const { asks, offers, code, port } = await listening();
    asks({ kind: 'listen' });
    await expect.poll(() => offers).toHaveLength(1);
    const first = dial(port);
    await code();
    const second = dial(port);

    await second.isGone();
    expect(second.heard()).toBe('');
    expect(first.socket.closed).toBe(false);
  });

  test('finds the door closed after a minute', async () => {
    const { asks, offers, clock, says, port } = await listening();
    asks({ kind: 'listen' });
    await expect.poll(() => offers).toHaveLength(1);
    await clock.advance(60_000);
    await says(/did not connect in time/);
    const late = dial(port);

    await late.isGone();
    expect(late.heard()).toBe('');
  });

  test('is told when no port is free', async () => {
    const { asks, says, port, offers } = await listening();
    const squatter = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void squatter.close());
    await once(squatter, 'listening');
    asks({ kind: 'listen' });

    await says(/none of the ports/);
    expect(offers).toEqual([]);
  });

  test('who comes from an address with too many failures is told so and let go', async () => {
    const { asks, offers, failed, port } = await listening();
    for (let turn = 0; turn < 15; turn += 1) failed.note('127.0.0.1');
    asks({ kind: 'listen' });
    await expect.poll(() => offers).toHaveLength(1);
    const person = dial(port);

    await person.hears(/Too many wrong codes/);
    await person.isGone();
  });

  test('is asked to listen himself where the bot has no address (reverse DCC)', async () => {
    const { asks, offers, code } = bench();
    asks({ kind: 'listen' });
    await expect.poll(() => offers).toHaveLength(1);
    expect(offers[0]).toMatchObject({ port: 0, token: expect.stringMatching(/^\d+$/) as string });
    const { called, wish } = await client();
    asks({ ...wish, token: offers[0]?.token ?? '' });
    const person = await called;
    person.types(await code());

    await person.hears(/Welcome/);
  });

  test('who cannot listen either is told what is missing', async () => {
    const { asks, says } = bench();
    asks({ kind: 'listen', token: '17' });

    await says(/console\.dcc_address is not set/);
  });
});

test('the end of the program closes what is being opened', async () => {
  const { asks, life, code, log } = bench();
  const { called, wish } = await client();
  asks(wish);
  const person = await called;
  await code();
  await life.end();

  await person.isGone();
  expect(log.lines).toEqual([]);
});
