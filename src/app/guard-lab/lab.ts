import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Compared, Explained, GuardLab, ReplayAsk } from '../../core/commands/guard-lab.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingPlace, Settings } from '../../core/settings/settings.ts';
import type { Trace, Traces } from '../../core/trace.ts';
import { type Guard, type LimitField, stageNames } from '../../guard/index.ts';
import { type HistoryEntry, simulate } from '../../replay/index.ts';
import type { Cooldowns } from '../cooldowns.ts';
import { categoryOf } from '../guard.ts';
import { type LimitsDraft, limitsAt, settingOf } from '../guard-limits.ts';
import { modeName } from '../guard-settings.ts';
import { readDraft, settableFields, unitOf } from './drafts.ts';
import type { KnownPlace } from './known-places.ts';
import type { Recording } from './recording.ts';
import type { Replays } from './replays.ts';

interface Parts {
  readonly guard: Guard;
  readonly recording: Recording;
  readonly replays: Replays;
  readonly settings: Settings;
  readonly cooldowns: Cooldowns;
  readonly traces: Pick<Traces, 'recent'>;
  readonly clock: Clock;
}

const mostTold = 5;
const lookedThrough = 500;

/** Replays, simulations and explanations, as commands ask for them. */
export function guardLab(parts: Parts): GuardLab {
  const { guard, clock, settings, cooldowns } = parts;
  return {
    replay: (ask) => compare(parts, ask),
    simulate({ actor, where, count, overMs, exempt, command }) {
      const nowMs = Math.floor(clock.monotonic());
      const key = guard.countedAs(actor);
      return simulate(
        guard.excerpt(key, where.channel, nowMs),
        {
          use: { actor: key, where, category: command ? categoryOf(command) : 'basic', exempt },
          ...{ count, overMs },
          ...(command && {
            wanted: { command: command.name, cooldownMs: cooldowns.of(command.name, where) },
          }),
        },
        nowMs,
      );
    },
    explain(actor, where, everywhere) {
      const key = guard.countedAs(actor);
      const nowMs = clock.monotonic();
      const sanction = guard.sanctionOn(actor, where, nowMs);
      const about = ({ actor: who, space }: HistoryEntry) =>
        who === key && (everywhere || space === where.space);
      return {
        held: sanction ? [{ kind: sanction.kind, leftMs: sanction.untilMs - nowMs }] : [],
        last: parts.recording.history
          .recent()
          .filter(about)
          .slice(0, mostTold)
          .map((entry) => told(entry, parts)),
        limits: inWords(settings, layersOf(where)),
      };
    },
  };
}

async function compare(parts: Parts, ask: ReplayAsk): Promise<Result<Compared>> {
  const { recording, settings, replays } = parts;
  const { where, channel } = ask;
  const place =
    channel === undefined
      ? recording.places.find(where.channel)
      : recording.places.named(channel, where);
  const mayLook = place && (ask.everywhere || place.space === where.space);
  if (!place || !mayLook) return refuse('guard replay.no-facts', { place: channel ?? where.name });
  const draft = readDraft(settings, ask.draft);
  if (!draft.ok) return draft;
  const isDrafted = ask.draft.length > 0;
  const replayed = await replays.run(place, isDrafted ? draft.value : undefined, ask.days);
  const { days, inForce } = replayed;
  return ok({
    ...{ place: place.name, days, inForce },
    ...(replayed.draft && { draft: replayed.draft }),
    changes: changesOf(settings, place, draft.value),
  });
}

/** What a draft changes, before and after, in the words of the settings. */
function changesOf(
  settings: Settings,
  place: KnownPlace,
  { fields, modes }: LimitsDraft,
): Compared['changes'] {
  const at = layersOf(place);
  return [
    ...settableFields.flatMap((field) => {
      const after = fields[field];
      if (after === undefined) return [];
      const before = valueWord(field, settings.readNumber(settingOf(field), at));
      return { setting: settingOf(field), before, after: valueWord(field, after) };
    }),
    ...stageNames.flatMap((stage) => {
      const after = modes[stage];
      if (after === undefined) return [];
      return { setting: modeName(stage), before: limitsAt(settings, place).modes[stage], after };
    }),
  ];
}

/** Limits by field, times as people write them. */
const inWords = (settings: Settings, at: SettingPlace): Explained['limits'] =>
  Object.fromEntries(
    settableFields.map((field) => [
      field,
      valueWord(field, settings.readNumber(settingOf(field), at)),
    ]),
  );

function valueWord(field: LimitField, value: number): string {
  switch (unitOf(field)) {
    case 'ms':
      return formatDuration(value);
    case 'percent':
      return `${value} %`;
    case 'count':
      return String(value);
  }
}

function told(entry: HistoryEntry, { clock, traces }: Parts): Explained['last'][number] {
  const { kind, stage, place, command, times, lastMs } = entry;
  const trace = traces.recent(lookedThrough).find((one) => isOf(one, entry));
  return {
    ...{ kind, stage, place, times },
    agoMs: Math.max(0, clock.now() - lastMs),
    ...(command !== undefined && { command }),
    ...(trace && { trace: trace.id }),
  };
}

/** The newest trace of this person there that this stage ended. */
const isOf = ({ actor, channel, outcome, steps }: Trace, entry: HistoryEntry): boolean =>
  outcome === 'refused' &&
  actor?.id === entry.actor &&
  channel === entry.channel &&
  steps.some(({ stage, verdict }) => verdict === 'refuse' && stage === entry.stage);
