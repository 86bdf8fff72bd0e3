import type { AiQualityEntry } from '../../../src/dashboard/ai-wire.ts';
import { actionWord, percent } from './ai-words.ts';

/** How often people agreed, by model and action. */
export function QualityTable({ quality }: { quality: readonly AiQualityEntry[] }) {
  if (quality.length === 0)
    return <p className="ai-none">Each decision about a verdict is counted here.</p>;
  return (
    <table className="ai-table">
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Right</th>
          <th scope="col">Wrong</th>
          <th scope="col">Waits</th>
          <th scope="col">Precision</th>
        </tr>
      </thead>
      <tbody>
        {quality.map(({ source, action, confirmed, dismissed, waiting }) => (
          <tr key={`${source} ${action}`}>
            <th scope="row">{`${actionWord(action)}, ${source}`}</th>
            <td>{confirmed}</td>
            <td>{dismissed}</td>
            <td>{waiting}</td>
            <td>
              {confirmed + dismissed === 0 ? '–' : percent(confirmed / (confirmed + dismissed))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
