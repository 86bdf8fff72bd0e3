import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import { discordApi } from './api.ts';
import { apiBase, bareToken } from './config.ts';
import { fetchAllowedIntents } from './gateway/info.ts';
import type { Privileged } from './gateway/intents.ts';
import { notDiscordWords, problemOf } from './problems.ts';
import type { DiscordPorts } from './ports.ts';

/** A guild that the bot is in, as far as it decides what the bot can do there. */
export interface InspectedGuild {
  readonly id: string;
  readonly name: string;
  /** Permissions that Castellan uses and does not have there, in Discord's words. */
  readonly missing: readonly string[];
  /** Roles that stand above the bot's own: on whoever holds one of them it cannot act. */
  readonly above: readonly string[];
}

/** What a token is good for, or in words why for nothing. */
export type Inspection =
  | { readonly ok: false; readonly problem: string }
  | {
      readonly ok: true;
      readonly bot: { readonly id: string; readonly name: string };
      /** Which switches are on in the Developer Portal; undefined when it does not say. */
      readonly intents: Privileged | undefined;
      readonly invite: string;
      readonly guilds: readonly InspectedGuild[];
    };

const wanted = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Add Reactions': PermissionFlagsBits.AddReactions,
  'Manage Messages': PermissionFlagsBits.ManageMessages,
  'Kick Members': PermissionFlagsBits.KickMembers,
  'Ban Members': PermissionFlagsBits.BanMembers,
  'Timeout Members': PermissionFlagsBits.ModerateMembers,
  'Manage Roles': PermissionFlagsBits.ManageRoles,
  // For raids: slowmode; verification and paused invites. The latter also for AutoMod.
  'Manage Channels': PermissionFlagsBits.ManageChannels,
  'Manage Server': PermissionFlagsBits.ManageGuild,
} as const;

const allWanted = Object.values(wanted).reduce((sum, bit) => sum | bit, 0n);

/** The address where someone lets the bot into his server, with the permissions that Castellan uses. */
export function inviteLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: allWanted.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

const user = z.object({ id: z.string(), username: z.string() });
const guilds = z.array(z.object({ id: z.string(), name: z.string() }));
const roles = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    position: z.number(),
    permissions: z.string().regex(/^\d+$/),
  }),
);
const member = z.object({ roles: z.array(z.string()) });

/** A wizard shows a few; who runs more servers than that knows how. */
const guildsShown = 20;

/** Asks Discord what a token is good for, without connecting to the gateway. Never rejects. */
export async function inspectDiscord(
  { token, api: address }: { readonly token: string; readonly api: string },
  ports: DiscordPorts,
  signal: AbortSignal,
): Promise<Inspection> {
  const base = apiBase(address);
  const api = discordApi(
    { api: base, token: bareToken(token), signal, onUnauthorised: () => undefined },
    ports,
  );
  const ask: Ask = async (route, schema) => {
    const answer = schema.safeParse(await api.call({ method: 'Get', route, repeatable: true }));
    if (answer.success) return answer.data;
    throw new CastellanError(
      'network',
      notDiscordWords(base, `what it says at ${route} is strange`),
    );
  };
  try {
    const bot = await ask('/users/@me', user);
    const joined = await ask('/users/@me/guilds', guilds);
    const inspected = joined.slice(0, guildsShown).map((guild) => inspectGuild(ask, bot.id, guild));
    return {
      ok: true,
      bot: { id: bot.id, name: bot.username },
      intents: await fetchAllowedIntents(api),
      invite: inviteLink(bot.id),
      guilds: await Promise.all(inspected),
    };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown, base).words };
  }
}

type Ask = <Value>(route: `/${string}`, schema: z.ZodType<Value>) => Promise<Value>;

async function inspectGuild(
  ask: Ask,
  self: string,
  { id, name }: z.output<typeof guilds>[number],
): Promise<InspectedGuild> {
  const known = await ask(`/guilds/${id}/roles`, roles);
  const { roles: held } = await ask(`/guilds/${id}/members/${self}`, member);
  // The role with the guild's own id is what everyone has.
  const own = known.filter((role) => role.id === id || held.includes(role.id));
  const highest = Math.max(0, ...own.map(({ position }) => position));
  return {
    id,
    name,
    missing: missingFrom(own.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)),
    above: known.filter(({ position }) => position > highest).map((role) => role.name),
  };
}

function missingFrom(has: bigint): readonly string[] {
  if ((has & PermissionFlagsBits.Administrator) !== 0n) return [];
  return Object.entries(wanted)
    .filter(([, bit]) => (has & bit) === 0n)
    .map(([name]) => name);
}
