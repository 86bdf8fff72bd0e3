import type { WholeAppealView } from '../../../src/dashboard/appeals-wire.ts';
import { casesPath, linkTo } from '../app/router.ts';
import { Standing } from '../cases/case-row.tsx';
import { kindWords, lastsWords } from '../cases/case-words.ts';
import { PersonLink } from '../people/person-link.tsx';
import { NumberedDrawer } from '../parts/numbered-drawer.tsx';
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
export const AppealDrawer = (props: AppealDrawerProps) => (
  <NumberedDrawer {...props} noun="appeal" loadOne={loadAppeal}>
    {(one, changed) => (
      <article className="case-whole">
        <Said one={one} />
        {isOpen(one) && <Decide one={one} onChange={changed} />}
        <Against one={one} />
        <History one={one} />
        <PageLink community={one.community} caseNumber={one.caseNumber} name={one.whoName} />
      </article>
    )}
  </NumberedDrawer>
);

const Said = ({ one }: { one: WholeAppealView }) => (
  <>
    <p className="case-head">
      <PersonLink community={one.community} actor={one.who} name={one.whoName} />{' '}
      <AppealStanding one={one} />{' '}
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
