/** Incidents and undo in this program: what is detected anywhere, seen together, and taken back. */
import { type CommunityId, spaceId } from '../../base/ids.ts';
import { messageOf } from '../../base/errors.ts';
import { type Result, refuse } from '../../base/result.ts';
import type { StoppableActs } from '../../core/cases/acts.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import type { HeldLevel, Incident } from '../../core/incidents/incident.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Guard } from '../../guard/index.ts';
import type { CaseStore } from '../../moderation/cases/index.ts';
import {
  Incidents,
  type Levels,
  Undos,
  incidentStore,
  undoStore,
} from '../../moderation/incidents/index.ts';
import { keyOf } from '../../moderation/raids/index.ts';
import type { Database } from '../../storage/index.ts';
import type { RaidParts } from '../raids/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { Detections, coveredBy } from './detections.ts';
import { incidentRules, incidentSettings } from './incident-settings.ts';

/** What incidents and undo hear of, and act through. */
export interface Watched {
  readonly raids: Pick<RaidParts, 'happenings' | 'held' | 'levers' | 'watch'>;
  readonly guard: Pick<Guard, 'follow'>;
  readonly cases: CaseStore;
  /** Rules are there only after what acts for them. */
  rules(): Pick<RuleLevers, 'setMode'>;
}

export interface OpenIncidents {
  readonly incidents: Incidents;
  readonly detections: Detections;
  readonly personal: PersonalHook;
  /** Opened once there is who acts. */
  openUndo(acts: StoppableActs): Promise<Undos>;
  /** Takes what this one did lately into the incident that is open for it. */
  adopt(incident: Pick<Incident, 'community' | 'subject'>, by: string, sinceMs: number): void;
}

const mostAdopted = 1000;

type Around = Pick<Surroundings, 'clock' | 'log' | 'life'>;

export async function openIncidents(
  around: Around,
  registries: Registries,
  database: Database,
  watched: Watched,
): Promise<OpenIncidents> {
  const { clock, log } = around;
  const life = around.life.child('incidents');
  const { settings } = registries.ports;
  life.own(settings.declare(incidentSettings));
  const store = incidentStore(database);
  const levels = levelsOf(watched.raids);
  const incidents: Incidents = new Incidents({
    ...{ store, clock, log, life },
    rules: (community) => incidentRules(settings, community),
    levels: (community) => levels.held(community),
    opened: (incident) => begins(incident, { log, registries, adopt }),
  });
  const adopt: OpenIncidents['adopt'] = ({ community, subject }, by, sinceMs) => {
    watched.cases
      .scoped(community, { by, sinceMs }, mostAdopted)
      .then((numbers) => incidents.adopt(community, subject, numbers))
      .catch((failure: unknown) =>
        log.error({ problem: messageOf(failure) }, 'What was done could not be put together'),
      );
  };
  // What joined one just before the program died may not be written.
  for (const incident of await incidents.open())
    if (incident.kind === 'rule') adoptRule(incident, registries, adopt);
  const detections = detecting(incidents, clock, watched);
  life.own(watched.raids.happenings.follow((happening) => detections.raid(happening)));
  life.own(watched.guard.follow((happening) => detections.flood(happening)));
  life.own(registries.hush(coveredBy(incidents)));
  return {
    ...{ incidents, detections, personal: personalIncidents(detections), adopt },
    async openUndo(acts) {
      const undos = new Undos({
        ...{ store: undoStore(database), cases: watched.cases, incidentStore: store, incidents },
        ...{ acts, levels, jobs: registries.jobs, clock, log, life: life.child('undo') },
        shadow: (community, rule, by) =>
          watched.rules().setMode(community, rule, 'shadow', { actor: by, via: 'undo' }),
      });
      await undos.open();
      return undos;
    },
  };
}

const detecting = (incidents: Incidents, clock: Around['clock'], { raids }: Watched): Detections =>
  new Detections({
    ...{ incidents, clock },
    placeOf: (space) => raids.watch.places().find((place) => place.space === space),
  });

const personalIncidents = (detections: Detections): PersonalHook => ({
  name: 'incidents',
  tell: () => Promise.resolve([]),
  erase: ({ actor }) => Promise.resolve(detections.forget(actor)),
});

interface Beginning {
  readonly log: Around['log'];
  readonly registries: Registries;
  readonly adopt: OpenIncidents['adopt'];
}

/** Of raids, floods and staff operators hear already, with more in it than this; what a rule did before belongs to it. */
function begins(incident: Incident, { log, registries, adopt }: Beginning): void {
  const { number, kind } = incident;
  log.warn({ incident: number, kind }, 'An incident begins');
  if (kind !== 'rule') return;
  registries.ports.alerts.raise(alertOf(incident));
  adoptRule(incident, registries, adopt);
}

/** What a rule did shortly before, and since. */
function adoptRule(
  incident: Incident,
  { ports }: Pick<Registries, 'ports'>,
  adopt: OpenIncidents['adopt'],
): void {
  const { community, subject, openedAtMs } = incident;
  const { windowMs } = incidentRules(ports.settings, community);
  adopt(incident, subject, openedAtMs - windowMs);
}

const alertOf = ({ community, number, kind, place, subject }: Incident) => ({
  ...{ subject: `incident:${community}:${number}`, tone: 'warning' as const },
  space: spaceId(place.space),
  text: { key: 'incident.alert', facts: { number, kind, place: place.name, about: subject } },
});

/** Levels at doors, by community. */
function levelsOf({ held, levers }: Pick<RaidParts, 'held' | 'levers'>): Levels {
  const inCommunity = (community: CommunityId) =>
    held().filter(
      ({ where: { space }, level, dry }) =>
        space !== undefined && communityOf(space) === community && level !== 'watch' && !dry,
    );
  return {
    held: (community) =>
      inCommunity(community).map(({ where, level, sinceMs }): HeldLevel => {
        return { ...{ place: nameOf(where), level, sinceMs }, key: keyOf(where) };
      }),
    async lift(community, key): Promise<Result<unknown>> {
      const found = inCommunity(community).find(({ where }) => keyOf(where) === key);
      return found ? levers.lift(found.where) : refuse('undo.no-level');
    },
  };
}

const nameOf = ({ name, spaceName }: Place): string => spaceName ?? name;
