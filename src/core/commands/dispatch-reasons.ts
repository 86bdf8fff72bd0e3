import type { Refusal } from '../../base/result.ts';
import type { MessageEvent } from '../event.ts';
import type { ReplyOptions } from '../platform.ts';
import type { Command } from './command.ts';
import type { Heard } from './find-command.ts';
import type { HouseRules } from './house-rules.ts';
import type { LocalRules } from './local-rules.ts';
import { type Deciding, isReassignable } from './may-use.ts';
import type { Given } from './read-arguments.ts';
import type { SlashMenu } from './slash-menu.ts';
import type { Use } from './use.ts';

/** Why a message is not even looked at. */
export function reasonForSilence({
  actor,
  replayed,
  unanswerable,
}: MessageEvent): string | undefined {
  if (actor.bot) return 'programs are not answered';
  if (replayed) return 'history is not answered';
  return unanswerable ? 'notices and webhooks are not answered' : undefined;
}

/** Where a command is switched off another program may well answer to it: only who speaks to us is told so. */
export function reasonToPassOver(
  { match: { command }, asked }: Extract<Heard, { kind: 'command' }>,
  { local }: HouseRules,
  permissions: Deciding,
): string | undefined {
  const isOff = !asked && local.isOff(command) && isReassignable(command, permissions);
  if (!isOff) return undefined;
  return local.isModuleOff(command)
    ? `its module ${command.module ?? ''} is switched off here`
    : 'switched off here';
}

/** Why a command cannot be given in this way or place at all. */
export function wayRefused(use: Use, menu: Pick<SlashMenu, 'markOf'>): Refusal | undefined {
  const { command, event } = use;
  const facts = { command: command.name };
  // From the console, "here" is the whole instance.
  const nowhere = event.where.space === undefined && event.where.platform !== 'console';
  if (command.where === 'space' && nowhere) return { key: 'command.space-only', facts };
  return isOnlyInMenu(use, menu) ? { key: 'command.slash-only', facts } : undefined;
}

/** A command that only the network's menu gives, where it stands there; else it is given by prefix as any other. */
const isOnlyInMenu = (
  { command, event, platform }: Use,
  menu: Pick<SlashMenu, 'markOf'>,
): boolean =>
  command.ways === 'slash' &&
  event.kind === 'message' &&
  platform.can.has('slash') &&
  menu.markOf(command) === 'both';

/** Who looks at a person or message through the network's menu looks for himself. */
const isForCallerAlone = ({ command, event }: Pick<Use, 'command' | 'event'>): boolean =>
  command.private === true || (event.kind === 'invocation' && event.menu !== undefined);

/** Whether the answer goes to the caller alone, and whether nobody else may see it. */
export const whoSees = (use: Pick<Use, 'command' | 'event'>): ReplyOptions => ({
  ...(isForCallerAlone(use) && { private: true }),
  ...(use.command.whisper === true && { whisper: true }),
});

/** Made apart, so that a trace that waits to be read keeps these two alive and not the whole use. */
export const asParsed =
  ({ name }: Command, given: Given): (() => string) =>
  () =>
    `${name} with ${describe(given)}`;

const describe = (given: Given): string =>
  given.kind === 'line' ? `"${given.text}"` : JSON.stringify(given.options);

/** Made apart, as `asParsed` is. */
export function whyAllowed(
  command: Command,
  actor: string,
  local: LocalRules,
): string | (() => string) {
  if (local.whoMay(command).length > 0) return 'among those who may here';
  const { capability } = command;
  return capability === undefined ? 'everyone may' : () => `${actor} has ${capability}`;
}
