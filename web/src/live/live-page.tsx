import { IconFilterOff, IconRadar2 } from '@tabler/icons-react';
import { Button, Code } from '@mantine/core';
import { useState } from 'react';
import type { TraceView } from '../../../src/dashboard/wire.ts';
import { goTo } from '../app/router.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { EventRow } from '../parts/event-row.tsx';
import { TraceDrawer } from '../parts/trace-drawer.tsx';
import { LiveToolbar } from './live-toolbar.tsx';
import { everything, filtered } from './trace-filter.ts';
import './live.css';

/** Events as they happen. */
export function LivePage({ trace }: { trace: string | undefined }) {
  const { shown, paused, pause, resume, waiting } = usePausable();
  const [filter, setFilter] = useState(everything);
  const found = filtered(shown, filter);
  const skipped = useStore(live, (state) => state.skipped);
  return (
    <main className="page live">
      <header className="page-head">
        <h1>Live</h1>
        <p>Events as they happen. Open one to see what each stage decided.</p>
      </header>
      <LiveToolbar
        {...{ filter, setFilter, paused, waiting }}
        onPause={() => (paused ? resume() : pause())}
      />
      <section className="live-list" aria-label="Events, newest first">
        <div className="event-head" aria-hidden="true">
          {['Time', 'Place', 'Who', 'What', 'Outcome', 'Took'].map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <ul className="event-rows">
          {found.map((one) => (
            <EventRow key={one.id} trace={one} open={one.id === trace} />
          ))}
        </ul>
        {shown.length === 0 && <NothingYet />}
        {shown.length > 0 && found.length === 0 && (
          <NothingFound onClear={() => setFilter(everything)} />
        )}
      </section>
      <p className="live-foot" role="status">
        {found.length} of {shown.length} events shown; the last 500 are kept here.
        {skipped > 0 && ` ${skipped} came too fast to be shown.`}
      </p>
      <TraceDrawer id={trace} onClose={() => goTo('/live')} />
    </main>
  );
}

/** What is shown stands still while paused; how much has come since is counted. */
function usePausable() {
  const traces = useStore(live, (state) => state.traces);
  const [held, setHeld] = useState<readonly TraceView[]>();
  const newest = held?.[0]?.id;
  const at = held && traces.findIndex((one) => one.id === newest);
  return {
    shown: held ?? traces,
    paused: held !== undefined,
    waiting: at === undefined ? 0 : at < 0 ? traces.length : at,
    pause: () => setHeld(traces),
    resume: () => setHeld(undefined),
  };
}

const NothingYet = () => (
  <EmptyState icon={<IconRadar2 />} title="Nothing has happened yet">
    <p>
      Every message, command and join that Castellan sees appears here. Say something on one of its
      channels, or try <Code>!help</Code> in the Playground.
    </p>
  </EmptyState>
);

const NothingFound = ({ onClear }: { onClear: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="No event matches">
    <p>Of the events kept here none has all that you ask for.</p>
    <Button variant="default" size="compact-md" onClick={onClear}>
      Show everything
    </Button>
  </EmptyState>
);
