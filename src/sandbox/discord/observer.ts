import { CastellanError } from '../../base/errors.ts';
import { commandsFor } from './commands.ts';
import type { Interaction, Modal } from './interaction.ts';
import { responseOf, type Response } from './invocation.ts';
import { isVisible } from './messages.ts';
import {
  channelType,
  type Channel,
  type CommandOption,
  type Guild,
  type Message,
  type User,
} from './model.ts';
import { userCalled } from './names.ts';
import { channelPermissions, has, isThread, permission } from './permissions.ts';
import { applicationsIn, mayUse } from './slash.ts';
import { authorView, channelName, messageView, type AuthorView, type MessageView } from './view.ts';
import type { Change, World } from './world.ts';

export interface ChannelView {
  readonly id: string;
  /** `#general`, or `@castellan` for a direct conversation. */
  readonly name: string;
  readonly kind: 'text' | 'thread' | 'direct';
  readonly topic: string | undefined;
  readonly canWrite: boolean;
  /** Oldest first. */
  readonly messages: readonly MessageView[];
}

export interface PersonView extends AuthorView {
  readonly username: string;
  /** Names of roles, highest first. */
  readonly roles: readonly string[];
  readonly timeoutUntilMs: number | undefined;
}

/** A command as the client offers it while one types `/`: subcommands are spelled out, `rate stats`. */
export interface CommandView {
  readonly name: string;
  readonly description: string;
  readonly bot: string;
  readonly options: readonly CommandOption[];
}

/** What one person has on the screen. */
export interface Snapshot {
  readonly viewer: PersonView;
  readonly guild: { readonly id: string; readonly name: string };
  readonly people: readonly PersonView[];
  readonly channels: readonly ChannelView[];
  readonly commands: readonly CommandView[];
  /** The form that stands open in front of the viewer. */
  readonly form: Modal | undefined;
}

export type ObservedChange =
  | {
      readonly kind: 'message-created' | 'message-updated';
      readonly message: MessageView;
      readonly visibleTo: string | undefined;
    }
  | {
      readonly kind: 'message-deleted';
      readonly messageId: string;
      readonly channelId: string;
      readonly visibleTo: string | undefined;
    }
  | {
      readonly kind: 'member-joined' | 'member-updated' | 'member-left';
      readonly person: PersonView;
    }
  | { readonly kind: 'typing'; readonly channelId: string; readonly person: AuthorView }
  | { readonly kind: 'form-opened'; readonly form: Modal; readonly visibleTo: string }
  | {
      readonly kind: 'response';
      readonly invocationId: string;
      readonly response: Response;
      readonly visibleTo: string;
    }
  /** Channels, roles or commands changed: take a new snapshot. */
  | { readonly kind: 'structure-changed' };

export interface ObserveOptions {
  /** Only what this person gets to see; everything unless given. */
  readonly viewer?: string;
}

/** What a web client needs to draw the simulated Discord as a given person sees it. */
export interface Observer {
  /** What the person called so, or with this id, has on the screen. */
  snapshot(viewer: string, options?: { readonly messagesPerChannel?: number }): Snapshot;
  /** Calls back for what changes; the returned function stops it. */
  onChange(listener: (change: ObservedChange) => void, options?: ObserveOptions): () => void;
}

export function observer(world: World, guild: Guild): Observer {
  const view = (message: Message) => messageView(message, (id) => world.users.get(id)?.username);

  function snapshot(viewer: string, messagesPerChannel: number): Snapshot {
    const user = viewerCalled(world, viewer);
    const channels = channelsOf(world, guild, user);
    return {
      viewer: personView(guild, user),
      guild: { id: guild.id, name: guild.name },
      people: [...guild.members.values()].map((member) => personView(guild, member.user)),
      channels: channels.map((channel) => ({
        ...channelView(world, channel, user),
        messages: [...channel.messages.values()]
          .filter((message) => isVisible(message, user.id))
          .slice(-messagesPerChannel)
          .map(view),
      })),
      commands: channels.slice(0, 1).flatMap((channel) => commandViews(world, channel, user)),
      form: openForm(world, user),
    };
  }

  return {
    snapshot: (viewer, { messagesPerChannel = 50 } = {}) => snapshot(viewer, messagesPerChannel),
    onChange(listener, { viewer } = {}) {
      const user = viewer === undefined ? undefined : viewerCalled(world, viewer);
      return world.changes.listen((change) => {
        if (user && !concerns(world, change, user)) return;
        const observed = observedChange(change, guild, view);
        if (observed) listener(observed);
      });
    },
  };
}

function viewerCalled(world: World, name: string): User {
  const user = userCalled(world, name);
  if (!user) throw new CastellanError('bad-input', `Nobody is called "${name}"`);
  return user;
}

function channelsOf(world: World, guild: Guild, user: User): readonly Channel[] {
  const shown: readonly number[] = [channelType.text, channelType.announcement];
  const inGuild = [...guild.channels.values()].filter(
    (channel) => shown.includes(channel.type) || isThread(channel),
  );
  const direct = [...world.channels.values()].filter(
    ({ guild: place, recipients }) => !place && recipients.some(({ id }) => id === user.id),
  );
  return [...inGuild.sort((a, b) => a.position - b.position), ...direct].filter((channel) =>
    sees(world, channel, user),
  );
}

const sees = (world: World, channel: Channel, user: User): boolean =>
  channelPermissions(channel, user.id, world.clock.now()) !== 0n;

function channelView(world: World, channel: Channel, user: User): Omit<ChannelView, 'messages'> {
  const wanted = isThread(channel) ? permission.sendInThreads : permission.sendMessages;
  return {
    id: channel.id,
    name: channelName(channel),
    kind: !channel.guild ? 'direct' : isThread(channel) ? 'thread' : 'text',
    topic: channel.topic ?? undefined,
    canWrite: has(channelPermissions(channel, user.id, world.clock.now()), wanted),
  };
}

function personView(guild: Guild, user: User): PersonView {
  const member = guild.members.get(user.id);
  const roles = (member?.roles ?? [])
    .map((id) => guild.roles.get(id))
    .filter((role) => role !== undefined);
  const [anyChannel] = guild.channels.values();
  const author = anyChannel
    ? authorView(anyChannel, user)
    : { id: user.id, name: user.username, bot: user.bot, color: 0 };
  return {
    ...author,
    username: user.username,
    roles: roles.sort((a, b) => b.position - a.position).map(({ name }) => name),
    timeoutUntilMs: member?.timeoutUntilMs ?? undefined,
  };
}

const commandViews = (world: World, channel: Channel, user: User): readonly CommandView[] =>
  applicationsIn(world, channel).flatMap((application) =>
    commandsFor(application, channel.guild)
      .filter((command) => command.type === 1 && mayUse(world, user, channel, command))
      .flatMap(({ name, description, options }) =>
        spelledOut({ name, description, options, bot: application.name }),
      ),
  );

const nested: readonly number[] = [1, 2];

function spelledOut(command: CommandView): readonly CommandView[] {
  const subcommands = command.options.filter(({ type }) => nested.includes(type));
  if (subcommands.length === 0) return [command];
  return subcommands.flatMap(({ name, description, options = [] }) =>
    spelledOut({ name: `${command.name} ${name}`, description, options, bot: command.bot }),
  );
}

function openForm(world: World, user: User): Modal | undefined {
  const open = [...world.interactions.values()].filter(
    (interaction) => interaction.user.id === user.id && interaction.modal,
  );
  return open.at(-1)?.modal;
}

/** Whether this person gets to see the change. */
function concerns(world: World, change: Change, user: User): boolean {
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
    case 'message-deleted':
      return isVisible(change.message, user.id) && sees(world, change.message.channel, user);
    case 'typing':
      return sees(world, change.channel, user);
    case 'interaction-changed':
    case 'modal-opened':
      return change.interaction.user.id === user.id;
    default:
      return true;
  }
}

function observedChange(
  change: Change,
  home: Guild,
  view: (message: Message) => MessageView,
): ObservedChange | undefined {
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
      return {
        kind: change.kind,
        message: view(change.message),
        visibleTo: change.message.visibleTo,
      };
    case 'message-deleted':
      return {
        kind: change.kind,
        messageId: change.message.id,
        channelId: change.message.channel.id,
        visibleTo: change.message.visibleTo,
      };
    case 'member-joined':
    case 'member-updated':
    case 'member-left':
      return change.guild === home
        ? { kind: change.kind, person: personView(home, change.member.user) }
        : undefined;
    case 'typing':
      return {
        kind: 'typing',
        channelId: change.channel.id,
        person: authorView(change.channel, change.user),
      };
    case 'modal-opened':
      return { kind: 'form-opened', form: change.modal, visibleTo: change.interaction.user.id };
    case 'interaction-changed':
      return responseChange(change.interaction);
    case 'guild-changed':
    case 'commands-changed':
      return { kind: 'structure-changed' };
  }
}

const responseChange = (interaction: Interaction): ObservedChange => ({
  kind: 'response',
  invocationId: interaction.id,
  response: responseOf(interaction),
  visibleTo: interaction.user.id,
});
