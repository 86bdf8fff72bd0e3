import type { AiVerdictEntry } from '../../../src/dashboard/ai-wire.ts';
import { dayAndTime } from '../text/words.ts';
import { actionWord, followedWord, percent } from './ai-words.ts';

/** What models said lately, with what it rests on. */
export function VerdictList({ verdicts }: { verdicts: readonly AiVerdictEntry[] }) {
  if (verdicts.length === 0)
    return <p className="ai-none">Nothing yet: no message broke a rule, as far as it was seen.</p>;
  return (
    <ul className="ai-verdicts">
      {verdicts.map((verdict) => (
        <Verdict key={verdict.number} verdict={verdict} />
      ))}
    </ul>
  );
}

function Verdict({ verdict }: { verdict: AiVerdictEntry }) {
  const { number, name, place, atMs, text, quote, rule, reason, confidence, source } = verdict;
  const state = verdict.judged ?? followedWord(verdict.followed);
  return (
    <li>
      <div className="ai-verdict-head">
        <strong>{`v${number} ${actionWord(verdict.action)}`}</strong>
        <span className="ai-state" data-judged={verdict.judged ?? 'waits'}>
          {state}
        </span>
        <span className="ai-soft">{`${percent(confidence)} sure, ${source}`}</span>
      </div>
      <p className="ai-text">
        <Quoted text={text} quote={quote} />
      </p>
      <p className="ai-soft">
        {`${name} in ${place}, ${dayAndTime(atMs)}. ${rule}${reason === '' ? '' : ` (${reason})`}`}
        {verdict.caseNumber !== undefined && ` Case #${verdict.caseNumber}.`}
      </p>
    </li>
  );
}

/** The words that it rests on are marked where they stand. */
function Quoted({ text, quote }: { text: string; quote: string }) {
  const at = text.toLowerCase().indexOf(quote.toLowerCase());
  if (at < 0 || quote === '') return text;
  const end = at + quote.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
