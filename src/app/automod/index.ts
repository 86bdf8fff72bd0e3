/** Rules, asked about what happens on all networks, kept, and handled by staff. */
import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { InboundEvent } from '../../core/event.ts';
import type { Acts } from '../../core/cases/acts.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Series } from '../../core/metrics/metrics.ts';
import type { Signals } from '../../core/signals/signals.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import {
  Judge,
  RuleDesk,
  RuleMemory,
  keptMessageStore,
  ruleStore,
} from '../../moderation/rules/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { carryingOut } from './carry-out.ts';
import { happeningOf } from './happening-of.ts';
import { Hits } from './hits.ts';
import { Keeping, automodSettings } from './keeping.ts';
import { Handled } from './levers.ts';
import { RuleWatch } from './watch.ts';

export interface OpenAutomod {
  /** Takes every event; whether rules in force have decided about it. Never throws, never waits. */
  take(event: InboundEvent): boolean;
  readonly levers: RuleLevers;
  readonly personal: PersonalHook;
}

/** Other processes on the same database change rules, too. */
const topic = 'automod.rules';
const lookEveryMs = 2000;

export async function openAutomod(
  { clock, random, log, life: whole }: Surroundings,
  database: Database,
  { ports, memory: { signals }, metrics }: Registries,
  acts: Pick<Acts, 'act'>,
): Promise<OpenAutomod> {
  const life = whole.child('automod');
  const { settings, traces, alerts } = ports;
  life.own(settings.declare(automodSettings));
  const store = ruleStore(database);
  const desk = new RuleDesk({ store, clock, changed: (one) => signals.publish(topic, one) });
  await desk.load();
  if (database.dialect === 'postgres')
    followOthers({
      stamp: () => store.stamp(),
      load: () => desk.load(),
      signals,
      clock,
      log,
      life,
    });
  const kept = keptMessageStore(database);
  const keeping = new Keeping({ store: kept, settings, clock, log, life });
  const memory = new RuleMemory();
  const hits = new Hits();
  const watch = new RuleWatch({
    ...{ desk, judge: new Judge(memory), hits, keeping, traces, clock, random, log },
    carryOut: carryingOut({ acts, alerts, clock, log }),
  });
  life.own(metrics.series(hitsSeries(hits)));
  return {
    take: (event) => watch.take(event, happeningOf(event)),
    levers: new Handled({ desk, hits, keeping, kept, clock }),
    personal: personalHook({ hits, memory, keeping }),
  };
}

interface Following {
  stamp(): Promise<number>;
  load(): Promise<void>;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Looks every two seconds, and at once when another process says so. */
function followOthers({ signals, clock, log, life, ...rules }: Following): void {
  let stamp = -1;
  const look = async (): Promise<void> => {
    const now = await rules.stamp();
    if (now !== stamp && stamp >= 0) await rules.load();
    stamp = now;
  };
  const calmly = (): void =>
    void look().catch((failure: unknown) =>
      log.warn({ problem: messageOf(failure) }, 'Changes of rules cannot be looked for'),
    );
  life.own(signals.subscribe(topic, calmly));
  life.own(every(clock, lookEveryMs, calmly));
}

const hitsSeries = (hits: Hits): Series => ({
  name: 'castellan_rule_hits_total',
  help: 'Times that a rule held',
  type: 'counter',
  labels: [],
  read: () => [{ labels: {}, count: hits.total() }],
});

function personalHook({
  hits,
  memory,
  keeping,
}: {
  readonly hits: Hits;
  readonly memory: RuleMemory;
  readonly keeping: Keeping;
}): PersonalHook {
  return {
    name: 'automod',
    tell: ({ actor }) =>
      Promise.resolve(
        hits.ofPerson(actor).map(({ atMs, place, happening: { text } }) => ({ atMs, place, text })),
      ),
    erase: async ({ actor }) =>
      hits.forget(actor) + memory.forget(actor) + (await keeping.forget(actor)),
  };
}
