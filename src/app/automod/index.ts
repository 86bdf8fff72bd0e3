/** Rules, asked about what happens on all networks, kept, and handled by staff. */
import { moduleSwitch } from '../../core/commands/module-switch.ts';
import type { InboundEvent } from '../../core/event.ts';
import type { Acts } from '../../core/cases/acts.ts';
import type { ReviewDesk } from '../../core/cases/review.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Series } from '../../core/metrics/metrics.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import {
  Judge,
  RuleDesk,
  RuleMemory,
  keptMessageStore,
  ruleStore,
} from '../../moderation/rules/index.ts';
import type { Database } from '../../storage/index.ts';
import { followOthers } from '../follow-others.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { carryingOut } from './carry-out.ts';
import { happeningOf } from './happening-of.ts';
import { Hits } from './hits.ts';
import { Keeping, automodSettings } from './keeping.ts';
import { Handled } from './levers.ts';
import { openMirror } from './mirror/index.ts';
import { type Decided, RuleWatch } from './watch.ts';

export interface OpenAutomod {
  /** Takes every event; whether rules in force have decided about it. Never throws, never waits. */
  take(event: InboundEvent): boolean;
  readonly levers: RuleLevers;
  readonly personal: PersonalHook;
}

/** What carries out what rules decide, who hears of it, and what knows what people made of it. */
interface Desks {
  readonly acts: Pick<Acts, 'actAll'>;
  readonly review: ReviewDesk;
  readonly detections: { rule(decided: Decided): void };
}

/** Other processes on the same database change rules, too. */
const topic = 'automod.rules';

export async function openAutomod(
  { clock, random, log, life: whole }: Surroundings,
  database: Database,
  registries: Registries,
  { acts, review, detections }: Desks,
): Promise<OpenAutomod> {
  const life = whole.child('automod');
  const { signals } = registries.memory;
  const { settings, traces, alerts } = registries.ports;
  life.own(settings.declare(automodSettings));
  const store = ruleStore(database);
  const desk = new RuleDesk({ store, clock, changed: (one) => signals.publish(topic, one) });
  await desk.load();
  if (database.dialect === 'postgres')
    followOthers({
      stamp: () => store.stamp(),
      load: () => desk.load(),
      ...{ topic, what: 'rules', signals, clock, log, life },
    });
  const kept = keptMessageStore(database);
  const keeping = new Keeping({ store: kept, settings, clock, log, life });
  const isSwitchedOff = moduleSwitch(settings);
  const memory = new RuleMemory();
  const hits = new Hits();
  const carryOut = carryingOut({ acts, review, alerts, clock, log });
  const watch = new RuleWatch({
    ...{ desk, judge: new Judge(memory), hits, keeping, traces, clock, random, log },
    isOff: (where) => isSwitchedOff('automod', where),
    carryOut: (decided) => {
      detections.rule(decided);
      carryOut(decided);
    },
  });
  life.own(registries.metrics.series(hitsSeries(hits)));
  const mirror = openMirror({ clock, log, life }, registries, {
    ...{ desk, watch, isOff: (where) => isSwitchedOff('automod', where) },
  });
  return {
    take(event) {
      mirror.take(event);
      return watch.take(event, happeningOf(event));
    },
    levers: new Handled({
      ...{ desk, hits, keeping, kept, memory, clock, review, mirror: mirror.levers },
    }),
    personal: personalHook({ hits, memory, keeping }),
  };
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
