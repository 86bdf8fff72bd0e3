import { oneLine, truncate } from '../../base/text.ts';
import { isAdministrative } from '../audit/administrative.ts';
import type { Audit } from '../audit/audit.ts';
import type { AuditOutcome } from '../audit/entry.ts';
import type { ComponentEvent, FormEvent, InvocationEvent, MessageEvent } from '../event.ts';
import { wayInto } from '../settings/author.ts';
import type { CommandInfo } from './command-info.ts';
import type { HouseRules } from './house-rules.ts';
import type { Given } from './read-arguments.ts';

/** One use of a command, or of a control on its card, as far as it is written down. */
export interface AuditedUse {
  readonly event: MessageEvent | InvocationEvent | ComponentEvent | FormEvent;
  readonly command: Pick<CommandInfo, 'name' | 'capability' | 'forgetful'>;
  readonly given: Given;
  readonly rules: Pick<HouseRules, 'community'>;
}

/** Enough to know what was meant; a whole file that was given is not repeated. */
const longestSaid = 200;

/** Writes down who used a command that changes something for others. */
export const auditOfCommands =
  (audit: Pick<Audit, 'note'>) =>
  ({ event, command, given, rules }: AuditedUse, outcome: AuditOutcome): void => {
    if (!isAdministrative(command.capability)) return;
    const { actor, where } = event;
    const { community } = rules;
    const said = command.forgetful ? '' : truncate(oneLine(wordsOf(given)), longestSaid);
    audit.note({
      ...{ actor: actor.id, actorName: actor.name, via: wayIn(event), outcome },
      ...{ action: `command ${command.name}`, object: `${said} in ${where.name}`.trim() },
      ...(community !== undefined && { community }),
    });
  };

const wayIn = ({ kind, where }: AuditedUse['event']): string => {
  if (kind === 'component') return 'button';
  return kind === 'invocation' ? 'slash' : wayInto(where);
};

const wordsOf = (given: Given): string =>
  withoutPasswords(
    given.kind === 'line'
      ? given.text
      : Object.entries(given.options)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', '),
  );

/** The log of acts is kept for ever: who logs in somewhere by an address stays out of it. */
const withoutPasswords = (said: string): string => said.replace(/(\w+:\/\/)[^\s/@]*@/g, '$1…@');
