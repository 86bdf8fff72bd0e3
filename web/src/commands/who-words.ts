import type { CommandEntry } from '../../../src/dashboard/commands-wire.ts';

/** Ranks as one speaks of those who have them. */
const ranks: Readonly<Record<string, string>> = {
  instanceOwner: 'the owner of the bot',
  communityOwner: 'the owner of the place',
  administrator: 'administrators',
  moderator: 'moderators',
  helper: 'helpers',
  member: 'everyone',
};

const rankWord = (rank: string): string => ranks[rank] ?? rank;

/** One who may, as kept: `rank:helper`, `role:123`. */
function whoWord(kept: string): string {
  const rest = kept.slice(kept.indexOf(':') + 1);
  if (kept.startsWith('rank:')) return rankWord(rest);
  if (kept.startsWith('role:')) return `role ${rest}`;
  return kept.startsWith('can:') ? `who has ${rest}` : kept;
}

/** Who may give a command here. */
export function whoWords(who: CommandEntry['who'], capability: CommandEntry['capability']): string {
  if (who.length > 0) return `only ${who.map(whoWord).join(', ')}`;
  return capability === undefined ? 'everyone' : rankWord(capability.least);
}
