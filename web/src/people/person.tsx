import { Button, Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { PersonEventView, PersonPageView } from '../../../src/dashboard/people-wire.ts';
import { casesPath, linkTo, peoplePath, reviewPath } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime, span } from '../text/words.ts';
import { ActForm } from './act-form.tsx';
import { type Whom, liftAct, loadPerson } from './people-api.ts';
import { countWords, eventWords, identityWords, networkWords } from './person-words.ts';

/** Everything that a community knows of a person. */
export function Person({ whom }: { whom: Whom }) {
  const { community, actor } = whom;
  const changes = useStore(live, (state) => state.reviews);
  const [found, setFound] = useState<PersonPageView>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setFound(await loadPerson({ community, actor }));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, actor]);
  useEffect(() => void load(), [load, changes]);
  if (failure !== undefined) return <Problem words={failure} />;
  if (!found) return <Loader aria-label="Loading the person" />;
  return (
    <article className="person" aria-label={found.name}>
      <Head found={found} community={community} />
      <div className="person-split">
        <Timeline found={found} community={community} />
        <aside>
          <Standing found={found} whom={whom} onChange={() => void load()} />
          {found.reachable ? (
            <section>
              <h3>Do something</h3>
              <ActForm whom={whom} onDone={() => void load()} />
            </section>
          ) : (
            <p>The bot is not in this community now, so nothing can be done from here.</p>
          )}
        </aside>
      </div>
    </article>
  );
}

function Head({ found, community }: { found: PersonPageView; community: string }) {
  const { name, actor, identities, names } = found;
  const others = names.filter((one) => one.name !== name);
  return (
    <header className="person-head">
      <h2>{name}</h2>
      <p>
        {identityWords(actor)} <small className="person-id">{actor}</small>
      </p>
      {identities.length > 1 && (
        <p>
          Also{' '}
          {identities
            .filter((one) => one.actor !== actor)
            .map((one, at) => (
              <span key={one.actor}>
                {at > 0 && ', '}
                <a {...linkTo(peoplePath(community, one.actor))}>{one.name}</a>{' '}
                <small>
                  ({identityWords(one.actor)}, linked {dayAndTime(one.linkedAtMs)})
                </small>
              </span>
            ))}
        </p>
      )}
      {others.length > 0 && (
        <p>
          Was called{' '}
          {others
            .slice(0, 10)
            .map((one) => `${one.name} (until ${dayAndTime(one.lastAtMs)})`)
            .join(', ')}
        </p>
      )}
    </header>
  );
}

interface StandingProps {
  readonly found: PersonPageView;
  readonly whom: Whom;
  readonly onChange: () => void;
}

function Standing({ found: { counts, heat, guard, events }, whom, onChange }: StandingProps) {
  const [failure, setFailure] = useState<string>();
  const inForce = (kind: string): boolean =>
    events.some((event) => event.kind === 'case' && event.what === kind && event.state === 'open');
  const lift = async (kind: 'mute' | 'ban'): Promise<void> => {
    try {
      await liftAct(whom, kind);
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
    onChange();
  };
  const sums = countWords(counts);
  return (
    <section>
      <h3>Now</h3>
      <dl className="person-facts">
        <dt>Counts</dt>
        <dd>{sums === '' ? 'nothing counts against this person' : sums}</dd>
        <dt>Heat</dt>
        <dd>
          {heat < 0.05 ? 'cool' : heat.toFixed(1)} <small>by rules; halves in 10 min</small>
        </dd>
        <dt>Guard</dt>
        <dd>
          {counted(guard.strikes, 'strike')}, {counted(guard.violations, 'violation')},{' '}
          {counted(guard.bans, 'ban')}
          {guard.held.map(({ kind, leftMs }) => `; ${kind} for ${span(leftMs)} more`)}
        </dd>
      </dl>
      {failure !== undefined && <Problem words={failure} />}
      <div className="person-acts">
        {inForce('mute') && (
          <Button size="compact-md" variant="default" onClick={() => void lift('mute')}>
            Let him speak again
          </Button>
        )}
        {inForce('ban') && (
          <Button size="compact-md" variant="default" onClick={() => void lift('ban')}>
            Let him back in
          </Button>
        )}
      </div>
    </section>
  );
}

function Timeline({ found, community }: { found: PersonPageView; community: string }) {
  const { events, identities } = found;
  return (
    <section>
      <h3>What happened</h3>
      {events.length === 0 && <p>Nothing yet.</p>}
      <ol className="person-events" aria-label="What happened">
        {events.map((event, at) => (
          <li key={at} data-kind={event.kind}>
            <span>
              <EventName event={event} community={community} />
              {event.by !== undefined && <small> by {event.by}</small>}
              {identities.length > 1 && <small> · {networkWords(event.actor)}</small>}
            </span>
            {event.text !== '' && <p>{event.text}</p>}
            <time dateTime={new Date(event.atMs).toISOString()}>{dayAndTime(event.atMs)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function EventName({ event, community }: { event: PersonEventView; community: string }) {
  const words = eventWords(event);
  if (event.kind === 'guard') return <strong>{words}</strong>;
  const path = event.kind === 'review' ? reviewPath(community) : casesPath(community, event.number);
  return <a {...linkTo(path)}>{words}</a>;
}
