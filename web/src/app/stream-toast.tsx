import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { live, retryLiveNow } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { CountdownPill } from '../parts/countdown-pill.tsx';
import './stream-toast.css';

/** Says that what is shown is not fresh, and when that is mended. */
export function StreamToast() {
  const link = useStore(live, (state) => state.link);
  const known = useStore(live, (state) => state.known);
  const offsetMs = useStore(live, (state) => state.clockOffsetMs);
  const stale = known && link.state !== 'open';
  return (
    <div className="stream-toast" role="status" data-shown={stale || undefined}>
      {stale && (
        <>
          <IconPlugConnectedX size={20} aria-hidden="true" />
          <div>
            <strong>The live connection is lost.</strong>
            <p>What you see is as it was then; it is brought up to date on return.</p>
          </div>
          {link.state === 'lost' && (
            <CountdownPill
              untilMs={link.retryAtMs + offsetMs}
              before="Again in"
              due="Trying again"
            />
          )}
          <Button size="compact-sm" variant="default" onClick={retryLiveNow}>
            Try now
          </Button>
        </>
      )}
    </div>
  );
}
