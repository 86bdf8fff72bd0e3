import { badField, refused } from './api-error.ts';
import { interactionType, type Interaction } from './interaction.ts';
import { changeMessage, postMessage } from './messages.ts';
import { messageFlag, type Message } from './model.ts';
import { allPermissions, channelPermissions } from './permissions.ts';
import { memberJson, owners, partialChannelJson, userJson } from './wire.ts';
import { messageJson } from './wire-message.ts';
import type { World } from './world.ts';

const answerWithinMs = 3000;
const tokenLivesMs = 15 * 60_000;

export type NewInteraction = Pick<
  Interaction,
  'type' | 'application' | 'user' | 'channel' | 'data' | 'name' | 'message'
>;

/** Someone used a command or a control: the application hears of it and has three seconds to answer. */
export function beginInteraction(world: World, made: NewInteraction): Interaction {
  forgetExpired(world);
  const { guild } = made.channel;
  const interaction: Interaction = {
    ...made,
    id: world.ids.next(),
    token: world.random.token(64),
    guild,
    member: guild?.members.get(made.user.id),
    createdAtMs: world.clock.now(),
    progress: { state: 'waiting' },
    originalId: undefined,
    suggestions: undefined,
    modal: undefined,
  };
  world.interactions.set(interaction.id, interaction);
  world.interactionsByToken.set(interaction.token, interaction);
  world.after(answerWithinMs, () => {
    if (interaction.progress.state === 'waiting')
      setProgress(world, interaction, { state: 'failed' });
  });
  world.dispatches.emit({
    name: 'INTERACTION_CREATE',
    guild,
    intents: 0,
    to: made.application,
    data: () => interactionJson(world, interaction),
  });
  return interaction;
}

function forgetExpired(world: World): void {
  for (const [id, interaction] of world.interactions) {
    if (!hasExpired(world, interaction)) return;
    world.interactions.delete(id);
    world.interactionsByToken.delete(interaction.token);
  }
}

const hasExpired = (world: World, { createdAtMs }: Interaction): boolean =>
  world.clock.now() - createdAtMs > tokenLivesMs;

export function setProgress(
  world: World,
  interaction: Interaction,
  progress: Interaction['progress'],
): void {
  interaction.progress = progress;
  world.changes.emit({ kind: 'interaction-changed', interaction });
}

function interactionJson(world: World, interaction: Interaction): object {
  const { guild, channel, member, user, application, message } = interaction;
  const nowMs = world.clock.now();
  return {
    id: interaction.id,
    application_id: application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel_id: channel.id,
    channel: partialChannelJson(world, channel, user.id),
    locale: 'en-US',
    app_permissions: guild
      ? channelPermissions(channel, application.user.id, nowMs).toString()
      : allPermissions.toString(),
    entitlements: [],
    authorizing_integration_owners: owners(channel),
    context: guild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...(message && { message: messageJson(message) }),
    ...(guild && {
      guild_id: guild.id,
      guild: { id: guild.id, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
    }),
    ...(member
      ? {
          member: {
            ...memberJson(member),
            permissions: channelPermissions(channel, user.id, nowMs).toString(),
          },
        }
      : { user: userJson(user) }),
  };
}

/** The interaction that a callback answers: in time, with the right token, for the first time. */
export function answerable(world: World, id: string, token: string): Interaction {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token || hasExpired(world, interaction))
    throw refused('unknownInteraction');
  const { state } = interaction.progress;
  if (state === 'deferred' || state === 'answered') throw refused('alreadyAcknowledged');
  if (state === 'failed' || world.clock.now() - interaction.createdAtMs > answerWithinMs)
    throw refused('unknownInteraction');
  return interaction;
}

/** The interaction behind a webhook token, for follow-ups; good for fifteen minutes. */
export function interactionWithToken(
  world: World,
  applicationId: string,
  token: string,
): Interaction {
  const interaction = world.interactionsByToken.get(token);
  if (interaction?.application.id !== applicationId)
    throw refused(world.applications.has(applicationId) ? 'invalidWebhookToken' : 'unknownWebhook');
  if (hasExpired(world, interaction)) throw refused('invalidWebhookToken');
  const { state } = interaction.progress;
  if (state === 'waiting' || state === 'failed') throw refused('unknownWebhook');
  return interaction;
}

const allowedAnswers: Readonly<Record<number, readonly number[]>> = {
  [interactionType.command]: [4, 5, 9],
  [interactionType.component]: [4, 5, 6, 7, 9],
  [interactionType.autocomplete]: [8],
  [interactionType.modal]: [4, 5],
};

/** Refuses an answer that does not fit the kind of interaction. */
export function requireFitting(interaction: Interaction, answer: number): void {
  const allowed = [...(allowedAnswers[interaction.type] ?? [])];
  if (interaction.type === interactionType.modal && interaction.message) allowed.push(6, 7);
  if (!allowed.includes(answer))
    throw badField(
      ['type'],
      'INTERACTION_CALLBACK_TYPE_INVALID',
      `Value must be one of {${allowed.join(', ')}}.`,
    );
}

/** Says a message in answer to an interaction; ephemeral ones only its user sees. */
export function postAnswer(
  world: World,
  interaction: Interaction,
  made: Partial<Message> & { content: string; flags: number },
  isEphemeral: boolean,
): Message {
  const { application, channel, user, type, id, name } = interaction;
  return postMessage(world, {
    type: type === interactionType.command ? 20 : 0,
    ...made,
    channel,
    author: application.user,
    applicationId: application.id,
    origin: { id, type, name, user },
    flags: isEphemeral ? made.flags | messageFlag.ephemeral : made.flags,
    visibleTo: isEphemeral ? user.id : undefined,
  });
}

/** "Castellan is thinking…": a message that stands in until the answer comes. */
export function postPlaceholder(
  world: World,
  interaction: Interaction,
  isEphemeral: boolean,
): Message {
  const message = postAnswer(
    world,
    interaction,
    { content: '', flags: messageFlag.loading },
    isEphemeral,
  );
  interaction.originalId = message.id;
  setProgress(world, interaction, { state: 'deferred', update: false });
  return message;
}

/** The message that `@original` or an id names, as far as this interaction may touch it. */
export function answerNamed(interaction: Interaction, name: string): Message {
  const id = name === '@original' ? interaction.originalId : name;
  const message = id === undefined ? undefined : interaction.channel.messages.get(id);
  const own =
    message && (message.origin?.id === interaction.id || message.id === interaction.originalId);
  if (!own) throw refused('unknownMessage');
  return message;
}

export function editAnswer(
  world: World,
  interaction: Interaction,
  message: Message,
  edit: Parameters<typeof changeMessage>[2],
): Message {
  const changed = changeMessage(world, message, edit);
  if (message.id === interaction.originalId) setProgress(world, interaction, { state: 'answered' });
  return changed;
}
