import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Compared, Explained, GuardLab, ReplayAsk } from '../../core/commands/guard-lab.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Trace, Traces } from '../../core/trace.ts';
import { type Guard, type Limits, actorKey } from '../../guard/index.ts';
import { type HistoryEntry, simulate } from '../../replay/index.ts';
import { categoryOf, cooldownOf, limitsAt } from '../guard.ts';
import { nameOf } from '../guard-settings.ts';
import { readDraft, settableFields } from './drafts.ts';
import type { LimitsDraft } from './gate-watch.ts';
import type { Recording } from './recording.ts';
import type { Replays } from './replays.ts';

interface Parts {
  readonly guard: Guard;
  readonly recording: Recording;
  readonly replays: Replays;
  readonly settings: Settings;
  readonly traces: Pick<Traces, 'recent'>;
  readonly clock: Clock;
}

const mostTold = 5;
const lookedThrough = 500;

/** Replays, simulations and explanations, as commands ask for them. */
export function guardLab(parts: Parts): GuardLab {
  const { guard, clock, settings } = parts;
  return {
    replay: (ask) => compare(parts, ask),
    simulate({ actor, where, count, overMs, exempt, command }) {
      const nowMs = Math.floor(clock.monotonic());
      const key = actorKey(actor, { groupHosts: false });
      return simulate(
        guard.excerpt(key, where.channel, nowMs),
        {
          use: { actor: key, where, category: command ? categoryOf(command) : 'basic', exempt },
          ...{ count, overMs },
          ...(command && {
            wanted: { command: command.name, cooldownMs: cooldownOf(command.name) },
          }),
        },
        nowMs,
      );
    },
    explain(actor, where, everywhere) {
      const key = actorKey(actor, { groupHosts: false });
      const nowMs = clock.monotonic();
      const { sanctions } = guard.statsFor(key, where, nowMs);
      const about = ({ actor: who, space }: HistoryEntry) =>
        who === key && (everywhere || space === where.space);
      return {
        held: sanctions.map(({ kind, untilMs }) => ({ kind, leftMs: untilMs - nowMs })),
        last: parts.recording.history
          .recent()
          .filter(about)
          .slice(0, mostTold)
          .map((entry) => told(entry, parts)),
        limits: inWords(limitsAt(settings, where)),
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
    changes: changesOf(
      limitsAt(settings, place),
      limitsAt(settings, place, draft.value),
      draft.value,
    ),
  });
}

/** What a draft changes, before and after, in the words of the settings. */
function changesOf(before: Limits, after: Limits, draft: LimitsDraft): Compared['changes'] {
  const [was, is] = [inWords(before), inWords(after)];
  const fields = settableFields.filter((field) => draft.fields[field] !== undefined);
  return [
    ...fields.map((field) => ({
      setting: nameOf(field),
      ...{ before: String(was[field]), after: String(is[field]) },
    })),
    ...Object.entries(draft.modes).map(([stage, mode]) => ({
      setting: `mode.${stage}`,
      ...{ before: modeOf(before, stage), after: mode },
    })),
  ];
}

const modeOf = ({ modes }: Limits, stage: string): string =>
  Object.entries(modes).find(([name]) => name === stage)?.[1] ?? '';

/** Limits by field, times as people write them. */
export function inWords(limits: Limits): Explained['limits'] {
  const { window, buckets, channel, sameCommand, strikes, violations } = limits;
  return {
    ...{ actorMax: window.max, actorWindowMs: formatDuration(window.windowMs) },
    basicPerMinute: buckets.basic.perMinute,
    gameplayPerMinute: buckets.gameplay.perMinute,
    managementPerMinute: buckets.management.perMinute,
    ...{ channelMax: channel.max, channelWindowMs: formatDuration(channel.windowMs) },
    channelSilenceMs: formatDuration(channel.silenceMs),
    sameCommandMax: sameCommand.max,
    sameCommandWindowMs: formatDuration(sameCommand.windowMs),
    ...{ strikesToMute: strikes.max, muteMs: formatDuration(strikes.muteMs) },
    violationsToBan: violations.max,
    violationWindowMs: formatDuration(violations.windowMs),
    banMs: formatDuration(violations.banMs),
    longestBanMs: formatDuration(violations.longestBanMs),
    noticeEveryMs: formatDuration(limits.noticeEveryMs),
  };
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
