import { Button, Code } from '@mantine/core';
import { useState } from 'react';
import type { AppealLinkView } from '../../../src/dashboard/appeals-wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { linkFor } from './appeals-api.ts';

interface PageLinkProps {
  readonly community: string;
  readonly caseNumber: number;
  readonly name: string;
}

/** Makes a link to the public page, for a person who is outside. */
export function PageLink({ community, caseNumber, name }: PageLinkProps) {
  const [link, setLink] = useState<AppealLinkView>();
  const [failure, setFailure] = useState<string>();
  const make = async () => {
    try {
      setLink(await linkFor(community, caseNumber));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  if (failure !== undefined) return <Problem words={failure} />;
  if (!link)
    return (
      <Button variant="subtle" mt="md" onClick={() => void make()}>
        A link to the appeal page for {name}
      </Button>
    );
  return (
    <p>
      Opens once, until {dayAndTime(link.untilMs)}. Give it to {name} and to nobody else:{' '}
      <Code>{link.url ?? `${location.origin}/appeal#${link.code}`}</Code>
    </p>
  );
}
