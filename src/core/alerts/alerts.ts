import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { SpaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Facts } from '../texts/texts.ts';

/** Something that those who run the place should know of without having asked. */
export interface Alert {
  /** What it is about, like `guard:libera/#castle`. Of one subject, operators are told once in five minutes. */
  readonly subject: string;
  /** What has a channel of its own for its alerts, in the setting `<topic>.alertChannel`. */
  readonly topic?: 'hooks' | 'health' | 'extensions';
  /** `success`: what was wrong is well again; only told to those who were told that it was wrong. */
  readonly tone: 'info' | 'warning' | 'error' | 'success';
  readonly text: { readonly key: string; readonly facts: Facts };
  /** Where it happened; absent for what concerns the whole instance. */
  readonly space?: SpaceId;
}

/** An alert as it is told. */
export interface Raised extends Alert {
  readonly atMs: number;
  /** How many of the same subject were not told since the last that was. */
  readonly untold: number;
}

/** Where parts raise alerts and others hear them. */
export interface Alerts {
  /** Never throws, never waits. */
  raise(alert: Alert): void;
  /** Calls back with each alert that is to be told; the returned function stops it. */
  follow(listener: (raised: Raised) => void): () => void;
  /** The last hundred that were told, newest first. */
  recent(): readonly Raised[];
}

/** The same, as the program itself has it. */
export interface OwnAlerts extends Alerts {
  /** What this says yes to is told otherwise, and not by an alert; the returned function ends that. */
  hush(covers: (alert: Alert) => boolean): () => void;
}

interface Parts {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Log;
}

/** Often enough to stay informed, seldom enough to be read (systems.md D10). */
const quietMs = 5 * 60_000;
const subjectsKept = 1000;
const recentKept = 100;

/** Of one subject: whether people know of a problem, and what they were not told since. */
interface Heard {
  readonly tone: Alert['tone'];
  readonly toldAtMs: number;
  untold: number;
}

export function alerts({ clock, log }: Parts): OwnAlerts {
  const heard = boundedMap<Heard>({ maxEntries: subjectsKept }, clock);
  const listeners = new Set<(raised: Raised) => void>();
  const told: Raised[] = [];
  const hushed = new Set<(alert: Alert) => boolean>();

  function tell(raised: Raised): void {
    told.unshift(raised);
    told.length = Math.min(told.length, recentKept);
    for (const listener of listeners) {
      try {
        listener(raised);
      } catch (err) {
        log.error({ err, subject: raised.subject }, 'An alert could not be passed on');
      }
    }
  }

  return {
    raise(alert) {
      if ([...hushed].some((covers) => covers(alert))) return;
      const nowMs = clock.monotonic();
      const before = heard.get(alert.subject);
      if (alert.tone === 'success' && isWell(before)) return;
      if (before && isTooSoon(alert, before, nowMs)) {
        before.untold += 1;
        return;
      }
      heard.set(alert.subject, { tone: alert.tone, toldAtMs: nowMs, untold: 0 });
      tell({ ...alert, atMs: clock.now(), untold: before?.untold ?? 0 });
    },
    hush(covers) {
      hushed.add(covers);
      return () => hushed.delete(covers);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: () => [...told],
  };
}

const isWell = (before: Heard | undefined): boolean => !before || before.tone === 'success';

/** What changes the picture, for the worse or back to good, is told at once. */
const isTooSoon = (alert: Alert, before: Heard, nowMs: number): boolean =>
  nowMs - before.toldAtMs < quietMs && alert.tone === before.tone;
