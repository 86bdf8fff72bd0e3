import type { Clock } from '../../base/clock.ts';
import type { CommunityId } from '../../base/ids.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Actor } from '../../core/actor.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import type { Traces } from '../../core/trace.ts';
import {
  type Decision,
  type Fired,
  type Happening,
  type Judge,
  type RuleDesk,
  decisionOf,
} from '../../moderation/rules/index.ts';
import type { Hits } from './hits.ts';
import type { Keeping } from './keeping.ts';

type WithActor = Extract<InboundEvent, { actor: Actor }>;

/** What rules have decided about somebody; whoever acts gets all he needs. */
export interface Decided {
  readonly community: CommunityId;
  readonly event: WithActor;
  readonly decision: Decision;
  readonly found: readonly string[];
}

interface Parts {
  readonly desk: RuleDesk;
  readonly judge: Judge;
  readonly hits: Hits;
  readonly keeping: Keeping;
  readonly traces: Pick<Traces, 'begin'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Does what was decided. Never throws, never waits. */
  readonly carryOut: (decided: Decided) => void;
  /** Whether the whole module is switched off there. */
  readonly isOff: (where: Place) => boolean;
}

/** Asks the rules about everything that happens. */
export class RuleWatch {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes every event; whether rules in force have decided about it. Never throws, never waits. */
  take(event: InboundEvent, happening: Happening | undefined): boolean {
    const { space } = event.where;
    if (happening === undefined || space === undefined || !('actor' in event)) return false;
    try {
      if (this.#parts.isOff(event.where)) return false;
      const community = communityOf(space);
      this.#keep(community, event, happening);
      return this.#ask(community, event, happening);
    } catch (failure) {
      this.#parts.log.error({ problem: messageOf(failure) }, 'Rules could not be asked');
      return false;
    }
  }

  #ask(community: CommunityId, event: WithActor, happening: Happening): boolean {
    const { desk, judge, hits, clock, carryOut } = this.#parts;
    const book = desk.bookOf(community);
    if (!book) return false;
    const fired = judge.judge(book, happening, clock.monotonic());
    if (fired.length === 0) return false;
    const { id: actor, name } = event.actor;
    const { name: place } = event.where;
    for (const one of fired)
      hits.note({ atMs: clock.now(), community, fired: one, actor, name, place, happening });
    this.#trace(event, fired);
    const decision = decisionOf(fired);
    if (!decision) return false;
    const found = fired.flatMap((one) => foundIn(happening.text, one));
    carryOut({ community, event, decision, found });
    return true;
  }

  #trace(event: WithActor, fired: readonly Fired[]): void {
    const trace = this.#parts.traces.begin(event);
    for (const { rule } of fired) {
      const { number, name, mode } = rule;
      trace.step(
        'rule',
        mode === 'live' ? 'flag' : 'note',
        () => `rule ${number} (${name}) holds${mode === 'live' ? '' : ', and only watches'}`,
      );
    }
    trace.end('observed');
  }

  #keep(community: CommunityId, event: WithActor, happening: Happening): void {
    const { keeping, random } = this.#parts;
    if (event.kind !== 'message' || keeping.daysIn(community) === 0) return;
    const { where, atMs, id, actor } = event;
    keeping.note({
      id: `${where.channel} ${id ?? `${atMs} ${random.token(6)}`}`,
      ...{ community, atMs, name: actor.name, happening },
    });
  }
}

/** What a rule found in a text, as it stands there. */
export const foundIn = (text: string, { evidence }: Pick<Fired, 'evidence'>): readonly string[] =>
  evidence.flatMap(({ span }) => (span ? [text.slice(span.from, span.to)] : []));
