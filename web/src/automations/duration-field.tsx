import { NumberInput, Select } from '@mantine/core';

const units = [
  { value: '1000', label: 'seconds' },
  { value: '60000', label: 'minutes' },
  { value: '3600000', label: 'hours' },
  { value: '86400000', label: 'days' },
];

/** The largest unit in which it is a whole number. */
const unitOf = (lengthMs: number): number =>
  units.map(({ value }) => Number(value)).findLast((unitMs) => lengthMs % unitMs === 0) ?? 1000;

interface DurationFieldProps {
  readonly label: string;
  readonly valueMs: number;
  readonly onChange: (valueMs: number) => void;
}

/** A span of time: a number and what it counts. */
export function DurationField({ label, valueMs, onChange }: DurationFieldProps) {
  const unitMs = valueMs === 0 ? 60_000 : unitOf(valueMs);
  return (
    <span className="part-duration">
      <NumberInput
        aria-label={label}
        min={1}
        max={9999}
        allowDecimal={false}
        value={valueMs / unitMs}
        onChange={(count) => onChange(Math.max(1, Number(count) || 1) * unitMs)}
      />
      <Select
        aria-label={`${label}: unit`}
        data={units}
        value={String(unitMs)}
        allowDeselect={false}
        onChange={(unit) => unit !== null && onChange((valueMs / unitMs) * Number(unit))}
      />
    </span>
  );
}
