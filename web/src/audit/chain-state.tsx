import { Button, Loader } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ChainView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { checkChain } from './audit-api.ts';

/** Whether anybody has changed the log afterwards. */
export function ChainState() {
  const [chain, setChain] = useState<ChainView>();
  const [failure, setFailure] = useState<string>();
  const check = useCallback(() => {
    setChain(undefined);
    setFailure(undefined);
    checkChain().then(setChain, (thrown: unknown) => setFailure(wordsOf(thrown)));
  }, []);
  useEffect(check, [check]);
  if (failure !== undefined) return <Problem words={failure} />;
  const broken = chain?.state === 'broken';
  return (
    <section
      className="chain-state"
      aria-label="State of the log"
      data-broken={broken || undefined}
    >
      {!chain && <Loader size="xs" aria-label="Checking the chain" />}
      {chain && (broken ? <IconLinkOff aria-hidden="true" /> : <IconLink aria-hidden="true" />)}
      {chain && <p>{wordsFor(chain)}</p>}
      <Button variant="default" size="compact-sm" onClick={check}>
        Check again
      </Button>
    </section>
  );
}

const breakWords = {
  missing: 'at least one entry is gone',
  changed: 'the content is not as it was written',
  cutOff: 'the end was cut off or replaced',
  blanked: 'somebody was taken out of it without an erasure that says so',
} as const;

function wordsFor(chain: ChainView): React.ReactNode {
  if (chain.state === 'broken')
    return (
      <>
        <strong>The log is not whole.</strong> From entry {chain.at} on, {breakWords[chain.why]}.
        What stands before it is as it was.
      </>
    );
  if (chain.entries === 0) return 'The log is empty.';
  return (
    <>
      <strong>The log is whole:</strong> {counted(chain.entries, 'entry', 'entries')}, each bound to
      the one before. Its newest link, to be noted elsewhere: <code>{chain.head}</code>
    </>
  );
}
