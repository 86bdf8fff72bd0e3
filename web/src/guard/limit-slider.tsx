import { Slider } from '@mantine/core';
import type { GuardLimit } from '../../../src/dashboard/wire.ts';
import { limitNames } from './limit-groups.ts';
import { stopsOf, valueWord } from './limit-scale.ts';

interface LimitSliderProps {
  readonly limit: GuardLimit;
  /** What it stands at now; the limit's own value is what is saved. */
  readonly value: number;
  /** How many commands were somebody's first, second … within the window. */
  readonly rates: readonly number[] | undefined;
  readonly onChange: (value: number) => void;
}

/** One limit over what really happened: what stands right of the handle is what it is asked about. */
export function LimitSlider({ limit, value, rates, onChange }: LimitSliderProps) {
  const stops = stopsOf(limit);
  const at = Math.max(0, stops.indexOf(value));
  const name = limitNames[limit.field] ?? limit.field;
  return (
    <div className="limit" data-changed={value !== limit.value || undefined}>
      <div className="limit-head">
        <label id={`limit-${limit.field}`}>{name}</label>
        <output>{valueWord(limit, value)}</output>
        <LimitMarks {...{ limit, value, onChange, name }} />
      </div>
      {rates && <RateBars stops={stops} value={value} rates={rates} />}
      <Slider
        thumbLabel={name}
        min={0}
        max={Math.max(1, stops.length - 1)}
        step={1}
        value={at}
        label={() => valueWord(limit, value)}
        thumbValueText={valueWord(limit, value)}
        onChange={(stop) => onChange(stops[stop] ?? value)}
      />
      <p>
        {limit.text} <code>{limit.setting}</code>
      </p>
    </div>
  );
}

interface LimitMarksProps extends Omit<LimitSliderProps, 'rates'> {
  readonly name: string;
}

/** How it differs from what is saved, and from what holds around the channel. */
const LimitMarks = ({ limit, value, onChange, name }: LimitMarksProps) => (
  <span className="limit-marks">
    {value !== limit.value && (
      <button
        className="quiet-link"
        aria-label={`Undo: ${name}, back to ${valueWord(limit, limit.value)}`}
        onClick={() => onChange(limit.value)}
      >
        was {valueWord(limit, limit.value)}, undo
      </button>
    )}
    {value !== limit.inherited && (
      <button
        className="quiet-link"
        aria-label={`Default: ${name}, back to ${valueWord(limit, limit.inherited)}`}
        onClick={() => onChange(limit.inherited)}
      >
        default {valueWord(limit, limit.inherited)}
      </button>
    )}
  </span>
);

const barsHigh = 34;

/** Bars at the stops of the slider. Roots, because first commands are so many more than fifth ones. */
function RateBars({
  stops,
  value,
  rates,
}: {
  stops: readonly number[];
  value: number;
  rates: readonly number[];
}) {
  const highest = Math.sqrt(Math.max(1, ...rates));
  const wide = 100 / Math.max(1, stops.length - 1);
  const thick = Math.min(wide * 0.72, 1.8);
  const beyond = rates.reduce((sum, count, at) => (at >= value ? sum + count : sum), 0);
  return (
    <svg
      className="rate-bars"
      viewBox={`0 0 100 ${barsHigh}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${beyond} of the recorded commands were beyond ${value}`}
    >
      {stops.map((stop, at) => {
        const count = rates[stop - 1] ?? 0;
        const high = (Math.sqrt(count) / highest) * (barsHigh - 2);
        return count === 0 ? null : (
          <rect
            key={stop}
            data-beyond={stop > value || undefined}
            x={at * wide - thick / 2}
            y={barsHigh - Math.max(1.5, high)}
            width={thick}
            height={Math.max(1.5, high)}
          >
            <title>{`${count} were number ${stop} in their window`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
