import { oneLine, truncate } from '../../base/text.ts';
import { isAdministrative } from '../audit/administrative.ts';
import type { Act, Audit, EndAct } from '../audit/audit.ts';
import type { ComponentEvent, FormEvent, InvocationEvent, MessageEvent } from '../event.ts';
import { wayInto } from '../settings/author.ts';
import type { Settings } from '../settings/settings.ts';
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

/** Writes uses of commands down. What changes nothing for others is passed over. */
export interface CommandAudit {
  /** Before it runs: resolves when it is written. Undefined where nothing is to be written, nor waited for. */
  begin(use: AuditedUse): Promise<EndAct> | undefined;
  /** It was forbidden, for want of the right, and never began. */
  forbidden(use: AuditedUse): void;
}

/** Writes down who used a command that changes something for others. */
export const auditOfCommands = (
  audit: Pick<Audit, 'note' | 'begin'>,
  settings: Pick<Settings, 'declared'>,
): CommandAudit => ({
  begin: (use) =>
    isAdministrative(use.command.capability) ? audit.begin(actOf(use, settings)) : undefined,
  forbidden(use) {
    if (isAdministrative(use.command.capability))
      audit.note({ ...actOf(use, settings), outcome: 'refused' });
  },
});

function actOf(
  { event, command, given, rules: { community } }: AuditedUse,
  settings: Pick<Settings, 'declared'>,
): Act {
  const { actor, where } = event;
  const said = command.forgetful ? '' : shortened(wordsOf(given), settings);
  return {
    ...{ actor: actor.id, actorName: actor.name, via: wayIn(event) },
    ...{ action: `command ${command.name}`, object: `${said} in ${where.name}`.trim() },
    ...(community !== undefined && { community }),
  };
}

/** It is written before it is looked at: a secret that somebody types where it will be refused stays out, too. */
function shortened(said: string, settings: Pick<Settings, 'declared'>): string {
  const lowered = said.toLowerCase();
  for (const [name, { kind }] of settings.declared())
    if (kind === 'secret' && lowered.includes(name.toLowerCase())) return `${name} …`;
  return truncate(oneLine(said), longestSaid);
}

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
