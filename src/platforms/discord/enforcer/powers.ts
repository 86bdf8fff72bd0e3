import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GuildMember, RankedGuild } from './ranks.ts';

const dangerous =
  PermissionFlagsBits.Administrator |
  PermissionFlagsBits.ManageGuild |
  PermissionFlagsBits.ManageRoles |
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.ManageWebhooks |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.BanMembers |
  PermissionFlagsBits.KickMembers |
  PermissionFlagsBits.ModerateMembers;

/** The roles of somebody that give him power over others. */
export const powerfulRoles = (guild: RankedGuild, { roles }: GuildMember): readonly string[] =>
  guild.roles
    .filter(({ id, permissions }) => roles.includes(id) && (permissions & dangerous) !== 0n)
    .map(({ id }) => id);
