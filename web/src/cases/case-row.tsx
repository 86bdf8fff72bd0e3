import type { CaseView } from '../../../src/dashboard/cases-wire.ts';
import { casesPath, linkTo } from '../app/router.ts';
import { dayAndTime } from '../text/words.ts';
import { kindWords, standingOf } from './case-words.ts';

/** One case in the list; its number opens everything about it. */
export function CaseRow({ one, open }: { one: CaseView; open: boolean }) {
  const { number, kind, targetName, target, byName, reason, rule, atMs, community } = one;
  return (
    <li className="case-row" data-open={open || undefined}>
      <a {...linkTo(casesPath(community, number))} className="case-number">
        #{number}
      </a>
      <span className="case-kind">{kindWords[kind] ?? kind}</span>
      <span className="case-who" title={target}>
        <strong>{targetName}</strong> <small>by {byName}</small>
      </span>
      <span className="case-why">
        {reason === '' ? <small>no reason given</small> : reason}
        {rule !== undefined && <small> · rule {rule}</small>}
      </span>
      <time dateTime={new Date(atMs).toISOString()}>{dayAndTime(atMs)}</time>
      <Standing one={one} />
    </li>
  );
}

export function Standing({ one }: { one: CaseView }) {
  const { word, sign, tone } = standingOf(one);
  return (
    <span className="case-standing" data-tone={tone}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}
