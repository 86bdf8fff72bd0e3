import type { CommunityId } from '../base/ids.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import type { CommandList } from '../core/commands/command-info.ts';
import { localRules } from '../core/commands/local-rules.ts';
import { type Deciding, mayUse } from '../core/commands/may-use.ts';
import type { Place } from '../core/event.ts';
import type { Permissions } from '../core/permissions/permissions.ts';
import { type Rank, atLeast } from '../core/permissions/ranks.ts';
import type { SettingPlace, Settings } from '../core/settings/settings.ts';

/** What a check looks at: a call of a command that needs `permissions`. */
export interface Checked {
  readonly caller: Actor;
  readonly community?: CommunityId;
  readonly permissions: Pick<Permissions, 'rankOf' | 'authorise'>;
}

/** What looking at the configuration of a place takes besides: a command that needs `settings` and `catalogue`, too. */
export interface Configured {
  readonly where: Place;
  readonly settings: Settings;
  readonly catalogue: Pick<CommandList, 'find'>;
  readonly permissions: Deciding;
}

/** Every check refuses in words that say what is missing. Where a whole command is for some only, give it a `capability` instead. */
export const check = {
  /** The owner of this bot. */
  owner: (call: Checked): Result<void> => ranked(call, 'instanceOwner'),
  /** The owner of this bot, or of the community where it is said. */
  ownerOrSpaceOwner: (call: Checked): Result<void> => ranked(call, 'communityOwner'),
  /** Whoever was granted the capability here, or has it by rank. */
  granted: (call: Checked, capability: string): Result<void> =>
    call.permissions.authorise(capability, askingOf(call)),
  /** Whoever this place has named for a command, as `config access` does; administrators always. Where it named nobody, the command's own rule holds. */
  configuredFor(call: Checked & Configured, command: string): Result<void> {
    const found = call.catalogue.find(command);
    if (!found) return refuse('check.no-command', { command });
    return mayUse(found, askingOf(call), {
      local: localRules(call.settings, placeOf(call)),
      permissions: call.permissions,
    });
  },
  /** Any of these roles, by id; the owner of the bot needs none. */
  anyRole(call: Checked, roles: readonly string[]): Result<void> {
    if (call.caller.roles.some((role) => roles.includes(role))) return ok(undefined);
    return ranked(call, 'instanceOwner');
  },
} as const;

const askingOf = ({ caller, community }: Checked) => ({
  actor: caller,
  ...(community !== undefined && { community }),
});

const placeOf = ({ where, community }: Checked & Configured): SettingPlace => ({
  channel: where.channel,
  ...(where.space !== undefined && { space: where.space }),
  ...(community !== undefined && { community }),
});

function ranked(call: Checked, needed: Rank): Result<void> {
  const rank = call.permissions.rankOf(askingOf(call));
  return atLeast(rank, needed) ? ok(undefined) : refuse('check.rank', { needed, rank });
}
