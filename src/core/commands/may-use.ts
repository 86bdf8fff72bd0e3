import { type Result, ok, refuse } from '../../base/result.ts';
import type { Asking, Permissions } from '../permissions/permissions.ts';
import { type Rank, atLeast, ranks } from '../permissions/ranks.ts';
import type { CommandInfo } from './command-info.ts';
import type { LocalRules } from './local-rules.ts';

type Known = Pick<CommandInfo, 'name' | 'capability' | 'module'>;
export type Deciding = Pick<Permissions, 'authorise' | 'rankOf' | 'capability' | 'isSuspended'>;

/** What decides who may do what is not handed on to others, and not switched off. */
const fixedFamilies: ReadonlySet<string> = new Set(['command', 'config', 'help', 'settings']);

/** Whether a place can decide who may give this command, and switch it off. What is the instance owner's stays his. */
export function isReassignable(
  { name, capability }: Pick<Known, 'name' | 'capability'>,
  permissions: Pick<Permissions, 'capability'>,
): boolean {
  if (fixedFamilies.has(name.split(' ', 1)[0] ?? '')) return false;
  return capability === undefined || permissions.capability(capability)?.least !== 'instanceOwner';
}

/**
 * Whether this person may give this command here: where the place says who may, they and administrators; else by the
 * command's own capability. Chat, slash commands, console and help ask the same.
 */
export function mayUse(
  command: Known,
  asking: Asking,
  { local, permissions }: { readonly local: LocalRules; readonly permissions: Deciding },
): Result<void> {
  const { capability } = command;
  const off = local.isOff(command);
  const who = local.whoMay(command);
  if ((off || who.length > 0) && isReassignable(command, permissions)) {
    return off
      ? refuse('command.off', { command: local.nameOf(command) })
      : onlyThese(local.nameOf(command), who, { asking, permissions });
  }
  return capability === undefined ? ok(undefined) : permissions.authorise(capability, asking);
}

function onlyThese(
  command: string,
  who: readonly string[],
  { asking, permissions }: { readonly asking: Asking; readonly permissions: Deciding },
): Result<void> {
  const may =
    atLeast(permissions.rankOf(asking), 'administrator') ||
    who.some((one) => isMeant(one, asking, permissions));
  return may ? ok(undefined) : refuse('command.not-for-you', { command });
}

/** `role:123`, `rank:helper`, `can:guard.view`, or a person's id. */
function isMeant(who: string, asking: Asking, permissions: Deciding): boolean {
  const { actor } = asking;
  const at = who.indexOf(':');
  const [kind, rest] = [who.slice(0, at), who.slice(at + 1)];
  if (kind === 'rank') return isRank(rest) && atLeast(permissions.rankOf(asking), rest);
  if (kind === 'can') return permissions.authorise(rest, asking).ok;
  // Whoever's rights are taken from him has no more than anyone, whatever he was named for.
  const isNamed = kind === 'role' ? actor.roles.includes(rest) : actor.id === who;
  return isNamed && !permissions.isSuspended(asking);
}

/** Whether a text names a rank. */
export const isRank = (text: string): text is Rank => ranks.some((rank) => rank === text);
