import type { Clock } from '../../base/clock.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import type { Flagged, Guard, Happening, Refused } from '../../guard/index.ts';
import type { History, Judged, Recorder } from '../../replay/index.ts';
import type { AtGate, GateWatch } from './gate-watch.ts';
import type { KnownPlaces } from './known-places.ts';

interface Parts {
  readonly guard: Guard;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly history: History;
  readonly places: KnownPlaces;
}

/** Looks on at the gate: takes facts down, and keeps the history of what was refused. */
export class GuardWatch implements GateWatch {
  readonly #parts: Parts;
  #taken = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.guard.follow((happening) => this.#happened(happening));
  }

  /** Hands an event on; what did not come to the gate is taken down as talk, coming or going. */
  hear(event: InboundEvent, dispatch: (event: InboundEvent) => void): void {
    const { recorder } = this.#parts;
    const before = this.#taken;
    recorder.expectSize(event.kind === 'message' ? event.text.length : 0);
    dispatch(event);
    if (this.#taken === before) this.#talk(event);
  }

  entered(at: AtGate, verdict: Parameters<GateWatch['entered']>[1]): void {
    this.#taken += 1;
    this.#parts.places.see(at.entering.where);
    this.#parts.recorder.used(this.#judged(at), verdict);
    if (verdict.verdict !== 'allow') this.#note(at, verdict);
  }

  reserved(at: AtGate, reserved: Parameters<GateWatch['reserved']>[1]) {
    const mark = this.#parts.recorder.reserved(this.#judged(at), reserved);
    if (reserved.verdict !== 'allow') this.#note(at, reserved);
    return mark && ((laterMs: number) => this.#parts.recorder.refunded(mark, laterMs));
  }

  /** As it was judged: with hosts counted together, under their network. */
  #judged({ entering, use, nowMs }: AtGate): Judged {
    const actor = this.#parts.guard.countedAs(use.actor);
    return {
      ...{ use: { ...use, actor }, nowMs },
      ...{ place: entering.where, command: entering.command.name },
    };
  }

  #talk(event: InboundEvent): void {
    const { recorder, clock } = this.#parts;
    const nowMs = Math.floor(clock.monotonic());
    switch (event.kind) {
      case 'message':
        if (event.actor.bot || event.replayed) return;
        return recorder.saw('message', event.actor.id, event.where, nowMs);
      case 'member-joined':
        return recorder.saw('join', event.actor.id, event.where, nowMs);
      case 'member-left':
        return recorder.saw('leave', event.actor.id, event.where, nowMs);
      default:
        return;
    }
  }

  #note({ entering, use }: AtGate, verdict: Refused | Flagged): void {
    const { history, clock, guard } = this.#parts;
    const { actor, where, command } = entering;
    history.note({
      kind: verdict.verdict === 'refuse' ? 'refused' : 'would-refuse',
      ...{ stage: verdict.stage, reason: verdict.reason },
      ...{ actor: guard.countedAs(use.actor), actorName: actor.name, command: command.name },
      ...placeOf(where),
      untilMs: clock.now() + verdict.retryAfterMs,
    });
  }

  /** Told while the guard judges, before the gate hears the verdict. */
  #happened(happening: Happening): void {
    const { history, clock } = this.#parts;
    const { forMs, where } = happening;
    const untilMs = clock.now() + forMs;
    const place = isPlace(where)
      ? placeOf(where)
      : { channel: where.channel, place: where.channel };
    switch (happening.kind) {
      case 'muted':
      case 'banned': {
        const { kind, actor, name } = happening;
        return history.note({
          ...{ kind, stage: 'sanction', reason: kind, actor, actorName: name, untilMs, ...place },
        });
      }
      case 'channel-silenced': {
        const kind = happening.watched ? 'would-refuse' : happening.kind;
        return history.note({
          ...{ kind, stage: 'channel', reason: 'channel-quiet', untilMs, ...place },
        });
      }
      case 'output-silenced':
      case 'output-tight':
        return history.note({
          kind: happening.watched ? 'would-refuse' : 'output-held',
          ...(happening.kind === 'output-tight'
            ? { stage: 'output-global', reason: 'output-tight' }
            : { stage: 'output', reason: 'output-silent' }),
          ...{ untilMs, ...place },
        });
      default:
        return;
    }
  }
}

const isPlace = (where: object): where is Place => 'name' in where;

const placeOf = ({ channel, space, name }: Place) => ({
  ...{ channel, place: name },
  ...(space !== undefined && { space }),
});
