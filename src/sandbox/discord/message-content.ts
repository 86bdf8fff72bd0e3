import { badField, refused } from './api-error.ts';
import { requireSomething, type EditedMessageBody, type NewMessageBody } from './message-body.ts';
import { mentionedIn } from './mentions.ts';
import type { MessageEdit } from './messages.ts';
import { messageFlag, type Attachment, type Channel, type Message, type User } from './model.ts';
import { channelPermissions, has, permission } from './permissions.ts';
import type { World } from './world.ts';

/** A file of a multipart request. Its bytes are counted, not kept. */
export interface UploadedFile {
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface Composing {
  readonly channel: Channel;
  readonly author: User;
  readonly files: readonly UploadedFile[];
  readonly repliedTo?: User | undefined;
}

const settableFlags =
  messageFlag.suppressEmbeds | messageFlag.suppressNotifications | messageFlag.componentsV2;

/** What a new message shows and whom it pings. */
export function composed(
  world: World,
  body: NewMessageBody,
  composing: Composing,
): MessageEdit & { content: string; flags: number } {
  const flags = body.flags ?? 0;
  const isV2 = (flags & messageFlag.componentsV2) !== 0;
  if (isV2 && ((body.content ?? '') !== '' || (body.embeds?.length ?? 0) > 0))
    throw badField(
      ['content'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    );
  requireSomething(body, composing.files.length);
  const content = body.content ?? '';
  return {
    content,
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    attachments: attachmentsOf(world, body, composing.files),
    flags: flags & settableFlags,
    ...pings(world, content, body, composing),
  };
}

/** What an edit changes; fields that are left out stay, null empties. */
export function recomposed(
  world: World,
  old: Message,
  body: EditedMessageBody,
  files: readonly UploadedFile[],
): MessageEdit {
  const { channel, author } = old;
  const content = body.content === undefined ? old.content : (body.content ?? '');
  const attachments = [
    ...(body.attachments === undefined
      ? old.attachments
      : old.attachments.filter(({ id }) =>
          body.attachments?.some((kept) => String(kept.id) === id),
        )),
    ...attachmentsOf(world, body, files),
  ];
  const edit = {
    content,
    embeds: body.embeds === undefined ? old.embeds : (body.embeds ?? []),
    components: body.components === undefined ? old.components : (body.components ?? []),
    attachments,
    flags: editedFlags(old, body),
  };
  requireSomething(
    { ...edit, embeds: [...edit.embeds], attachments: undefined, allowed_mentions: undefined },
    attachments.length,
  );
  if (body.content === undefined) return edit;
  return { ...edit, ...pings(world, content, body, { channel, author, files }) };
}

function editedFlags(old: Message, body: EditedMessageBody): number {
  const kept = old.flags & ~messageFlag.loading;
  if (typeof body.flags !== 'number') return kept;
  return (kept & ~messageFlag.suppressEmbeds) | (body.flags & settableFlags);
}

function pings(
  world: World,
  content: string,
  body: EditedMessageBody,
  { channel, author, repliedTo }: Composing,
) {
  const held = channelPermissions(channel, author.id, world.clock.now());
  return mentionedIn(world, {
    content,
    guild: channel.guild,
    allowed: body.allowed_mentions,
    mayMentionAll: channel.guild !== undefined && has(held, permission.mentionEveryone),
    repliedTo,
  });
}

function attachmentsOf(
  world: World,
  body: EditedMessageBody,
  files: readonly UploadedFile[],
): readonly Attachment[] {
  return files.map((file, index) => {
    const told =
      body.attachments?.find(({ id }) => `files[${id}]` === file.field) ??
      body.attachments?.[index];
    return {
      id: world.ids.next(),
      filename: told?.filename ?? file.filename,
      sizeBytes: file.sizeBytes,
      contentType: file.contentType,
      description: told?.description ?? undefined,
    };
  });
}

/** The message that is replied to, if it can be seen. */
export function replyTarget(channel: Channel, body: NewMessageBody): Message | undefined {
  const { message_reference: reference } = body;
  if (!reference) return undefined;
  const target = channel.messages.get(reference.message_id);
  if (target && target.visibleTo === undefined) return target;
  if (reference.fail_if_not_exists === false) return undefined;
  throw badField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

/** Refuses what cannot be said in this kind of channel. */
export function requireText(channel: Channel): void {
  if (channel.type === 4 || channel.type === 15) throw refused('notText');
}
