import { Loader, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { PeoplePageView, PersonFoundView } from '../../../src/dashboard/people-wire.ts';
import { goTo, linkTo, peoplePath } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { useCommunity } from '../data/community.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { findPeople } from './people-api.ts';
import { Person } from './person.tsx';
import { identityWords, standingWords } from './person-words.ts';
import './people.css';

interface PeoplePageProps {
  readonly community?: string | undefined;
  readonly actor?: string | undefined;
}

/** Who somebody is, on every network, and what happened around him. */
export function PeoplePage({ community: named, actor }: PeoplePageProps) {
  const [text, setText] = useState('');
  const { page, failure, community } = useFound(named, text);
  const shown = community ?? page?.community;
  return (
    <main className="page people">
      <header className="page-head">
        <h1>People</h1>
        <p>Who somebody is, on Discord and on IRC, and what happened around this person.</p>
      </header>
      <Toolbar {...{ communities: page?.communities ?? [], shown, text, setText }} />
      {failure !== undefined && <Problem words={failure} />}
      {!page && failure === undefined && <Loader aria-label="Looking" />}
      {page && shown !== undefined && (
        <Found {...{ people: page.people, community: shown, actor, text }} />
      )}
      {shown !== undefined && actor !== undefined && (
        <Person key={`${shown} ${actor}`} whom={{ community: shown, actor }} />
      )}
    </main>
  );
}

interface ToolbarProps {
  readonly communities: PeoplePageView['communities'];
  readonly shown: string | undefined;
  readonly text: string;
  readonly setText: (text: string) => void;
}

const Toolbar = ({ communities, shown, text, setText }: ToolbarProps) => (
  <div className="people-toolbar" role="search">
    {communities.length > 0 && (
      <Select
        aria-label="Community"
        data={communities.map(({ id, name }) => ({ value: id, label: name }))}
        value={shown ?? null}
        allowDeselect={false}
        onChange={(next) => next !== null && goTo(peoplePath(next))}
      />
    )}
    <TextInput
      className="people-search"
      aria-label="Search people"
      placeholder="Name, account or id"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  </div>
);

function useFound(named: string | undefined, text: string) {
  const [settled] = useDebouncedValue(text, 200);
  const [page, setPage] = useState<PeoplePageView>();
  const community = useCommunity(named, page?.communities);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let late = false;
    findPeople(community, settled).then(
      (found) => {
        if (late) return;
        setPage(found);
        setFailure(undefined);
      },
      (thrown: unknown) => {
        if (!late) setFailure(wordsOf(thrown));
      },
    );
    return () => {
      late = true;
    };
  }, [community, settled]);
  return { page, failure, community };
}

interface FoundProps {
  readonly people: readonly PersonFoundView[];
  readonly community: string;
  readonly actor: string | undefined;
  readonly text: string;
}

function Found({ people, community, actor, text }: FoundProps) {
  // Who is looked at stays in view; others show up when they are searched for.
  if (actor !== undefined && text === '') return null;
  if (people.length === 0) return <Nobody searched={text !== ''} />;
  return (
    <ul className="people-found" aria-label="Found">
      {people.map((one) => (
        <li key={one.actor}>
          <a
            {...linkTo(peoplePath(community, one.actor))}
            aria-current={one.actor === actor || undefined}
          >
            <strong>{one.name}</strong>
            <small>{identityWords(one.actor)}</small>
            <small>{standingWords(one)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

const Nobody = ({ searched }: { searched: boolean }) => (
  <EmptyState
    icon={<IconUsers />}
    title={searched ? 'Nobody of this name is known here' : 'Nobody has cases here yet'}
  >
    <p>
      Search by name, by account (<code>account:bob</code>) or by id. People who are here are found
      by their exact name; everybody else once something happened around them.
    </p>
  </EmptyState>
);
