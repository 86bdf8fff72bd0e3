import { useCallback, useEffect, useState } from 'react';
import type {
  ReviewActView,
  ReviewItemView,
  ReviewPageView,
} from '../../../src/dashboard/review-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { useCommunity } from '../data/community.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';

export type Shown = 'open' | 'decided';

export type Verdict =
  | { readonly verdict: 'approve' }
  | { readonly verdict: 'change'; readonly act: ReviewActView }
  | { readonly verdict: 'dismiss' };

const isPage = (answer: unknown): answer is ReviewPageView =>
  typeof answer === 'object' && answer !== null && 'items' in answer;
const isItem = (answer: unknown): answer is ReviewItemView =>
  typeof answer === 'object' && answer !== null && 'claims' in answer;

const pathOf = ({ community, id }: ReviewItemView): string =>
  `/api/review/${encodeURIComponent(community)}/${id}`;

/** What waits in a community, kept up to date by the stream, and what can be done about it. */
export function useReview(named: string | undefined, shown: Shown) {
  const changes = useStore(live, (state) => state.reviews);
  const [page, setPage] = useState<ReviewPageView>();
  const community = useCommunity(named, page?.communities);
  const [failure, setFailure] = useState<string>();
  /** What was decided here last, newest last. */
  const [done, setDone] = useState<readonly ReviewItemView[]>([]);
  const look = useCallback(async () => {
    const asked = new URLSearchParams({ show: shown });
    if (community !== undefined) asked.set('community', community);
    try {
      setPage(await ask('GET', `/api/review?${asked.toString()}`, { is: isPage }));
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, shown]);
  useEffect(() => void look(), [look, changes]);

  const act = async (item: ReviewItemView, verb: string, body: object) => {
    try {
      const next = await ask('POST', `${pathOf(item)}/${verb}`, { body, is: isItem });
      setFailure(undefined);
      await look();
      return next;
    } catch (thrown) {
      setFailure(wordsOf(thrown));
      await look();
      return undefined;
    }
  };
  const decide = async (item: ReviewItemView, verdict: Verdict) => {
    const next = await act(item, 'decide', verdict);
    if (next) setDone((before) => [...before, next]);
  };
  const undo = async (item: ReviewItemView) => {
    if (await act(item, 'undo', {})) setDone((before) => before.filter(({ id }) => id !== item.id));
  };
  return { page, failure, decide, undo, last: done.at(-1) };
}

export type ReviewWork = ReturnType<typeof useReview>;
