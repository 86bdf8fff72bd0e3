import { PermissionFlagsBits, type APIRole } from 'discord-api-types/v10';
import type { Standing } from '../../../core/actor.ts';

/** What a role makes of its holder; absent for roles that give no power. */
export type Power = Extract<Standing, 'administrator' | 'moderator'>;

const moderates =
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.KickMembers |
  PermissionFlagsBits.BanMembers |
  PermissionFlagsBits.ModerateMembers;

/** The power in a permission set as Discord writes it, a decimal number in text. */
export function powerIn(permissions: string): Power | undefined {
  const bits = BigInt(permissions);
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return 'administrator';
  return (bits & moderates) === 0n ? undefined : 'moderator';
}

/** The roles that give power, by id. Most roles give none and take no room. */
export type Powers = Map<string, Power>;

export function learnRole(powers: Powers, role: Pick<APIRole, 'id' | 'permissions'>): void {
  const power = powerIn(role.permissions);
  if (power) powers.set(role.id, power);
  else powers.delete(role.id);
}

interface Ruled {
  readonly id: string;
  readonly ownerId: string;
  readonly powers: Powers;
}

/** What a guild's own rules make of someone with these roles. */
export function standingIn(guild: Ruled, user: string, roles: readonly string[]): Standing {
  if (user === guild.ownerId) return 'owner';
  // The role with the guild's own id is what everyone has.
  let best = guild.powers.get(guild.id);
  for (const role of roles) {
    if (best === 'administrator') return best;
    best = guild.powers.get(role) ?? best;
  }
  return best ?? 'member';
}
