import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { IncidentLineView, WholeIncidentView } from '../../../src/dashboard/incidents-wire.ts';
import { casesPath, linkTo } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { NumberedDrawer } from '../parts/numbered-drawer.tsx';
import { Problem } from '../parts/problem.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { dayAndTime } from '../text/words.ts';
import { kindWords, sumsOf } from './incident-words.ts';
import { closeIncident, loadIncident, noteAtIncident } from './incidents-api.ts';
import { UndoPreview } from './undo-preview.tsx';

interface IncidentDrawerProps {
  readonly community: string | undefined;
  /** Which incident is open; undefined: none. */
  readonly number: number | undefined;
  readonly onClose: () => void;
  /** Something about it is different now. */
  readonly onChange: () => void;
}

/** Everything about one incident beside the list. */
export const IncidentDrawer = (props: IncidentDrawerProps) => (
  <NumberedDrawer {...props} noun="incident" loadOne={loadIncident}>
    {(one, changed) => (
      <article className="incident-whole">
        <Facts one={one} />
        <Undo one={one} onChange={changed} />
        <Timeline lines={one.timeline} />
        <People one={one} />
        <Cases one={one} />
        <Staff one={one} onChange={changed} />
      </article>
    )}
  </NumberedDrawer>
);

const Facts = ({ one }: { one: WholeIncidentView }) => (
  <>
    <p className="incident-head">
      <strong>{kindWords[one.kind]}</strong> in <strong>{one.place.name}</strong>{' '}
      <State state={one.state} />
    </p>
    <p>
      {sumsOf(one)}. Since {dayAndTime(one.openedAtMs)}, last {dayAndTime(one.lastAtMs)}.
    </p>
    {one.holds.map(({ place, level }) => (
      <p key={place} className="incident-holds">
        <span aria-hidden="true">●</span> Level {level} holds in {place} now.
      </p>
    ))}
  </>
);

export const State = ({ state }: { state: WholeIncidentView['state'] }) => (
  <span className="incident-state" data-state={state}>
    <span aria-hidden="true">{state === 'open' ? '●' : '○'}</span> {state}
  </span>
);

interface Changing {
  readonly one: WholeIncidentView;
  readonly onChange: () => Promise<void>;
}

function Undo({ one, onChange }: Changing) {
  const [asking, setAsking] = useState(false);
  const { community, number, caseNumbers, holds } = one;
  if (caseNumbers.length === 0 && holds.length === 0) return null;
  if (!asking)
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        Take all of it back…
      </Button>
    );
  return (
    <UndoPreview
      community={community}
      scope={{ of: 'incident', incident: number }}
      onDone={() => void onChange()}
      onLeave={() => setAsking(false)}
    />
  );
}

const signs: Readonly<Record<IncidentLineView['kind'], string>> = {
  ...{ detection: '◉', act: '⚑', level: '▲', note: '✎', undo: '↶', closed: '○' },
};

const Timeline = ({ lines }: { lines: readonly IncidentLineView[] }) => (
  <section>
    <h3>What happened</h3>
    <ol className="incident-timeline">
      {lines.map(({ atMs, kind, text, count }, at) => (
        <li key={`${at} ${atMs}`} data-kind={kind}>
          <span aria-hidden="true">{signs[kind]}</span>
          <time dateTime={new Date(atMs).toISOString()}>{dayAndTime(atMs)}</time>
          <span>
            {text}
            {count > 1 && <small> {count} times</small>}
          </span>
        </li>
      ))}
    </ol>
  </section>
);

const peopleShown = 30;

const People = ({ one: { concerned, community } }: { one: WholeIncidentView }) => (
  <section>
    <h3>People</h3>
    {concerned.length === 0 ? (
      <p>Nobody is known.</p>
    ) : (
      <ul className="incident-people">
        {concerned.slice(0, peopleShown).map(({ actor, name, hits }) => (
          <li key={actor}>
            <PersonLink {...{ community, actor, name }} />
            {hits > 1 && <small> {hits}×</small>}
          </li>
        ))}
        {concerned.length > peopleShown && <li>and {concerned.length - peopleShown} more</li>}
      </ul>
    )}
  </section>
);

const casesShown = 60;

const Cases = ({ one: { caseNumbers, community } }: { one: WholeIncidentView }) => (
  <section>
    <h3>Cases</h3>
    {caseNumbers.length === 0 ? (
      <p>Nothing was done to anybody.</p>
    ) : (
      <ul className="incident-people">
        {caseNumbers.slice(0, casesShown).map((number) => (
          <li key={number}>
            <a {...linkTo(casesPath(community, number))}>#{number}</a>
          </li>
        ))}
        {caseNumbers.length > casesShown && <li>and {caseNumbers.length - casesShown} more</li>}
      </ul>
    )}
  </section>
);

/** What staff write at it, and that it is over. */
function Staff({ one, onChange }: Changing) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string>();
  const { community, number, state } = one;
  const act = async (does: () => Promise<void>) => {
    try {
      await does();
      setText('');
      setFailure(undefined);
      await onChange();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return (
    <section>
      <Textarea
        aria-label="A note for staff"
        placeholder="A note; only staff see it"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group mt="xs">
        <Button
          variant="default"
          disabled={text.trim() === ''}
          onClick={() => void act(() => noteAtIncident(community, number, text))}
        >
          Add the note
        </Button>
        {state === 'open' && (
          <Button
            variant="default"
            onClick={() => void act(() => closeIncident(community, number))}
          >
            Close the incident
          </Button>
        )}
      </Group>
    </section>
  );
}
