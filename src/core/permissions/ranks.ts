import type { Standing } from '../actor.ts';

/** Who may do what by default, strongest first. */
export const ranks = [
  'instanceOwner',
  'communityOwner',
  'administrator',
  'moderator',
  'helper',
  'member',
] as const;
/** Who stands above whom: the owner of the instance first, then community owner, administrator, moderator, helper, member. */
export type Rank = (typeof ranks)[number];

const rankOfStanding: Readonly<Record<Standing, Rank>> = {
  owner: 'communityOwner',
  administrator: 'administrator',
  moderator: 'moderator',
  helper: 'helper',
  member: 'member',
};

export const rankFor = (standing: Standing): Rank => rankOfStanding[standing];

/** Whether `held` is at least as strong as `needed`. */
export const atLeast = (held: Rank, needed: Rank): boolean =>
  ranks.indexOf(held) <= ranks.indexOf(needed);
