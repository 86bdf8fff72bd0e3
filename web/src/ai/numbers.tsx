import type { AiBoardEntry } from '../../../src/dashboard/ai-wire.ts';
import { timeOfDay } from '../text/words.ts';
import { modes, money, percent } from './ai-words.ts';

/** How it stands, in six boxes. */
export function Numbers({ board }: { board: AiBoardEntry }) {
  const { status, spending, counts, cache, quality } = board;
  const { standing } = status;
  const confirmed = quality.reduce((sum, one) => sum + one.confirmed, 0);
  const decided = quality.reduce((sum, one) => sum + one.confirmed + one.dismissed, 0);
  const tokensLeft = Math.max(0, spending.tokensADay - spending.today.tokens);
  const moneyLeft = Math.max(0, spending.microsADay - spending.today.micros);
  return (
    <ul className="ai-numbers">
      <Box name="AI moderation" value={status.model} state={status.mode === 'off' ? 'off' : 'good'}>
        {`${modes[status.mode]}. At ${status.host}, ${status.keySet ? 'with' : 'without'} a key.`}
      </Box>
      <Box
        name="The model"
        value={breakers[standing.breaker]}
        state={standing.breaker === 'ready' ? 'good' : 'bad'}
      >
        {standingWords(standing)}
      </Box>
      <Box
        name="Right, of what was decided"
        value={decided === 0 ? '–' : percent(confirmed / decided)}
      >
        {decided === 0 ? 'Nobody has decided about a verdict yet.' : `${confirmed} of ${decided}.`}
      </Box>
      <Box name="Answer time" value={`${standing.medianMs} ms`}>
        {`95 of 100 within ${standing.slowMs} ms; ${standing.failed} of ${standing.asked} failed.`}
      </Box>
      <Box name="Left of today" value={`${tokensLeft.toLocaleString()} tokens`}>
        {`Money left, in the currency of your prices: ${money(moneyLeft)} of ${money(spending.microsADay)}. ${spending.today.requests} questions so far.`}
      </Box>
      <Box
        name="Remembered answers"
        value={cache.asked === 0 ? '–' : percent(cache.hits / cache.asked)}
      >
        {`${counts.looked} messages looked at, ${counts.bySelf} without the model, ${counts.voided} answers void.`}
      </Box>
    </ul>
  );
}

const breakers = { ready: 'Answers', resting: 'Rests', probing: 'Tried again' } as const;

function standingWords({
  breaker,
  problem,
  retryAtMs,
}: AiBoardEntry['status']['standing']): string {
  const last =
    problem === undefined ? 'It has not failed since the start.' : `Last failure: ${problem}.`;
  return breaker === 'resting' && retryAtMs !== undefined
    ? `Until ${timeOfDay(retryAtMs)}. ${last}`
    : last;
}

interface BoxProps {
  readonly name: string;
  readonly value: string;
  readonly state?: 'good' | 'bad' | 'off';
  readonly children: string;
}

const Box = ({ name, value, state = 'good', children }: BoxProps) => (
  <li data-state={state}>
    <span>{name}</span>
    <strong>{value}</strong>
    <p>{children}</p>
  </li>
);
