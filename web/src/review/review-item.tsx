import { Button, Kbd } from '@mantine/core';
import type { ReviewClaimView, ReviewItemView } from '../../../src/dashboard/review-wire.ts';
import { casesPath, linkTo, peoplePath } from '../app/router.ts';
import { counted, dayAndTime } from '../text/words.ts';
import { ChangeForm } from './change-form.tsx';
import { actWords, decisionWords, piecesOf } from './review-words.ts';
import type { Verdict } from './use-review.ts';

interface ReviewItemProps {
  readonly item: ReviewItemView;
  readonly changing: boolean;
  readonly setChanging: (changing: boolean) => void;
  readonly onDecide: (verdict: Verdict) => void;
  readonly onUndo: () => void;
}

/** One message that waits: what stands around it, who asks and why, and what can be done. */
export function ReviewItem({ item, changing, setChanging, onDecide, onUndo }: ReviewItemProps) {
  const { id, actor, place, saidAtMs, repeats, claims, state, untilMs, community } = item;
  return (
    <article className="review-item" aria-label={`Review ${id}`}>
      <header>
        <h2>
          <a {...linkTo(peoplePath(community, actor.id))}>{actor.name}</a> in {place.name}
        </h2>
        <small>
          {dayAndTime(saidAtMs)} · {place.platform === 'irc' ? 'IRC' : 'Discord'} · review {id}
          {repeats > 1 && ` · asked ${counted(repeats, 'time')}`}
          {state === 'open' && ` · waits until ${dayAndTime(untilMs)}`}
        </small>
      </header>
      <Said item={item} />
      <ul className="review-claims" aria-label="Who asks">
        {claims.map((claim, at) => (
          <Claim key={at} claim={claim} />
        ))}
      </ul>
      {state === 'open' ? (
        <Decide {...{ item, changing, setChanging, onDecide }} />
      ) : (
        <Decided item={item} onUndo={onUndo} />
      )}
    </article>
  );
}

/** The message where it stood; what it is about is marked. */
function Said({ item: { context, text, actor, saidAtMs, claims } }: { item: ReviewItemView }) {
  const before = context.filter(({ atMs }) => atMs <= saidAtMs);
  const after = context.filter(({ atMs }) => atMs > saidAtMs);
  const quotes = claims.flatMap(({ quote }) => (quote === undefined ? [] : [quote]));
  const line = (one: ReviewItemView['context'][number], at: number) => (
    <li key={`${one.atMs} ${at}`} data-own={one.own || undefined}>
      <b>{one.name}</b> {one.text}
    </li>
  );
  return (
    <ol className="review-said" aria-label="What was said">
      {before.map(line)}
      <li data-it="true">
        <b>{actor.name}</b>{' '}
        {text === '' ? (
          <i>No message is known; it is about the person.</i>
        ) : (
          piecesOf(text, quotes).map((piece, at) =>
            piece.marked ? <mark key={at}>{piece.text}</mark> : piece.text,
          )
        )}
      </li>
      {after.map(line)}
    </ol>
  );
}

function Claim({ claim }: { claim: ReviewClaimView }) {
  const { source, rule, because, quote, reporter, times } = claim;
  const against = source.kind === 'ai' ? rule : undefined;
  return (
    <li>
      <strong>{whoAsks(claim)}</strong>
      {times > 1 && <small> {counted(times, 'time')}</small>}
      {against !== undefined && <span> against “{against}”</span>}
      {reporter && reporter.reason !== '' && <span>: {reporter.reason}</span>}
      {quote !== undefined && (
        <span>
          {' '}
          at <q>{quote}</q>
        </span>
      )}
      <Judgement claim={claim} />
      {because !== undefined && <small> would say: “{because}”</small>}
    </li>
  );
}

function whoAsks({ source, rule, reporter }: ReviewClaimView): string {
  if (source.kind === 'report') return `${reporter?.name ?? 'Somebody'} reports`;
  return source.kind === 'rule' ? `Rule ${rule ?? source.name}` : `Model ${source.name}`;
}

/** How sure a model is, and what asking it cost. */
const Judgement = ({ claim: { confidence, cost } }: { claim: ReviewClaimView }) => (
  <>
    {confidence !== undefined && (
      <span className="review-sure" title="How sure the model is">
        {Math.round(confidence * 100)} % sure
      </span>
    )}
    {cost !== undefined && <small title="What the judgement cost"> ${cost.toFixed(5)}</small>}
  </>
);

type DecideProps = Omit<ReviewItemProps, 'onUndo'>;

function Decide({ item, changing, setChanging, onDecide }: DecideProps) {
  if (changing)
    return (
      <ChangeForm
        suggested={item.suggested}
        onChange={(act) => onDecide({ verdict: 'change', act })}
        onClose={() => setChanging(false)}
      />
    );
  return (
    <div className="review-acts">
      <Button rightSection={<Kbd>A</Kbd>} onClick={() => onDecide({ verdict: 'approve' })}>
        Approve: {actWords(item.suggested)}
      </Button>
      <Button variant="default" rightSection={<Kbd>C</Kbd>} onClick={() => setChanging(true)}>
        Something else…
      </Button>
      <Button
        variant="default"
        rightSection={<Kbd>D</Kbd>}
        onClick={() => onDecide({ verdict: 'dismiss' })}
      >
        Nothing wrong
      </Button>
    </div>
  );
}

function Decided({ item, onUndo }: { item: ReviewItemView; onUndo: () => void }) {
  const { decision, community } = item;
  return (
    <div className="review-decided">
      <p>
        {decisionWords(item)}
        {decision?.cases.map((number) => (
          <span key={number}>
            {' '}
            <a {...linkTo(casesPath(community, number))}>Case #{number}</a>
          </span>
        ))}
      </p>
      {decision && decision.why !== '' && <p>“{decision.why}”</p>}
      {decision && (
        <Button variant="default" onClick={onUndo}>
          Undo, and decide again
        </Button>
      )}
    </div>
  );
}
