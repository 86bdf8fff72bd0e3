import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WholeAppealView } from '../../../src/dashboard/appeals-wire.ts';
import { reverseEffect } from '../cases/case-words.ts';
import { wordsOf } from '../data/api.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { type Decision, decide, takeUp } from './appeals-api.ts';

interface Changing {
  readonly one: WholeAppealView;
  readonly onChange: () => Promise<void>;
}

/** Grants or denies, after saying what comes of it. */
export function Decide({ one, onChange }: Changing) {
  const { community, number, state, whoName } = one;
  const [why, setWhy] = useState('');
  const [asking, setAsking] = useState<Decision['verdict']>();
  const [failure, setFailure] = useState<string>();
  const take = async () => {
    try {
      await takeUp(community, number);
      await onChange();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return (
    <section className="appeal-decide" aria-label="Decide">
      <Textarea
        label="Your answer"
        description={`${whoName} reads it. A “no” takes one.`}
        autosize
        minRows={2}
        maxLength={1000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group mt="xs" gap="xs">
        <Button onClick={() => setAsking('approved')}>Grant…</Button>
        <Button variant="default" disabled={why.trim() === ''} onClick={() => setAsking('denied')}>
          Deny…
        </Button>
        {state === 'pending' && (
          <Button variant="subtle" onClick={() => void take()}>
            I look at it
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asking !== undefined}
        title={asking === 'denied' ? `Deny appeal #${number}?` : `Grant appeal #${number}?`}
        effect={effectOf(one, asking)}
        yes={asking === 'denied' ? 'Deny it' : 'Grant it'}
        onYes={async () => {
          await decide(community, number, { verdict: asking ?? 'denied', why: why.trim() });
          await onChange();
        }}
        onClose={() => setAsking(undefined)}
      />
    </section>
  );
}

function effectOf(
  { about, own, whoName }: WholeAppealView,
  verdict: Decision['verdict'] | undefined,
) {
  const granting = about ? reverseEffect(about) : 'Nothing changes on the network.';
  const effect =
    verdict === 'denied' ? `${whoName} is told your answer; the case stands.` : granting;
  return own
    ? `${effect} You punished here yourself: that you decide alone is written down.`
    : effect;
}
