import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  Client,
  DiscordAPIError,
  EmbedBuilder,
  Events,
  GatewayIntentBits as Intent,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Options,
  Partials,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type ChatInputCommandInteraction,
  type ClientOptions,
  type Message,
  type TextChannel,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock, systemClock } from '../../base/clock.ts';
import { lifetime, type Lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { startDiscordSandbox, type DiscordSandbox } from './index.ts';

const everyIntent = [
  Intent.Guilds,
  Intent.GuildMessages,
  Intent.MessageContent,
  Intent.DirectMessages,
  Intent.GuildMembers,
  Intent.GuildModeration,
  Intent.GuildMessageReactions,
];

let life: Lifetime;
let sandbox: DiscordSandbox;
let client: Client<true>;
const log = memoryLog();

async function login(
  options: Partial<ClientOptions> = {},
  token = sandbox.bot.token,
): Promise<Client<true>> {
  const made = new Client({
    intents: everyIntent,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: sandbox.api, retries: 2, timeout: 2000 },
    makeCache: Options.cacheEverything(),
    ...options,
  });
  life.own(() => made.destroy());
  const ready = new Promise<Client<true>>((resolve) => made.once(Events.ClientReady, resolve));
  await made.login(token);
  return ready;
}

const next = <Args extends unknown[]>(event: string, from: Client = client): Promise<Args[0]> =>
  new Promise((resolve) => from.once(event, (...args: unknown[]) => resolve(args[0] as Args[0])));

const general = () => client.channels.cache.get(sandbox.guild.channelId('#general')) as TextChannel;

beforeEach(async () => {
  life = lifetime('test');
  log.lines.length = 0;
  sandbox = await startDiscordSandbox({ life, clock: systemClock, random: seededRandom(7), log });
  client = await login();
});
afterEach(async () => {
  await life.end();
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

describe('discord.js on the sandbox', () => {
  test('logs in and knows the guild, its channels and its roles', () => {
    expect(client.user.username).toBe('castellan');
    const guild = client.guilds.cache.get(sandbox.guild.id);
    expect(guild?.name).toBe('Castle');
    expect(guild?.channels.cache.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['general', 'random', 'staff']),
    );
    expect(guild?.roles.cache.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Admin', 'Moderator', 'Member']),
    );
    expect(guild?.members.me?.permissions.has('ModerateMembers')).toBe(true);
    expect(log.lines).toEqual([]);
  });

  test('hears what is said and answers in a reply that pings nobody', async () => {
    client.on(Events.MessageCreate, (message) => {
      if (message.content === '!ping')
        void message.reply({
          content: `pong <@${message.author.id}>`,
          allowedMentions: { parse: [], repliedUser: false },
        });
    });
    const ann = sandbox.member('ann');
    await ann.say('#general', '!ping');
    const answer = await ann.hears('#general', /^pong @ann$/);
    expect(answer).toMatchObject({
      content: `pong ${ann.mention}`,
      mentionIds: [],
      author: { name: 'castellan', bot: true },
    });
    expect(answer.replyToId).toBeDefined();
  });

  test('shows embeds, edits and deletes', async () => {
    const bob = sandbox.member('bob');
    const said = await general().send({
      embeds: [new EmbedBuilder().setTitle('Rules').addFields({ name: 'First', value: 'Be kind' })],
    });
    await bob.hears('#general', /Rules\nFirst\nBe kind/);
    await said.edit({ content: 'gone soon', embeds: [] });
    await bob.hears('#general', /gone soon/);
    await said.delete();
    expect(
      sandbox.observer.snapshot('bob').channels.find(({ name }) => name === '#general')?.messages,
    ).toEqual([]);
  });

  test('tells of edits, deletes, reactions, joins, leaves and new nicks', async () => {
    const bob = sandbox.member('bob');
    const heard = next<[Message]>(Events.MessageCreate);
    const said = await bob.say('#general', 'helo');
    await heard;
    const seen: string[] = [];
    client.on(Events.MessageUpdate, (_old, message) => seen.push(`edit ${message.content}`));
    client.on(Events.MessageReactionAdd, (reaction) =>
      seen.push(`react ${reaction.emoji.name ?? ''}`),
    );
    client.on(Events.MessageDelete, () => seen.push('delete'));
    client.on(Events.GuildMemberAdd, (member) => seen.push(`join ${member.user.username}`));
    client.on(Events.GuildMemberUpdate, (_old, member) =>
      seen.push(`nick ${member.nickname ?? ''}`),
    );
    client.on(Events.GuildMemberRemove, (member) => seen.push(`leave ${member.user.username}`));
    const left = next(Events.GuildMemberRemove);
    await bob.edit(said, 'hello');
    await bob.react(said, '👍');
    await bob.delete(said);
    const eve = sandbox.member('eve', { accountAgeMs: 1000 });
    await eve.becomes({ nick: 'Evie' });
    await eve.leaves();
    await left;
    expect(seen).toEqual([
      'edit hello',
      'react 👍',
      'delete',
      'join eve',
      'nick Evie',
      'leave eve',
    ]);
  });

  test('talks in private', async () => {
    client.on(Events.MessageCreate, (message) => {
      if (!message.guild && !message.author.bot) void message.reply(`you said ${message.content}`);
    });
    const ann = sandbox.member('ann');
    await ann.dm('psst');
    await ann.isTold(/you said psst/);
    const bob = await client.users.fetch(sandbox.member('bob').id);
    await bob.send('a word with you');
    await sandbox.member('bob').isTold(/a word with you/);
  });

  test('sends files', async () => {
    const said = await general().send({
      content: 'see',
      files: [new AttachmentBuilder(Buffer.from('a,b\r\n1,2'), { name: 'table.csv' })],
    });
    expect(said.attachments.first()).toMatchObject({ name: 'table.csv', size: 8 });
  });

  test('answers a slash command: deferred, private, then a follow-up', async () => {
    await client.application.commands.set([
      {
        name: 'choose',
        description: 'Chooses',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'options',
            description: 'a | b',
            required: true,
          },
        ],
      },
    ]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      void (async () => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply(`I choose ${interaction.options.getString('options', true)}`);
        await interaction.followUp('and I stand by it');
      })();
    });
    const ann = sandbox.member('ann');
    const used = await ann.slash('choose', { options: 'tea' }, { channel: '#general' });
    expect(await used.answered()).toMatchObject({
      text: 'I choose tea',
      ephemeral: true,
      loading: false,
    });
    await ann.isTold(/I choose tea/);
    await ann.hears('#general', /stand by it/);
    expect(
      sandbox.observer
        .snapshot('bob')
        .channels.flatMap(({ messages }) => messages.map(({ text }) => text)),
    ).toEqual(['and I stand by it']);
    expect(sandbox.bot.commandWrites).toBe(1);
  });

  test('suggests while an option is typed, and takes subcommands and members', async () => {
    await client.application.commands.set([
      {
        name: 'rate',
        description: 'Rates',
        options: [
          {
            type: ApplicationCommandOptionType.Subcommand,
            name: 'stats',
            description: 'Shows',
            options: [
              {
                type: ApplicationCommandOptionType.User,
                name: 'who',
                description: 'Who',
                required: true,
              },
              {
                type: ApplicationCommandOptionType.String,
                name: 'what',
                description: 'What',
                autocomplete: true,
              },
            ],
          },
        ],
      },
    ]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isAutocomplete())
        void interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'x' }]);
      if (interaction.isChatInputCommand())
        void interaction.reply(
          `${interaction.options.getSubcommand()} of ${interaction.options.getUser('who', true).username}`,
        );
    });
    const ann = sandbox.member('ann');
    expect(await ann.complete('rate stats', 'what', 'te')).toEqual([{ name: 'te!', value: 'x' }]);
    await ann.slash('rate stats', { who: 'bob' }, { channel: '#random' });
    await ann.hears('#random', /stats of bob/);
  });

  test('serves buttons, selects and forms', async () => {
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isButton())
        void interaction.showModal(
          new ModalBuilder()
            .setCustomId('form')
            .setTitle('Report')
            .addLabelComponents(
              new LabelBuilder()
                .setLabel('Why?')
                .setTextInputComponent(
                  new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short),
                ),
            ),
        );
      if (interaction.isStringSelectMenu())
        void interaction.update({ content: `chosen ${interaction.values.join()}`, components: [] });
      if (interaction.isModalSubmit())
        void interaction.reply({
          content: `because ${interaction.fields.getTextInputValue('why')}`,
          flags: MessageFlags.Ephemeral,
        });
    });
    await general().send({
      content: 'menu',
      components: [
        new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder().setCustomId('b').setLabel('Report').setStyle(ButtonStyle.Danger),
        ),
        new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
          new StringSelectMenuBuilder()
            .setCustomId('s')
            .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' }),
        ),
      ],
    });
    const ann = sandbox.member('ann');
    const menu = await ann.hears('#general', /menu/);
    await ann.press(menu, 'Report');
    expect((await ann.isAsked()).title).toBe('Report');
    await ann.submit({ 'Why?': 'I can' });
    await ann.isTold(/because I can/);
    await ann.choose(menu, 's', 'Two');
    const updated = await ann.hears('#general', /chosen 2/);
    expect(updated).toMatchObject({ id: menu.id, components: [] });
  });

  test('answers a second time or to nothing with the official errors', async () => {
    await client.application.commands.set([{ name: 'twice', description: 'x' }]);
    const problem = new Promise<unknown>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        void (async () => {
          await interaction.reply('one');
          await client.rest
            .post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
              body: { type: 4, data: { content: 'two' } },
              auth: false,
            })
            .catch(resolve);
        })();
      });
    });
    await sandbox.member('ann').slash('twice');
    expect(await problem).toMatchObject({ code: 40060, status: 400 });
    const absent = await client.rest
      .post('/interactions/1/x/callback', {
        body: { type: 4, data: { content: 'x' } },
        auth: false,
      })
      .catch((thrown: unknown) => thrown);
    expect(absent).toBeInstanceOf(DiscordAPIError);
    expect(absent).toMatchObject({ code: 10062, status: 404 });
  });

  test('moderates: times out, kicks, bans, with reasons in the audit log, and not upwards', async () => {
    const guild = client.guilds.cache.get(sandbox.guild.id)!;
    const bob = await guild.members.fetch(sandbox.member('bob').id);
    const entry = next<[{ reason: string | null; action: number }]>(
      Events.GuildAuditLogEntryCreate,
    );
    await bob.timeout(60_000, 'too löud');
    expect(sandbox.member('bob').timeoutUntilMs).toBeGreaterThan(Date.now());
    expect(await entry).toMatchObject({ reason: 'too löud', action: 24 });
    await expect(sandbox.member('bob').say('#general', 'hm')).rejects.toThrow(
      'Missing Permissions',
    );
    await bob.ban({ reason: 'enough' });
    expect(sandbox.member('bob')).toMatchObject({ isMember: false, isBanned: true });
    await expect(sandbox.member('bob').joins()).rejects.toThrow(/banned/);
    await guild.bans.remove(bob.id);
    expect(sandbox.member('bob').isBanned).toBe(false);
    const olivia = await guild.members.fetch(sandbox.member('olivia').id);
    await expect(olivia.kick()).rejects.toMatchObject({ code: 50013 });
    expect(sandbox.guild.auditLog().map(({ action, reason }) => [action, reason])).toEqual([
      [24, 'too löud'],
      [22, 'enough'],
      [23, undefined],
    ]);
  });

  test('manages roles and channels, and threads', async () => {
    const guild = client.guilds.cache.get(sandbox.guild.id)!;
    const role = await guild.roles.create({ name: 'Guest', colors: { primaryColor: 0x00ff00 } });
    const bob = await guild.members.fetch(sandbox.member('bob').id);
    await bob.roles.add(role);
    expect(sandbox.member('bob').roles).toContain('Guest');
    const channel = await guild.channels.create({
      name: 'den',
      permissionOverwrites: [
        { id: guild.id, deny: ['ViewChannel'] },
        { id: client.user.id, allow: ['ViewChannel'] },
      ],
    });
    await expect(sandbox.member('bob').say('#den', 'hi')).rejects.toThrow('Missing Access');
    await channel.delete();
    await role.delete();
    expect(sandbox.member('bob').roles).not.toContain('Guest');
    const thread = await general().threads.create({
      name: 'aside',
      type: ChannelType.PublicThread,
    });
    await thread.send('in the thread');
    expect(
      sandbox.observer.snapshot('bob').channels.find(({ kind }) => kind === 'thread'),
    ).toMatchObject({ name: '#aside' });
  });

  test('says which fields are wrong', async () => {
    const problem = await general()
      .send({ embeds: [{ title: 'x'.repeat(300) }] })
      .catch((thrown: unknown) => thrown);
    expect(problem).toMatchObject({
      code: 50035,
      rawError: {
        errors: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
      },
    });
    await expect(general().send({ content: '' })).rejects.toMatchObject({ code: 50006 });
  });

  test('posts once under an enforced nonce, though the first answer was lost', async () => {
    sandbox.faults.requests({ kind: 'lose-response' }, { path: /\/messages$/ });
    await expect(
      general().send({ content: 'only once', nonce: 'n-1', enforceNonce: true }),
    ).rejects.toThrow();
    const again = await general().send({ content: 'only once', nonce: 'n-1', enforceNonce: true });
    expect(again.content).toBe('only once');
    const texts = sandbox.observer.snapshot('ann').channels[0]?.messages.map(({ text }) => text);
    expect(texts).toEqual(['only once']);
  });

  test('waits out a 429 and an empty bucket, and loses nothing', async () => {
    sandbox.faults.requests({ kind: 'rate-limit', retryAfterMs: 300 }, { path: /\/messages$/ });
    const beganMs = Date.now();
    await Promise.all(['1', '2', '3', '4', '5', '6'].map((text) => general().send(text)));
    expect(Date.now() - beganMs).toBeGreaterThan(4000);
    expect(
      sandbox.observer.snapshot('ann').channels[0]?.messages.map(({ text }) => text),
    ).toHaveLength(6);
  });

  test('retries a 502', async () => {
    sandbox.faults.requests({ kind: 'html', status: 502 }, { path: /\/messages$/ });
    await general().send('through');
    await sandbox.member('ann').hears('#general', /through/);
  });

  test('resumes after close code 4000 and misses nothing', async () => {
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const resumed = next(Events.ShardResume);
    sandbox.faults.closeGateway(4000);
    const bob = sandbox.member('bob');
    for (const word of ['one', 'two', 'three']) await bob.say('#general', word);
    await resumed;
    await bob.say('#general', 'four');
    await expect.poll(() => heard).toEqual(['one', 'two', 'three', 'four']);
    expect(sandbox.sessions()).toHaveLength(1);
  });

  test('resumes when asked to reconnect and after a cut cable', async () => {
    for (const strike of [
      () => sandbox.faults.askReconnect(),
      () => sandbox.faults.closeGateway(1006),
    ]) {
      const resumed = next(Events.ShardResume);
      strike();
      await resumed;
    }
    expect(sandbox.sessions()).toHaveLength(1);
  });

  test('begins anew when its session is invalid', async () => {
    const first = sandbox.sessions()[0]?.id;
    const ready = next(Events.ShardReady);
    sandbox.faults.invalidateSessions({ resumable: false });
    await ready;
    expect(sandbox.sessions().map(({ id, connected }) => [id === first, connected])).toEqual([
      [false, true],
    ]);
  }, 20_000);

  test('learns of guilds that it is added to, that go down and that throw it out', async () => {
    const created = next<[{ name: string }]>(Events.GuildCreate);
    const village = sandbox.addGuild('Village');
    expect((await created).name).toBe('Village');
    const down = next(Events.GuildUnavailable);
    village.goDown();
    await down;
    const up = next(Events.GuildAvailable);
    village.comeBack();
    await up;
    const gone = next<[{ name: string }]>(Events.GuildDelete);
    village.removeBot(client.user.id);
    expect((await gone).name).toBe('Village');
  });

  test('fetches members and their audit log over the gateway and REST', async () => {
    const guild = client.guilds.cache.get(sandbox.guild.id)!;
    const all = await guild.members.fetch();
    expect(all.map(({ user }) => user.username).sort()).toEqual([
      'ann',
      'bob',
      'castellan',
      'mod',
      'olivia',
    ]);
    expect((await guild.members.search({ query: 'bo' })).map(({ user }) => user.username)).toEqual([
      'bob',
    ]);
    await sandbox.member('mod').kicks(sandbox.member('bob'), 'rude');
    const logs = await guild.fetchAuditLogs();
    expect(logs.entries.first()).toMatchObject({ reason: 'rude', action: 20 });
  });

  test('serves two shards, each with its own guilds', async () => {
    const guilds = Array.from({ length: 6 }, (_, index) => sandbox.addGuild(`Guild ${index}`));
    const sharded = await login({ shards: [0, 1], shardCount: 2 });
    expect(sharded.guilds.cache.size).toBe(guilds.length + 1);
    for (const guild of sharded.guilds.cache.values())
      expect(guild.shardId).toBe(Number((BigInt(guild.id) >> 22n) % 2n));
  }, 20_000);

  test('refuses an answer that comes after three seconds, and follow-ups after fifteen minutes', async () => {
    const clock = manualClock();
    const late = await startDiscordSandbox({ life, clock, random: seededRandom(7), log });
    const slow = new Client({ intents: [Intent.Guilds], rest: { api: late.api } });
    life.own(() => slow.destroy());
    const ready = next(Events.ClientReady, slow as Client<true>);
    await slow.login(late.bot.token);
    await ready;
    await slow.application?.commands.set([{ name: 'slow', description: 'x' }]);
    const arrival = () => next<[ChatInputCommandInteraction]>(Events.InteractionCreate, slow);
    const first = arrival();
    await late.member('ann').slash('slow');
    const tooLate = await first;
    await clock.advance(3001);
    await expect(tooLate.reply('x')).rejects.toMatchObject({ code: 10062 });
    const second = arrival();
    await late.member('ann').slash('slow');
    const inTime = await second;
    await inTime.deferReply();
    await clock.advance(14 * 60_000);
    await inTime.editReply('at last');
    await late.member('ann').hears('#general', /at last/);
    await clock.advance(2 * 60_000);
    await expect(inTime.editReply('more')).rejects.toMatchObject({ code: 50027 });
  });

  test('refuses a wrong token and intents that were not granted', async () => {
    await expect(login({}, 'wrong')).rejects.toThrow(/invalid token/i);
    sandbox.bot.privileged.messageContent = false;
    await expect(login()).rejects.toThrow(/disallowed intents/i);
  });
});
