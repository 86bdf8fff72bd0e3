import { Anchor, Drawer, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { TraceView } from '../../../src/dashboard/wire.ts';
import { linkTo } from '../app/router.ts';
import { ask, isTrace, wordsOf } from '../data/api.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { Problem } from './problem.tsx';
import { TraceSteps } from './trace-steps.tsx';

interface TraceDrawerProps {
  /** Which trace is open; undefined: none. */
  readonly id: string | undefined;
  readonly onClose: () => void;
  /** Offers the way to the same trace among the live events. */
  readonly linked?: boolean;
}

/** Shows one trace beside the page. */
export function TraceDrawer({ id, onClose, linked = false }: TraceDrawerProps) {
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      className="trace-drawer"
      // Beside a wide page the list stays in use: another row can be opened at once.
      withOverlay={narrow}
      lockScroll={narrow}
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={460}
      title="Why it did what it did"
      closeButtonProps={{ 'aria-label': 'Close the trace' }}
    >
      {id !== undefined && <TraceById key={id} id={id} />}
      {linked && id !== undefined && (
        <p>
          <Anchor size="sm" {...linkTo(`/live/${id}`)}>
            Open among the live events
          </Anchor>
        </p>
      )}
    </Drawer>
  );
}

type Found = { readonly trace: TraceView } | { readonly problem: string } | undefined;

function TraceById({ id }: { id: string }) {
  const known = useStore(live, (state) => state.traces.find((trace) => trace.id === id));
  const asked = useAskedTrace(id, known !== undefined);
  const found: Found = known ? { trace: known } : asked;
  if (!found) return <Loader size="sm" aria-label="Loading the trace" />;
  return 'trace' in found ? <TraceSteps trace={found.trace} /> : <Problem words={found.problem} />;
}

/** Asks the server for a trace that the page does not hold. */
function useAskedTrace(id: string, held: boolean): Found {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (held) return undefined;
    let gone = false;
    ask('GET', `/api/traces/${encodeURIComponent(id)}`, { is: isTrace }).then(
      (trace) => {
        if (!gone) setFound({ trace });
      },
      (failure: unknown) => {
        if (!gone) setFound({ problem: wordsOf(failure) });
      },
    );
    return () => {
      gone = true;
    };
  }, [id, held]);
  return found;
}
