import { Drawer, Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { WholeAppealView } from '../../../src/dashboard/appeals-wire.ts';
import { casesPath, linkTo } from '../app/router.ts';
import { Standing } from '../cases/case-row.tsx';
import { kindWords, lastsWords } from '../cases/case-words.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { AppealStanding } from './appeal-row.tsx';
import { isOpen, stepWords, waited } from './appeal-words.ts';
import { loadAppeal } from './appeals-api.ts';
import { Decide } from './decide-form.tsx';
import { PageLink } from './page-link.tsx';

interface AppealDrawerProps {
  readonly community: string | undefined;
  /** Which appeal is open; undefined: none. */
  readonly number: number | undefined;
  readonly onClose: () => void;
  /** Something about it is different now. */
  readonly onChange: () => void;
}

/** One appeal with the case beside it, and what is needed to decide. */
export function AppealDrawer({ community, number, onClose, onChange }: AppealDrawerProps) {
  const opened = community !== undefined && number !== undefined;
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={520}
      title={opened ? `Appeal #${number}` : ''}
      closeButtonProps={{ 'aria-label': 'Close the appeal' }}
    >
      {opened && <Open key={number} community={community} number={number} onChange={onChange} />}
    </Drawer>
  );
}

interface OpenProps {
  readonly community: string;
  readonly number: number;
  readonly onChange: () => void;
}

function Open({ community, number, onChange }: OpenProps) {
  const [found, setFound] = useState<WholeAppealView>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setFound(await loadAppeal(community, number));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, number]);
  useEffect(() => void load(), [load]);
  if (failure !== undefined) return <Problem words={failure} />;
  if (!found) return <Loader size="sm" aria-label="Loading the appeal" />;
  const changed = async () => {
    await load();
    onChange();
  };
  return (
    <article className="case-whole">
      <Said one={found} />
      {isOpen(found) && <Decide one={found} onChange={changed} />}
      <Against one={found} />
      <History one={found} />
      <PageLink community={community} caseNumber={found.caseNumber} name={found.whoName} />
    </article>
  );
}

const Said = ({ one }: { one: WholeAppealView }) => (
  <>
    <p className="case-head">
      <strong>{one.whoName}</strong> <AppealStanding one={one} />{' '}
      <small>
        {isOpen(one) ? 'waits' : 'after'} {waited(one, Date.now())}, by {one.via}
      </small>
    </p>
    <dl className="appeal-answers">
      {one.answers.map(({ question, answer }) => (
        <div key={question + answer}>
          <dt>{question === '' ? 'Why should this be taken back?' : question}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
      {one.answers.length === 0 && <p>What was written is gone with the person.</p>}
    </dl>
  </>
);

/** What is appealed against. */
function Against({ one: { about, community, caseNumber } }: { one: WholeAppealView }) {
  if (!about) return <p>Case #{caseNumber} is no more.</p>;
  const lasts = lastsWords(about);
  return (
    <section>
      <h3>
        Against <a {...linkTo(casesPath(community, caseNumber))}>case #{caseNumber}</a>{' '}
        <Standing one={about} />
      </h3>
      <dl className="case-facts">
        <dt>What</dt>
        <dd>
          {kindWords[about.kind] ?? about.kind} in {about.place.name}, {dayAndTime(about.atMs)}
        </dd>
        <dt>Reason</dt>
        <dd>{about.reason === '' ? 'none given' : about.reason}</dd>
        <dt>By</dt>
        <dd>{about.byName}</dd>
        {lasts !== undefined && (
          <>
            <dt>Lasts</dt>
            <dd>{lasts}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

const History = ({ one: { steps } }: { one: WholeAppealView }) => (
  <section>
    <h3>What happened</h3>
    <ol className="case-timeline">
      {steps.map(({ what, byName, atMs, text }) => (
        <li key={`${atMs} ${what}`}>
          <time>{dayAndTime(atMs)}</time> <strong>{byName}</strong> {stepWords[what] ?? what}
          {what !== 'made' && text !== '' && `: ${text}`}
        </li>
      ))}
    </ol>
  </section>
);
