import { VisuallyHidden } from '@mantine/core';
import { IconArrowRight, IconCheck, IconX } from '@tabler/icons-react';
import type { AutomationStep } from '../../../src/dashboard/automations-wire.ts';

interface StepsProps {
  readonly conditions: readonly AutomationStep[];
  readonly deeds: readonly AutomationStep[];
}

const notes = { held: 'held back by the guard', missed: 'did not reach the person' } as const;

/** Each condition with its verdict, and what is or would be done. */
export const Steps = ({ conditions, deeds }: StepsProps) => (
  <ul className="automation-steps">
    {conditions.map(({ words, holds }, at) => (
      <li key={`${at} ${words}`} data-holds={holds === true}>
        {holds === true ? <IconCheck size={15} /> : <IconX size={15} />}
        <span>
          <VisuallyHidden>{holds === true ? 'holds: ' : 'does not hold: '}</VisuallyHidden>
          {words}
        </span>
      </li>
    ))}
    {deeds.map(({ words, text, why, note }, at) => (
      <li key={`deed ${at} ${words}`} {...(why !== undefined && { 'data-holds': false })}>
        {why === undefined ? <IconArrowRight size={15} /> : <IconX size={15} />}
        <span>
          {text === undefined ? (
            words
          ) : (
            <>
              {words.replace(/ "(?:[^"\\]|\\.)*"/, '')}: <q>{text}</q>
            </>
          )}
          {why !== undefined && <em>{` ${why}`}</em>}
          {note !== undefined && <em>{` (${notes[note]})`}</em>}
        </span>
      </li>
    ))}
  </ul>
);
