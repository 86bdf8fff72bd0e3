import { z } from 'zod';

/** The two privileged intents; everything else that the adapter listens to needs no switch. */
const intents = z
  .strictObject({
    message_content: z
      .boolean()
      .default(true)
      .describe('Read what people write. Without it only slash commands and mentions work.'),
    members: z
      .boolean()
      .default(true)
      .describe('See people join, leave and change their name. Raid protection needs it.'),
  })
  .prefault({});

const shards = z
  .union([
    z.literal('auto'),
    z
      .strictObject({
        total: z.int().min(1).max(10_000),
        ids: z.array(z.int().min(0)).min(1),
      })
      .refine(({ total, ids }) => ids.every((id) => id < total), {
        message: 'has an id too many: every id must be smaller than total',
      }),
  ])
  .default('auto')
  .describe(
    '"auto" follows Discord\'s advice; { total, ids } runs a part of them in this process.',
  );

/** One entry of `connections` in castellan.yaml with `platform: discord`. */
export const discordConnection = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,31}$/,
      'should be a short name in lower case, for example discord',
    ),
  platform: z.literal('discord'),
  token: z
    .string()
    .trim()
    .regex(/^(Bot\s+)?[\w.~+/=-]{1,200}$/i, 'should be a bot token from the Developer Portal')
    .describe('Secret. From the Developer Portal: your application → Bot → Reset Token.'),
  api: z
    .url({ protocol: /^https?$/ })
    .default('https://discord.com/api')
    .describe('Where the API answers: Discord, a proxy, the sandbox.'),
  intents,
  shards,
});

export type DiscordConnection = z.output<typeof discordConnection>;

/** The API's address as discord.js wants it: no slash at the end and no version. */
export const apiBase = (api: string): string => api.replace(/\/+$/, '').replace(/\/v\d+$/, '');

/** The token alone: people paste "Bot …" from examples. */
export const bareToken = (token: string): string => token.trim().replace(/^Bot\s+/i, '');
