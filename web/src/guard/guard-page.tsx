import { IconShieldOff } from '@tabler/icons-react';
import { linkTo, limitsPath } from '../app/router.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { PlatformMark } from '../parts/platform-mark.tsx';
import type { GuardPlace, GuardSnapshot } from '../../../src/dashboard/wire.ts';
import { ChannelPage } from './channel-page.tsx';
import { HeldList } from './held-list.tsx';
import { HistoryList } from './history-list.tsx';
import { StageStrip } from './stage-strip.tsx';
import './guard.css';

/** What the guard holds back, and the limits of each channel. */
export function GuardPage({ channel }: { channel: string | undefined }) {
  const guard = useStore(live, (state) => state.guard);
  if (!guard) return <NoGuard />;
  if (channel !== undefined) return <ChannelPage key={channel} channel={channel} />;
  return <Board guard={guard} />;
}

const Board = ({ guard }: { guard: GuardSnapshot }) => (
  <main className="page guard">
    <header className="page-head">
      <h1>Guard</h1>
      <p>Who and what is held back, by which stage, and until when.</p>
    </header>
    <StageStrip stages={guard.stages} />
    <div className="guard-columns">
      <HeldList held={guard.held} />
      <Channels places={guard.places} />
    </div>
    <HistoryList entries={guard.history} />
  </main>
);

const Channels = ({ places }: { places: readonly GuardPlace[] }) => (
  <section className="guard-panel" aria-label="Limits by channel">
    <h2>Limits by channel</h2>
    {places.length === 0 ? (
      <p className="guard-teach">
        A channel appears here with the first command in it. Its limits can then be tried out on
        what really happened there, before they are set.
      </p>
    ) : (
      <ul className="guard-channels">
        {[...places].sort(byName).map((place) => (
          <li key={place.channel}>
            <a {...linkTo(limitsPath(place.channel))}>
              <PlatformMark platform={place.platform} size={16} />
              <span>{place.name}</span>
              {place.spaceName !== undefined && place.spaceName !== place.name && (
                <small>{place.spaceName}</small>
              )}
            </a>
          </li>
        ))}
      </ul>
    )}
  </section>
);

const byName = (a: GuardPlace, b: GuardPlace): number => a.name.localeCompare(b.name);

const NoGuard = () => (
  <main className="page guard">
    <EmptyState icon={<IconShieldOff />} title="No guard here">
      <p>Castellan runs for measurements, with no guard before the commands.</p>
    </EmptyState>
  </main>
);
