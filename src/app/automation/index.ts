/** Automations, run when something happens on any network or a clock shows a time, kept, and handled by staff. */
import type { CommunityId, ConnectionId } from '../../base/ids.ts';
import type { AutomationLevers } from '../../core/commands/automation-levers.ts';
import type { DispatchParts } from '../../core/commands/dispatch-parts.ts';
import type { Gate } from '../../core/commands/gate.ts';
import { moduleSwitch } from '../../core/commands/module-switch.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import {
  AutomationDesk,
  AutomationJudge,
  Templates,
  automationCountStore,
  automationStore,
} from '../../automation/index.ts';
import type { Database } from '../../storage/index.ts';
import { followOthers } from '../follow-others.ts';
import { KnownSpaces } from '../moderation/known-spaces.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { Clockwork } from './clockwork.ts';
import { Counts } from './counts.ts';
import { Deeds } from './deeds.ts';
import { AutomationEngine } from './engine.ts';
import { HandledAutomations } from './levers.ts';
import { ownCommands } from './own-commands.ts';
import { Runs } from './runs.ts';
import { automationSettings } from './settings.ts';

export interface OpenAutomations {
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
  readonly ownCommand: NonNullable<DispatchParts['ownCommand']>;
  readonly levers: AutomationLevers;
  readonly personal: PersonalHook;
}

const topic = 'automation.changes';

export async function openAutomations(
  { clock, random, log, life: whole }: Surroundings,
  database: Database,
  { ports, memory: { signals }, jobs, board, catalogue }: Registries,
  gate: Pick<Gate, 'enter'>,
): Promise<OpenAutomations> {
  const life = whole.child('automations');
  const { settings, traces, alerts, permissions } = ports;
  life.own(settings.declare(automationSettings));
  const store = automationStore(database);
  const spaces = new KnownSpaces();
  const placeOf = (community: CommunityId) => spaces.named(community);
  const platformOf = (connection: ConnectionId) => board.platform(connection);
  const desk = new AutomationDesk({
    ...{ store, clock },
    changed(community) {
      clockwork.settle();
      signals.publish(topic, community);
    },
  });
  await desk.load();
  const templates = new Templates(random);
  const runs = new Runs(clock);
  const counts = new Counts({ store: automationCountStore(database), clock, log, life });
  await counts.load();
  const judge = new AutomationJudge({ clock, random });
  const isSwitchedOff = moduleSwitch(settings);
  const isOff = (where: Place) => isSwitchedOff('automation', where);
  const engine = new AutomationEngine({
    ...{ desk, judge, deeds: new Deeds({ platformOf, templates }), runs, counts, gate },
    ...{ settings, traces, alerts, clock, log, isOff },
  });
  const clockwork = new Clockwork({ desk, engine, jobs, settings, placeOf, clock, log, life });
  clockwork.settle();
  const kept = { stamp: () => store.stamp(), load: loading(desk, clockwork) };
  if (database.dialect === 'postgres')
    followOthers({ ...kept, topic, what: 'automations', signals, clock, log, life });
  return {
    take(event) {
      spaces.take(event);
      engine.take(event);
    },
    ownCommand: ownCommands({ desk, engine, isOff }),
    levers: new HandledAutomations({
      ...{ desk, engine, clockwork, templates, runs, counts, settings, permissions, catalogue },
      ...{ placeOf, platformOf, clock },
    }),
    personal: personalHook(runs),
  };
}

const loading = (desk: AutomationDesk, clockwork: Clockwork) => async (): Promise<void> => {
  await desk.load();
  clockwork.settle();
};

const personalHook = (runs: Runs): PersonalHook => ({
  name: 'automations',
  tell: ({ actor }) =>
    Promise.resolve(
      runs
        .ofPerson(actor)
        .map(({ atMs, place, text, name }) => ({ atMs, place, text, automation: name })),
    ),
  erase: ({ actor }) => Promise.resolve(runs.forget(actor)),
});
