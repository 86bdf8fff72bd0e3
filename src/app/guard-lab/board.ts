import { channelId } from '../../base/ids.ts';
import { every } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { SettingPlace, Settings } from '../../core/settings/settings.ts';
import type {
  GuardBoardPort,
  GuardChange,
  GuardChannel,
  GuardEntry,
  GuardHeld,
  GuardLimit,
  GuardPlace,
  GuardStageView,
  GuardValues,
  Problem,
} from '../../dashboard/index.ts';
import {
  type Guard,
  type LimitField,
  type Limits,
  type Where,
  limitFields,
  type LimitedNow,
  cooldownStage,
  stagesIn,
} from '../../guard/index.ts';
import { type HistoryEntry, ratesOf } from '../../replay/index.ts';
import { type LimitsDraft, limitsAt, settingOf } from '../guard-limits.ts';
import { isBurst } from '../guard-settings.ts';
import { settableFields, unitOf } from './drafts.ts';
import type { KnownPlace } from './known-places.ts';
import type { Recording } from './recording.ts';
import type { Replays } from './replays.ts';
import { layersOf } from '../../core/settings/scope.ts';

interface Parts {
  readonly guard: Guard;
  readonly recording: Recording;
  readonly replays: Replays;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** How often it is looked whether something changed, while somebody watches. */
const lookEveryMs = 250;
const mostShown = 500;

/** The guard as the dashboard's board asks for it. */
export function guardBoard(parts: Parts): GuardBoardPort {
  const { recording } = parts;
  return {
    snapshot: () => ({
      held: heldNow(parts),
      history: recording.history.recent(mostShown).map(entryView),
      places: recording.places.all().map(placeView),
      stages: stagesOf(limitsAt(parts.settings, nowhere)),
    }),
    follow: (listener) => followBoard(parts, listener),
    lift: ({ id }) => Promise.resolve(lift(parts, id)),
    extend: ({ id, byMs }) => Promise.resolve(extend(parts, id, byMs)),
    channel: (channel) => withPlace(parts, channel, (place) => channelView(parts, place)),
    forecast: (channel, values) =>
      withPlace(parts, channel, async (place) => {
        const draft = draftOf(parts, place, values);
        if (!draft.ok) return draft;
        const { inForce, draft: drafted = inForce } = await parts.replays.run(place, draft.value);
        return ok({ inForce, draft: drafted });
      }),
    save: (channel, values) =>
      withPlace(parts, channel, async (place) => {
        const saved = await save(parts, place, values);
        return saved.ok ? channelView(parts, place) : saved;
      }),
  };
}

/** What holds where no place has anything of its own. */
const nowhere: Where = { channel: channelId('web/dashboard'), platform: 'web' };

/** Sends what changed since it was last looked, and nothing when nothing did. */
function followBoard(parts: Parts, tell: (change: GuardChange) => void): () => void {
  const { clock, recording } = parts;
  let waiting = new Map<string, GuardEntry>();
  let shown = JSON.stringify(heldNow(parts));
  let places = recording.places.all().length;
  const unfollow = recording.history.follow((entry) => {
    waiting.delete(entry.id);
    waiting.set(entry.id, entryView(entry));
  });
  const stop = every(clock, lookEveryMs, () => {
    const held = heldNow(parts);
    const now = JSON.stringify(held);
    if (now !== shown) tell({ kind: 'held', held });
    shown = now;
    if (waiting.size > 0) {
      tell({ kind: 'history', entries: [...waiting.values()].slice(-mostShown) });
      waiting = new Map();
    }
    const known = recording.places.all();
    if (known.length !== places) tell({ kind: 'places', places: known.map(placeView) });
    places = known.length;
  });
  return () => {
    stop();
    unfollow();
  };
}

const idOf = ({ stage, reason, actor = '', channel = '', command = '', ...held }: LimitedNow) =>
  stage === 'sanction' || stage === 'window' || stage === 'bucket'
    ? [stage, reason, actor, stage === 'sanction' ? (held.community ?? '') : ''].join(' ')
    : [stage, reason, actor, channel, command].join(' ');

function heldNow(parts: Parts): readonly GuardHeld[] {
  const { guard, clock } = parts;
  const nowMs = clock.monotonic();
  // Rounded, so that the same moment reads the same each time.
  const wall = (untilMs: number) => Math.round((clock.now() + untilMs - nowMs) / 50) * 50;
  return guard
    .limited(nowMs)
    .filter((held) => !isToldBySanction(held))
    .slice(0, mostShown)
    .map((held) => ({ ...heldView(parts, held), untilMs: wall(held.untilMs) }));
}

/** A refusal that led to a mute or a ban: that has a line of its own. */
const isToldBySanction = ({ stage, reason }: LimitedNow): boolean =>
  stage !== 'sanction' && (reason === 'muted' || reason === 'banned');

function heldView({ recording }: Parts, held: LimitedNow): Omit<GuardHeld, 'untilMs'> {
  const { stage, reason, actor, name, channel, command, refusals } = held;
  const place = held.place ?? (channel && recording.places.find(channel)?.name);
  const isShared = stage === 'channel' || stage === 'sanction';
  return {
    ...{ id: idOf(held), stage, reason, canExtend: isShared },
    canLift: stage !== 'output-global',
    ...(actor !== undefined && { actor }),
    ...(name !== undefined && { name }),
    ...(channel !== undefined && { channel }),
    ...(place !== undefined && { place }),
    ...(command !== undefined && { command }),
    ...(refusals !== undefined && { refusals }),
  };
}

const entryView = ({ space: _space, ...entry }: HistoryEntry): GuardEntry => entry;

const placeView = ({ channel, name, platform, spaceName }: KnownPlace): GuardPlace => ({
  ...{ channel, name, platform },
  ...(spaceName !== undefined && { spaceName }),
});

const stagesOf = ({ modes }: Limits): readonly GuardStageView[] =>
  [...stagesIn, cooldownStage].map(({ name, asks }) => ({ stage: name, asks, mode: modes[name] }));

const problem = (code: Problem['code'], message: string, todo: string) =>
  err<Problem>({ code, message, todo });

const notHeld = problem(
  'not-found',
  'This is not held back any more.',
  'It may have ended by itself, or somebody was faster. The list shows what is held now.',
);

const endsByItself = problem(
  'refused',
  'This ends by itself, within seconds.',
  'It keeps the whole connection inside what its network takes; wait for it.',
);

function lift(parts: Parts, id: string): Result<undefined, Problem> {
  const nowMs = parts.clock.monotonic();
  const held = parts.guard.limited(nowMs).find((one) => idOf(one) === id);
  if (!held) return notHeld;
  if (held.stage === 'output-global') return endsByItself;
  liftHeld(parts.guard, held, nowMs);
  return ok(undefined);
}

function liftHeld(guard: Guard, held: LimitedNow, nowMs: number): void {
  const { stage, reason, actor = '', channel = '', command = '' } = held;
  if (stage === 'channel') guard.lift(channel, nowMs);
  else if (stage === 'output') guard.lift(channel === '' ? actor : channel, nowMs);
  else if (reason === 'muted') guard.unmute(actor, nowMs);
  else if (reason === 'banned') guard.unban(actor, nowMs);
  else if (reason === 'cooling-down') guard.clearCooldown(channel, command, nowMs);
  else guard.reset(actor);
}

function extend(parts: Parts, id: string, byMs: number): Result<undefined, Problem> {
  const { guard, clock } = parts;
  const nowMs = clock.monotonic();
  const held = guard.limited(nowMs).find((one) => idOf(one) === id);
  if (!held) return notHeld;
  const { reason, actor, channel, untilMs } = held;
  const forMs = untilMs - nowMs + byMs;
  if (actor !== undefined && (reason === 'muted' || reason === 'banned'))
    guard.holdIn({ actor, kind: reason, forMs, ...reachOf(guard, held, nowMs) }, nowMs);
  else if (held.stage === 'channel' && channel !== undefined) guard.silence(channel, forMs, nowMs);
  else
    return problem(
      'refused',
      'This cannot be made longer.',
      'It ends by itself as soon as the limit allows; mute the person instead.',
    );
  return ok(undefined);
}

/** Longer, but no wider: where it holds in one community, it goes on holding there. */
function reachOf(guard: Guard, held: LimitedNow, nowMs: number) {
  const { sanctions } = guard.statsFor(held.actor ?? '', nowhere, nowMs);
  const sanction = sanctions.find(
    ({ kind, untilMs }) => kind === held.reason && untilMs === held.untilMs,
  );
  const { name, community } = sanction ?? {};
  return { ...(name !== undefined && { name }), ...(community !== undefined && { community }) };
}

async function withPlace<Value>(
  { recording }: Parts,
  channel: string,
  answer: (place: KnownPlace) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const place = recording.places.find(channel);
  if (place) return answer(place);
  return problem(
    'not-found',
    'No command was given in this channel yet.',
    'Pick one from the list: a channel appears there with its first command.',
  );
}

async function channelView(
  parts: Parts,
  place: KnownPlace,
): Promise<Result<GuardChannel, Problem>> {
  const { settings, replays, recording } = parts;
  const { days, tape } = await replays.tape();
  const limits = limitsAt(settings, place);
  return ok({
    ...{ place: placeView(place), days, fromMs: tape.fromMs },
    recording: recording.isKept(place),
    limits: settableFields.map((field) => limitView(parts, place, field)),
    stages: stagesOf(limits),
    rates: ratesOf(tape, ({ channel }) => channel === place.channel, limits),
  });
}

function limitView({ settings }: Parts, place: KnownPlace, field: LimitField): GuardLimit {
  const name = settingOf(field);
  const setting = settings.declared().get(name);
  return {
    ...{ field, setting: name, unit: unitOf(field), text: setting?.text ?? '' },
    ...{ preset: Number(setting?.default), ...rangeOf(field) },
    value: settings.readNumber(name, layersOf(place)),
    inherited: settings.readNumber(name, around(place)),
  };
}

/** Where a value holds that a channel has none of its own for. */
function around(place: KnownPlace): SettingPlace {
  const { space, community } = layersOf(place);
  return { ...(space !== undefined && { space }), ...(community !== undefined && { community }) };
}

/** What the setting takes. A burst of 0 is as large as the minute's allowance; the share is in percent. */
function rangeOf(field: LimitField): Pick<GuardLimit, 'min' | 'max'> {
  const { min, max } = limitFields[field];
  if (unitOf(field) === 'percent') return { min: min * 100, max: max * 100 };
  return { min: isBurst(field) ? 0 : min, max };
}

const isField = (name: string): name is LimitField =>
  settableFields.some((field) => field === name);

/** The values as a draft; null is what holds around the channel. */
function draftOf(
  parts: Parts,
  place: KnownPlace,
  { values }: GuardValues,
): Result<LimitsDraft, Problem> {
  const fields: Partial<Record<LimitField, number>> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isField(name)) return unknownLimit(name);
    const { inherited, min, max } = limitView(parts, place, name);
    if (value !== null && (!Number.isInteger(value) || value < min || value > max))
      return badValue(name, min, max);
    fields[name] = value ?? inherited;
  }
  return ok({ fields, modes: {} });
}

const unknownLimit = (name: string) =>
  problem('bad-input', `There is no limit called ${name}.`, 'Load the page again.');

const badValue = (name: string, min: number, max: number) =>
  problem(
    'bad-input',
    `${name} takes a whole number from ${min} to ${max}.`,
    'Choose one of those.',
  );

const typedValue = (field: string, value: number): string =>
  field.endsWith('Ms') ? `${value}ms` : String(value);

async function save(
  parts: Parts,
  place: KnownPlace,
  { values }: GuardValues,
): Promise<Result<undefined, Problem>> {
  const checked = draftOf(parts, place, { values });
  if (!checked.ok) return checked;
  const scope = `channel:${place.channel}` as const;
  for (const [name, value] of Object.entries(values)) {
    if (!isField(name)) continue;
    const written =
      value === null
        ? await parts.settings.reset(settingOf(name), scope, 'web:owner')
        : await parts.settings.write(settingOf(name), scope, typedValue(name, value), 'web:owner');
    if (!written.ok) return unknownLimit(name);
  }
  return ok(undefined);
}
