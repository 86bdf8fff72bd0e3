import type { Lane } from '../core/platform.ts';
import { FairShare, mostShares } from './fair-share.ts';
import type { Mode } from './limits.ts';
import { RotatingMap } from './rotating-map.ts';
import type { OutputLimits, OutputStage } from './output-limits.ts';
import {
  type Hearer,
  type TargetChange,
  OutputTargets,
  type TargetStatus,
  type Waiting,
} from './output-targets.ts';
import { type Tallies, counted, outputStageNumber, sourceNumber } from './tallies.ts';
import type { Where } from './where.ts';
import type { OutputReason } from './verdict.ts';

/** A message that is to be said. */
export interface Sending extends Hearer {
  readonly lane: Lane;
  /** It may be said later. False where somebody stands and waits for the answer. */
  readonly patient: boolean;
}

interface Objection {
  readonly stage: OutputStage;
  readonly reason: OutputReason;
  readonly retryAfterMs: number;
}

/** `wait`: to be handed over by `putOff`. `flag`: to be said all the same, because the stage only watches. */
export type OutputVerdict =
  { readonly verdict: 'allow' } | (Objection & { readonly verdict: 'flag' | 'wait' | 'refuse' });

/** What the way out did that operators want to know of. Never said where it happened. Times are monotonic. */
export interface OutputHappening {
  readonly kind: 'output-silenced' | 'output-lifted' | 'output-tight' | 'output-eased';
  readonly where: Where;
  readonly connection: string;
  /** How long it is to last, or has lasted. */
  readonly forMs: number;
  readonly untilMs: number;
  /** It is only watched: nothing was held back. */
  readonly watched: boolean;
  /** Operators are to be told. */
  readonly alert: boolean;
  /** Messages that wait, and that were dropped meanwhile. */
  readonly waiting: number;
  readonly dropped: number;
}

interface Parts {
  readonly limitsFor: (where: Where) => OutputLimits;
  readonly tallies: Tallies;
  readonly tell: (happening: OutputHappening) => void;
  /** How many targets are remembered, of those whose own limit is on. */
  readonly targets: number;
}

/** What all targets of a connection share. */
interface Connection {
  readonly share: FairShare;
  /** Where the last message went. */
  where: Where;
  /** Absent once its end was told. */
  tight:
    { readonly sinceMs: number; readonly watched: boolean; readonly alert: boolean } | undefined;
  /** In this tight period, or in the last one. */
  refused: number;
}

/** One connection as operators see it. */
export interface SharedStatus {
  readonly connection: string;
  /** Messages in the window, and to how many targets. */
  readonly sent: number;
  readonly targets: number;
  readonly max: number;
  readonly windowMs: number;
  readonly tightForMs: number;
  /** In this tight period, or in the last one. */
  readonly refused: number;
}

export interface OutputStatus {
  readonly connections: readonly SharedStatus[];
  readonly targets: readonly TargetStatus[];
  /** Messages that found a backlog full, since the start. */
  readonly dropped: number;
}

/** What must outlive a restart. Messages that waited do not. */
export interface OutputSilences {
  readonly targets: readonly (Hearer & { readonly untilMs: number })[];
  readonly connections: readonly (Omit<Hearer, 'target'> & { readonly untilMs: number })[];
}

const allow: OutputVerdict = { verdict: 'allow' };
const mostConnections = 64;
const hourMs = 3_600_000;

/**
 * The way out: each target's own limit, then what all targets of a connection share (`FairShare` states its law).
 * Decided before anything is handed to a network, so nothing that is refused stands in anyone's way. Only what is let
 * out is counted, and only by both or by none. The lanes `urgent` and `operator` are never refused and never counted.
 *
 * A stage that only watches counts as if it were live: what it flags is said, but takes nothing from anybody's share.
 */
export class Outbound {
  readonly #parts: Parts;
  readonly #targets: OutputTargets;
  readonly #connections = new RotatingMap<Connection>(mostConnections, ({ share }) =>
    share.tightForMs(0),
  );

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#targets = new OutputTargets(parts.targets);
  }

  /** Judges one message and counts it if it is to be said. */
  judge(sending: Sending, nowMs: number): OutputVerdict {
    if (isFree(sending)) return allow;
    const limits = this.#parts.limitsFor(sending.where);
    const own = this.#byTarget(sending, nowMs, limits);
    if (own && own.verdict !== 'flag') return own;
    const common = this.#byShare(sending, nowMs, limits);
    if (common?.verdict === 'refuse') return common;
    if (limits.modes.output !== 'off' && !own) this.#targets.count(sending, nowMs);
    return own ?? common ?? allow;
  }

  /** Lets a message wait that `judge` has just said may. */
  putOff(sending: Sending, waiting: Waiting): void {
    this.#targets.putOff(sending, waiting);
  }

  /** What was let out at this time was not said after all. */
  takeBack(sending: Sending, atMs: number): void {
    if (isFree(sending)) return;
    this.#targets.takeBack(sending, atMs);
    this.#connections.get(sending.connection)?.share.takeBack(sending.target, atMs);
  }

  /**
   * Ends what is over and takes what is due out of the backlogs, at most one of each target. To be called at
   * `nextAtMs`, which every happening and every message that is put off may bring forward.
   */
  advance(nowMs: number): readonly Waiting[] {
    for (const [connection, one] of this.#connections.entries())
      if (one.tight && one.share.tightForMs(nowMs) === 0) this.#ease(connection, one, nowMs);
    const { lifted, due } = this.#targets.advance(
      nowMs,
      (where) => this.#parts.limitsFor(where).target,
      (hearer) => this.#mayGo(hearer, nowMs),
    );
    for (const change of lifted) this.#tellOfTarget('output-lifted', change, nowMs);
    return due;
  }

  /** When there is something for `advance` to do; undefined while nothing is held back. */
  nextAtMs(nowMs: number): number | undefined {
    const tight = [...this.#connections.values()]
      .filter((one) => one.tight)
      .map(({ share }) => nowMs + share.tightForMs(nowMs));
    const held = this.#targets.nextAtMs();
    const all = held === undefined ? tight : [held, ...tight];
    return all.length === 0 ? undefined : Math.min(...all);
  }

  /** Ends a target's silence; whether there was one. What waits is said from then on. */
  lift(target: string, nowMs: number): boolean {
    const change = this.#targets.lift(target, nowMs);
    if (change) this.#tellOfTarget('output-lifted', change, nowMs);
    return change !== undefined;
  }

  status(nowMs: number): OutputStatus {
    const { limitsFor } = this.#parts;
    return {
      connections: [...this.#connections.entries()].map(([connection, one]) => {
        const { shared } = limitsFor(one.where);
        const { max, windowMs } = shared;
        const counts = one.share.status(nowMs, windowMs);
        return { connection, ...counts, max, windowMs, refused: one.refused };
      }),
      targets: this.#targets.status(nowMs, (where) => limitsFor(where).target),
      dropped: this.#targets.dropped,
    };
  }

  silences(nowMs: number): OutputSilences {
    return {
      targets: this.#targets
        .silences(nowMs)
        .map(({ hearer: { connection, target, where }, untilMs }) => ({
          ...{ connection, target, untilMs },
          where: plain(where),
        })),
      connections: [...this.#connections.entries()].flatMap(([connection, { share, where }]) => {
        const leftMs = share.tightForMs(nowMs);
        return leftMs > 0 ? { connection, where: plain(where), untilMs: nowMs + leftMs } : [];
      }),
    };
  }

  restore({ targets, connections }: OutputSilences, nowMs: number): void {
    for (const { untilMs, ...hearer } of targets)
      this.#targets.silenceUntil(hearer, nowMs, untilMs);
    for (const { connection, where, untilMs } of connections) {
      const one = this.#connection(connection, where);
      one.share.tightenUntil(untilMs);
      one.tight = { sinceMs: nowMs, watched: false, alert: false };
    }
  }

  sizes() {
    const shares = [...this.#connections.values()].map(({ share }) => share.sizes);
    const sum = (what: 'size' | 'evictions') =>
      shares.reduce((total, sizes) => total + sizes[what], 0);
    const capacity = mostConnections * mostShares;
    return [
      { table: 'output-targets', ...this.#targets.sizes },
      { table: 'output-shares', size: sum('size'), capacity, evictions: sum('evictions') },
    ];
  }

  /** Forgets targets that were told nothing for an hour; says how many that were. */
  sweep(nowMs: number): number {
    const idle = ({ share, where, tight }: Connection) =>
      !tight && share.status(nowMs, this.#parts.limitsFor(where).shared.windowMs).sent === 0;
    return this.#targets.sweep(nowMs, hourMs) + this.#connections.deleteWhere(idle);
  }

  clear(): void {
    this.#targets.clear();
    this.#connections.deleteWhere(() => true);
  }

  #byTarget(sending: Sending, nowMs: number, { target, modes }: OutputLimits) {
    if (modes.output === 'off') return undefined;
    const waitMs = this.#targets.waitMs(sending, nowMs, target);
    if (waitMs === 0) {
      this.#tally(sending, 'output', 'allow');
      return undefined;
    }
    const watched = modes.output !== 'live';
    const began = this.#targets.silence(sending, nowMs, { limit: target, mode: modes.output });
    if (began) this.#tellOfTarget('output-silenced', began, nowMs);
    const about = { stage: 'output', reason: 'output-silent', retryAfterMs: waitMs } as const;
    this.#tally(sending, 'output', watched ? 'flag' : 'refuse');
    if (watched) return { ...about, verdict: 'flag' } as const;
    if (!sending.patient) return { ...about, verdict: 'refuse' } as const;
    return this.#targets.hasRoom(sending, target)
      ? ({ ...about, verdict: 'wait' } as const)
      : ({ ...about, verdict: 'refuse', reason: 'output-full' } as const);
  }

  #byShare(sending: Sending, nowMs: number, { shared, modes }: OutputLimits) {
    const mode = modes['output-global'];
    if (mode === 'off') return undefined;
    const one = this.#connection(sending.connection, sending.where);
    const watched = mode !== 'live';
    const { waitMs, began } = one.share.admit(sending.target, nowMs, shared);
    if (began) this.#tighten(sending, one, { nowMs, forMs: shared.tightMs, mode });
    this.#tally(sending, 'output-global', waitMs === 0 ? 'allow' : watched ? 'flag' : 'refuse');
    if (waitMs === 0) return undefined;
    one.refused += 1;
    const verdict = watched ? ('flag' as const) : ('refuse' as const);
    const about = { stage: 'output-global', reason: 'output-tight', retryAfterMs: waitMs } as const;
    return { ...about, verdict };
  }

  /** Whether what waited may be said now: it takes from its target's share like everything else. */
  #mayGo(hearer: Hearer, nowMs: number): boolean {
    const { shared, modes } = this.#parts.limitsFor(hearer.where);
    if (modes['output-global'] === 'off') return true;
    const { share } = this.#connection(hearer.connection, hearer.where);
    return (
      share.admit(hearer.target, nowMs, shared).waitMs === 0 || modes['output-global'] !== 'live'
    );
  }

  #connection(name: string, where: Where): Connection {
    const known = this.#connections.get(name);
    if (known) {
      known.where = where;
      return known;
    }
    const made: Connection = {
      ...{ share: new FairShare(), where, tight: undefined, refused: 0 },
    };
    this.#connections.set(name, made);
    return made;
  }

  #tighten(
    { connection, where }: Hearer,
    one: Connection,
    { nowMs, forMs, mode }: { readonly nowMs: number; readonly forMs: number; readonly mode: Mode },
  ): void {
    const alert = mode !== 'shadow';
    const watched = mode !== 'live';
    one.tight = { sinceMs: nowMs, watched, alert };
    one.refused = 0;
    this.#parts.tell({
      ...{ kind: 'output-tight', connection, where, forMs, untilMs: nowMs + forMs },
      ...{ watched, alert, waiting: 0, dropped: 0 },
    });
  }

  #ease(connection: string, one: Connection, nowMs: number): void {
    const { sinceMs = nowMs, watched = false, alert = false } = one.tight ?? {};
    one.tight = undefined;
    one.share.ease(nowMs);
    this.#parts.tell({
      ...{ kind: 'output-eased', connection, where: one.where, forMs: nowMs - sinceMs },
      ...{ untilMs: nowMs, watched, alert, waiting: 0, dropped: one.refused },
    });
  }

  #tellOfTarget(
    kind: 'output-silenced' | 'output-lifted',
    { hearer, sinceMs, untilMs, watched, alert, waiting, dropped }: TargetChange,
    nowMs: number,
  ): void {
    const { connection, where } = hearer;
    const forMs = kind === 'output-lifted' ? nowMs - sinceMs : untilMs - nowMs;
    this.#parts.tell({ kind, connection, where, forMs, untilMs, watched, alert, waiting, dropped });
  }

  #tally({ where }: Hearer, stage: OutputStage, verdict: keyof typeof counted): void {
    const source = sourceNumber(where.platform);
    this.#parts.tallies.count(outputStageNumber(stage), counted[verdict], source);
  }
}

const isFree = ({ lane }: Sending): boolean => lane === 'urgent' || lane === 'operator';

/** A place that platforms make holds more than is to be kept. */
const plain = ({ channel, space, platform, name }: Where): Where => ({
  ...{ channel, platform },
  ...(space !== undefined && { space }),
  ...(name !== undefined && { name }),
});
