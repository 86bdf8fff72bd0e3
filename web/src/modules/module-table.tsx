import type { ModuleFact, ModuleTable as Table } from '../../../src/dashboard/modules-wire.ts';
import { ModuleButtons } from './module-buttons.tsx';
import type { SendAct } from './send-act.ts';

const shown = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString() : value;

const toneWords = { good: 'good', warning: 'warning', bad: 'bad' } as const;

/** Numbers and short words that one looks at first. */
export const ModuleFacts = ({ facts }: { facts: readonly ModuleFact[] }) => (
  <dl className="module-facts">
    {facts.map(({ name, value, note, tone = 'plain' }) => (
      <div key={name} data-tone={tone}>
        <dt>{name}</dt>
        <dd>
          {shown(value)}
          {tone !== 'plain' && <span className="module-tone">{toneWords[tone]}</span>}
        </dd>
        {note !== undefined && <small>{note}</small>}
      </div>
    ))}
  </dl>
);

/** A table that scrolls sideways on its own where it is wider than the page. */
export function ModuleTable({ table, send }: { table: Table; send: SendAct }) {
  const { columns, rows, empty = 'Nothing is here yet.' } = table;
  if (rows.length === 0) return <p className="module-none">{empty}</p>;
  const hasButtons = rows.some(({ buttons = [] }) => buttons.length > 0);
  return (
    <div className="module-scroll">
      <table className="module-table">
        <thead>
          <tr>
            {columns.map(({ name, label, numbers }) => (
              <th key={name} scope="col" data-numbers={numbers}>
                {label}
              </th>
            ))}
            {hasButtons && (
              <th scope="col">
                <span className="hidden-word">What to do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, buttons = [] }, at) => (
            <tr key={at}>
              {columns.map(({ name, numbers }) => (
                <td key={name} data-numbers={numbers}>
                  {shown(cells[name] ?? '')}
                </td>
              ))}
              {hasButtons && (
                <td className="module-row-acts">
                  <ModuleButtons buttons={buttons} send={send} small />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
