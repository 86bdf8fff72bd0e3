import { z } from 'zod';
import { refused } from './api-error.ts';
import { componentList, isEmptyComponents } from './component-body.ts';
import type { JsonObject } from './model.ts';

const text = (max: number) => z.string().max(max);
const optionalText = (max: number) => text(max).nullish();
const snowflake = z.string().regex(/^\d{1,20}$/);
const url = z.object({ url: text(2048) });

const embed = z
  .object({
    type: z.string().nullish(),
    title: optionalText(256),
    description: optionalText(4096),
    url: optionalText(2048),
    timestamp: z.string().nullish(),
    color: z.number().int().min(0).max(0xffffff).nullish(),
    footer: z.object({ text: text(2048), icon_url: optionalText(2048) }).nullish(),
    image: url.nullish(),
    thumbnail: url.nullish(),
    author: z
      .object({ name: text(256), url: optionalText(2048), icon_url: optionalText(2048) })
      .nullish(),
    fields: z
      .array(
        z.object({
          name: z.string().min(1).max(256),
          value: z.string().min(1).max(1024),
          inline: z.boolean().nullish(),
        }),
      )
      .max(25)
      .nullish(),
  })
  .transform((read) => withoutNulls({ ...read, type: 'rich' }));

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}

const embedList = z
  .array(embed)
  .max(10)
  .superRefine((embeds, context) => {
    const length = embeds.reduce((sum, one) => sum + embedLength(one), 0);
    if (length > 6000)
      context.addIssue({
        code: 'custom',
        message: 'Embed size exceeds maximum size of 6000',
        params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
      });
  });

function embedLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value))
    return value.reduce((sum: number, item: unknown) => sum + embedLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => (uncounted.has(key) ? sum : sum + embedLength(item)),
    0,
  );
}

const uncounted = new Set(['type', 'url', 'icon_url', 'timestamp']);

const allowedMentions = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((allowed, context) => {
    for (const kind of ['users', 'roles'] as const)
      if (allowed.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0)
        context.addIssue({
          code: 'custom',
          message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
        });
  });

export type AllowedMentions = z.output<typeof allowedMentions>;

const attachment = z.object({
  id: z.union([z.string(), z.number()]),
  filename: z.string().nullish(),
  description: z.string().max(1024).nullish(),
});

const shared = {
  content: optionalText(2000),
  embeds: embedList.nullish(),
  components: componentList.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: z.array(attachment).max(10).nullish(),
  flags: z.number().int().nullish(),
};

export const newMessageBody = z.object({
  ...shared,
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.number().int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
      type: z.number().nullish(),
    })
    .nullish(),
});
export type NewMessageBody = z.output<typeof newMessageBody>;

export const editedMessageBody = z.object(shared);
export type EditedMessageBody = z.output<typeof editedMessageBody>;

/** Refuses what would show nothing (50006). */
export function requireSomething(body: EditedMessageBody, files: number): void {
  const shows =
    (body.content ?? '').trim() !== '' ||
    (body.embeds?.length ?? 0) > 0 ||
    files > 0 ||
    !isEmptyComponents(body.components);
  if (!shows) throw refused('emptyMessage');
}
