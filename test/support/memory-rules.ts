import type { Clock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { traces } from '../../src/core/trace.ts';
import { happeningOf } from '../../src/app/automod/happening-of.ts';
import { Hits } from '../../src/app/automod/hits.ts';
import { Keeping } from '../../src/app/automod/keeping.ts';
import { noMirror } from './no-mirror.ts';
import { noReview } from './no-review.ts';
import { Handled } from '../../src/app/automod/levers.ts';
import { type Decided, RuleWatch } from '../../src/app/automod/watch.ts';
import type { MirrorLevers } from '../../src/core/commands/rule-levers.ts';
import type { InboundEvent } from '../../src/core/event.ts';
import {
  Judge,
  type KeptMessage,
  RuleDesk,
  RuleMemory,
  type keptMessageStore,
  type ruleStore,
} from '../../src/moderation/rules/index.ts';

/** Rules without a database, and without anybody who acts: what was decided is written down. */
export function memoryRules(
  clock: Clock,
  { days = 0, mirror = noMirror }: { days?: number; mirror?: MirrorLevers } = {},
) {
  const decided: Decided[] = [];
  const kept = messagesInMemory();
  const desk = new RuleDesk({ store: rulesInMemory(), clock });
  const hits = new Hits();
  const memory = new RuleMemory({ authors: 64, channels: 8 });
  const keeping = new Keeping({
    ...{ store: kept, settings: { readNumber: () => days }, clock, log: memoryLog() },
    life: lifetime('rules'),
  });
  const watch = new RuleWatch({
    ...{ desk, judge: new Judge(memory), hits, keeping },
    ...{ traces: traces(clock), clock, random: seededRandom(3), log: memoryLog() },
    carryOut: (one) => void decided.push(one),
    isOff: () => false,
  });
  return {
    ...{
      decided,
      levers: new Handled({ desk, hits, keeping, kept, memory, clock, review: noReview, mirror }),
    },
    ...{ desk, watch },
    take: (event: InboundEvent) => watch.take(event, happeningOf(event)),
  };
}

export function rulesInMemory(): ReturnType<typeof ruleStore> {
  type Store = ReturnType<typeof ruleStore>;
  type Rules = Awaited<ReturnType<Store['all']>>;
  type Revisions = Awaited<ReturnType<Store['history']>>;
  let rules: Rules = [];
  let revisions: Revisions = [];
  let number = 0;
  return {
    all: () => Promise.resolve(rules.toSorted((one, other) => one.position - other.position)),
    change(changes, { community, by, via, atMs }) {
      const changed = changes.map(({ before, after }) => {
        const own = before?.number ?? (number += 1);
        const rule = after && { ...after, community, number: own };
        rules = [...rules.filter((one) => one.number !== own), ...(rule ? [rule] : [])];
        const shown = { ...(before && { before }), ...(after && { after }) };
        const seq = revisions.length + 1;
        revisions = [{ seq, number: own, by, via, atMs, ...shown }, ...revisions];
        return own;
      });
      return Promise.resolve(changed);
    },
    history: (_community, limit) => Promise.resolve(revisions.slice(0, limit)),
    stamp: () => Promise.resolve(revisions.length),
  };
}

function messagesInMemory(): ReturnType<typeof keptMessageStore> {
  let all: readonly KeptMessage[] = [];
  return {
    add(messages) {
      all = [...all, ...messages];
      return Promise.resolve();
    },
    async *since(_community, sinceMs) {
      yield await Promise.resolve(all.filter(({ atMs }) => atMs >= sinceMs));
    },
    count: () => Promise.resolve({ messages: all.length }),
    expire: () => Promise.resolve(0),
    communities: () => Promise.resolve([]),
    forget(actor) {
      const others = all.filter(({ happening }) => happening.author.id !== actor);
      const count = all.length - others.length;
      all = others;
      return Promise.resolve(count);
    },
  };
}
