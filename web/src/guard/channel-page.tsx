import { Button, Loader } from '@mantine/core';
import { IconArrowLeft, IconDeviceFloppy, IconMapQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { GuardChannel, GuardForecast, GuardLimit } from '../../../src/dashboard/wire.ts';
import { linkTo } from '../app/router.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { counted } from '../text/words.ts';
import { ForecastCard, sumWords } from './forecast-card.tsx';
import { limitGroups, limitNames, ratesFor } from './limit-groups.ts';
import { valueWord } from './limit-scale.ts';
import { LimitSlider } from './limit-slider.tsx';
import { RatesChart } from './rates-chart.tsx';
import { StageStrip } from './stage-strip.tsx';
import { useChannel, useForecast, type Values } from './use-channel.ts';

/** Where sliders were moved to. */
type Moved = Readonly<Record<string, number>>;

/** The limits of one channel, over what really happened there. */
export function ChannelPage({ channel }: { channel: string }) {
  const { view, failure, save } = useChannel(channel);
  if (failure !== undefined) return <NoChannel words={failure} />;
  if (!view) {
    return (
      <main className="page guard">
        <Loader aria-label="Loading the limits" />
      </main>
    );
  }
  return <Limits view={view} save={save} />;
}

interface LimitsProps {
  readonly view: GuardChannel;
  readonly save: (values: Values) => Promise<void>;
}

function Limits({ view, save }: LimitsProps) {
  const { place, days } = view;
  const [moved, setMoved] = useState<Moved>({});
  const [before, setBefore] = useState<Values>();
  const changed = view.limits.filter(({ field, value }) => shownOf(moved, field, value) !== value);
  const values = valuesOf(changed, moved);
  const { forecast, ...asking } = useForecast(place.channel, values, view);
  const keep = async (what: Values, was: Values | undefined): Promise<void> => {
    await save(what);
    setBefore(was);
    setMoved({});
  };
  const move = (field: string, value: number) => setMoved({ ...moved, [field]: value });
  return (
    <main className="page guard">
      <header className="page-head">
        <a className="guard-back" {...linkTo('/guard')}>
          <IconArrowLeft size={16} aria-hidden="true" /> Guard
        </a>
        <h1>Limits of {place.name}</h1>
        <p>Tried out on the last {counted(days, 'day')}, before anything is set.</p>
      </header>
      {!view.recording && <NotRecorded />}
      <StageStrip stages={view.stages} />
      <div className="limits-page">
        <div>
          <section className="guard-panel" aria-label="Recorded rates">
            <h2>What happened here</h2>
            <RatesChart channel={view} forecast={forecast?.draft} />
          </section>
          <Sliders view={view} moved={moved} onMove={move} />
        </div>
        <aside
          className="guard-panel forecast-panel"
          aria-label="What these limits would have done"
        >
          <h2>Forecast</h2>
          <ForecastCard {...asking} forecast={forecast} changed={changed.length > 0} />
          <SaveBar
            {...{ view, changed, moved, forecast, before }}
            onSave={() => keep(values, savedOf(changed))}
            onReset={() => setMoved({})}
            onUndo={() => keep(before ?? {}, undefined)}
          />
        </aside>
      </div>
    </main>
  );
}

interface SlidersProps {
  readonly view: GuardChannel;
  readonly moved: Moved;
  readonly onMove: (field: string, value: number) => void;
}

const Sliders = ({ view, moved, onMove }: SlidersProps) =>
  groupsOf(view.limits).map(({ name, limits }) => (
    <section className="guard-panel" key={name} aria-label={name}>
      <h2>{name}</h2>
      {limits.map((limit) => (
        <LimitSlider
          key={limit.field}
          limit={limit}
          value={shownOf(moved, limit.field, limit.value)}
          rates={ratesFor(limit.field, view.rates)}
          onChange={(value) => onMove(limit.field, value)}
        />
      ))}
    </section>
  ));

const shownOf = (moved: Moved, field: string, value: number): number => moved[field] ?? value;

/** Back at what holds around the channel, the channel needs no value of its own. */
const valuesOf = (changed: readonly GuardLimit[], moved: Moved): Values =>
  Object.fromEntries(
    changed.map(({ field, inherited }) => {
      const value = moved[field] ?? null;
      return [field, value === inherited ? null : value];
    }),
  );

/** What undoes a save. */
const savedOf = (changed: readonly GuardLimit[]): Values =>
  Object.fromEntries(
    changed.map(({ field, value, inherited }) => [field, value === inherited ? null : value]),
  );

function groupsOf(limits: readonly GuardLimit[]) {
  const named = limitGroups.map(({ name, fields }) => ({
    name,
    limits: fields.flatMap((field) => limits.filter((limit) => limit.field === field)),
  }));
  const known = new Set(limitGroups.flatMap(({ fields }) => fields));
  const others = limits.filter(({ field }) => !known.has(field));
  return [...named, { name: 'More', limits: others }].filter((group) => group.limits.length > 0);
}

interface SaveBarProps {
  readonly view: GuardChannel;
  readonly changed: readonly GuardLimit[];
  readonly moved: Moved;
  readonly forecast: GuardForecast | undefined;
  readonly before: Values | undefined;
  readonly onSave: () => Promise<void>;
  readonly onReset: () => void;
  readonly onUndo: () => Promise<void>;
}

function SaveBar({ view, changed, moved, forecast, before, ...acts }: SaveBarProps) {
  const [opened, setOpened] = useState(false);
  const differing = view.limits.filter(({ value, inherited }) => value !== inherited);
  return (
    <div className="save-bar">
      {changed.length > 0 && (
        <ul className="save-changes" aria-label="Changes, not saved yet">
          {changed.map((limit) => (
            <li key={limit.field}>
              {limitNames[limit.field] ?? limit.field}: {valueWord(limit, limit.value)} →{' '}
              <strong>{valueWord(limit, shownOf(moved, limit.field, limit.value))}</strong>
            </li>
          ))}
        </ul>
      )}
      <div className="save-acts">
        <Button
          leftSection={<IconDeviceFloppy size={16} aria-hidden="true" />}
          disabled={changed.length === 0}
          onClick={() => setOpened(true)}
        >
          Save
        </Button>
        {changed.length > 0 && (
          <Button variant="default" onClick={acts.onReset}>
            Undo all
          </Button>
        )}
        {changed.length === 0 && before && (
          <Button variant="default" onClick={() => void acts.onUndo()}>
            Undo the last save
          </Button>
        )}
      </div>
      <p className="guard-teach">
        {differing.length === 0
          ? 'This channel has no limits of its own.'
          : `${counted(differing.length, 'limit')} of this channel ${differing.length === 1 ? 'differs' : 'differ'} from the default.`}
      </p>
      <ConfirmDialog
        opened={opened}
        title={`Save the limits of ${view.place.name}?`}
        effect={saveEffect(view, changed.length, forecast)}
        yes="Save"
        onYes={acts.onSave}
        onClose={() => setOpened(false)}
      />
    </div>
  );
}

function saveEffect(
  { place, days }: GuardChannel,
  count: number,
  forecast: GuardForecast | undefined,
): string {
  const what = `${counted(count, 'limit')} of ${place.name} ${count === 1 ? 'changes' : 'change'} at once, for everybody there.`;
  if (!forecast) return what;
  const { draft, inForce } = forecast;
  return `${what} Over the last ${counted(days, 'day')} that would have refused ${sumWords(draft)}; the limits in force: ${sumWords(inForce)}.`;
}

const NotRecorded = () => (
  <p className="guard-note" role="note">
    Recording is switched off here (<code>guard.record</code>), so there is nothing to try limits
    out on. They can be set all the same.
  </p>
);

const NoChannel = ({ words }: { words: string }) => (
  <main className="page guard">
    <EmptyState icon={<IconMapQuestion />} title="No limits to show">
      <p>{words}</p>
      <p>
        <a {...linkTo('/guard')}>Back to the guard</a>
      </p>
    </EmptyState>
  </main>
);
