import { every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Entering, Gate } from '../core/commands/gate.ts';
import type { Settings } from '../core/settings/settings.ts';
import {
  Guard,
  type GuardState,
  type Refused,
  type Use,
  type WebUse,
  type Where,
  defaultLimits,
  defaultOutputLimits,
  guardState,
  limitsPort,
  refusalOf,
} from '../guard/index.ts';
import type { Cooldowns } from './cooldowns.ts';
import { alertOf, unreadable } from './guard-alerts.ts';
import { limitsAt } from './guard-limits.ts';
import { watchGuard } from './guard-metrics.ts';
import { groupHostsName, guardSettings } from './guard-settings.ts';
import { type GateWatch, unwatched } from './guard-lab/gate-watch.ts';
import { guardTexts } from './guard-texts.ts';
import { outputLimitsAt, outputSettings } from './output-settings.ts';
import { outputTexts } from './output-texts.ts';
import type { Registries, Surroundings } from './registries.ts';

/** How often the state is swept and kept; a mute or ban is kept at once. */
const keepEveryMs = 60_000;
const keptAs = 'guard';

type Parts = Pick<Surroundings, 'clock' | 'random' | 'log' | 'life'>;

/** The guard on this program's settings, its state kept over restarts. */
export function openGuard(
  { clock, random, log, life }: Parts,
  { ports: { settings, texts, alerts }, keep, metrics }: Registries,
): Guard {
  settings.declare({ ...guardSettings, ...outputSettings });
  texts.add(guardTexts);
  texts.add(outputTexts);
  const times = () => ({ nowMs: clock.monotonic(), wallMs: clock.now() });
  const state = readState(keep.load(keptAs), (why) =>
    log.warn({ why }, 'What the guard had kept cannot be read; it begins anew'),
  );
  const guard = new Guard({
    ...limitsOn(settings, limitsFailed({ alerts, log })),
    random,
    groupHosts: keptWhileUnchanged(settings, () => settings.readBoolean(groupHostsName, {})),
    ...(state && { saved: { state, times: times() } }),
  });
  const save = (): void => saveGuard(guard, { keep, clock });
  guard.follow((happening) => {
    const { kind, where, forMs } = happening;
    const actor = 'actor' in happening ? { actor: happening.actor } : {};
    log.info({ kind, channel: where.channel, forMs, ...actor }, `Guard: ${kind}`);
    const alert = alertOf(happening);
    if (alert) alerts.raise(alert);
    save();
  });
  life.own(save);
  life.own(
    every(clock, keepEveryMs, () => {
      guard.sweep(clock.monotonic());
      save();
    }),
  );
  watchGuard(guard, metrics, clock);
  return guard;
}

/** Writes down all of the guard's that outlives a restart. */
export const saveGuard = (
  guard: Guard,
  { keep, clock }: Pick<Parts, 'clock'> & Pick<Registries, 'keep'>,
): void =>
  keep.save(keptAs, JSON.stringify(guard.save({ nowMs: clock.monotonic(), wallMs: clock.now() })));

/** What to do when limits cannot be read: the last ones hold on, and operators hear of it. */
export const limitsFailed =
  ({ alerts, log }: Pick<Registries['ports'], 'alerts'> & Pick<Parts, 'log'>) =>
  (where: Where, err: unknown): void => {
    log.error({ channel: where.channel, err }, 'Limits cannot be read; the last ones hold on');
    alerts.raise(unreadable(where));
  };

/** A value from the settings that is read again only when some setting has changed. */
function keptWhileUnchanged<Value>(
  settings: Pick<Settings, 'version'>,
  read: () => Value,
): () => Value {
  let [version, value] = [settings.version, read()];
  return () => {
    if (version !== settings.version) [version, value] = [settings.version, read()];
    return value;
  };
}

/** What holds in a place, in and out, worked out of the settings once a place and change. */
function limitsOn(settings: Settings, failed: ReturnType<typeof limitsFailed>) {
  const current = { version: () => settings.version, failed };
  return {
    limitsFor: limitsPort({
      ...current,
      read: (where) => limitsAt(settings, where),
      preset: defaultLimits,
    }),
    outputLimitsFor: limitsPort({
      ...current,
      read: (where) => outputLimitsAt(settings, where),
      preset: defaultOutputLimits,
    }),
  };
}

function readState(
  text: string | undefined,
  failed: (why: string) => void,
): GuardState | undefined {
  if (text === undefined) return undefined;
  try {
    return guardState.parse(JSON.parse(text));
  } catch (failure) {
    failed(messageOf(failure));
    return undefined;
  }
}

/** The guard as the dispatcher's gate. Its time is whole milliseconds, so that what is recorded is what was judged by. */
export function gateOf(
  guard: Guard,
  cooldowns: Cooldowns,
  clock: Pick<Parts['clock'], 'monotonic'>,
  watch: GateWatch = unwatched,
): Gate {
  const now = () => Math.floor(clock.monotonic());
  return {
    enter(entering) {
      const [use, nowMs] = [useOf(entering), now()];
      const verdict = guard.judge(use, nowMs);
      watch.entered({ entering, use, nowMs }, verdict);
      return verdict.verdict === 'refuse' ? awayWith(verdict, entering) : undefined;
    },
    reserve(entering) {
      const [use, nowMs] = [useOf(entering), now()];
      const { name } = entering.command;
      const wanted = { command: name, cooldownMs: cooldowns.of(name, use.where) };
      const reserved = guard.reserve(use, wanted, nowMs);
      const refunded = watch.reserved({ entering, use, nowMs }, reserved);
      if (reserved.verdict === 'refuse') return { away: awayWith(reserved, entering) };
      const { reservation } = reserved;
      if (!refunded) return { pass: reservation };
      const refund = () => {
        reservation.refund();
        refunded(now());
      };
      return { pass: { commit: () => reservation.commit(), refund } };
    },
  };
}

/** The guard as the dashboard asks it. */
export const webLimitsOf = (
  { web }: Pick<Guard, 'web'>,
  clock: Pick<Parts['clock'], 'monotonic'>,
) => ({
  waitMs: (use: WebUse) => web.waitMs(use, clock.monotonic()),
  welcome: (session: string) => web.welcome(session, clock.monotonic()),
});

/** What the caller may hear: why, of which command, where, and for how long. */
function awayWith(refused: Refused, { command, where }: Entering) {
  const refusal = refusalOf(refused);
  const facts = { ...refusal.facts, command: command.name, place: where.name };
  return { stage: refused.stage, refusal: { ...refusal, facts }, tell: refused.tell };
}

const useOf = ({ command, actor, where, exempt }: Entering): Use => ({
  ...{ actor: actor.id, name: actor.name },
  where,
  category: categoryOf(command),
  exempt,
});

/** Games have their own allowance; what needs a right is management, also for those who do not have it. */
export function categoryOf({ category, capability }: Entering['command']): Use['category'] {
  if (category === 'games') return 'gameplay';
  return capability === undefined ? 'basic' : 'management';
}
