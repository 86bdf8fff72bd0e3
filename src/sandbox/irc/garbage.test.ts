import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryLog } from '../../base/log.ts';
import { rawClient, registered, testNetwork } from '../../../test/support/irc-sandbox-harness.ts';

const commands = [
  ...'PASS NICK USER CAP AUTHENTICATE PING PONG JOIN PART PRIVMSG NOTICE TAGMSG TOPIC NAMES WHO WHOIS WHOWAS'.split(
    ' ',
  ),
  ...'MODE KICK INVITE LIST ISON USERHOST AWAY LUSERS MOTD VERSION TIME MONITOR SETNAME OPER KILL KLINE'.split(
    ' ',
  ),
  ...'ERROR WEBIRC LOGOUT __proto__ constructor 001 005'.split(' '),
];
const word = fc.oneof(
  fc.constantFrom(
    '#castle',
    '#',
    '&',
    'ann',
    'cat',
    '__proto__',
    '*',
    '$a:',
    '$',
    '$#x',
    '+b',
    '-o+o',
    '0',
    '@#castle',
  ),
  fc.constantFrom(
    'LS',
    'REQ',
    'END',
    '302',
    'PLAIN',
    'SCRAM-SHA-256',
    '=',
    'AAAA',
    '+',
    '-',
    ',',
    ',,',
    '%tcuihsnfdlaor,1',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const line = fc
  .tuple(
    fc.constantFrom('', ':x ', '@label=1 ', '@+a=b;label=2 ', '@ ', '  '),
    fc.constantFrom(...commands),
    fc.array(word, { maxLength: 8 }),
    fc.constantFrom('', ' :', ' :text here', ' '),
  )
  .map(
    ([before, command, words, after]) => `${before}${[command, ...words].join(' ')}${after}\r\n`,
  );
const bytes = fc
  .uint8Array({ maxLength: 700 })
  .map((array) => Buffer.from(array).toString('latin1'));
const garbage = fc.array(fc.oneof({ weight: 3, arbitrary: line }, bytes), {
  minLength: 1,
  maxLength: 30,
});

test('garbage from one client never harms the network or the session of another', async () => {
  const log = memoryLog();
  const sandbox = await testNetwork({ log });
  const witness = await registered(sandbox, 'witness', { channels: ['#castle'] });

  await fc.assert(
    fc.asyncProperty(garbage, fc.boolean(), async (pieces, greet) => {
      const rude = rawClient(sandbox);
      if (greet)
        rude.send(
          'CAP REQ :labeled-response batch sasl message-tags',
          'NICK cat',
          'USER c 0 * :c',
          'CAP END',
        );
      rude.sendBytes(pieces.join(''));
      rude.socket.end();
      await rude.closes();

      await witness.untilPong();
    }),
    { numRuns: 300 },
  );

  expect(log.lines).toEqual([]);
  expect(sandbox.client('witness').connected).toBe(true);
});

test('every command with too few, too many and empty parameters is survived', async () => {
  const log = memoryLog();
  const sandbox = await testNetwork({ log });
  const cat = await registered(sandbox, 'cat', {
    caps: 'labeled-response batch sasl',
    channels: ['#castle'],
  });

  for (const command of commands) {
    for (let count = 0; count <= 8; count += 1) {
      cat.send(`${command} ${'#castle '.repeat(count)}`, `${command}${' x'.repeat(count)} :`);
    }
  }
  await cat.untilPong();

  expect(log.lines).toEqual([]);
});
