import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WholeCaseView } from '../../../src/dashboard/cases-wire.ts';
import { PageLink } from '../appeals/page-link.tsx';
import { casesPath, linkTo } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { NumberedDrawer } from '../parts/numbered-drawer.tsx';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { Standing } from './case-row.tsx';
import { kindWords, lastsWords, reverseEffect } from './case-words.ts';
import { loadCase, noteAtCase, reverseCase } from './cases-api.ts';

interface CaseDrawerProps {
  readonly community: string | undefined;
  /** Which case is open; undefined: none. */
  readonly number: number | undefined;
  readonly onClose: () => void;
  /** Something about it is different now. */
  readonly onChange: () => void;
}

/** Everything about one case beside the list. */
export const CaseDrawer = (props: CaseDrawerProps) => (
  <NumberedDrawer {...props} noun="case" size={480} loadOne={loadCase}>
    {(one, changed) => (
      <article className="case-whole">
        <Facts one={one} />
        <Timeline one={one} />
        {one.evidence.length > 0 && <Evidence one={one} />}
        <Notes one={one} onChange={changed} />
        <Reverse one={one} onChange={changed} />
        {appealable.has(one.kind) && !one.ending && (
          <PageLink community={one.community} caseNumber={one.number} name={one.targetName} />
        )}
      </article>
    )}
  </NumberedDrawer>
);

/** What somebody can ask to be taken back. */
const appealable = new Set(['warn', 'mute', 'kick', 'ban', 'global-ban']);

function Facts({ one }: { one: WholeCaseView }) {
  const { kind, targetName, target, byName, via, place, reason, rule, names, counts } = one;
  const others = names.map(({ name }) => name).filter((name) => name !== targetName);
  const sums = Object.entries(counts).map(
    ([of, count]) => `${count} × ${(kindWords[of] ?? of).toLowerCase()}`,
  );
  return (
    <>
      <p className="case-head">
        <strong>{kindWords[kind] ?? kind}</strong> of{' '}
        <PersonLink community={one.community} actor={target} name={targetName} />{' '}
        <Standing one={one} />
      </p>
      <dl className="case-facts">
        <dt>Reason</dt>
        <dd>
          {reason === '' ? 'none given' : reason}
          {rule !== undefined && ` (rule ${rule})`}
        </dd>
        <dt>By</dt>
        <dd>
          {byName} in {place.name}, {via}
        </dd>
        {lastsWords(one) !== undefined && (
          <>
            <dt>Lasts</dt>
            <dd>{lastsWords(one)}</dd>
          </>
        )}
        <dt>Person</dt>
        <dd>
          <code>{target}</code>
          {others.length > 0 && `, also ${others.join(', ')}`}
        </dd>
        <dt>Counts</dt>
        <dd>{sums.length === 0 ? 'nothing counts against this person' : sums.join(', ')}</dd>
        {one.problem !== undefined && (
          <>
            <dt>Not done</dt>
            <dd>{one.problem}</dd>
          </>
        )}
      </dl>
    </>
  );
}

const linkWords = {
  replaces: { from: 'Replaces', to: 'Replaced by' },
  lifts: { from: 'Lifts', to: 'Lifted by' },
  'belongs-to': { from: 'Belongs to', to: 'Has' },
} as const;

function Timeline({ one }: { one: WholeCaseView }) {
  const { atMs, told, ending, links, community } = one;
  return (
    <section>
      <h3>What happened</h3>
      <ol className="case-timeline">
        <li>
          <time>{dayAndTime(atMs)}</time> written down
          {told !== undefined &&
            (told ? ', and the person was told' : '; the person could not be told')}
        </li>
        {ending && (
          <li>
            <time>{dayAndTime(ending.atMs)}</time> {ending.how} by {ending.byName ?? ending.by}
            {ending.why !== undefined && ending.why !== '' && `: ${ending.why}`}
          </li>
        )}
        {links.map(({ kind, number, direction }) => (
          <li key={`${kind} ${number}`}>
            {linkWords[kind][direction]}{' '}
            <a {...linkTo(casesPath(community, number))}>case #{number}</a>
          </li>
        ))}
      </ol>
    </section>
  );
}

const Evidence = ({ one: { evidence } }: { one: WholeCaseView }) => (
  <section>
    <h3>What was said</h3>
    <ol className="case-said">
      {evidence.map(({ atMs, channel, text }) => (
        <li key={`${atMs} ${text}`}>
          <small>
            {channel}, {dayAndTime(atMs)}
          </small>
          <q>{text}</q>
        </li>
      ))}
    </ol>
  </section>
);

interface Changing {
  readonly one: WholeCaseView;
  readonly onChange: () => Promise<void>;
}

function Notes({ one, onChange }: Changing) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string>();
  const add = async () => {
    try {
      await noteAtCase(one.community, one.number, text);
      setText('');
      setFailure(undefined);
      await onChange();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return (
    <section>
      <h3>Notes of staff</h3>
      <ol className="case-notes">
        {one.notes.map(({ atMs, byName, text: said }) => (
          <li key={`${atMs} ${said}`}>
            <small>
              {byName}, {dayAndTime(atMs)}
            </small>
            {said}
          </li>
        ))}
      </ol>
      <Textarea
        aria-label="A note for staff"
        placeholder="Only staff see this"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Button mt="xs" variant="default" disabled={text.trim() === ''} onClick={() => void add()}>
        Add the note
      </Button>
    </section>
  );
}

function Reverse({ one, onChange }: Changing) {
  const [asking, setAsking] = useState(false);
  if (one.state !== 'open') return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Take this case back…
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Take case #${one.number} back?`}
        effect={reverseEffect(one)}
        yes="Take it back"
        onYes={async () => {
          await reverseCase(one.community, one.number, 'taken back on the page');
          await onChange();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
