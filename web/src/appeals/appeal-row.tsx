import type { AppealView } from '../../../src/dashboard/appeals-wire.ts';
import { appealsPath, linkTo } from '../app/router.ts';
import { dayAndTime } from '../text/words.ts';
import { isOpen, standings, waited } from './appeal-words.ts';

interface AppealRowProps {
  readonly one: AppealView;
  readonly open: boolean;
  readonly nowMs: number;
}

/** One appeal in the queue; its number opens everything about it. */
export function AppealRow({ one, open, nowMs }: AppealRowProps) {
  const { number, caseNumber, whoName, who, atMs, community } = one;
  return (
    <li className="appeal-row" data-open={open || undefined}>
      <a {...linkTo(appealsPath(community, number))} className="case-number">
        #{number}
      </a>
      <span className="case-who" title={who}>
        <strong>{whoName}</strong> <small>against case #{caseNumber}</small>
      </span>
      <span className="appeal-wait" data-long={isLong(one, nowMs) || undefined}>
        {isOpen(one) ? 'waits' : 'after'} {waited(one, nowMs)}
      </span>
      <time dateTime={new Date(atMs).toISOString()}>{dayAndTime(atMs)}</time>
      <AppealStanding one={one} />
    </li>
  );
}

const longMs = 3 * 86_400_000;
const isLong = (one: AppealView, nowMs: number): boolean =>
  isOpen(one) && nowMs - one.atMs > longMs;

export function AppealStanding({ one }: { one: AppealView }) {
  const { word, sign, tone } = standings[one.state];
  return (
    <span className="appeal-standing" data-tone={tone}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}
