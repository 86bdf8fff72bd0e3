import { createInflate, inflateSync, constants, type Inflate } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../base/clock.ts';
import { lifetime, type Lifetime } from '../../../base/lifetime.ts';
import { silentLog } from '../../../base/log.ts';
import { seededRandom } from '../../../base/random.ts';
import { startDiscordSandbox, type DiscordSandbox } from '../index.ts';
import { intent } from '../intents.ts';

interface Payload {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Record<string, unknown>;
}

let life: Lifetime;
let sandbox: DiscordSandbox;

beforeEach(async () => {
  life = lifetime('test');
  sandbox = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
  });
});
afterEach(() => life.end());

/** A client that does nothing by itself. */
class RawClient {
  readonly received: Payload[] = [];
  readonly socket: WebSocket;
  closedWith: number | undefined;
  private readonly inflate: Inflate | undefined;
  private inflated = '';

  constructor(query = '?v=10&encoding=json') {
    this.socket = new WebSocket(`${sandbox.gateway}${query}`);
    if (query.includes('zlib-stream')) {
      this.inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
      this.inflate.on('data', (chunk: Buffer) => {
        this.inflated += chunk.toString();
        try {
          this.received.push(JSON.parse(this.inflated) as Payload);
          this.inflated = '';
        } catch {
          // The rest of the payload is in the next chunk.
        }
      });
    }
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (this.inflate) return void this.inflate.write(data);
      this.received.push(
        JSON.parse(isBinary ? inflateSync(data).toString() : data.toString()) as Payload,
      );
    });
    this.socket.on('close', (code) => (this.closedWith = code));
    life.own(() => this.socket.terminate());
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }

  async find(fits: (payload: Payload) => boolean): Promise<Payload> {
    await expect.poll(() => this.received.some(fits)).toBe(true);
    return this.received.find(fits)!;
  }

  event(name: string): Promise<Payload> {
    return this.find(({ t }) => t === name);
  }

  op(code: number): Promise<Payload> {
    return this.find(({ op }) => op === code);
  }

  names(): (string | null)[] {
    return this.received.filter(({ op }) => op === 0).map(({ t }) => t);
  }

  async identify(intents: number, extra: object = {}): Promise<this> {
    await this.op(10);
    this.send(2, { token: sandbox.bot.token, intents, properties: { os: 'x' }, ...extra });
    return this;
  }

  async closes(): Promise<number> {
    await expect.poll(() => this.closedWith).toBeDefined();
    return this.closedWith!;
  }
}

const guildsAndMessages = intent.guilds | intent.guildMessages;

describe('the gateway', () => {
  test('greets, acknowledges heartbeats, and tells of the guild after READY', async () => {
    const client = new RawClient();
    expect((await client.op(10)).d['heartbeat_interval']).toBe(41_250);
    client.send(1, null);
    await client.op(11);
    await client.identify(guildsAndMessages);
    const ready = await client.event('READY');
    expect(ready.d).toMatchObject({
      v: 10,
      resume_gateway_url: sandbox.gateway,
      guilds: [{ id: sandbox.guild.id, unavailable: true }],
      shard: [0, 1],
    });
    expect((await client.event('GUILD_CREATE')).d).toMatchObject({
      name: 'Castle',
      member_count: 5,
    });
  });

  test.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['an impossible shard', { shard: [2, 2] }, 4010],
    ['unknown intents', { intents: 1 << 30 }, 4013],
    ['an identify that is none', { properties: 'x' }, 4002],
  ])('hangs up on %s', async (_what, extra, code) => {
    const client = await new RawClient().identify(guildsAndMessages, extra);
    expect(await client.closes()).toBe(code);
  });

  test('hangs up on intents that were not granted', async () => {
    sandbox.bot.privileged.members = false;
    const client = await new RawClient().identify(intent.guildMembers);
    expect(await client.closes()).toBe(4014);
  });

  test('hangs up on what it does not understand, on a second login and on requests before the first', async () => {
    const garbage = new RawClient();
    await garbage.op(10);
    garbage.socket.send('not json');
    expect(await garbage.closes()).toBe(4002);
    const early = new RawClient();
    await early.op(10);
    early.send(8, {});
    expect(await early.closes()).toBe(4003);
    const twice = await new RawClient().identify(0);
    await twice.event('READY');
    await twice.identify(0);
    expect(await twice.closes()).toBe(4005);
    const chatty = new RawClient();
    await chatty.op(10);
    for (let count = 0; count < 121; count += 1) chatty.send(1, null);
    expect(await chatty.closes()).toBe(4008);
    expect(await new RawClient('?v=6&encoding=json').closes()).toBe(4012);
  });

  test('speaks zlib-stream', async () => {
    const client = await new RawClient('?v=10&encoding=json&compress=zlib-stream').identify(
      guildsAndMessages | intent.messageContent,
    );
    await client.event('GUILD_CREATE');
    for (const word of ['one', 'two']) await sandbox.member('ann').say('#general', word);
    await client.find(({ d }) => d['content'] === 'two');
    expect(client.names()).toEqual(['READY', 'GUILD_CREATE', 'MESSAGE_CREATE', 'MESSAGE_CREATE']);
  });

  test('deflates payload by payload when IDENTIFY asks for it', async () => {
    const client = await new RawClient().identify(intent.guilds, { compress: true });
    await client.event('GUILD_CREATE');
  });

  test('tells only what the intents ask for, and nothing from channels that the bot cannot see', async () => {
    const quiet = await new RawClient().identify(intent.guilds);
    const listening = await new RawClient().identify(guildsAndMessages);
    await quiet.event('GUILD_CREATE');
    await listening.event('GUILD_CREATE');
    sandbox.guild.addChannel('#cellar', { onlyFor: ['Admin'] });
    await sandbox.member('ann').say('#cellar', 'secret');
    await sandbox.member('ann').say('#general', 'open');
    await listening.event('MESSAGE_CREATE');
    expect(listening.names().filter((name) => name === 'MESSAGE_CREATE')).toHaveLength(1);
    expect(quiet.names()).toEqual(['READY', 'GUILD_CREATE', 'CHANNEL_CREATE']);
  });

  test('blanks what is said without the message content intent, except what mentions the bot or is said in private', async () => {
    const client = await new RawClient().identify(guildsAndMessages | intent.directMessages);
    await client.event('GUILD_CREATE');
    const ann = sandbox.member('ann');
    await ann.say('#general', 'among us');
    await ann.say('#general', '@castellan hello');
    await ann.dm('psst');
    await client.find(({ d }) => d['content'] === 'psst');
    const contents = client.received
      .filter(({ t }) => t === 'MESSAGE_CREATE')
      .map(({ d }) => d['content']);
    expect(contents).toEqual(['', `<@${sandbox.bot.id}> hello`, 'psst']);
  });

  test('replays what was missed, in order and once', async () => {
    const first = await new RawClient().identify(guildsAndMessages | intent.messageContent);
    const ready = await first.event('READY');
    const { s: seq } = await first.event('GUILD_CREATE');
    first.socket.terminate();
    await expect.poll(() => sandbox.sessions()[0]?.connected).toBe(false);
    for (const word of ['one', 'two', 'three']) await sandbox.member('ann').say('#general', word);
    const second = new RawClient();
    await second.op(10);
    second.send(6, { token: sandbox.bot.token, session_id: ready.d['session_id'], seq });
    await second.event('RESUMED');
    expect(
      second.received.filter(({ op }) => op === 0).map(({ t, s, d }) => [t, s, d['content']]),
    ).toEqual([
      ['MESSAGE_CREATE', 3, 'one'],
      ['MESSAGE_CREATE', 4, 'two'],
      ['MESSAGE_CREATE', 5, 'three'],
      ['RESUMED', 6, undefined],
    ]);
  });

  test('cannot resume what was closed in order, is unknown, or lies in the future', async () => {
    const first = await new RawClient().identify(intent.guilds);
    const id = (await first.event('READY')).d['session_id'];
    const resume = async (session: unknown, seq: number) => {
      const client = new RawClient();
      await client.op(10);
      client.send(6, { token: sandbox.bot.token, session_id: session, seq });
      return (await client.op(9)).d;
    };
    expect(await resume(id, 99)).toBe(false);
    expect(await resume('unknown', 1)).toBe(false);
    first.socket.close(1000);
    await expect.poll(() => sandbox.sessions()).toEqual([]);
    expect(await resume(id, 1)).toBe(false);
  });

  test('stays silent when half-open, yet remembers for the resumption', async () => {
    const client = await new RawClient().identify(guildsAndMessages);
    await client.event('GUILD_CREATE');
    sandbox.faults.halfOpenGateway();
    client.send(1, null);
    await sandbox.member('ann').say('#general', 'hello?');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.received.some(({ op }) => op === 11)).toBe(false);
    expect(client.names()).toEqual(['READY', 'GUILD_CREATE']);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    expect(sandbox.sessions()).toHaveLength(1);
  });

  test('marks what webhooks say, and tells who is typing', async () => {
    const client = await new RawClient().identify(
      guildsAndMessages | intent.messageContent | intent.guildMessageTyping,
    );
    await client.event('GUILD_CREATE');
    sandbox.guild.webhookSays('#general', 'news', 'something happened');
    await sandbox.member('ann').types('#general');
    const { d } = await client.event('MESSAGE_CREATE');
    expect(d).toMatchObject({
      content: 'something happened',
      author: { username: 'news', bot: true },
    });
    expect(d['webhook_id']).toBe((d['author'] as { id: string }).id);
    expect(d['member']).toBeUndefined();
    expect((await client.event('TYPING_START')).d).toMatchObject({
      user_id: sandbox.member('ann').id,
    });
  });

  test('loses and doubles events on demand', async () => {
    const client = await new RawClient().identify(guildsAndMessages | intent.messageContent);
    await client.event('GUILD_CREATE');
    sandbox.faults.events('MESSAGE_CREATE', 'lost');
    for (const word of ['one', 'two', 'three']) {
      if (word === 'two') sandbox.faults.events('MESSAGE_CREATE', 'twice');
      await sandbox.member('ann').say('#general', word);
    }
    await client.find(({ d }) => d['content'] === 'three');
    expect(
      client.received.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d['content']),
    ).toEqual(['two', 'two', 'three']);
  });

  test('hangs up on a client whose heartbeat stopped', async () => {
    const impatient = await startDiscordSandbox({
      life,
      clock: systemClock,
      random: seededRandom(1),
      log: silentLog,
      heartbeatMs: 50,
    });
    const socket = new WebSocket(`${impatient.gateway}?v=10&encoding=json`);
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(4009);
  });

  test('hands out members in chunks', async () => {
    for (let index = 0; index < 1200; index += 1) sandbox.member(`guest${index}`);
    const client = await new RawClient().identify(intent.guilds | intent.guildMembers);
    await client.event('GUILD_CREATE');
    client.send(8, { guild_id: sandbox.guild.id, query: '', limit: 0, nonce: 'n' });
    const last = await client.find(({ d }) => d['chunk_index'] === 1);
    expect(last.d).toMatchObject({ chunk_count: 2, nonce: 'n' });
    expect(last.d['members']).toHaveLength(205);
  });

  test('gives out as many sessions a day as it says', async () => {
    sandbox.bot.sessionStartsLeft = 1;
    await (await new RawClient().identify(0)).event('READY');
    expect((await (await new RawClient().identify(0)).op(9)).d).toBe(false);
    expect(sandbox.bot.sessionStartsLeft).toBe(0);
  });
});
