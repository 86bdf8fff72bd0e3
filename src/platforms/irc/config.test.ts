import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ircConnection } from './config.ts';

const least = { id: 'libera', platform: 'irc', server: 'irc.libera.chat:6697', nick: 'castellan' };
const problem = (more: object) => {
  const result = ircConnection.safeParse({ ...least, ...more });
  return result.success ? '' : z.prettifyError(result.error);
};

test('the least that is needed, with what follows from it', () => {
  expect(ircConnection.parse(least)).toMatchObject({
    server: [{ host: 'irc.libera.chat', port: 6697 }],
    tls: true,
    channels: [],
    pacing: { burst: 7, everyMs: 1000 },
    encoding: 'windows-1252',
  });
});

test('the whole of the example in the documentation', () => {
  const parsed = ircConnection.parse({
    ...least,
    server: ['irc.a.net', '[::1]:6667'],
    tls: { start: 'plain', fingerprint: `SHA256:${'AB:'.repeat(32).slice(0, -1)}` },
    sasl: { mechanism: 'scram-sha-256', account: 'castellan', password: 'very-secret' },
    channels: ['#castellan', { name: '#secret', key: 'sesame-key' }],
    pacing: false,
  });
  expect(parsed.server).toEqual([{ host: 'irc.a.net' }, { host: '::1', port: 6667 }]);
  expect(parsed.tls).toMatchObject({ fingerprint: 'ab'.repeat(32) });
  expect(parsed.channels[1]?.key?.reveal()).toBe('sesame-key');
  for (const shown of [
    inspect(parsed, { depth: 9 }),
    JSON.stringify(parsed),
    String(parsed.sasl?.password),
  ])
    expect(shown).not.toMatch(/very-secret|sesame-key/);
});

test.each([
  [{ server: 'irc.net:99999' }, /host:port, for example/],
  [{ server: 'http://irc.net' }, /host:port, for example/],
  [{ server: [] }, /at least one/],
  [{ nick: '9lives' }, /is no nick/],
  [{ nick: 'a b' }, /is no nick/],
  [{ channels: ['castle'] }, /quote it/],
  [{ channels: ['#a,#b'] }, /is no channel/],
  [{ tls: { fingerprint: 'sha256:12' } }, /64 hex digits|should be true, false/],
  [{ tls: 'yes' }, /should be true, false/],
  [{ sasl: { mechanism: 'plain', account: 'x' } }, /needs account and password/],
  [{ sasl: { mechanism: 'md5' } }, /mechanism/],
  [{ nickserv: { mask: 'NickServ' } }, /NickServ!NickServ@/],
  [{ nickserv: { mask: '*!*@*' } }, /NickServ!NickServ@/],
  [{ encoding: 'klingon' }, /is not an encoding/],
  [{ password: '' }, /is empty/],
  [{ colour: 'red' }, /colour/],
])('%j is refused in words', (more, words) => {
  expect(problem(more)).toMatch(words);
});

test('a JSON Schema can be made of it', () => {
  expect(z.toJSONSchema(ircConnection, { io: 'input', unrepresentable: 'any' })).toMatchObject({
    type: 'object',
  });
});
