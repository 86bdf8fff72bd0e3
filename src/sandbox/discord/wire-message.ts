import type { Message } from './model.ts';
import { isoTime, memberPart, owners, userJson } from './wire.ts';

/** A message as REST gives it. */
export function messageJson(message: Message): object {
  const { origin, reference, applicationId, webhookId } = message;
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channel.id,
    author: userJson(message.author),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments.map(attachmentJson(message)),
    mentions: message.mentions.map(userJson),
    mention_roles: message.mentionRoles,
    mention_everyone: message.mentionEveryone,
    timestamp: isoTime(message.createdAtMs),
    edited_timestamp: message.editedAtMs === null ? null : isoTime(message.editedAtMs),
    flags: message.flags,
    tts: message.tts,
    pinned: message.pinned,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.reactions.size > 0 && { reactions: reactionsJson(message) }),
    ...(applicationId !== undefined && { application_id: applicationId }),
    ...((webhookId ?? applicationId) !== undefined && { webhook_id: webhookId ?? applicationId }),
    ...(origin && {
      interaction: {
        id: origin.id,
        type: origin.type,
        name: origin.name ?? '',
        user: userJson(origin.user),
      },
      interaction_metadata: {
        id: origin.id,
        type: origin.type,
        name: origin.name,
        user: userJson(origin.user),
        authorizing_integration_owners: owners(message.channel),
      },
    }),
    ...(reference && referenceJson(message)),
  };
}

function referenceJson({ reference, channel }: Message): object {
  const target = reference && channel.messages.get(reference.messageId);
  return {
    message_reference: {
      type: 0,
      message_id: reference?.messageId,
      channel_id: reference?.channelId,
      ...(channel.guild && { guild_id: channel.guild.id }),
    },
    referenced_message: target ? messageJson({ ...target, reference: undefined }) : null,
  };
}

const attachmentJson =
  ({ channel }: Message) =>
  (attachment: Message['attachments'][number]) => {
    const url = `https://cdn.discordapp.com/attachments/${channel.id}/${attachment.id}/${encodeURIComponent(attachment.filename)}`;
    return {
      id: attachment.id,
      filename: attachment.filename,
      size: attachment.sizeBytes,
      content_type: attachment.contentType,
      url,
      proxy_url: url,
      ...(attachment.description !== undefined && { description: attachment.description }),
    };
  };

const reactionsJson = (message: Message): object[] =>
  [...message.reactions.values()].map(({ id, name, userIds }) => ({
    emoji: { id, name },
    count: userIds.size,
    count_details: { normal: userIds.size, burst: 0 },
    me: false,
    me_burst: false,
    burst_colors: [],
  }));

/** A message as the gateway tells it: with the guild and what is known of its author there. */
export function messageEventJson(message: Message): object {
  const { guild } = message.channel;
  if (!guild || message.visibleTo !== undefined)
    return { ...messageJson(message), channel_type: message.channel.type };
  const member = guild.members.get(message.author.id);
  return {
    ...messageJson(message),
    channel_type: message.channel.type,
    guild_id: guild.id,
    ...(member && { member: memberPart(member) }),
    mentions: message.mentions.map((user) => {
      const mentioned = guild.members.get(user.id);
      return mentioned ? { ...userJson(user), member: memberPart(mentioned) } : userJson(user);
    }),
  };
}

/** What someone without the message content intent gets. */
export const withoutContent = (json: object): object => ({
  ...json,
  content: '',
  embeds: [],
  components: [],
  attachments: [],
});
