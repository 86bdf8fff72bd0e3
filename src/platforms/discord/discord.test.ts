import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { expect, test } from 'vitest';
import { apiBase, bareToken, discordConnection } from './config.ts';
import { fatalClose, faultOf, neverArrived, problemOf } from './problems.ts';

const entry = { id: 'discord', platform: 'discord', token: 'abc.def' };
const request = { body: { content: 'private words' }, files: undefined };
const at = 'https://discord.com/api';

const apiError = (status: number, raw: object) =>
  new DiscordAPIError(
    raw as ConstructorParameters<typeof DiscordAPIError>[0],
    (raw as { code?: number }).code ?? (undefined as unknown as number),
    status,
    'POST',
    `${at}/v10/webhooks/1/interaction-secret`,
    request,
  );

test('a connection needs a token only', () => {
  expect(discordConnection.parse(entry)).toEqual({
    ...entry,
    api: 'https://discord.com/api',
    intents: { message_content: true, members: true },
    shards: 'auto',
  });
});

test.each([
  [{ ...entry, token: '' }, /token/],
  [{ ...entry, token: 'two words' }, /token/],
  [{ ...entry, api: 'ftp://x' }, /api/],
  [{ ...entry, id: 'Dis cord' }, /id/],
  [{ ...entry, shards: { total: 2, ids: [2] } }, /shards/],
  [{ ...entry, extra: 1 }, /extra/],
])('%j is refused', (wrong, where) => {
  const { error } = discordConnection.safeParse(wrong);
  expect(JSON.stringify(error?.issues)).toMatch(where);
});

test('tokens and addresses are taken as people paste them', () => {
  expect(bareToken(' Bot abc.def ')).toBe('abc.def');
  expect(apiBase('https://discord.com/api/v10/')).toBe(at);
});

test.each([4004, 4010, 4011, 4012, 4013, 4014])(
  'close code %i stops, and says what to do',
  (code) => {
    expect(fatalClose(code)).toMatchObject({ stops: true, words: expect.any(String) as string });
  },
);

test.each([1000, 1001, 1006, 4000, 4007, 4008, 4009])('close code %i does not stop', (code) => {
  expect(fatalClose(code)).toBeUndefined();
});

test('what failed is said in words', () => {
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  expect(problemOf(refused, at).words).toBe(`${at} refuses connections.`);
  expect(problemOf(new AggregateError([refused]), at).words).toMatch(/refuses connections/);
  expect(problemOf(new Error('odd', { cause: refused }), at).words).toMatch(/refuses connections/);
  expect(problemOf(new HTTPError(502, 'Bad', 'GET', at, request as never), at).words).toMatch(
    /502/,
  );
  expect(problemOf(apiError(401, { code: 0, message: '401' }), at).stops).toBe(true);
  expect(problemOf(apiError(403, new ArrayBuffer(5)), at).words).toMatch(/not Discord's API/);
});

test('a fault tells the code, and neither address nor body of the request', () => {
  const fault = faultOf(apiError(403, { code: 50_013, message: 'Missing Permissions' }), at);
  expect(fault).toMatchObject({ code: 'platform-refused', facts: { status: 403, code: 50_013 } });
  const told = JSON.stringify([fault, fault.cause, fault.message, fault.facts]);
  expect(told).not.toMatch(/interaction-secret|private words/);
});

test('only what never arrived may be sent again unasked', () => {
  const broken = (code: string) => Object.assign(new Error('x'), { code });
  expect(neverArrived(broken('ECONNREFUSED'))).toBe(true);
  expect(neverArrived(broken('ENOTFOUND'))).toBe(true);
  expect(neverArrived(broken('ECONNRESET'))).toBe(false);
  expect(neverArrived(broken('UND_ERR_SOCKET'))).toBe(false);
});
