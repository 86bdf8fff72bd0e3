import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import {
  type FakeIrcServer,
  type FakeLink,
  fakeIrcServer,
  welcome,
} from '../../support/fake-irc-server.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';

let server: FakeIrcServer | undefined;
let castellan: Bot | undefined;

afterEach(async () => {
  await castellan?.stop();
  await server?.stop();
});

async function meet(
  options: Parameters<typeof fakeIrcServer>[0] = {},
  more: Omit<Partial<BotOptions>, 'config'> & { config?: Partial<BotOptions['config']> } = {},
): Promise<{ link: FakeLink; castellan: Bot }> {
  server = await fakeIrcServer(options);
  castellan = bot({ ...more, config: { server: `127.0.0.1:${server.port}`, ...more.config } });
  return { link: await server.link(1), castellan };
}

const plain = { mechanism: 'plain', account: 'castle', password: 'pw-of-castle' } as const;
const scram = { mechanism: 'scram-sha-256', account: 'castle', password: 'pencil' } as const;

/** A server's side of SCRAM-SHA-256; `proves` says whether it really knows the password. */
function scramServer(proves: 'yes' | 'wrong' | 'never', password = 'pencil') {
  const salt = Buffer.from('salt-of-the-test');
  let bare = '';
  let first = '';
  return (line: string, link: FakeLink): boolean => {
    if (!line.startsWith('AUTHENTICATE ')) return false;
    const piece = line.slice(13);
    if (piece === 'SCRAM-SHA-256') link.send('AUTHENTICATE +');
    else if (piece === '+') link.send(':s 903 castellan :SASL authentication successful');
    else if (piece === '*') link.send(':s 906 castellan :SASL authentication aborted');
    else if (bare === '') {
      bare = Buffer.from(piece, 'base64')
        .toString()
        .replace(/^n,[^,]*,/, '');
      first = `${/r=.*/.exec(bare)?.[0] ?? ''}SERVER,s=${salt.toString('base64')},i=4096`;
      link.send(`AUTHENTICATE ${Buffer.from(first).toString('base64')}`);
    } else if (proves === 'never') link.send(':s 903 castellan :SASL authentication successful');
    else {
      const final = Buffer.from(piece, 'base64').toString();
      const salted = pbkdf2Sync(proves === 'yes' ? password : 'guess', salt, 4096, 32, 'sha256');
      const message = `${bare},${first},${final.replace(/,p=.*/, '')}`;
      const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
      const clientKey = hmac(salted, 'Client Key');
      const signature = hmac(createHash('sha256').update(clientKey).digest(), message);
      if (proves === 'yes') {
        const proof = Buffer.from(/p=(.*)$/.exec(final)?.[1] ?? '', 'base64');
        expect(proof.map((byte, at) => byte ^ signature[at]!)).toEqual(clientKey);
      }
      link.send(
        `AUTHENTICATE ${Buffer.from(`v=${hmac(hmac(salted, 'Server Key'), message).toString('base64')}`).toString('base64')}`,
      );
    }
    return true;
  };
}

test('asks for capabilities over several lines, sasl among them, and says nothing else before', async () => {
  const { link } = await meet(
    {
      answer(line, link) {
        if (!line.startsWith('CAP LS')) return false;
        link.send(
          ':s CAP * LS * :multi-prefix sts=duration=1 unknown/thing',
          ':s CAP * LS :sasl=PLAIN,EXTERNAL server-time',
        );
        return true;
      },
      caps: '',
    },
    { config: { sasl: plain, password: 'server-pw' } },
  );
  const request = await link.hears(/^CAP REQ/);
  expect(link.lines.slice(0, 4)).toEqual([
    'CAP LS 302',
    'PASS :server-pw',
    'NICK castellan',
    'USER castellan 0 * :Castellan',
  ]);
  expect(request).toBe('CAP REQ :sasl server-time multi-prefix');
});

test('SASL PLAIN goes in pieces of 400 bytes with the account as both identities', async () => {
  const password = 'x'.repeat(586);
  const { link, castellan: it } = await meet(
    {
      caps: 'sasl=PLAIN',
      answer(line, link) {
        if (line === 'AUTHENTICATE PLAIN') link.send('AUTHENTICATE +');
        if (line === 'AUTHENTICATE +')
          link.send(
            ':s 900 castellan castellan!c@h castle :You are now logged in',
            ':s 903 castellan :ok',
          );
        return line.startsWith('AUTHENTICATE');
      },
    },
    { config: { sasl: { ...plain, password } } },
  );
  await it.online();
  const pieces = link.lines
    .filter((line) => line.startsWith('AUTHENTICATE '))
    .map((line) => line.slice(13));
  expect(pieces[0]).toBe('PLAIN');
  expect(pieces.slice(1).map(({ length }) => length)).toEqual([400, 400, 1]);
  expect(Buffer.from(pieces.slice(1, 3).join(''), 'base64').toString()).toBe(
    `castle\0castle\0${password}`,
  );
  expect(link.lines.indexOf('CAP END')).toBeGreaterThan(link.lines.indexOf('AUTHENTICATE +'));
  expect(JSON.stringify(it.log)).not.toContain(password);
});

test('SASL EXTERNAL answers with the empty identity', async () => {
  const { link, castellan: it } = await meet(
    {
      caps: 'sasl=EXTERNAL',
      answer(line, link) {
        if (line === 'AUTHENTICATE EXTERNAL') link.send('AUTHENTICATE +');
        if (line === 'AUTHENTICATE +') link.send(':s 903 castellan :ok');
        return line.startsWith('AUTHENTICATE');
      },
    },
    { config: { sasl: { mechanism: 'external' } } },
  );
  await it.online();
  expect(link.lines).toContain('AUTHENTICATE +');
});

test('SCRAM-SHA-256 logs in at a server that proves that it knows the password', async () => {
  const { castellan: it } = await meet(
    { caps: 'sasl=PLAIN,SCRAM-SHA-256', answer: scramServer('yes') },
    { config: { sasl: scram } },
  );
  await it.online();
  expect(it.platform.status().warnings).toEqual([]);
});

test.each(['wrong', 'never'] as const)(
  'row 6: SCRAM with a proof that is %s ends the link and tells no password',
  async (proves) => {
    const { link, castellan: it } = await meet(
      { caps: 'sasl=PLAIN,SCRAM-SHA-256', answer: scramServer(proves) },
      { config: { sasl: scram } },
    );
    await it.until(() => it.platform.status().link.state === 'waiting', 'giving up');
    await link.whenClosed();
    if (proves === 'wrong') expect(link.lines).toContain('AUTHENTICATE *');
    expect(link.lines).not.toContain('AUTHENTICATE PLAIN');
    expect(link.lines.join('\n')).not.toContain(
      Buffer.from('pencil').toString('base64').slice(0, 7),
    );
    expect(it.platform.status().link).toMatchObject({ problem: /know.? ?s? the password/ });
    const { link: state } = it.platform.status();
    expect(state.state === 'waiting' && state.retryAtMs - Date.now()).toBeGreaterThan(60_000);
  },
);

test.each(['902', '904', '905', '906', '907'])(
  'row 5: after SASL failure %s it goes on unidentified and says so',
  async (code) => {
    const { link, castellan: it } = await meet(
      {
        caps: 'sasl',
        answer(line, link) {
          if (line === 'AUTHENTICATE PLAIN') link.send('AUTHENTICATE +');
          else if (line.startsWith('AUTHENTICATE ')) link.send(`:s ${code} castellan :no`);
          return line.startsWith('AUTHENTICATE');
        },
      },
      { config: { sasl: plain } },
    );
    await it.online();
    expect(it.platform.status().warnings).toMatchObject([/Logging in to services failed/]);
    expect(link.lines.filter((line) => line.startsWith('AUTHENTICATE'))).toHaveLength(2);
  },
);

test('row 5: with onFailure stop it stays away until somebody asks', async () => {
  const { castellan: it } = await meet(
    {
      caps: 'sasl',
      answer(line, link) {
        if (line === 'AUTHENTICATE PLAIN')
          link.send(':s 904 castellan :SASL authentication failed');
        return line.startsWith('AUTHENTICATE');
      },
    },
    { config: { sasl: { ...plain, onFailure: 'stop' } } },
  );
  await it.until(
    () => it.platform.status().link.state === 'stopped' && it.statuses.length > 1,
    'stopping',
  );
  expect(it.platform.status().link).toMatchObject({
    state: 'stopped',
    problem: /SASL authentication failed/,
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(server?.links).toHaveLength(1);
  it.platform.reconnect();
  await server?.link(2);
});

test('row 5: no answer at all, a refused capability and a mechanism that is not offered only cost the login', async () => {
  const { castellan: it } = await meet(
    { caps: 'sasl', answer: (line) => line.startsWith('AUTHENTICATE') },
    { config: { sasl: plain }, tuning: { saslWithinMs: 200 } },
  );
  await it.online();
  await it.stop();
  await server?.stop();
  const refused = await meet(
    {
      caps: 'sasl server-time',
      answer(line, link) {
        if (!line.startsWith('CAP REQ') || !line.includes('sasl')) return false;
        link.send(`:s CAP * NAK :${line.slice(9)}`);
        return true;
      },
    },
    { config: { sasl: plain } },
  );
  await refused.castellan.online();
  expect(refused.link.lines).toContain('CAP REQ :server-time');
  expect(refused.castellan.platform.status().warnings).toMatchObject([/does not offer SASL/]);
  await refused.castellan.stop();
  await server?.stop();
  const other = await meet({ caps: 'sasl=EXTERNAL' }, { config: { sasl: scram } });
  await other.castellan.online();
  expect(other.link.lines.filter((line) => line.startsWith('AUTHENTICATE'))).toEqual([]);
});

test('row 7: services that come back later get the login then', async () => {
  const { link, castellan: it } = await meet(
    {
      caps: 'server-time',
      answer(line, link) {
        if (line === 'AUTHENTICATE PLAIN') link.send('AUTHENTICATE +');
        else if (line.startsWith('AUTHENTICATE '))
          link.send(':s 900 castellan castellan!c@h castle :now', ':s 903 castellan :ok');
        return line.startsWith('AUTHENTICATE');
      },
    },
    { config: { sasl: plain } },
  );
  await it.online();
  link.send(':s CAP castellan DEL :sasl', ':s CAP castellan NEW :sasl=PLAIN unwanted/cap');
  await link.hears(/^CAP REQ :sasl$/);
  await link.hears(/^AUTHENTICATE PLAIN$/);
  await it.until(() => it.platform.status().warnings.length === 0, 'being logged in');
  expect(link.lines.filter((line) => line === 'CAP END')).toHaveLength(1);
  expect(link.lines).not.toContain('CAP REQ :');
});

test('row 14: a PING before the greeting is answered, and a list that never ends is not waited for', async () => {
  const { link, castellan: it } = await meet(
    {
      answer(line, link) {
        if (line.startsWith('CAP LS'))
          link.send(
            ':s NOTICE * :*** Looking up your hostname...',
            ':s CAP * LS * :server-time',
            'PING :early',
          );
        if (line === 'CAP END') welcome(link, 'castellan');
        return line.startsWith('CAP LS') || line === 'CAP END' || line.startsWith('USER');
      },
    },
    { tuning: { capabilitiesWithinMs: 300 } },
  );
  await link.hears(/^PONG :early$/);
  await it.online();
  expect(link.lines).toContain('CAP REQ :server-time');
});

test('row 13 and 14: a server that says nothing is left, and tried again', async () => {
  const { link, castellan: it } = await meet(
    { answer: () => true },
    { tuning: { registerWithinMs: 300, capabilitiesWithinMs: 100 } },
  );
  await link.whenClosed();
  expect(
    it.log.some(({ facts }) => String(facts['problem']).includes('did not let us in within 0.3 s')),
  ).toBe(true);
  await server?.link(3);
});

test('row 3: refused nicks lead to others, never without end and never in a hurry', async () => {
  let asked = 0;
  const { link, castellan: it } = await meet(
    {
      answer(line, link) {
        if (!line.startsWith('NICK ')) return line.startsWith('USER');
        asked += 1;
        const code = ['432', '433', '436', '437', '431', '433', '433', '433'][asked - 1];
        if (code === undefined) welcome(link, line.slice(5));
        else link.send(`:s ${code} * ${line.slice(5)} :no`);
        return true;
      },
    },
    { config: { alternatives: ['keeper'] } },
  );
  await new Promise((resolve) => setTimeout(resolve, 800));
  const nicks = link.lines.filter((line) => line.startsWith('NICK ')).map((line) => line.slice(5));
  expect(nicks).toHaveLength(7);
  expect(nicks.slice(0, 4)).toEqual(['castellan', 'keeper', 'castella_', 'castell__']);
  expect(new Set(nicks).size).toBe(nicks.length);
  await it.online(12_000);
});

test('an old server without CAP is taken as it is', async () => {
  const { castellan: it } = await meet({
    answer(line, link) {
      if (!line.startsWith('CAP')) return false;
      link.send(':s 421 * CAP :Unknown command');
      return true;
    },
  });
  await it.online();
});

test('row 8: the password goes to the NickServ of the configured mask only, and channels wait for it', async () => {
  const { link, castellan: it } = await meet(
    {},
    {
      config: {
        channels: ['#c'],
        nickserv: { mask: 'NickServ!services@services.net', password: 'ns-secret' },
      },
      tuning: { identifyWithinMs: 5000 },
    },
  );
  await link.hears(/^WHOIS NickServ$/);
  link.send(
    ':NickServ!evil@evil.host NOTICE castellan :This nickname is registered. Please identify.',
    ':NickServ1!services@services.net NOTICE castellan :Please identify',
    ':NickServ NOTICE castellan :Please identify',
    ':s 311 castellan NickServ evil evil.host * :x',
  );
  await link.settled();
  expect(link.lines.join('\n')).not.toContain('ns-secret');
  expect(link.lines).not.toContain('JOIN #c');
  link.send(
    ':NickServ!services@services.net NOTICE castellan :This nickname is registered. Please \x02identify\x02.',
  );
  link.send(':NickServ!services@services.net NOTICE castellan :Please identify, again');
  await link.hears(/^PRIVMSG NickServ :IDENTIFY ns-secret$/);
  link.send(':s MODE castellan +r');
  await link.hears(/^JOIN #c$/);
  await it.joined('#c');
  expect(link.lines.filter((line) => line.includes('ns-secret'))).toHaveLength(1);
  expect(JSON.stringify(it.log)).not.toContain('ns-secret');
});

test('row 8: without NickServ the channels are joined after a time', async () => {
  const { castellan: it } = await meet(
    {},
    {
      config: {
        channels: ['#c'],
        nickserv: { mask: 'NickServ!services@services.net', password: 'x' },
      },
      tuning: { identifyWithinMs: 200 },
    },
  );
  await it.joined('#c');
});
