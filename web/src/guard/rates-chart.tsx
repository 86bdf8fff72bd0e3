import type { GuardChannel, GuardOutcome } from '../../../src/dashboard/wire.ts';
import { dayAndTime } from '../text/words.ts';

const hourMs = 3_600_000;
const [wide, high] = [700, 130];

interface RatesChartProps {
  readonly channel: GuardChannel;
  readonly forecast: GuardOutcome | undefined;
}

/** Hours of the recorded days: all that was said, the commands in it, and which of them the draft would refuse. */
export function RatesChart({ channel, forecast }: RatesChartProps) {
  const { rates, days, fromMs } = channel;
  const hours = days * 24 + 1;
  const refused = new Map(forecast?.hours.map(({ hour, ...counts }) => [hour, counts]));
  const most = Math.max(1, ...rates.hours.map(({ uses }) => uses));
  const loudest = Math.max(1, ...rates.hours.map(({ uses, messages }) => uses + messages));
  const x = (hour: number) => (hour / hours) * wide;
  const each = wide / hours;
  const tall = (count: number, of: number) => (count / of) * (high - 18);
  return (
    <figure className="rates-chart">
      <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={chartWords(channel, forecast)}>
        {Array.from({ length: days }, (_, day) => (
          <line key={day} className="day-line" x1={x(day * 24)} x2={x(day * 24)} y1={0} y2={high} />
        ))}
        {rates.hours.map(({ hour, uses, messages }) => (
          <g key={hour}>
            <title>
              {`${dayAndTime(fromMs + hour * hourMs)}: ${messages} messages, ${uses} commands, ${refused.get(hour)?.refused ?? 0} refused`}
            </title>
            <Bar name="talk" x={x(hour)} wide={each} tall={tall(uses + messages, loudest)} />
            <Bar name="uses" x={x(hour)} wide={each} tall={tall(uses, most)} />
            <Bar
              name="refused"
              x={x(hour)}
              wide={each}
              tall={tall(refused.get(hour)?.refused ?? 0, most)}
            />
            <Bar
              name="flagged"
              x={x(hour)}
              wide={each}
              tall={tall(refused.get(hour)?.flagged ?? 0, most)}
            />
          </g>
        ))}
      </svg>
      <Key most={most} loudest={loudest} watched={(forecast?.flagged ?? 0) > 0} />
    </figure>
  );
}

interface KeyProps {
  readonly most: number;
  readonly loudest: number;
  readonly watched: boolean;
}

const Key = ({ most, loudest, watched }: KeyProps) => (
  <figcaption>
    <span className="key" data-bar="talk">
      all that was said (up to {loudest} an hour)
    </span>
    <span className="key" data-bar="uses">
      commands (up to {most} an hour)
    </span>
    <span className="key" data-bar="refused">
      refused by these limits
    </span>
    {watched && (
      <span className="key" data-bar="flagged">
        would be refused, only watched
      </span>
    )}
  </figcaption>
);

interface BarProps {
  readonly name: string;
  readonly x: number;
  readonly wide: number;
  readonly tall: number;
}

const Bar = ({ name, x, wide: width, tall }: BarProps) =>
  tall <= 0 ? null : (
    <rect
      data-bar={name}
      x={x}
      y={high - Math.max(2, tall)}
      width={Math.max(1.2, width - 0.6)}
      height={Math.max(2, tall)}
    />
  );

const chartWords = ({ rates, days }: GuardChannel, forecast: GuardOutcome | undefined): string =>
  `${rates.uses} commands of ${rates.people} people in ${days} days` +
  (forecast ? `, ${forecast.refused} refused by these limits` : '');
