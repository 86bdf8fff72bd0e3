import { meets, type Row, type Subject } from './measurement.ts';

/** The rows as text: ratios first, then whether the target is met, then the values behind them. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    `${row.scenario}: ${row.what}`,
    `${row.ratio.toFixed(2)} × ${row.against}`,
    targetOf(row),
    verdictOf(row),
    ...valuesOf(row),
  ]);
  const head = ['what', 'Castellan is', 'asked', '', 'Castellan', 'others'];
  const widths = head.map((title, at) =>
    Math.max(title.length, ...cells.map((cell) => cell[at]?.length ?? 0)),
  );
  return [head, ...cells]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function targetOf({ target, unit }: Row): string {
  if (!target) return '';
  const sign = target.is === 'at most' ? '≤' : '≥';
  return target.of === 'ratio' ? `${sign} ${target.bound} ×` : `${sign} ${target.bound} ${unit}`;
}

function verdictOf(row: Row): string {
  const met = meets(row);
  if (met === undefined) return '';
  return met ? 'ok' : 'SHORT';
}

function valuesOf({ values, unit }: Row): [string, string] {
  const shown = (subject: Subject): string => `${number(values[subject] ?? Number.NaN)} ${unit}`;
  const others = (Object.keys(values) as Subject[]).filter((subject) => subject !== 'castellan');
  return [shown('castellan'), others.map((other) => `${other} ${shown(other)}`).join(', ')];
}

function number(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
