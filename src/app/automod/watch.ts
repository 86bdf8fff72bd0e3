import type { Clock } from '../../base/clock.ts';
import type { CommunityId } from '../../base/ids.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Actor } from '../../core/actor.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, MessageEvent, Place } from '../../core/event.ts';
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

/** Of which of our rules the network says that it held, and what it found. */
export interface Named {
  readonly numbers: readonly number[];
  /** No other rule is to hold: what they ask cannot be known. */
  readonly alone: boolean;
  readonly found?: { readonly from: number; readonly to: number };
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

  /**
   * Takes what the network kept back for one of our rules, as if it had been said. Counts for that rule in any case;
   * nobody is punished for what our own rules do not hold for, but where its text may not be read.
   */
  takeKeptBack(event: MessageEvent, happening: Happening | undefined, named: Named): void {
    const { space } = event.where;
    if (happening === undefined || space === undefined) return;
    if (this.#parts.isOff(event.where)) return;
    const community = communityOf(space);
    if (event.text !== '') this.#keep(community, event, happening);
    this.#ask(community, event, happening, named);
  }

  #ask(community: CommunityId, event: WithActor, happening: Happening, named?: Named): boolean {
    const { desk, judge, hits, clock, carryOut } = this.#parts;
    const book = desk.bookOf(community);
    if (!book) return false;
    const all = judge.judge(book, happening, clock.monotonic());
    const judged = named?.alone
      ? all.filter(({ rule }) => named.numbers.includes(rule.number))
      : all;
    const told = named && this.#toldOf(community, named, judged);
    const fired = told ? [...judged, told] : judged;
    if (fired.length === 0) return false;
    const { id: actor, name } = event.actor;
    const { name: place } = event.where;
    for (const one of fired)
      hits.note({ atMs: clock.now(), community, fired: one, actor, name, place, happening });
    this.#trace(event, fired);
    const decision = decisionOf(happening.text === '' ? fired : judged);
    if (!decision) return false;
    const found = fired.flatMap((one) => foundIn(happening.text, one));
    carryOut({ community, event, decision, found });
    return true;
  }

  /** The rule that the network held for, where ours does not hold by itself. */
  #toldOf(community: CommunityId, { numbers, found }: Named, judged: readonly Fired[]) {
    const isNamed = ({ number }: { readonly number: number }) => numbers.includes(number);
    if (judged.some(({ rule }) => isNamed(rule))) return undefined;
    const known = this.#parts.desk.list(community).find((one) => isNamed(one));
    if (known?.mode !== 'live') return undefined;
    const { number, name, mode, rule } = known;
    const evidence = [{ condition: 0, value: 0, ...(found && { span: found }) }];
    return { rule: { number, name, mode, rule }, evidence };
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
