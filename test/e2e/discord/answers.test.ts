import { expect, test } from 'vitest';
import { channelOn, connectionId } from '../../../src/base/ids.ts';
import type { Card } from '../../../src/core/card.ts';
import type { ReplyOptions } from '../../../src/core/platform.ts';
import { echo, onlineRig, pause, type Rig } from './harness.ts';

const hello = { name: 'hello', description: 'Says hello', direct: true, options: [] };

/** Answers slash commands and controls with this card, after a while. */
function answering(rig: Rig, card: Card, options: ReplyOptions = {}, afterMs = 0): void {
  rig.on((event) => {
    if (event.kind !== 'invocation' && event.kind !== 'component' && event.kind !== 'form') return;
    setTimeout(() => {
      rig.platform.reply(event.reply, card, options).catch(() => undefined);
    }, afterMs);
  });
}

const menu: Card = {
  say: 'pick',
  actions: [
    [{ kind: 'button', id: 'go', label: 'Go', style: 'primary' }],
    [
      {
        kind: 'select',
        id: 'which',
        placeholder: 'Which?',
        options: [
          { value: 't', label: 'Tea' },
          { value: 'm', label: 'Milk' },
        ],
      },
    ],
  ],
};

async function saysMenu(rig: Rig) {
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'menu please');
  await rig.platform.say(channelOn(connectionId('discord'), said.channelId), menu);
  return { bob, message: await bob.hears('#general', /pick/) };
}

test('a message is answered as a reply that pings nobody', async () => {
  const rig = await onlineRig();
  echo(rig);
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', '!echo @everyone <@&1234567890123456789> hi');

  const heard = await bob.hears('#general', /hi/);

  expect(heard.replyToId).toBe(said.id);
  expect(heard.mentionsEveryone).toBe(false);
  expect(heard.mentionIds).toEqual([]);
});

test('a reply to a message that is gone is said all the same', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'going');
  const event = await rig.next('message');
  await bob.delete(said);
  await rig.platform.reply(event.reply, { say: 'too late' });

  expect((await bob.hears('#general', /too late/)).replyToId).toBeUndefined();
});

test('a card becomes an embed, and can be changed', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.say('#general', 'card please');
  const event = await rig.next('message');
  const { message } = await rig.platform.reply(event.reply, {
    title: 'Tea',
    lines: ['one', '**two**'],
    fields: [{ name: 'cups', value: '3', inline: true }],
    footer: 'enjoy',
    tone: 'success',
  });

  expect((await bob.hears('#general', /Tea/)).embeds).toEqual([
    {
      type: 'rich',
      title: 'Tea',
      description: 'one\n**two**',
      fields: [{ name: 'cups', value: '3', inline: true }],
      footer: { text: 'enjoy' },
      color: 0x00ff00,
    },
  ]);
  await rig.platform.edit(event.where.channel, message!, { say: 'milk' });
  const changed = await bob.hears('#general', /milk/);
  expect(changed.embeds).toEqual([]);
  expect(changed.id).toBe(message);
});

test('a slash command is answered for all, or for its caller alone', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  const bob = rig.discord.member('bob');
  const ids: (string | undefined)[] = [];
  rig.on((event) => {
    if (event.kind !== 'invocation') return;
    const { reply } = event;
    rig.platform
      .reply(reply, { say: 'hello all' })
      .then(({ message }) => ids.push(message))
      .then(() => rig.platform.reply(reply, { say: 'only you' }, { private: true }))
      .then(({ message }) => ids.push(message))
      .catch(() => undefined);
  });
  await (await bob.slash('hello', {}, { channel: '#general' })).answered();

  const all = await bob.hears('#general', /hello all/);
  const alone = await bob.isTold(/only you/);
  expect(all.ephemeral).toBe(false);
  expect(alone.ephemeral).toBe(true);
  await expect.poll(() => ids).toEqual([all.id, alone.id]);
});

test('a private answer can be changed later', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  const bob = rig.discord.member('bob');
  await bob.slash('hello', {}, { channel: '#general' });
  const { reply, where } = await rig.next('invocation');
  const { message } = await rig.platform.reply(reply, { say: 'before' }, { private: true });
  await bob.isTold(/before/);
  await rig.platform.edit(where.channel, message!, { say: 'after' });

  expect((await bob.isTold(/after/)).id).toBe(message);
});

test('within the rate limits of Discord everything arrives, once and in order', async () => {
  const rig = await onlineRig({ sandbox: { rateLimits: true } });
  echo(rig);
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'go');
  const where = channelOn(connectionId('discord'), said.channelId);
  const texts = Array.from({ length: 17 }, (_, at) => `n${at}`);
  await Promise.all(texts.map((text) => rig.platform.say(where, { say: text })));

  const heard: string[] = [];
  for (const text of texts)
    heard.push((await bob.hears('#general', new RegExp(`^${text}$`))).content);
  expect(heard).toEqual(texts);
  await bob.hearsNothing('#general', 200);
  const refused = rig.discord.requests().filter(({ status }) => status === 429);
  expect(refused).toEqual([]);
}, 40_000);

test('what takes longer than Discord waits is deferred by the adapter', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  answering(rig, { say: 'at last' }, {}, 2_700);
  const bob = rig.discord.member('bob');
  const used = await bob.slash('hello', {}, { channel: '#general' });
  await pause(2_400);
  expect(used.response()).toBe('thinking');

  const answer = await used.answered({ withinMs: 4_000 });

  expect(answer?.content).toBe('at last');
  expect(answer?.ephemeral).toBe(false);
});

test('a late answer that is private takes the public "thinking" away', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  answering(rig, { say: 'psst' }, { private: true }, 2_500);
  const bob = rig.discord.member('bob');
  await bob.slash('hello', {}, { channel: '#general' });

  const told = await bob.isTold(/psst/, { withinMs: 6_000 });

  expect(told.ephemeral).toBe(true);
  await bob.hearsNothing('#general', 200);
});

test('too late for the interaction, a public answer is said in the channel and a private one refused', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  const bob = rig.discord.member('bob');
  rig.discord.faults.requests(
    { kind: 'fail', status: 404, code: 10_062, message: 'Unknown interaction' },
    { path: /\/callback/, times: Infinity },
  );
  await bob.slash('hello', {}, { channel: '#general' });
  const event = await rig.next('invocation');
  await rig.platform.reply(event.reply, { say: 'better late' });
  expect((await bob.hears('#general', /better late/)).answers).toBeUndefined();

  await expect(
    rig.platform.reply(event.reply, { say: 'secret' }, { private: true }),
  ).rejects.toMatchObject({ code: 'platform-refused' });
});

test('a button and a select come back with their ids', async () => {
  const rig = await onlineRig();
  answering(rig, { say: 'done' }, { private: true });
  const { bob, message } = await saysMenu(rig);
  await bob.press(message, 'Go');
  expect(await rig.next('component')).toMatchObject({ action: 'go', values: [] });
  await bob.choose(message, 'which', 'Milk');
  expect(await rig.next('component')).toMatchObject({ action: 'which', values: ['m'] });
  expect((await bob.isTold(/done/)).ephemeral).toBe(true);
});

test('an update changes the card that the control stands on, at once and late', async () => {
  const rig = await onlineRig();
  const { bob, message } = await saysMenu(rig);
  answering(rig, { say: 'changed' }, { update: true });
  await bob.press(message, 'Go');
  const heard = await bob.hears('#general', /changed/);
  expect(heard.id).toBe(message.id);
  expect(heard.components).toEqual([]);

  const late = await onlineRig();
  const second = await saysMenu(late);
  answering(late, { say: 'changed late' }, { update: true }, 2_500);
  await second.bob.press(second.message, 'Go');
  const heardLate = await second.bob.hears('#general', /changed late/, { withinMs: 6_000 });
  expect(heardLate.id).toBe(second.message.id);
}, 20_000);

test('a form is shown, filled in and answered', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  rig.on((event) => {
    if (event.kind === 'invocation')
      rig.platform
        .ask(event.reply, {
          id: 'order',
          title: 'Your order',
          fields: [
            { id: 'what', label: 'What?', required: true },
            { id: 'why', label: 'Why?', long: true },
          ],
        })
        .catch(() => undefined);
    if (event.kind === 'form')
      rig.platform
        .reply(event.reply, { say: `one ${event.fields['what'] ?? ''}` })
        .catch(() => undefined);
  });
  const bob = rig.discord.member('bob');
  await bob.slash('hello', {}, { channel: '#general' });
  await bob.isAsked();
  await bob.submit({ what: 'tea', why: 'thirst' });

  await bob.hears('#general', /one tea/);
  expect(await rig.next('form')).toMatchObject({
    form: 'order',
    fields: { what: 'tea', why: 'thirst' },
  });
});

test('a form that comes too late is refused in words', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  await rig.discord.member('bob').slash('hello', {}, { channel: '#general' });
  const event = await rig.next('invocation');
  await rig.platform.reply(event.reply, { say: 'first' });

  await expect(
    rig.platform.ask(event.reply, { id: 'f', title: 'F', fields: [{ id: 'a', label: 'A' }] }),
  ).rejects.toMatchObject({ code: 'platform-refused' });
});

test('an answer whose confirmation is lost is posted once', async () => {
  const rig = await onlineRig();
  echo(rig);
  const bob = rig.discord.member('bob');
  rig.discord.faults.requests({ kind: 'lose-response' }, { method: 'POST', path: /\/messages$/ });
  await bob.say('#general', '!echo once');
  await bob.hears('#general', /once/);

  await pause(2_000);
  await bob.hearsNothing('#general', 200);
  const posts = rig.discord
    .requests()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
  expect(posts.length).toBeGreaterThan(1);
}, 15_000);

test('a lost confirmation of a slash answer, a change or a follow-up doubles nothing', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([hello]);
  const bob = rig.discord.member('bob');
  const { faults } = rig.discord;
  faults.requests({ kind: 'lose-response' }, { method: 'POST', path: /\/callback/ });
  await bob.slash('hello', {}, { channel: '#general' });
  const event = await rig.next('invocation');
  const first = await rig.platform.reply(event.reply, { say: 'first' });
  expect((await bob.hears('#general', /first/)).id).toBe(first.message);

  faults.requests({ kind: 'lose-response' }, { method: 'POST', path: /^\/webhooks\// });
  await expect(rig.platform.reply(event.reply, { say: 'second' })).rejects.toMatchObject({
    code: 'network',
  });
  await bob.hears('#general', /second/);
  await pause(500);
  await bob.hearsNothing('#general', 100);
}, 15_000);

test('429 and 5xx are waited out', async () => {
  const rig = await onlineRig();
  echo(rig);
  const bob = rig.discord.member('bob');
  const { faults } = rig.discord;
  const scope = { method: 'POST', path: /\/messages$/ };
  faults.requests({ kind: 'rate-limit', retryAfterMs: 300 }, scope);
  await bob.say('#general', '!echo limited');
  await bob.hears('#general', /limited/);

  faults.requests({ kind: 'fail', status: 502 }, { ...scope, times: 2 });
  await bob.say('#general', '!echo unwell');
  await bob.hears('#general', /unwell/);

  faults.requests({ kind: 'html', status: 503 }, scope);
  await bob.say('#general', '!echo proxied');
  await bob.hears('#general', /proxied/);
  await bob.hearsNothing('#general', 300);
}, 20_000);

test('what Discord refuses is told with its code', async () => {
  const rig = await onlineRig();
  const said = await rig.discord.member('bob').say('#general', 'x');
  rig.discord.faults.requests(
    { kind: 'fail', status: 403, code: 50_013, message: 'Missing Permissions' },
    { path: /\/messages$/ },
  );

  await expect(
    rig.platform.say(channelOn(connectionId('discord'), said.channelId), { say: 'no' }),
  ).rejects.toMatchObject({
    code: 'platform-refused',
    facts: { status: 403, code: 50_013 },
    message: expect.stringContaining('Missing Permissions') as string,
  });
});

test('higher lanes overtake', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'x');
  const where = channelOn(connectionId('discord'), said.channelId);
  const order: string[] = [];
  const say = async (text: string, lane: 'bulk' | 'normal' | 'urgent') => {
    await rig.platform.say(where, { say: text }, { lane });
    order.push(text);
  };

  await Promise.all([say('a', 'bulk'), say('b', 'bulk'), say('c', 'normal'), say('d', 'urgent')]);

  expect(order).toEqual(['a', 'd', 'c', 'b']);
});

test('what was said can be taken away again, once or twice', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.say('#general', 'say something');
  const event = await rig.next('message');
  const { message } = await rig.platform.reply(event.reply, { say: 'something' });
  if (message === undefined) throw new Error('the message has no id');
  const heard = await bob.hears('#general', /something/);
  await rig.platform.remove(event.where.channel, message);

  await expect(bob.react(heard, '👍')).rejects.toThrow();
  await rig.platform.remove(event.where.channel, message);
});

test('menus are declared with the commands, and written once', async () => {
  const rig = await onlineRig();
  const menus = [
    { name: 'Same name', on: 'person', staff: false, direct: true },
    { name: 'Same name', on: 'message', staff: true, direct: false },
  ] as const;

  expect(await rig.platform.declare([hello], menus)).toBe('written');
  const ids = rig.discord.bot.commands().map(({ id }) => id);
  expect(await rig.platform.declare([hello], [...menus].reverse())).toBe('same');
  expect(rig.discord.bot.commandWrites).toBe(1);
  expect(await rig.platform.declare([{ ...hello, description: 'Hi' }], menus)).toBe('written');
  expect(rig.discord.bot.commands().map(({ id }) => id)).toEqual(ids);
});
