import { CastellanError } from '../../base/errors.ts';
import { refused } from './api-error.ts';
import { awaitChange, Ears, matches, usualPatienceMs, type Patience } from './expectations.ts';
import { directChannel } from './guild-acts.ts';
import type { Interaction, Modal, Suggestion } from './interaction.ts';
import { awaitAnswer, invocation, type Invocation } from './invocation.ts';
import { attempt, Membership, type PersonSettings } from './membership.ts';
import { deleteMessage, messageIn, requireIn, startTyping } from './messages.ts';
import { channelType, type Application, type Channel, type Message } from './model.ts';
import { channelCalled, userCalled } from './names.ts';
import { permission } from './permissions.ts';
import {
  chooseAs,
  completeAs,
  editAs,
  firstChannel,
  menuAs,
  pressAs,
  sayAs,
  slashAs,
  submitAs,
  type Acting,
} from './person-acts.ts';
import { addReaction, removeReaction } from './reactions.ts';
import type { SlashValues } from './slash.ts';
import { messageView, type MessageView } from './view.ts';
import type { World } from './world.ts';

/** A message, or its id. */
export type MessageRef = MessageView | string;

export interface Where {
  /** Where the person is looking: `#general`; where he last did something unless told. */
  readonly channel?: string;
}

/** A scripted person in front of a client: does what people do, and says what they should get to see. */
export class Person extends Membership {
  private readonly ears: Ears;
  private here: Channel | undefined;

  constructor(settings: PersonSettings) {
    super(settings);
    this.ears = new Ears(settings.world, this.id);
  }

  /** Says something; `@name` and `#channel` become mentions. Rejects as the API would (missing permission, slowmode). */
  say(
    channel: string,
    text: string,
    { replyTo }: { replyTo?: MessageRef } = {},
  ): Promise<MessageView> {
    return attempt(() => {
      const acting = this.at(this.channelCalled(channel));
      return this.view(
        sayAs(acting, text, replyTo === undefined ? undefined : this.message(replyTo)),
      );
    });
  }

  /** Begins to write, so that others see "ann is typing…". */
  types(channel: string): Promise<void> {
    return attempt(() =>
      startTyping(this.settings.world, this.channelCalled(channel), this.settings.user),
    );
  }

  /** Writes to a bot in private. */
  dm(text: string, bot?: string): Promise<MessageView> {
    return attempt(() => {
      return this.view(sayAs(this.at(this.directTo(bot)), text));
    });
  }

  edit(message: MessageRef, text: string): Promise<MessageView> {
    return attempt(() => {
      const found = this.message(message);
      return this.view(editAs(this.at(found.channel), found, text));
    });
  }

  /** Deletes his own message, or another's where he may. */
  delete(message: MessageRef): Promise<void> {
    return attempt(() => {
      const found = this.message(message);
      if (found.author.id !== this.id)
        requireIn(
          this.settings.world,
          found.channel,
          this.settings.user,
          permission.manageMessages,
        );
      this.ears.mark();
      deleteMessage(this.settings.world, found);
    });
  }

  react(message: MessageRef, emoji: string): Promise<void> {
    return attempt(() => {
      const found = this.message(message);
      requireIn(this.settings.world, found.channel, this.settings.user, permission.addReactions);
      this.ears.mark();
      addReaction(this.settings.world, found, this.settings.user, emoji);
    });
  }

  unreact(message: MessageRef, emoji: string): Promise<void> {
    return attempt(() => {
      removeReaction(this.settings.world, this.message(message), this.settings.user, emoji);
    });
  }

  /** Uses a slash command: `choose`, or `rate stats` for a subcommand. Members, channels and roles are given by name. */
  slash(command: string, options: SlashValues = {}, where: Where = {}): Promise<Invocation> {
    return attempt(() => {
      return this.sent(slashAs(this.at(this.channelFor(where)), command, options));
    });
  }

  /** Uses an entry of the menu that a message has: its name as it stands there. */
  menuOfMessage(message: MessageRef, entry: string): Promise<Invocation> {
    return attempt(() => {
      const found = this.message(message);
      return this.sent(menuAs(this.at(found.channel), entry, { on: 'message', message: found }));
    });
  }

  /** Uses an entry of the menu that a person has. */
  menuOfPerson(name: string, entry: string, where: Where = {}): Promise<Invocation> {
    return attempt(() => {
      const user = userCalled(this.settings.world, name);
      if (!user) throw new CastellanError('bad-input', `Nobody is called "${name}"`);
      return this.sent(menuAs(this.at(this.channelFor(where)), entry, { on: 'person', user }));
    });
  }

  /** Types into an option and waits for the bot's suggestions. */
  async complete(
    command: string,
    option: string,
    typed: string,
    { withinMs, ...where }: Where & Patience & { readonly others?: SlashValues } = {},
  ): Promise<readonly Suggestion[]> {
    const interaction = completeAs(this.at(this.channelFor(where)), command, option, {
      ...where.others,
      [option]: typed,
    });
    await awaitAnswer(this.settings, interaction, withinMs);
    return interaction.suggestions ?? [];
  }

  /** Presses a button, by label or custom id. */
  press(message: MessageRef, labelOrCustomId: string): Promise<Invocation> {
    return attempt(() => {
      const found = this.message(message);
      return this.sent(pressAs(this.at(found.channel), found, labelOrCustomId));
    });
  }

  /** Chooses in a select menu, by value or label; the first menu when no custom id is given. */
  choose(
    message: MessageRef,
    customId: string | undefined,
    values: string | readonly string[],
  ): Promise<Invocation> {
    return attempt(() => {
      const found = this.message(message);
      return this.sent(chooseAs(this.at(found.channel), found, customId, [values].flat()));
    });
  }

  /** Waits for a form to open in front of him. */
  async isAsked({ withinMs = usualPatienceMs }: Patience = {}): Promise<Modal> {
    const { world, patience } = this.settings;
    const explain = () => `${this.name} was shown no form within ${withinMs} ms`;
    return (await awaitChange(world, patience, { withinMs, find: () => this.openForm(), explain }))
      .modal;
  }

  /** Sends the open form; fields by custom id or label. */
  async submit(
    values: Readonly<Record<string, string>>,
    patience: Patience = {},
  ): Promise<Invocation> {
    await this.isAsked(patience);
    const form = this.openForm();
    if (!form) throw new CastellanError('bad-input', `${this.name} has no form open`);
    return this.sent(
      submitAs(this.at(form.interaction.channel), form.interaction, form.modal, values),
    );
  }

  /** The first message in the channel that fits and that he has not heard yet. Private answers do not count. */
  async hears(
    channel: string,
    pattern: RegExp,
    { withinMs = usualPatienceMs }: Patience = {},
  ): Promise<MessageView> {
    const place = this.channelCalled(channel);
    return this.waitToHear([place], (message) => message.visibleTo === undefined, {
      pattern,
      withinMs,
      where: `in ${channel}`,
    });
  }

  /** The first thing that fits and that only he sees: a private answer, or a direct message. */
  async isTold(
    pattern: RegExp,
    { withinMs = usualPatienceMs }: Patience = {},
  ): Promise<MessageView> {
    const isPrivate = ({ visibleTo, channel }: Message) => visibleTo === this.id || !channel.guild;
    return this.waitToHear(() => this.ownChannels(), isPrivate, {
      pattern,
      withinMs,
      where: 'in private',
    });
  }

  /** Fails when anything is said in the channel within this time that he has not heard yet, counting from what he last did. */
  async hearsNothing(channel: string, withinMs = 300): Promise<void> {
    const { world, patience } = this.settings;
    const place = this.channelCalled(channel);
    const find = () => this.ears.news(place).find(({ visibleTo }) => visibleTo === undefined);
    const heard = await awaitChange(world, patience, {
      withinMs,
      find,
      explain: () => quiet,
    }).catch((thrown: unknown) => {
      if (thrown instanceof CastellanError && thrown.message === quiet) return undefined;
      throw thrown;
    });
    if (heard)
      throw new CastellanError(
        'bad-input',
        `${this.name} should have heard nothing in ${channel}, but ${heard.author.username} said: ${this.view(heard).text}`,
      );
  }

  private at(channel: Channel): Acting {
    const { world, user, guild } = this.settings;
    this.here = channel;
    this.ears.mark();
    return { world, user, guild, channel };
  }

  private channelFor({ channel }: Where): Channel {
    return channel === undefined
      ? (this.here ?? firstChannel(this.settings.guild))
      : this.channelCalled(channel);
  }

  /** `#general`, an id, or `@castellan` for the direct conversation with that bot. */
  private channelCalled(name: string): Channel {
    if (name.startsWith('@')) return this.directTo(name);
    return channelCalled(this.settings.world, this.settings.guild, name);
  }

  private directTo(bot: string | undefined): Channel {
    const { world, user } = this.settings;
    return directChannel(world, user, botCalled(world, bot).user);
  }

  private ownChannels(): readonly Channel[] {
    const { world, guild } = this.settings;
    const direct = [...world.channels.values()].filter(
      ({ type, recipients }) =>
        type === channelType.direct && recipients.some(({ id }) => id === this.id),
    );
    return [...guild.channels.values(), ...direct];
  }

  private message(reference: MessageRef): Message {
    const { world } = this.settings;
    const id = typeof reference === 'string' ? reference : reference.id;
    for (const channel of world.channels.values())
      if (channel.messages.has(id)) return messageIn(channel, id, this.id);
    throw refused('unknownMessage');
  }

  private openForm(): { readonly interaction: Interaction; readonly modal: Modal } | undefined {
    const mine = [...this.settings.world.interactions.values()]
      .filter(({ user }) => user.id === this.id)
      .reverse();
    for (const interaction of mine)
      if (interaction.modal) return { interaction, modal: interaction.modal };
    return undefined;
  }

  private async waitToHear(
    channels: readonly Channel[] | (() => readonly Channel[]),
    counts: (message: Message) => boolean,
    { pattern, withinMs, where }: { pattern: RegExp; withinMs: number; where: string },
  ): Promise<MessageView> {
    const { world, patience } = this.settings;
    const fits = matches(pattern);
    const places = typeof channels === 'function' ? channels : () => channels;
    const heard = await awaitChange(world, patience, {
      withinMs,
      find: () =>
        this.ears.take(places(), (message, text) => counts(message) && fits(message, text)),
      explain: () =>
        `${this.name} heard nothing like ${String(pattern)} ${where} within ${withinMs} ms. ${this.ears.recall(places())}`,
    });
    return this.view(heard);
  }

  private sent(interaction: Interaction): Invocation {
    return invocation(this.settings, interaction, (message) => this.view(message));
  }

  private view(message: Message): MessageView {
    return messageView(message, (id) => this.settings.world.users.get(id)?.username);
  }
}

const quiet = 'Nothing was said.';

/** The bot with this name; the first one when none is named. */
function botCalled(world: World, name: string | undefined): Application {
  const bare = name?.replace(/^@/, '').toLowerCase();
  for (const application of world.applications.values())
    if (bare === undefined || application.name.toLowerCase() === bare || application.id === bare)
      return application;
  throw new CastellanError('bad-input', `No bot is called "${name ?? ''}"`);
}
