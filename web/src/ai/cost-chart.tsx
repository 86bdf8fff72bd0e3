import type { AiDayEntry } from '../../../src/dashboard/ai-wire.ts';
import { money } from './ai-words.ts';

const shown = 10;

interface CostChartProps {
  readonly days: readonly AiDayEntry[];
  /** Tokens that a day may take. */
  readonly most: number;
}

/** What was spent on each of the last days, beside what may be. */
export function CostChart({ days, most }: CostChartProps) {
  if (days.length === 0) return <p className="ai-none">Nothing was spent yet.</p>;
  const widest = Math.max(1, ...days.map(({ tokens }) => tokens));
  return (
    <table className="ai-table ai-cost">
      <caption>{`Days are in UTC; ${most.toLocaleString()} tokens a day at most.`}</caption>
      <tbody>
        {days.slice(0, shown).map(({ day, tokens, micros, requests }) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            <td className="ai-bar" aria-hidden="true">
              <span style={{ width: `${(tokens * 100) / widest}%` }} />
            </td>
            <td>{`${tokens.toLocaleString()} tokens`}</td>
            <td title={`${requests} questions`}>{money(micros)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
