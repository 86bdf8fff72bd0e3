import { formatDuration } from '../../base/duration.ts';
import type { Actor } from '../actor.ts';
import { communityOf } from '../community.ts';
import type { CommandInfo } from '../commands/command-info.ts';
import { localRules } from '../commands/local-rules.ts';
import { isReassignable } from '../commands/may-use.ts';
import type { Asking } from '../permissions/permissions.ts';
import type { Place } from '../event.ts';
import type { DiagnosisStep } from './diagnosis.ts';
import type { DiagnosisParts } from './parts.ts';
import { bad, good, note } from './step.ts';
import { layersOf } from '../settings/scope.ts';

type Ports = DiagnosisParts['ports'];

interface Asked {
  readonly place: Place;
  readonly person: Actor | undefined;
  readonly command?: string | undefined;
}

/** What can stop a message in a channel where the bot is and may speak. */
export function stepsInside(ports: Ports, asked: Asked): readonly DiagnosisStep[] {
  const { place, person, command } = asked;
  return [
    prefixStep(ports, place),
    silenceStep(ports, place),
    outputStep(ports, place),
    ...(person ? [personStep(ports, place, person)] : []),
    ...(command === undefined ? [] : commandSteps(ports, place, { command, person })),
    hookStep(ports),
    lastStep(ports, place),
  ];
}

function prefixStep({ settings }: Ports, where: Place): DiagnosisStep {
  const { prefix } = where;
  const at = layersOf(where);
  const facts = {
    prefix: prefix ?? settings.readText('core.prefix', at),
    mention: settings.readBoolean('core.mentionPrefix', at) ? 'yes' : 'no',
  };
  return note('prefix', 'why.prefix', facts);
}

function silenceStep({ guard }: Ports, place: Place): DiagnosisStep {
  const silent = guard
    .channels(place)
    .find(({ silentForMs, mode }) => silentForMs > 0 && mode === 'live');
  const channel = place.name;
  return silent
    ? bad('guard', 'why.guard.silent', { channel, left: formatDuration(silent.silentForMs) })
    : good('guard', 'why.guard', { channel });
}

function outputStep({ guard }: Ports, place: Place): DiagnosisStep {
  const held = guard
    .output(place)
    .find(({ silentForMs, waiting }) => silentForMs > 0 || waiting > 0);
  return held
    ? bad('output', 'why.output.held', {
        ...{ channel: place.name, waiting: held.waiting },
        left: formatDuration(Math.max(1000, held.silentForMs)),
      })
    : good('output', 'why.output', { channel: place.name });
}

function personStep({ guard }: Ports, place: Place, { id, name, bot }: Actor): DiagnosisStep {
  if (bot) return bad('person', 'why.person.bot', { who: name });
  const [held] = guard.standing(id, place).held;
  return held
    ? bad('person', 'why.person.held', {
        who: name,
        kind: held.kind,
        left: formatDuration(held.leftMs),
      })
    : good('person', 'why.person', { who: name });
}

interface OfCommand {
  readonly command: string;
  readonly person: Actor | undefined;
}

function commandSteps(
  ports: Ports,
  place: Place,
  { command: typed, person }: OfCommand,
): readonly DiagnosisStep[] {
  const wanted = typed.trim().toLowerCase();
  const known = ports.catalogue
    .all()
    .find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (!known) return [bad('command', 'why.command.unknown', { command: wanted })];
  const command = known.name;
  const { lengthMs = 0, leftMs = 0 } =
    ports.guard.cooldowns(place).find((one) => one.command === command) ?? {};
  const rests = { command, left: formatDuration(leftMs), length: formatDuration(lengthMs) };
  return [
    good('command', 'why.command', { command }),
    ...offSteps(ports, place, known),
    ...(person ? [permissionStep(ports, place, { known, person })] : []),
    ...(leftMs > 0 ? [bad('cooldown', 'why.cooldown', rests)] : []),
  ];
}

/** Whether the place has switched it off, by itself or with its module. */
function offSteps(
  { settings, permissions }: Ports,
  where: Place,
  known: CommandInfo,
): readonly DiagnosisStep[] {
  const at = layersOf(where);
  const local = localRules(settings, at);
  if (!local.isOff(known) || !isReassignable(known, permissions)) return [];
  const facts = { command: known.name, module: known.module ?? '' };
  const key = local.isModuleOff(known) ? 'why.command.module-off' : 'why.command.off';
  return [bad('command', key, facts)];
}

function permissionStep(
  { permissions }: Ports,
  { space }: Place,
  { known: { name, capability }, person }: { known: CommandInfo; person: Actor },
): DiagnosisStep {
  const facts = { command: name, who: person.name, capability: capability ?? '' };
  const asking: Asking =
    space === undefined ? { actor: person } : { actor: person, community: communityOf(space) };
  const may = capability === undefined || permissions.authorise(capability, asking).ok;
  return may
    ? good('permission', 'why.permission', facts)
    : bad('permission', 'why.permission.missing', facts);
}

/** Commands are not hooks; but a feature that listens is silent while its hook rests. */
function hookStep({ hooks }: Ports): DiagnosisStep {
  const away = hooks.list().filter(({ now }) => now.state !== 'ready');
  const names = away.map(({ id }) => id).join(', ');
  return away.length > 0
    ? note('hooks', 'why.hooks.resting', { names })
    : good('hooks', 'why.hooks');
}

const tracesLookedAt = 500;

/** What became of the last message there that the bot had anything to do with. */
function lastStep({ traces, clock }: Ports, place: Place): DiagnosisStep {
  const last = traces
    .recent(tracesLookedAt)
    .find(
      ({ channel, kind, outcome }) =>
        channel === place.channel &&
        (kind === 'message' || kind === 'invocation') &&
        outcome !== 'observed',
    );
  if (!last) return note('last', 'why.last.none', { channel: place.name });
  const deciding = [...last.steps].reverse().find(({ verdict }) => verdict !== 'allow');
  return note('last', 'why.last', {
    ...{
      outcome: last.outcome,
      trace: last.id,
      stage: deciding?.stage ?? '',
      why: deciding?.why ?? '',
    },
    ago: formatDuration(Math.max(1000, clock.now() - last.atMs)),
  });
}
