import { CastellanError } from '../../base/errors.ts';
import { requireUnblocked } from './automod/screen.ts';
import { badField, refused } from './api-error.ts';
import { allComponents, componentType, isObject } from './component-body.ts';
import { type ClickedOn, prepareMenu } from './context-menu.ts';
import { interactionType, type Interaction, type Modal } from './interaction.ts';
import { beginInteraction, setProgress } from './interactions.ts';
import { mentionedIn } from './mentions.ts';
import { changeMessage, postMessage, requireIn } from './messages.ts';
import { submittedComponents } from './modal-body.ts';
import {
  channelType,
  type Application,
  type Channel,
  type Guild,
  type JsonObject,
  type Message,
  type User,
} from './model.ts';
import { withMentions } from './names.ts';
import { has, isThread, permission } from './permissions.ts';
import { prepareSlash, type SlashValues } from './slash.ts';
import { timeOf } from './snowflake.ts';
import { stringIn } from './view.ts';
import { memberPart, userJson } from './wire.ts';
import type { World } from './world.ts';

/** Who does something, where. */
export interface Acting {
  readonly world: World;
  readonly user: User;
  readonly guild: Guild;
  readonly channel: Channel;
}

/** Says something as a person: checks what the client and the API check, writes mentions out. */
export function sayAs(
  { world, user, guild, channel }: Acting,
  text: string,
  replyTo?: Message,
): Message {
  const held = requireIn(
    world,
    channel,
    user,
    isThread(channel) ? permission.sendInThreads : permission.sendMessages,
  );
  if (text.trim() === '') throw refused('emptyMessage');
  if (text.length > 2000)
    throw badField(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.');
  requireVerified(world, channel, user);
  requireNotTooSoon(world, channel, user, held);
  const content = withMentions(world, guild, text);
  requireUnblocked(world, { channel, user, content });
  return postMessage(world, {
    channel,
    author: user,
    content,
    ...mentionedIn(world, {
      content,
      guild: channel.guild,
      allowed: undefined,
      mayMentionAll: has(held, permission.mentionEveryone),
      repliedTo: replyTo?.author,
    }),
    ...(replyTo && { type: 19, reference: { messageId: replyTo.id, channelId: channel.id } }),
  });
}

const minuteMs = 60_000;

/** Who holds a role is trusted at once; the others have to have been somewhere for a while. */
function requireVerified(world: World, { guild }: Channel, user: User): void {
  const member = guild?.members.get(user.id);
  if (!guild || !member || member.roles.length > 0 || guild.ownerId === user.id) return;
  const { verificationLevel } = guild;
  const nowMs = world.clock.now();
  const isNew = verificationLevel >= 2 && nowMs - timeOf(user.id) < 5 * minuteMs;
  const isNewHere = verificationLevel >= 3 && nowMs - member.joinedAtMs < 10 * minuteMs;
  if (isNew || isNewHere || verificationLevel >= 4) throw refused('verificationTooHigh');
}

/** Slowmode holds for people who may not manage the channel. */
function requireNotTooSoon(world: World, channel: Channel, user: User, held: bigint): void {
  if (
    channel.slowmodeSeconds === 0 ||
    (held & (permission.manageMessages | permission.manageChannels)) !== 0n
  )
    return;
  const sinceMs = world.clock.now() - channel.slowmodeSeconds * 1000;
  for (const message of channel.messages.values())
    if (message.author.id === user.id && message.createdAtMs > sinceMs) throw refused('slowmode');
}

export function editAs(
  { world, user, guild, channel }: Acting,
  message: Message,
  text: string,
): Message {
  if (message.author.id !== user.id) throw refused('notAuthor');
  const held = requireIn(world, channel, user, 0n);
  const content = withMentions(world, guild, text);
  requireUnblocked(world, { channel, user, content, messageId: message.id });
  const mentioned = mentionedIn(world, {
    content,
    guild: channel.guild,
    allowed: undefined,
    mayMentionAll: has(held, permission.mentionEveryone),
    repliedTo: undefined,
  });
  return changeMessage(world, message, { content, ...mentioned });
}

export function slashAs(acting: Acting, line: string, values: SlashValues): Interaction {
  if (acting.channel.guild)
    requireIn(acting.world, acting.channel, acting.user, permission.useCommands);
  const { application, command, data } = prepareSlash(acting, line, values);
  return beginInteraction(acting.world, {
    ...about(acting, application),
    type: interactionType.command,
    name: command.name,
    data,
    message: undefined,
  });
}

/** Clicks on a person or message with the other button, and on the entry of this name. */
export function menuAs(acting: Acting, name: string, clicked: ClickedOn): Interaction {
  if (acting.channel.guild)
    requireIn(acting.world, acting.channel, acting.user, permission.useCommands);
  const { application, command, data } = prepareMenu(acting, name, clicked);
  return beginInteraction(acting.world, {
    ...about(acting, application),
    type: interactionType.command,
    name: command.name,
    data,
    message: undefined,
  });
}

/** Types into an option, so that the bot is asked for suggestions. */
export function completeAs(
  acting: Acting,
  line: string,
  option: string,
  values: SlashValues,
): Interaction {
  const { application, command, data } = prepareSlash(acting, line, values, option);
  return beginInteraction(acting.world, {
    ...about(acting, application),
    type: interactionType.autocomplete,
    name: command.name,
    data,
    message: undefined,
  });
}

const about = ({ user, channel }: Acting, application: Application) => ({
  application,
  user,
  channel,
});

/** Presses the button with this label or custom id. */
export function pressAs(acting: Acting, message: Message, labelOrId: string): Interaction {
  const buttons = allComponents(message.components).filter(
    ({ type, custom_id: id }) => type === componentType.button && typeof id === 'string',
  );
  const button =
    buttons.find((one) => stringIn(one, 'custom_id') === labelOrId) ??
    buttons.find((one) => stringIn(one, 'label') === labelOrId);
  if (!button)
    throw new CastellanError(
      'bad-input',
      `No button is called "${labelOrId}"; there is ${buttons.map((one) => `"${stringIn(one, 'label')}"`).join(', ') || 'none'}`,
    );
  return useControl(acting, message, button, {});
}

/** Chooses in a select menu, by value or label. */
export function chooseAs(
  acting: Acting,
  message: Message,
  customId: string | undefined,
  chosen: readonly string[],
): Interaction {
  const selects = allComponents(message.components).filter(
    ({ type }) =>
      typeof type === 'number' && type >= 3 && type <= 8 && type !== componentType.textInput,
  );
  const select =
    customId === undefined
      ? selects[0]
      : selects.find((one) => stringIn(one, 'custom_id') === customId);
  if (!select)
    throw new CastellanError(
      'bad-input',
      `No select menu is called "${customId ?? ''}"; there is ${selects.map((one) => `"${stringIn(one, 'custom_id')}"`).join(', ') || 'none'}`,
    );
  const values = chosen.map((text) => valueIn(select, text));
  const [min, max] = [numberOr(select['min_values'], 1), numberOr(select['max_values'], 1)];
  if (values.length < min || values.length > max)
    throw new CastellanError('bad-input', `This menu takes ${min} to ${max} choices`);
  return useControl(acting, message, select, { values, ...resolvedFor(acting, select, values) });
}

function valueIn(select: JsonObject, text: string): string {
  if (!Array.isArray(select['options'])) return text;
  const options = select['options'].filter(isObject);
  const option =
    options.find((one) => stringIn(one, 'value') === text) ??
    options.find((one) => stringIn(one, 'label') === text);
  if (!option)
    throw new CastellanError(
      'bad-input',
      `The menu has no "${text}"; it has ${options.map((one) => `"${stringIn(one, 'label')}"`).join(', ')}`,
    );
  return stringIn(option, 'value');
}

const numberOr = (value: unknown, standard: number): number =>
  typeof value === 'number' ? value : standard;

function resolvedFor({ world, guild }: Acting, select: JsonObject, ids: readonly string[]): object {
  if (select['type'] !== componentType.userSelect) return {};
  const users = ids.map((id) => world.users.get(id)).filter((user) => user !== undefined);
  const members = users
    .map(({ id }) => guild.members.get(id))
    .filter((member) => member !== undefined);
  return {
    resolved: {
      users: Object.fromEntries(users.map((user) => [user.id, userJson(user)])),
      members: Object.fromEntries(
        members.map((member) => [member.user.id, { ...memberPart(member), permissions: '0' }]),
      ),
    },
  };
}

function useControl(
  acting: Acting,
  message: Message,
  control: JsonObject,
  extra: object,
): Interaction {
  requireIn(acting.world, acting.channel, acting.user, 0n);
  if (control['disabled'] === true)
    throw new CastellanError(
      'bad-input',
      `"${stringIn(control, 'label') || stringIn(control, 'custom_id')}" is disabled`,
    );
  const application = acting.world.applications.get(message.author.id);
  if (!application) throw new CastellanError('bad-input', 'Only messages of bots have controls');
  return beginInteraction(acting.world, {
    ...about(acting, application),
    type: interactionType.component,
    name: undefined,
    message,
    data: {
      custom_id: control['custom_id'],
      component_type: control['type'],
      id: control['id'],
      ...extra,
    },
  });
}

/** Sends a form that stands open; fields by custom id or label, prefilled ones stay when left out. */
export function submitAs(
  acting: Acting,
  opened: Interaction,
  modal: Modal,
  values: Readonly<Record<string, string>>,
): Interaction {
  const valueOf = new Map(
    modal.fields.map((field) => [
      field.customId,
      values[field.customId] ?? values[field.label] ?? field.value ?? '',
    ]),
  );
  for (const name of Object.keys(values))
    if (!modal.fields.some(({ customId, label }) => name === customId || name === label))
      throw new CastellanError(
        'bad-input',
        `The form has no field "${name}"; it has ${modal.fields.map(({ label }) => `"${label}"`).join(', ')}`,
      );
  for (const field of modal.fields) requireFilled(field, valueOf.get(field.customId) ?? '');
  opened.modal = undefined;
  setProgress(acting.world, opened, opened.progress);
  return beginInteraction(acting.world, {
    ...about(acting, opened.application),
    type: interactionType.modal,
    name: undefined,
    message: opened.message,
    data: {
      custom_id: modal.customId,
      components: submittedComponents(modal, (customId) => valueOf.get(customId) ?? ''),
    },
  });
}

function requireFilled(
  { label, required, minLength, maxLength }: Modal['fields'][number],
  value: string,
): void {
  if (required && value === '')
    throw new CastellanError('bad-input', `"${label}" must be filled in`);
  if (value !== '' && (value.length < minLength || value.length > maxLength))
    throw new CastellanError('bad-input', `"${label}" takes ${minLength} to ${maxLength} letters`);
}

/** Where a person stands who talks to nobody in particular: the first channel he may write in. */
export function firstChannel(guild: Guild): Channel {
  for (const channel of guild.channels.values())
    if (channel.type === channelType.text) return channel;
  throw new CastellanError('bad-input', `"${guild.name}" has no text channel`);
}
