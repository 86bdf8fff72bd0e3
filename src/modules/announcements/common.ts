import {
  type Announcement,
  type Call,
  type CommunityId,
  type Result,
  ok,
  refuse,
} from '../../sdk/index.ts';

export const common = {
  category: 'operators',
  capability: 'announcement.write',
  needs: ['announcements'],
} as const;

export const communityIn = ({
  community,
}: Pick<Call<unknown>, 'community'>): Result<CommunityId> =>
  community === undefined ? refuse('announcement.which') : ok(community);

/** `Title | text` as people type it. */
export function titleAndBody(typed: string): Result<{ title: string; body: string }> {
  const bar = typed.indexOf('|');
  if (bar < 0) return refuse('announcement.no-bar');
  return ok({ title: typed.slice(0, bar), body: typed.slice(bar + 1) });
}

export const stateOf = ({ publishedAtMs }: Announcement): 'draft' | 'published' =>
  publishedAtMs === undefined ? 'draft' : 'published';
