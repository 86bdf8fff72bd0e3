import { refuse } from '../../base/result.ts';
import type { ReviewDesk, ReviewRequest, Report } from '../../core/cases/review.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import { communityOf } from '../../core/community.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { ReviewStore } from '../../moderation/review/index.ts';
import type { RecentTalk, SaidLine } from './talk.ts';

interface Parts {
  readonly store: Pick<ReviewStore, 'reportedBy'>;
  readonly review: Pick<ReviewDesk, 'add' | 'find'>;
  readonly talk: RecentTalk;
  readonly find: ModerationDesk['find'];
}

/** So much that one person has reported may wait at once. */
const mostEach = 10;
const longestReason = 500;

/** What people tell staff: of a message, or of a person and what he said last. */
export function reporting({ store, review, talk, find }: Parts): ReviewDesk['report'] {
  return async (report) => {
    const { where, by } = report;
    if (where.space === undefined) return refuse('report.which-place');
    const community = communityOf(where.space);
    const said = saidIn(talk, report);
    const subject = said?.actor ?? (await meant(find, report));
    if (!subject) return refuse('report.whom');
    if (subject.id === by.id) return refuse('report.yourself');
    if ((await store.reportedBy(community, by.id)) >= mostEach)
      return refuse('report.too-many', { most: mostEach });
    const id = await review.add(requestOf(report, subject, said));
    return id === undefined ? refuse('report.full') : review.find({ community, id });
  };
}

function saidIn(talk: RecentTalk, { where, about, who }: Report): SaidLine | undefined {
  if (about?.message !== undefined) return talk.find(where.channel, about.message);
  return who && talk.lastOf(where.channel, who.id);
}

async function meant(
  find: ModerationDesk['find'],
  { where, about, who }: Report,
): Promise<Subject | undefined> {
  return about?.person === undefined ? who : find(where, about.person);
}

function requestOf(
  { where, by, about, reason }: Report,
  actor: Subject,
  said: SaidLine | undefined,
): ReviewRequest {
  const community = communityOf(where.space ?? neverHere());
  const id = about?.message ?? said?.id;
  return {
    community,
    source: { kind: 'report', name: by.id },
    message: {
      ...{ place: where, actor, text: said?.text ?? about?.text ?? '' },
      ...(id !== undefined && { id }),
      ...(said && { atMs: said.atMs }),
    },
    suggested: { kind: 'warn' },
    reporter: {
      id: by.id,
      name: by.name,
      native: by.native,
      reason: reason.slice(0, longestReason),
    },
  };
}

function neverHere(): never {
  throw new TypeError('What is reported happened in a space');
}
