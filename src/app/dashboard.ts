import type { Backups } from '../core/backups/backups.ts';
import type { Announcements } from '../core/announcements/announcements.ts';
import type { AppealDesk } from '../core/appeals/desk.ts';
import type { ModerationDesk } from '../core/cases/desk.ts';
import type { EventLogDesk } from '../core/commands/event-log-desk.ts';
import type { GateDesk } from '../core/gate/desk.ts';
import type { ReviewDesk } from '../core/cases/review.ts';
import type { AutomationLevers } from '../core/commands/automation-levers.ts';
import type { AiLevers } from '../core/commands/ai-levers.ts';
import type { RuleLevers } from '../core/commands/rule-levers.ts';
import type { PeopleDesk } from '../core/people/people.ts';
import type { Diagnose } from '../core/diagnosis/diagnosis.ts';
import type { GuardBoardPort } from '../dashboard/index.ts';
import type { Guard } from '../guard/index.ts';
import type { Database } from '../storage/index.ts';
import { commandsPage } from './commands-page.ts';
import type { Hosting } from './extensions.ts';
import { webLimitsOf } from './guard.ts';
import {
  automationsPage,
  extensionsPage,
  healthPage,
  modulesPage,
  peoplePage,
  newsPage,
  readerIn,
  reviewPage,
  rulesPage,
  settingsPage,
} from './page-ports.ts';
import { pageFolder } from './product.ts';
import { readiness } from './readiness.ts';
import type { Registries, Surroundings } from './registries.ts';
import type { SimulatedNetworks } from './simulated-networks.ts';

export interface DashboardParts {
  readonly database: Database;
  readonly registries: Registries;
  readonly simulated: SimulatedNetworks | undefined;
  readonly guard: Guard;
  readonly guardBoard?: GuardBoardPort;
  readonly backups: Backups;
  readonly diagnose: Diagnose;
  readonly hosting: Pick<Hosting, 'ports' | 'web'>;
  readonly moderation: ModerationDesk;
  readonly review: ReviewDesk;
  readonly people: PeopleDesk;
  readonly appeals: AppealDesk;
  readonly gate: GateDesk;
  readonly announcements: Announcements;
  readonly rules: RuleLevers;
  readonly eventLog: EventLogDesk;
  readonly automations: AutomationLevers;
  readonly ai: AiLevers;
}

/** Opens the dashboard's server; the owner's token comes with its first start. */
export async function openDashboard(
  { config, product, clock, random, log, life }: Surroundings,
  { database, registries, simulated, guard, guardBoard, backups, ...desks }: DashboardParts,
): Promise<{ readonly url: string; readonly ownerToken?: string }> {
  const { dashboardStore, owner, startDashboard } = await import('../dashboard/index.ts');
  const { ports, metrics, board, audit } = registries;
  const store = dashboardStore(database);
  const ownerToken = await owner({ store, clock, random }).ensureToken();
  const { url } = await startDashboard(
    {
      host: config.dashboard.host,
      port: config.dashboard.port,
      pageDir: pageFolder,
      origins: config.dashboard.origins,
      trustedProxies: config.dashboard.trusted_proxies,
      metricsFromLoopback: true,
    },
    {
      product: { name: product.name, version: product.version },
      traces: ports.traces,
      connections: board,
      jobs: ports.jobs,
      hooks: ports.hooks,
      health: healthPage(ports, desks.diagnose),
      eventLog: { desk: desks.eventLog, say: ports.texts.in('en') },
      rules: rulesPage(registries, desks.rules),
      automations: automationsPage(registries, desks.automations),
      ai: { levers: desks.ai, places: () => registries.places.list() },
      extensions: extensionsPage(ports, desks.hosting),
      modules: modulesPage(ports, desks.hosting),
      ...(simulated && { playground: simulated.playground }),
      ...(guardBoard && { guard: guardBoard }),
      ...{ settings: settingsPage(registries), backups: { backups, say: ports.texts.in('en') } },
      commands: commandsPage(registries, desks.hosting.ports),
      cases: { ...desks.moderation, say: ports.texts.in('en') },
      appeals: { desk: desks.appeals, say: readerIn(ports) },
      gate: { desk: desks.gate, say: readerIn(ports) },
      news: newsPage(registries, desks.announcements),
      review: reviewPage(registries, desks.review),
      people: peoplePage(registries, desks.people, desks.moderation.book),
      incidents: { ...desks.moderation, say: ports.texts.in('en') },
      ...{ audit, store, limits: webLimitsOf(guard, clock) },
      metrics: () => metrics.scrape(),
      readiness: () => Promise.resolve(readiness(board.platforms())),
      ...{ clock, random, log },
    },
    life.child('dashboard'),
  );
  return { url, ...(ownerToken !== undefined && { ownerToken }) };
}
