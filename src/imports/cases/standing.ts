import type { SpaceId } from '../../base/ids.ts';
import type { StandingBan } from '../../core/enforcer.ts';
import type { FoundCase } from '../../core/imports/imports.ts';
import { ban } from './discord-bans.ts';
import { discordCase } from './found.ts';
import { ircCase } from './irc-bans.ts';

/** The bans that stand in a space, as cases: the same that a file of them would give. */
export const standingCases = (
  space: SpaceId,
  from: string,
  bans: readonly StandingBan[],
): readonly FoundCase[] =>
  bans.map(({ mark, name, reason = '', ...told }) => {
    if (space.startsWith('irc:'))
      return ircCase(from, space, { ...told, reason, mask: mark.slice(mark.indexOf(' ') + 1) });
    const words = { ...ban(mark), reason, userName: name, byName: told.by, atMs: told.atMs };
    return discordCase(from, `space:${space}`, words);
  });
