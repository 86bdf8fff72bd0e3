import { type Clock, every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Entering, Gate } from '../core/commands/gate.ts';
import { communityOf } from '../core/community.ts';
import type { SettingPlace, Settings } from '../core/settings/settings.ts';
import {
  Guard,
  type GuardState,
  type Limits,
  type Refused,
  type Use,
  type Where,
  actorKey,
  commandCooldownsMs,
  defaultLimits,
  defaultOutputLimits,
  guardState,
  limitsFrom,
  limitsPort,
  refusalOf,
} from '../guard/index.ts';
import { guardSettings, isSettable, nameOf } from './guard-settings.ts';
import { type GateWatch, type LimitsDraft, unwatched } from './guard-lab/gate-watch.ts';
import { guardTexts } from './guard-texts.ts';
import { alertOfOutput } from './output-alerts.ts';
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
    ...limitsOn(settings, log),
    random,
    ...(state && { saved: { state, times: times() } }),
  });
  const save = (): void => keep.save(keptAs, JSON.stringify(guard.save(times())));
  guard.follow((happening) => {
    const { kind, where, forMs } = happening;
    const actor = 'actor' in happening ? { actor: happening.actor } : {};
    log.info({ kind, channel: where.channel, forMs, ...actor }, `Guard: ${kind}`);
    const alert = alertOfOutput(happening);
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
  metrics.watch(
    'castellan_guard_held_back',
    'People, channels and commands held back now',
    () => guard.limited(clock.monotonic()).length,
  );
  return guard;
}

/** What holds in a place, in and out, worked out of the settings once a place and change. */
function limitsOn(settings: Settings, log: Parts['log']) {
  const current = {
    version: () => settings.version,
    failed: (where: Where, err: unknown) =>
      log.error({ channel: where.channel, err }, 'Limits cannot be read; the last ones hold on'),
  };
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

/** The limits of a place; what a draft says takes the place of what is set. */
export function limitsAt(
  settings: Settings,
  where: Pick<SettingPlace, 'channel' | 'space'>,
  draft: LimitsDraft = noDraft,
): Limits {
  const { space } = where;
  const place = space === undefined ? where : { ...where, community: communityOf(space) };
  return limitsFrom(
    (field) =>
      draft.fields[field] ??
      (isSettable(field) ? settings.readNumber(nameOf(field), place) : undefined),
    (stage) => draft.modes[stage],
  );
}

const noDraft: LimitsDraft = { fields: {}, modes: {} };

/** How long a command rests in a channel after a use. */
export const cooldownOf = (command: string): number => commandCooldownsMs[command] ?? 0;

/** The guard as the dispatcher's gate. Its time is whole milliseconds, so that what is recorded is what was judged by. */
export function gateOf(
  guard: Guard,
  clock: Pick<Clock, 'monotonic'>,
  watch: GateWatch = unwatched,
): Gate {
  const now = () => Math.floor(clock.monotonic());
  return {
    enter(entering) {
      const [use, nowMs] = [useOf(entering), now()];
      const verdict = guard.judge(use, nowMs);
      watch.entered({ entering, use, nowMs }, verdict);
      return verdict.verdict === 'refuse' ? awayWith(verdict) : undefined;
    },
    reserve(entering) {
      const [use, nowMs] = [useOf(entering), now()];
      const { name } = entering.command;
      const wanted = { command: name, cooldownMs: cooldownOf(name) };
      const reserved = guard.reserve(use, wanted, nowMs);
      const refunded = watch.reserved({ entering, use, nowMs }, reserved);
      if (reserved.verdict === 'refuse') return { away: awayWith(reserved) };
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

const awayWith = (refused: Refused) => ({
  stage: refused.stage,
  refusal: refusalOf(refused),
  tell: refused.tell,
});

const useOf = ({ command, actor, where, exempt }: Entering): Use => ({
  actor: actorKey(actor.id, { groupHosts: false }),
  where,
  category: categoryOf(command),
  exempt,
});

/** Games have their own allowance; what needs a right is management, also for those who do not have it. */
export function categoryOf({ category, capability }: Entering['command']): Use['category'] {
  if (category === 'games') return 'gameplay';
  return capability === undefined ? 'basic' : 'management';
}
