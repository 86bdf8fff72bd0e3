import { expect, test as oneTest } from 'vitest';
import { echo, onlineRig, pause, rig, type Rig } from './harness.ts';

/** These mostly wait for back-offs and heartbeats. */
const test = oneTest.concurrent;

const words = { missing: /Developer Portal .* Bot → Privileged Gateway Intents/ };

/** Says things while the link is broken and looks whether each is answered once. */
async function saysDuring(made: Rig, breakLink: () => void | Promise<void>): Promise<void> {
  echo(made);
  const bob = made.discord.member('bob');
  await bob.say('#general', '!echo before');
  await bob.hears('#general', /^before$/);
  await breakLink();
  for (const text of ['one', 'two', 'three']) await bob.say('#general', `!echo ${text}`);
  for (const text of ['one', 'two', 'three'])
    await bob.hears('#general', new RegExp(`^${text}$`), { withinMs: 15_000 });
  await pause(300);
  const heard = made.events.filter((event) => event.kind === 'message' && !event.actor.bot);
  expect(heard).toHaveLength(4);
}

const identifies = (made: Rig): number =>
  made.log.lines.filter(({ message }) => message === 'Identifying').length;

test.each([
  ['the gateway closes with 4000', (made: Rig) => made.discord.faults.closeGateway(4000)],
  ['the line breaks without a word', (made: Rig) => made.discord.faults.closeGateway(1006)],
  ['Discord asks to reconnect (op 7)', (made: Rig) => made.discord.faults.askReconnect()],
  ['a person asks to reconnect', (made: Rig) => made.platform.reconnect()],
])(
  '%s: the session is resumed, and nothing is lost or answered twice',
  async (_name, breakLink) => {
    const made = await onlineRig();

    await saysDuring(made, () => breakLink(made));

    expect(identifies(made)).toBe(1);
    expect(made.platform.status().link.state).toBe('online');
  },
  30_000,
);

test('an invalid session (op 9) is begun anew', async () => {
  const made = await onlineRig();
  echo(made);
  made.discord.faults.invalidateSessions({ resumable: false });
  await made.until(({ state }) => state !== 'online');
  await made.until(({ state }) => state === 'online', 15_000);
  const bob = made.discord.member('bob');
  await bob.say('#general', '!echo again');

  await bob.hears('#general', /^again$/);
  expect(identifies(made)).toBe(2);
}, 30_000);

test('an invalid session that may be resumed is resumed', async () => {
  const made = await onlineRig();
  await saysDuring(made, () => made.discord.faults.invalidateSessions({ resumable: true }));

  expect(identifies(made)).toBe(1);
}, 30_000);

test('a session that Discord forgot is not resumed for ever', async () => {
  const made = await onlineRig();
  echo(made);
  made.discord.faults.forgetSessions();
  made.discord.faults.closeGateway(1006);
  await made.until(({ state }) => state !== 'online');
  await made.until(({ state }) => state === 'online', 15_000);
  const bob = made.discord.member('bob');
  await bob.say('#general', '!echo new life');

  await bob.hears('#general', /^new life$/);
}, 30_000);

test('an event that comes twice is answered once', async () => {
  const made = await onlineRig();
  echo(made);
  made.discord.faults.events('MESSAGE_CREATE', 'twice', 1);
  const bob = made.discord.member('bob');
  await bob.say('#general', '!echo single');
  await bob.hears('#general', /^single$/);

  await bob.hearsNothing('#general', 300);
});

test('a half-open gateway is noticed within two heartbeats and resumed', async () => {
  const heartbeatMs = 1_000;
  const made = await onlineRig({ sandbox: { heartbeatMs } });
  await pause(heartbeatMs);
  const frozenAt = Date.now();
  await saysDuring(made, async () => {
    made.discord.faults.halfOpenGateway();
    await made.until(({ state }) => state !== 'online', 10_000);
  });

  const noticed = made.log.lines.find(({ message }) => message.includes('heartbeats'));
  expect(noticed).toBeDefined();
  expect(Date.now() - frozenAt).toBeLessThan(2 * heartbeatMs + 3_000);
  expect(identifies(made)).toBe(1);
}, 30_000);

test('a link that comes and goes is dialled ever more slowly', async () => {
  const made = await onlineRig();
  for (let times = 0; times < 3; times += 1) {
    made.discord.faults.closeGateway(4000);
    await made.until(({ state }) => state === 'waiting');
    await made.until(({ state }) => state === 'online', 15_000);
  }

  const attempts = made.statuses.flatMap(({ link }) =>
    link.state === 'waiting' ? [link.attempt] : [],
  );
  expect([...new Set(attempts)]).toEqual([1, 2, 3]);
  expect(identifies(made)).toBe(1);
}, 30_000);

test('latency is what heartbeats take', async ({ expect }) => {
  const made = await onlineRig({ sandbox: { heartbeatMs: 200 } });

  await expect.poll(() => made.platform.status().latencyMs, { timeout: 3_000 }).toBeLessThan(200);
});

test('a bad token stops it with the way to a new one, and nothing is tried again', async () => {
  const made = await rig({ config: { token: 'bad-token' } });
  const link = await made.until(({ state }) => state === 'stopped');

  expect(link).toMatchObject({ problem: expect.stringMatching(/Reset Token/) as string });
  const asked = made.discord.requests().length;
  await pause(2_500);
  expect(made.discord.requests()).toHaveLength(asked);
  expect(JSON.stringify(made.log.lines)).not.toContain('bad-token');
});

test('a token that dies while running stops it', async () => {
  const made = await onlineRig();
  const said = await made.discord.member('bob').say('#general', 'x');
  const { reply } = await made.next('message', ({ id }) => id === said.id);
  made.discord.bot.resetToken();

  await expect(made.platform.reply(reply, { say: 'y' })).rejects.toMatchObject({
    code: 'unauthorised',
  });
  const link = await made.until(({ state }) => state === 'stopped');
  expect(link).toMatchObject({ problem: expect.stringMatching(/Reset Token/) as string });
});

test('a switched-off intent is named with its switch, and slash commands still work', async ({
  expect,
}) => {
  const made = await onlineRig({
    before: ({ bot }) => void Object.assign(bot.privileged, { messageContent: false }),
  });

  const [warning, ...others] = made.platform.status().warnings;
  expect(warning).toMatch(/Message Content Intent/);
  expect(warning).toMatch(words.missing);
  expect(others).toEqual([]);
  await made.platform.declare([{ name: 'hi', description: 'Hi', direct: true, options: [] }]);
  made.on((event) => {
    if (event.kind === 'invocation')
      made.platform.reply(event.reply, { say: 'works' }).catch(() => undefined);
  });
  const bob = made.discord.member('bob');
  await bob.slash('hi', {}, { channel: '#general' });
  await bob.hears('#general', /works/);

  made.discord.bot.privileged.messageContent = true;
  made.platform.reconnect();
  await expect.poll(() => made.platform.status().warnings, { timeout: 15_000 }).toEqual([]);
  await made.until(({ state }) => state === 'online', 15_000);
  await bob.say('#general', 'readable');
  expect((await made.next('message', ({ actor }) => !actor.bot)).text).toBe('readable');
}, 40_000);

test('with both intents off both are named', async () => {
  const made = await onlineRig({
    before: ({ bot }) =>
      void Object.assign(bot.privileged, { messageContent: false, members: false }),
  });

  expect(made.platform.status().warnings).toHaveLength(2);
}, 20_000);

test('intents that were not asked for are not missed', async () => {
  const made = await onlineRig({
    config: { intents: { message_content: false, members: false } },
    before: ({ bot }) =>
      void Object.assign(bot.privileged, { messageContent: false, members: false }),
  });

  expect(made.platform.status().warnings).toEqual([]);
  expect(identifies(made)).toBe(1);
});

test('an API that answers with a web page is said in words and tried again', async () => {
  const made = await rig({
    before: ({ faults }) =>
      void faults.requests({ kind: 'html', status: 200 }, { path: /^\/gateway\/bot/ }),
  });
  const link = await made.until(({ state }) => state === 'waiting');
  expect(link).toMatchObject({ problem: expect.stringMatching(/not Discord's API/) as string });

  await made.online();
}, 20_000);

test('429 at the start is said in words, and its time is kept', async () => {
  const made = await rig({
    before: ({ faults }) =>
      void faults.requests(
        { kind: 'rate-limit', retryAfterMs: 1_000 },
        { path: /^\/gateway\/bot/ },
      ),
  });
  const link = await made.until(({ state }) => state === 'waiting');
  expect(link).toMatchObject({ problem: expect.stringMatching(/slow down \(429\)/) as string });

  await made.online();
}, 20_000);

test('refused connections are said in words, and it comes back by itself', async () => {
  let listenAgain: (() => Promise<void>) | undefined;
  const made = await rig({
    before: async ({ faults }) => void (listenAgain = await faults.refuseConnections()),
  });
  const link = await made.until(({ state }) => state === 'waiting');
  expect(link).toMatchObject({ problem: expect.stringMatching(/refuses connections/) as string });
  await listenAgain?.();

  await made.online();
  expect(made.statuses.some((status) => status.link.state === 'connecting')).toBe(true);
}, 20_000);

test('an outage of everything while running is survived and the session resumed', async () => {
  const made = await onlineRig();
  await saysDuring(made, async () => {
    const listenAgain = await made.discord.faults.refuseConnections();
    await made.until(({ state }) => state === 'waiting');
    await pause(2_500);
    await listenAgain();
  });

  expect(identifies(made)).toBe(1);
}, 40_000);

test('reconnect does not wait out a back-off', async () => {
  let listenAgain: (() => Promise<void>) | undefined;
  const made = await rig({
    before: async ({ faults }) => void (listenAgain = await faults.refuseConnections()),
  });
  await made.until((link) => link.state === 'waiting' && link.attempt >= 3, 15_000);
  await listenAgain?.();
  made.platform.reconnect();

  await made.until(({ state }) => state === 'online', 1_000);
}, 20_000);

test('with no session starts left it waits instead of losing its token', async () => {
  const made = await rig({
    before: ({ bot }) => {
      bot.sessionStartsLeft = 0;
    },
  });
  const link = await made.until(({ state }) => state === 'waiting');

  expect(link).toMatchObject({ problem: expect.stringMatching(/session starts/) as string });
  await pause(300);
  expect(identifies(made)).toBe(0);
});

test('several shards run as one connection', async () => {
  const made = await onlineRig({
    before: ({ bot }) => {
      bot.recommendedShards = 2;
    },
  });

  await made.until(({ state }) => state === 'online', 20_000);
  expect(made.discord.sessions().map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  await made.discord.member('bob').say('#general', 'sharded');
  expect((await made.next('message')).text).toBe('sharded');
}, 30_000);

test('the end of its lifetime is a quick goodbye that ends the session', async ({ expect }) => {
  const made = await onlineRig();
  const startedAt = Date.now();
  await made.end();

  expect(Date.now() - startedAt).toBeLessThan(1_500);
  expect(made.platform.status().link.state).toBe('stopped');
  // Only 1000 ends a session; after any other goodbye it would wait to be resumed.
  await expect.poll(() => made.discord.sessions()).toEqual([]);
});

test('the token is in no line of the log', async () => {
  const made = await onlineRig();
  made.discord.faults.closeGateway(4000);
  await made.until(({ state }) => state !== 'online');
  await made.online();

  expect(made.log.lines.length).toBeGreaterThan(5);
  expect(JSON.stringify(made.log.lines)).not.toContain(made.discord.bot.token);
});

test('a half-open gateway does not hold up the end', async () => {
  const made = await onlineRig();
  made.discord.faults.halfOpenGateway();
  const startedAt = Date.now();
  await made.end();

  expect(Date.now() - startedAt).toBeLessThan(2_500);
});

test('commands are written once, and again only when they differ', async () => {
  const made = await onlineRig();
  const commands = [
    {
      name: 'choose',
      description: 'Chooses',
      direct: true,
      options: [
        { name: 'note', description: 'A note', type: 'text' as const, required: false, max: 50 },
        { name: 'options', description: 'What from', type: 'text' as const, required: true },
        {
          name: 'tone',
          description: 'How',
          type: 'text' as const,
          required: false,
          choices: ['kind', 'rude'],
        },
        {
          name: 'times',
          description: 'Often',
          type: 'integer' as const,
          required: false,
          min: 1,
          max: 5,
        },
      ],
    },
    {
      name: 'rate',
      description: 'Rates',
      direct: false,
      options: [],
      subcommands: [
        { name: 'stats', description: 'Shows', direct: false, options: [] },
        {
          name: 'give',
          description: 'Gives',
          direct: false,
          options: [{ name: 'to', description: 'Whom', type: 'actor' as const, required: true }],
        },
      ],
    },
  ];
  await made.platform.declare(commands);
  expect(made.discord.bot.commandWrites).toBe(1);
  await made.platform.declare([...commands].reverse());
  expect(made.discord.bot.commandWrites).toBe(1);

  await made.platform.declare(commands.slice(0, 1));
  expect(made.discord.bot.commandWrites).toBe(2);
  expect(made.discord.bot.commands().map(({ name }) => name)).toEqual(['choose']);
});
