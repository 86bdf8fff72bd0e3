import { Button, Kbd, Loader, SegmentedControl, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconEyeCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReviewItemView, ReviewPageView } from '../../../src/dashboard/review-wire.ts';
import { goTo, reviewPath } from '../app/router.ts';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { PlatformMark } from '../parts/platform-mark.tsx';
import { Problem } from '../parts/problem.tsx';
import { timeOfDay } from '../text/words.ts';
import { ReviewItem } from './review-item.tsx';
import { decisionWords } from './review-words.ts';
import { type ReviewWork, type Shown, type Verdict, useReview } from './use-review.ts';
import './review.css';

/** What waits for a moderator: read, decide, next. */
export function ReviewPage({ community }: { community?: string | undefined }) {
  const [shown, setShown] = useState<Shown>('open');
  const work = useReview(community, shown);
  const { page, failure } = work;
  return (
    <main className="page review">
      <header className="page-head">
        <h1>Review</h1>
        <p>
          What models, rules and people ask moderators about. Nothing is done before somebody has
          decided.
        </p>
      </header>
      {page && page.communities.length > 0 && <Toolbar {...{ page, shown, setShown }} />}
      {failure !== undefined && <Problem words={failure} />}
      {!page && failure === undefined && <Loader aria-label="Loading what waits" />}
      {page && <Queue key={`${page.community ?? ''} ${shown}`} {...{ work, shown }} page={page} />}
      {work.last && <LastDone item={work.last} onUndo={work.undo} />}
    </main>
  );
}

interface ToolbarProps {
  readonly page: ReviewPageView;
  readonly shown: Shown;
  readonly setShown: (shown: Shown) => void;
}

const Toolbar = ({ page, shown, setShown }: ToolbarProps) => (
  <div className="review-toolbar">
    <Select
      aria-label="Community"
      data={page.communities.map(({ id, name, open }) => ({
        value: id,
        label: open === 0 ? name : `${name} · ${open} waiting`,
      }))}
      value={page.community ?? null}
      allowDeselect={false}
      onChange={(next) => next !== null && goTo(reviewPath(next))}
    />
    <SegmentedControl
      aria-label="Which"
      data={[
        { value: 'open', label: 'Waiting' },
        { value: 'decided', label: 'Decided' },
      ]}
      value={shown}
      onChange={(value) => setShown(value === 'decided' ? 'decided' : 'open')}
    />
    <p className="review-keys">
      <Kbd>J</Kbd> <Kbd>K</Kbd> next, previous · <Kbd>A</Kbd> approve · <Kbd>C</Kbd> change ·{' '}
      <Kbd>D</Kbd> dismiss · <Kbd>U</Kbd> undo the last
    </p>
  </div>
);

interface QueueProps {
  readonly work: ReviewWork;
  readonly page: ReviewPageView;
  readonly shown: Shown;
}

function Queue({ work, page, shown }: QueueProps) {
  const { items } = page;
  const [chosen, setChosen] = useState<number>();
  const [changing, setChanging] = useState(false);
  const found = items.findIndex(({ id }) => id === chosen);
  const at = Math.max(0, found);
  const item = items[at];
  const choose = (next: number): void => {
    const other = items[Math.min(Math.max(0, next), items.length - 1)];
    setChosen(other?.id);
    setChanging(false);
  };
  const decide = (verdict: Verdict): void => {
    if (item?.state !== 'open') return;
    // What comes next is shown when this one leaves the list.
    setChosen((items[at + 1] ?? items[at - 1])?.id);
    setChanging(false);
    void work.decide(item, verdict);
  };
  useHotkeys([
    ['j', () => choose(at + 1)],
    ['k', () => choose(at - 1)],
    ['a', () => decide({ verdict: 'approve' })],
    ['c', () => item?.state === 'open' && setChanging(true)],
    ['d', () => decide({ verdict: 'dismiss' })],
    ['u', () => work.last && void work.undo(work.last)],
  ]);
  if (!item) return <Nothing {...{ shown, page }} />;
  return (
    <div className="review-split">
      <ol className="review-list" aria-label={shown === 'open' ? 'Waiting' : 'Decided'}>
        {items.map((one, place) => (
          <Row key={one.id} item={one} chosen={place === at} onChoose={() => choose(place)} />
        ))}
      </ol>
      <ReviewItem
        {...{ item, changing, setChanging }}
        onDecide={decide}
        onUndo={() => void work.undo(item)}
      />
    </div>
  );
}

interface RowProps {
  readonly item: ReviewItemView;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

const sourceWords = { ai: 'model', rule: 'rule', report: 'report' } as const;

const Row = ({ item, chosen, onChoose }: RowProps) => (
  <li>
    <button type="button" aria-current={chosen || undefined} onClick={onChoose}>
      <span className="review-who">
        <PlatformMark platform={item.place.platform === 'irc' ? 'irc' : 'discord'} size={14} />
        <strong>{item.actor.name}</strong>
        <small>{timeOfDay(item.saidAtMs)}</small>
      </span>
      <span className="review-what">{item.text === '' ? item.place.name : item.text}</span>
      <small>
        {item.state === 'open'
          ? item.claims.map(({ source }) => sourceWords[source.kind]).join(', ')
          : decisionWords(item)}
      </small>
    </button>
  </li>
);

interface LastDoneProps {
  readonly item: ReviewItemView;
  readonly onUndo: (item: ReviewItemView) => Promise<void>;
}

const LastDone = ({ item, onUndo }: LastDoneProps) => (
  <div className="review-last" role="status">
    <span>
      {item.actor.name}: {decisionWords(item)}
    </span>
    <Button
      size="compact-sm"
      variant="default"
      rightSection={<Kbd>U</Kbd>}
      onClick={() => void onUndo(item)}
    >
      Undo
    </Button>
  </div>
);

const Nothing = ({ shown, page }: { shown: Shown; page: ReviewPageView }) => (
  <EmptyState
    icon={<IconEyeCheck />}
    title={shown === 'open' ? 'Nothing waits' : 'Nothing was decided yet'}
  >
    {shown === 'open' && (
      <Elsewhere
        all={page.communities}
        here={page.community}
        pathOf={reviewPath}
        word="still wait"
      />
    )}
    <p>
      People tell staff with <code>!report @bob why</code>, in an answer to a message, or from its
      menu on Discord. Rules ask with <code>then ask the moderators to warn</code>.
    </p>
  </EmptyState>
);
