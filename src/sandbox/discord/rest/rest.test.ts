import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock, systemClock, type ManualClock } from '../../../base/clock.ts';
import { lifetime, type Lifetime } from '../../../base/lifetime.ts';
import { silentLog } from '../../../base/log.ts';
import { seededRandom } from '../../../base/random.ts';
import { startDiscordSandbox, type DiscordSandbox } from '../index.ts';

let life: Lifetime;
let clock: ManualClock;
let sandbox: DiscordSandbox;

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly [key: string]: unknown; readonly id: string; readonly code: number };
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${sandbox.api}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${sandbox.bot.token}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Reply['body'],
  };
}

const channel = (name = '#general') => `/channels/${sandbox.guild.channelId(name)}`;
const guild = () => `/guilds/${sandbox.guild.id}`;
const application = () => `/applications/${sandbox.bot.id}`;
const say = (body: unknown, name?: string) => call('POST', `${channel(name)}/messages`, body);
const command = (index: number) => ({ name: `c${index}`, description: 'x' });

beforeEach(async () => {
  life = lifetime('test');
  clock = manualClock();
  sandbox = await startDiscordSandbox({
    life,
    clock,
    random: seededRandom(3),
    log: silentLog,
    rateLimits: false,
  });
});
afterEach(() => life.end());

describe('the API refuses as Discord does', () => {
  test('who has no token or a wrong one', async () => {
    for (const authorization of ['', 'Bot wrong', sandbox.bot.token])
      expect(await call('GET', '/users/@me', undefined, { authorization })).toMatchObject({
        status: 401,
        body: { message: '401: Unauthorized', code: 0 },
      });
  });

  test('paths and methods that it does not know', async () => {
    expect(await call('GET', '/nonsense')).toMatchObject({ status: 404, body: { code: 0 } });
    expect(await call('DELETE', '/gateway')).toMatchObject({ status: 405 });
  });

  test('a body that is no JSON', async () => {
    expect(await call('POST', `${channel()}/messages`, '{"content":')).toMatchObject({
      status: 400,
      body: { code: 50109 },
    });
  });

  test.each([
    ['GET', () => '/channels/1', 404, 10003],
    ['GET', () => '/channels/abc', 400, 50035],
    ['GET', () => '/guilds/1', 404, 10004],
    ['GET', () => '/users/1', 404, 10013],
    ['GET', () => `${channel()}/messages/1`, 404, 10008],
    ['GET', () => `${guild()}/members/1`, 404, 10013],
    ['GET', () => `${guild()}/roles/1`, 404, 10011],
    ['GET', () => `${guild()}/bans/1`, 404, 10026],
    ['GET', () => `${application()}/commands/1`, 404, 10063],
    ['PATCH', () => `/webhooks/${sandbox.bot.id}/x/messages/@original`, 401, 50027],
    ['PATCH', () => '/webhooks/1/x/messages/@original', 404, 10015],
  ])('%s of what does not exist', async (method, path, status, code) => {
    expect(await call(method, path(), method === 'GET' ? undefined : {})).toMatchObject({
      status,
      body: { code },
    });
  });

  test('what the bot cannot see, and what it may not do', async () => {
    const id = sandbox.guild.addChannel('cellar', { onlyFor: ['Admin'] });
    expect(await call('GET', `/channels/${id}`)).toMatchObject({
      status: 403,
      body: { code: 50001 },
    });
    const weak = sandbox.addBot({ name: 'weak', invited: false });
    expect(
      await call('GET', channel(), undefined, { authorization: `Bot ${weak.token}` }),
    ).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(
      await call('PATCH', `${guild()}/members/${sandbox.member('olivia').id}`, { nick: 'x' }),
    ).toMatchObject({ status: 403, body: { code: 50013 } });
    const admin = sandbox.guild.roleId('Admin')!;
    expect(
      await call('PATCH', `${guild()}/roles/${sandbox.guild.roleId('castellan')!}`, { name: 'x' }),
    ).toMatchObject({ body: { code: 50013 } });
    expect(await call('PATCH', `${guild()}/roles/${admin}`, { permissions: '8' })).toMatchObject({
      body: { code: 50013 },
    });
    const said = await sandbox.member('ann').say('#general', 'mine');
    expect(
      await call('PATCH', `${channel()}/messages/${said.id}`, { content: 'yours' }),
    ).toMatchObject({ body: { code: 50005 } });
  });

  test('fields that are wrong, one by one', async () => {
    const long = await say({ content: 'x'.repeat(2001) });
    expect(long.body).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: {
        content: {
          _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }],
        },
      },
    });
    const button = { type: 2, style: 1, label: 'b', custom_id: 'same' };
    expect(
      await say({ content: 'x', components: [{ type: 1, components: [button, button] }] }),
    ).toMatchObject({
      body: {
        errors: {
          components: {
            0: {
              components: {
                1: { custom_id: { _errors: [{ code: 'COMPONENT_CUSTOM_ID_DUPLICATED' }] } },
              },
            },
          },
        },
      },
    });
    expect(
      await say({ content: 'x', components: [{ type: 1, components: [{ type: 2, style: 1 }] }] }),
    ).toMatchObject({
      body: {
        errors: {
          components: {
            0: {
              components: {
                0: { custom_id: { _errors: [{ code: 'BUTTON_COMPONENT_REQUIRED' }] } },
              },
            },
          },
        },
      },
    });
    expect(
      await say({ embeds: [{ description: 'x'.repeat(4096) }, { description: 'y'.repeat(4096) }] }),
    ).toMatchObject({
      body: { errors: { embeds: { _errors: [{ code: 'MAX_EMBED_SIZE_EXCEEDED' }] } } },
    });
    expect(
      await say({ content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }),
    ).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(await say({ content: 'x', message_reference: { message_id: '1' } })).toMatchObject({
      body: { errors: { message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE' }] } } },
    });
  });

  test('the 101st command, names that are taken or malformed', async () => {
    const all = Array.from({ length: 101 }, (_, index) => command(index));
    expect(await call('PUT', `${application()}/commands`, all)).toMatchObject({
      status: 400,
      body: { code: 30032 },
    });
    expect(await call('PUT', `${application()}/commands`, all.slice(1))).toMatchObject({
      status: 200,
    });
    expect(
      await call('POST', `${application()}/commands`, { name: 'one-more', description: 'x' }),
    ).toMatchObject({ body: { code: 30032 } });
    expect(await call('PUT', `${application()}/commands`, [command(1), command(1)])).toMatchObject({
      body: { errors: { 1: { _errors: [{ code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' }] } } },
    });
    expect(
      await call('POST', `${application()}/commands`, { name: 'Not Valid', description: 'x' }),
    ).toMatchObject({ body: { errors: { name: {} } } });
    expect(sandbox.bot.commandWrites).toBe(1);
  });
});

describe('the API', () => {
  test('keeps the ids of commands that are written again, and takes guild commands', async () => {
    const first = await call('POST', `${application()}/commands`, command(1));
    expect(first.status).toBe(201);
    const again = await call('POST', `${application()}/commands`, {
      ...command(1),
      description: 'new',
    });
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, description: 'new' } });
    expect(
      await call('PATCH', `${application()}/commands/${first.body.id}`, { description: 'newer' }),
    ).toMatchObject({ status: 200, body: { name: 'c1', description: 'newer' } });
    await call('PUT', `${application()}/guilds/${sandbox.guild.id}/commands`, [command(2)]);
    expect(sandbox.bot.commands(sandbox.guild.id).map(({ name }) => name)).toEqual(['c2', 'c1']);
    expect(await call('DELETE', `${application()}/commands/${first.body.id}`)).toMatchObject({
      status: 204,
    });
    expect(sandbox.bot.commandWrites).toBe(5);
  });

  test('pings whom allowed_mentions allows, and nobody else', async () => {
    const [ann, bob] = [sandbox.member('ann'), sandbox.member('bob')];
    const content = `${ann.mention} ${bob.mention} @everyone`;
    const pinged = async (allowed_mentions?: object) => {
      const { body } = await say({ content, ...(allowed_mentions && { allowed_mentions }) });
      return [
        (body['mentions'] as { username: string }[]).map(({ username }) => username),
        body['mention_everyone'],
      ];
    };
    expect(await pinged()).toEqual([['ann', 'bob'], true]);
    expect(await pinged({ parse: [] })).toEqual([[], false]);
    expect(await pinged({ parse: [], users: [bob.id] })).toEqual([['bob'], false]);
    expect(await pinged({ parse: ['everyone'] })).toEqual([[], true]);
    const said = await ann.say('#general', 'hi');
    const reply = { content: 'hello', message_reference: { message_id: said.id } };
    expect((await say(reply)).body['mentions']).toHaveLength(1);
    expect((await say({ ...reply, allowed_mentions: { parse: [] } })).body['mentions']).toEqual([]);
  });

  test('gives the history in pages, newest first', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1)
      ids.push((await say({ content: `m${index}` })).body.id);
    const contents = async (query: string) =>
      (
        (await call('GET', `${channel()}/messages?${query}`)).body as unknown as {
          content: string;
        }[]
      ).map(({ content }) => content);
    expect(await contents('limit=3')).toEqual(['m9', 'm8', 'm7']);
    expect(await contents(`limit=2&before=${ids[5]!}`)).toEqual(['m4', 'm3']);
    expect(await contents(`limit=2&after=${ids[5]!}`)).toEqual(['m7', 'm6']);
    expect(await call('GET', `${channel()}/messages?limit=101`)).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });

  test('deletes in bulk what is young enough', async () => {
    const old = (await say({ content: 'old' })).body.id;
    await clock.advance(15 * 86_400_000);
    const young = [(await say({ content: 'a' })).body.id, (await say({ content: 'b' })).body.id];
    const bulk = (messages: string[]) =>
      call('POST', `${channel()}/messages/bulk-delete`, { messages });
    expect(await bulk([young[0]!])).toMatchObject({ body: { code: 50016 } });
    expect(await bulk([old, ...young])).toMatchObject({ body: { code: 50034 } });
    expect(await bulk(young)).toMatchObject({ status: 204 });
    expect(sandbox.observer.snapshot('ann').channels[0]?.messages.map(({ text }) => text)).toEqual([
      'old',
    ]);
  });

  test('times people out for at most 28 days, ends it by the clock, and spares administrators', async () => {
    const path = `${guild()}/members/${sandbox.member('bob').id}`;
    const until = (ms: number) => ({
      communication_disabled_until: new Date(clock.now() + ms).toISOString(),
    });
    expect(await call('PATCH', path, until(29 * 86_400_000))).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
    expect(
      await call('PATCH', path, until(60_000), {
        'x-audit-log-reason': encodeURIComponent('zu laut ü'),
      }),
    ).toMatchObject({ status: 200 });
    await expect(sandbox.member('bob').say('#general', 'x')).rejects.toThrow('Missing Permissions');
    await clock.advance(61_000);
    await sandbox.member('bob').say('#general', 'x');
    expect(sandbox.guild.auditLog().at(-1)).toMatchObject({
      reason: 'zu laut ü',
      targetId: sandbox.member('bob').id,
    });
    expect(
      await call('PATCH', `${guild()}/members/${sandbox.member('ann').id}`, until(60_000)),
    ).toMatchObject({ status: 403 });
  });

  test('bans with the messages of the last hours', async () => {
    await sandbox.member('bob').say('#general', 'spam');
    expect(
      await call('PUT', `${guild()}/bans/${sandbox.member('bob').id}`, {
        delete_message_seconds: 3600,
      }),
    ).toMatchObject({ status: 204 });
    expect(sandbox.observer.snapshot('ann').channels[0]?.messages).toEqual([]);
    expect(await call('GET', `${guild()}/bans/${sandbox.member('bob').id}`)).toMatchObject({
      status: 200,
    });
  });

  test('says what is left in a bucket and refuses what goes over', async () => {
    sandbox.enforceRateLimits(true);
    const replies = [];
    for (let index = 0; index < 6; index += 1) replies.push(await say({ content: 'x' }));
    expect(replies.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
      '0',
    ]);
    const last = replies.at(-1)!;
    expect(last).toMatchObject({
      status: 429,
      body: { global: false, retry_after: expect.any(Number) as number },
    });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('x-ratelimit-scope')).toBe('user');
    expect((await say({ content: 'elsewhere' }, '#random')).status).toBe(200);
  });

  test('refuses direct messages to those who take none', async () => {
    const bob = sandbox.member('bob');
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: bob.id });
    bob.takesDirectMessages(false);
    expect(await call('POST', `/channels/${body.id}/messages`, { content: 'x' })).toMatchObject({
      status: 403,
      body: { code: 50007 },
    });
    bob.takesDirectMessages(true);
    expect((await call('POST', `/channels/${body.id}/messages`, { content: 'x' })).status).toBe(
      200,
    );
    await bob.isTold(/x/);
    expect(await call('POST', '/users/@me/channels', { recipient_id: '1' })).toMatchObject({
      body: { code: 50033 },
    });
  });

  test('takes a multipart body with files', async () => {
    const form = new FormData();
    form.set(
      'payload_json',
      JSON.stringify({ content: 'see', attachments: [{ id: 0, description: 'a table' }] }),
    );
    form.set('files[0]', new Blob(['1,2\r\n']), 'table.csv');
    const response = await fetch(`${sandbox.api}/v10${channel()}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${sandbox.bot.token}` },
      body: form,
    });
    expect(await response.json()).toMatchObject({
      content: 'see',
      attachments: [{ filename: 'table.csv', size: 5, description: 'a table' }],
    });
  });
});

describe('faults on demand', () => {
  test('strike as often as they are told and where they are told', async () => {
    sandbox.faults.requests(
      { kind: 'fail', status: 503, message: 'busy' },
      { times: 2, method: 'POST' },
    );
    expect((await call('GET', '/users/@me')).status).toBe(200);
    expect(await say({ content: '1' })).toMatchObject({ status: 503, body: { message: 'busy' } });
    expect((await say({ content: '2' })).status).toBe(503);
    expect((await say({ content: '3' })).status).toBe(200);
  });

  test('tear the socket before or after the work was done', async () => {
    sandbox.faults.requests({ kind: 'drop' });
    await expect(say({ content: 'never' })).rejects.toThrow();
    sandbox.faults.requests({ kind: 'lose-response' });
    await expect(say({ content: 'unconfirmed' })).rejects.toThrow();
    expect(sandbox.observer.snapshot('ann').channels[0]?.messages.map(({ text }) => text)).toEqual([
      'unconfirmed',
    ]);
  });

  test('answer 429 for everything, delay, hang, and can be taken back', async () => {
    sandbox.faults.requests({ kind: 'rate-limit', retryAfterMs: 1500, global: true });
    const limited = await say({ content: 'x' });
    expect(limited).toMatchObject({ status: 429, body: { retry_after: 1.5, global: true } });
    expect(limited.headers.get('x-ratelimit-global')).toBe('true');
    sandbox.faults.requests({ kind: 'delay', delayMs: 120 });
    const beganMs = systemClock.monotonic();
    await say({ content: 'late' });
    expect(systemClock.monotonic() - beganMs).toBeGreaterThan(110);
    const takeBack = sandbox.faults.requests({ kind: 'hang' }, { times: Infinity });
    takeBack();
    expect((await say({ content: 'y' })).status).toBe(200);
  });

  test('refuse connections until they are let in again', async () => {
    const accept = await sandbox.faults.refuseConnections();
    await expect(say({ content: 'x' })).rejects.toThrow();
    await accept();
    expect((await say({ content: 'x' })).status).toBe(200);
  });
});
