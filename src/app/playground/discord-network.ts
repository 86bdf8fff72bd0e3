import type { Clock } from '../../base/clock.ts';
import { err, ok } from '../../base/result.ts';
import type {
  PlayChange,
  PlayChannel,
  PlayCommand,
  PlayMessage,
  PlayNetwork,
  PlayOption,
  PlayPerson,
  Problem,
} from '../../dashboard/index.ts';
import type {
  ChannelView,
  CommandOption,
  DiscordSandbox,
  Snapshot,
  MessageView,
  ObservedChange,
  PersonView,
} from '../../sandbox/discord/index.ts';
import { playForm } from './discord-form.ts';
import { playMessage } from './discord-message.ts';
import { type PlayedNetwork, colourOf, isExtra } from './network.ts';
import { played, problem } from './problems.ts';
import type { TraceLinks } from './trace-links.ts';

interface Parts {
  readonly sandbox: DiscordSandbox;
  readonly connection: string;
  readonly links: TraceLinks;
  readonly clock: Pick<Clock, 'now'>;
}

/** The one through whose eyes the guild itself is looked at: its owner sees every channel. */
const owner = 'olivia';

/** The simulated Discord as the Playground shows it. */
export function discordNetwork(parts: Parts): PlayedNetwork {
  return new Discord(parts);
}

class Discord implements PlayedNetwork {
  readonly #sandbox: DiscordSandbox;
  readonly #connection: string;
  readonly #links: TraceLinks;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(change: PlayChange) => void>();
  #stop = () => {};
  #formsOpened = 0;

  constructor({ sandbox, connection, links, clock }: Parts) {
    this.#sandbox = sandbox;
    this.#connection = connection;
    this.#links = links;
    this.#clock = clock;
  }

  snapshot(): PlayNetwork {
    const seen = this.#snapshots();
    return {
      ...{ id: 'discord', connection: this.#connection, title: this.#sandbox.guild.name },
      ...{ bot: this.#sandbox.bot.name, botId: this.#sandbox.bot.id },
      people: this.#people(),
      channels: channelsIn(seen),
      messages: this.#messages(seen),
      commands: this.#commands(),
    };
  }

  follow(listener: (change: PlayChange) => void): () => void {
    if (this.#listeners.size === 0) {
      this.#stop = this.#sandbox.observer.onChange((change) => this.#changed(change));
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  explain(trace: Parameters<PlayedNetwork['explain']>[0]): void {
    this.#links.note(trace);
    // A crowd that joins leaves a trace each, and none of them is about a message.
    const isOfMessage = trace.message !== undefined || trace.said.length > 0;
    if (this.#listeners.size === 0 || !isOfMessage) return;
    const about = new Set<string | undefined>([trace.message, ...trace.said]);
    for (const message of this.#messages(this.#snapshots())) {
      if (about.has(message.id)) this.#tell({ kind: 'message', message });
    }
  }

  say: PlayedNetwork['say'] = async ({ person, channel, text }) => {
    const said = await played(() => this.#sandbox.member(person).say(channel, text));
    if (said.ok) return said;
    const silenced = this.#silenced(person);
    return silenced ? err(silenced) : said;
  };

  direct: PlayedNetwork['direct'] = ({ person, text }) =>
    played(() => this.#sandbox.member(person).dm(text));

  press: PlayedNetwork['press'] = ({ person, message, control }) =>
    played(() => this.#sandbox.member(person).press(message, control));

  choose: PlayedNetwork['choose'] = ({ person, message, control, values }) =>
    played(() => this.#sandbox.member(person).choose(message, control, values));

  slash: PlayedNetwork['slash'] = ({ person, channel, command, options }) =>
    played(() => this.#sandbox.member(person).slash(command, options, { channel }));

  submit: PlayedNetwork['submit'] = ({ person, values }) =>
    played(() => this.#sandbox.member(person).submit(values));

  complete: PlayedNetwork['complete'] = async (asked) => {
    const { person, channel, command, option, typed, others = {} } = asked;
    const suggestions = await this.#sandbox
      .member(person)
      .complete(command, option, typed, { channel, others });
    return ok(suggestions.map(({ value }) => String(value)));
  };

  /** What each person sees: channels and ephemeral messages differ. */
  #snapshots(): readonly Snapshot[] {
    return this.#humans().map(({ username }) => this.#sandbox.observer.snapshot(username));
  }

  #humans(): readonly PersonView[] {
    return this.#sandbox.observer
      .snapshot(owner, { messagesPerChannel: 0 })
      .people.filter(({ bot, username }) => !bot && !isExtra(username));
  }

  /** In what words somebody in a timeout hears that he cannot speak. */
  #silenced(person: string): Problem | undefined {
    const untilMs = this.#humans().find(({ username }) => username === person)?.timeoutUntilMs;
    if (untilMs === undefined || untilMs <= this.#clock.now()) return undefined;
    const until = new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ');
    return problem(
      `${person} cannot speak here: muted until ${until} UTC.`,
      'What the bot wrote to this person says why, and how to appeal.',
    );
  }

  #people(): readonly PlayPerson[] {
    return this.#humans().map(({ id, username, color, roles }) => ({
      ...{ id: username, name: username, standing: standingOf(username, roles) },
      colour: color === 0 ? colourOf(username) : `#${color.toString(16).padStart(6, '0')}`,
      mentionId: id,
      about: roles.filter((role) => role !== '@everyone').join(', ') || 'no roles',
    }));
  }

  #commands(): readonly PlayCommand[] {
    return this.#sandbox.observer
      .snapshot(owner, { messagesPerChannel: 0 })
      .commands.map(({ name, description, options }) => ({
        ...{ name, description, options: options.map(optionOf) },
      }));
  }

  #messages(seen: readonly Snapshot[]): readonly PlayMessage[] {
    const byId = new Map<string, PlayMessage>();
    for (const { viewer, channels } of seen) {
      for (const message of channels.flatMap((channel) => channel.messages)) {
        if (!byId.has(message.id)) byId.set(message.id, this.#play(message, viewer.id));
      }
    }
    return [...byId.values()].sort((a, b) => a.atMs - b.atMs);
  }

  #play(message: MessageView, viewerId: string | undefined): PlayMessage {
    const names = new Map(this.#humans().map(({ id, username }) => [id, username]));
    const trace = this.#links.of(message.id);
    const viewer = viewerId === undefined ? undefined : names.get(viewerId);
    const alone = message.ephemeral && viewer !== undefined;
    return playMessage(message, {
      personOf: (id) => names.get(id),
      ...(alone && { seenBy: [viewer] }),
      ...(trace !== undefined && { trace }),
    });
  }

  #changed(change: ObservedChange): void {
    switch (change.kind) {
      case 'message-created':
      case 'message-updated':
        if (change.message.guildId === undefined) this.#tellChannels();
        return this.#tell({
          kind: 'message',
          message: this.#play(change.message, change.visibleTo),
        });
      case 'message-deleted':
        return this.#tell({
          ...{ kind: 'message-gone', network: 'discord' },
          ...{ channel: change.channelId, id: change.messageId },
        });
      case 'member-joined':
      case 'member-updated':
      case 'member-left':
        if (isExtra(change.person.username)) return;
        return this.#tell({ kind: 'people', network: 'discord', people: this.#people() });
      case 'structure-changed':
        this.#tellChannels();
        return this.#tell({ kind: 'commands', network: 'discord', commands: this.#commands() });
      case 'form-opened':
        return this.#tellForm(change);
      case 'typing':
      case 'response':
        return;
    }
  }

  #tellForm({ form, visibleTo }: Extract<ObservedChange, { kind: 'form-opened' }>): void {
    const person = this.#humans().find(({ id }) => id === visibleTo);
    if (!person) return;
    this.#formsOpened += 1;
    const shown = playForm(form, { id: this.#formsOpened, person: person.username });
    this.#tell({ kind: 'form', network: 'discord', form: shown });
  }

  #tellChannels(): void {
    const channels = channelsIn(this.#snapshots());
    this.#tell({ kind: 'channels', network: 'discord', channels });
  }

  #tell(change: PlayChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function standingOf(name: string, roles: readonly string[]): PlayPerson['standing'] {
  if (name === owner) return 'owner';
  if (roles.includes('Admin')) return 'administrator';
  return roles.includes('Moderator') ? 'moderator' : 'member';
}

function channelsIn(seen: readonly Snapshot[]): readonly PlayChannel[] {
  const byId = new Map<string, { view: ChannelView; viewers: string[] }>();
  for (const { viewer, channels } of seen) {
    for (const view of channels) {
      const entry = byId.get(view.id) ?? { view, viewers: [] };
      entry.viewers.push(viewer.username);
      byId.set(view.id, entry);
    }
  }
  return [...byId.values()].map(({ view, viewers }) => channelOf(view, viewers, seen.length));
}

function channelOf(view: ChannelView, viewers: readonly string[], everyone: number): PlayChannel {
  const [first] = viewers;
  const direct = view.kind === 'direct';
  return {
    ...{ id: view.id, name: view.name.replace(/^[#@]/, ''), kind: direct ? 'direct' : 'public' },
    ...(direct && first !== undefined && { person: first }),
    ...(view.topic !== undefined && { topic: view.topic }),
    ...(viewers.length < everyone && { visibleTo: viewers }),
  };
}

/** Discord's numbers for the types of options. */
const optionTypes = {
  4: 'integer',
  5: 'boolean',
  6: 'actor',
  7: 'channel',
  8: 'role',
  10: 'number',
} as const;

const isKnownType = (type: number): type is keyof typeof optionTypes => type in optionTypes;

const optionOf = (option: CommandOption): PlayOption => ({
  ...{ name: option.name, description: option.description },
  type: isKnownType(option.type) ? optionTypes[option.type] : 'text',
  required: option.required ?? false,
  ...(option.choices && { choices: option.choices.map(({ value }) => String(value)) }),
  ...(option.autocomplete && { completes: true }),
});
