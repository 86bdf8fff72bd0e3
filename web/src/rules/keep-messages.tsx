import { Button } from '@mantine/core';
import { useState } from 'react';
import { linkTo, settingsPath } from '../app/router.ts';
import { tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';

const name = 'automod.keepDays';
const days = 7;

interface KeepMessagesProps {
  readonly community: string;
  /** Called when they are kept. */
  readonly onKept: () => void;
}

/** Nothing is kept, so there is nothing to replay: what keeping means, and the click that begins it. */
export function KeepMessages({ community, onKept }: KeepMessagesProps) {
  const [failure, setFailure] = useState<string>();
  const scope = `space:${community}`;
  const keep = async (): Promise<void> => {
    try {
      const changes = [{ name, value: String(days) }];
      await tell('POST', '/api/settings/change', { scope, changes });
      onKept();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return (
    <div className="rule-panel">
      <p>
        A replay tells what a rule would have done to what was said in the last days. No messages
        are kept here, so there is nothing to replay.
      </p>
      <p>
        Once they are kept, members see that with <code>!automod kept</code>, remove their own with{' '}
        <code>!automod forget</code>, and each is gone after {days} days. For another time set{' '}
        <a {...linkTo(settingsPath(scope))}>
          <code>{name}</code>
        </a>
        .
      </p>
      <Button onClick={() => void keep()}>Keep messages for {days} days</Button>
      {failure !== undefined && <Problem words={failure} />}
    </div>
  );
}
