/** Moderation in this program: cases, the one place that acts, limits on staff, and what staff do, put together. */
import { sleep } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import { actorId, type ConnectionId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { Card } from '../../core/card.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import { communityOf } from '../../core/community.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { InboundEvent, MemberEvent, Place } from '../../core/event.ts';
import type { CaseIntake } from '../../core/imports/imports.ts';
import { samePersonBy } from '../../core/people/same-person.ts';
import { peopleStore } from '../../core/people/store.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { layersOf } from '../../core/settings/scope.ts';
import { shownMoment } from '../../core/settings/when.ts';
import { languageNamed } from '../../core/texts/texts.ts';
import {
  SaidLately,
  StaffWatch,
  type Told,
  dryActs,
  nativeOf,
  openActs,
  quarantineStore,
} from '../../moderation/acts/index.ts';
import { type CaseStore, caseStore } from '../../moderation/cases/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Detections } from '../incidents/detections.ts';
import { type OpenIncidents, type Watched, openIncidents } from '../incidents/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import type { Invite } from '../appeals/invitation.ts';
import { ByHandWatch } from './by-hand.ts';
import { caseBook } from './case-book.ts';
import { caseIntake } from './case-intake.ts';
import { Everywhere } from './everywhere.ts';
import { KnownSpaces } from './known-spaces.ts';
import { listedAt } from './listed.ts';
import { personalLately } from './personal-lately.ts';
import { actRules, moderationSettings } from './moderation-settings.ts';

export interface OpenModeration {
  readonly desk: ModerationDesk;
  readonly personal: readonly PersonalHook[];
  /** Where imports put cases. */
  readonly intake: CaseIntake;
  readonly detections: Detections;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

/** People who cannot be told within this time are not waited for. */
const tellWithinMs = 5000;

type Around = Pick<Surroundings, 'clock' | 'log' | 'life'>;

export async function openModeration(
  around: Around & Pick<Surroundings, 'config'>,
  registries: Registries,
  database: Database,
  parts: Omit<Watched, 'cases'> & { readonly invite: Invite },
): Promise<OpenModeration> {
  const store = caseStore(database);
  const seen = await openIncidents(around, registries, database, { ...parts, cases: store });
  const acting = { registries, database, store, seen, invite: parts.invite };
  const { acts, follow, staff, lately } = await openActing(around, acting);
  const { config, clock, log } = around;
  const { board, ports } = registries;
  const { settings } = ports;
  const enforcerOf = (connection: ConnectionId) => board.platform(connection)?.enforcer;
  const spaces = new KnownSpaces();
  const intaking = { store, clock, connections: config.connections, enforcerOf, follow };
  const everywhere = new Everywhere({ acts, store, spaces });
  await everywhere.open();
  const undo = await seen.openUndo(acts);
  const byHand = watchByHand(registries, { acts, staff, log, clock, signal: around.life.signal });
  return {
    intake: caseIntake({ ...intaking, placeOf: (space) => spaces.named(space) }),
    personal: [personalLately(lately), seen.personal],
    detections: seen.detections,
    take(event) {
      lately.take(event);
      spaces.take(event);
      byHand.take(event);
      if (event.kind !== 'member-joined') return;
      seen.detections.joined(event);
      if (!event.quiet) keepOut(everywhere, event, log);
    },
    desk: {
      ...{ acts, dry: dryActs({ store, enforcerOf }), book: caseBook({ store, settings, clock }) },
      place: (named) => spaces.named(named),
      find: (where, text) => find({ where, text, store, registries }),
      standingAt: (where, who) => standingAt(registries, where, who),
      everywhere: (where, subject) => everywhere.everywhere(where, subject),
      banEverywhere: (request) => everywhere.banEverywhere(request),
      unbanEverywhere: (request) => everywhere.unbanEverywhere(request),
      ...{ incidents: seen.incidents, undo },
      lists: (where) => listedAt(where, { store, enforcer: enforcerOf(where.connection) }),
      quarantined: (community) => staff.list(community),
      rescue: (community, actor) => staff.rescue(community, actor),
    },
  };
}

const watchByHand = (
  { board, ports: { settings, permissions } }: Registries,
  watching: Pick<
    ConstructorParameters<typeof ByHandWatch>[0],
    'acts' | 'staff' | 'log' | 'clock' | 'signal'
  >,
): ByHandWatch =>
  new ByHandWatch({
    ...{ ...watching, permissions, rules: (where) => actRules(settings, where) },
    nameOf: async (where, native) =>
      (await board.platform(where.connection)?.findActor(where, native))?.name,
  });

function keepOut(everywhere: Everywhere, event: MemberEvent, log: Around['log']): void {
  everywhere
    .joined(event)
    .catch((failure: unknown) =>
      log.error({ problem: messageOf(failure) }, 'Somebody banned everywhere could not be banned'),
    );
}

interface Acting {
  readonly registries: Registries;
  readonly database: Database;
  readonly store: CaseStore;
  readonly seen: OpenIncidents;
  readonly invite: Invite;
}

/** Who acts, and who watches those who have it done. */
async function openActing(
  { clock, log, life }: Around,
  { registries, database, store, seen, invite }: Acting,
) {
  const { ports, jobs, board } = registries;
  const { settings, permissions, alerts } = ports;
  life.own(settings.declare(moderationSettings));
  const enforcerOf = (connection: ConnectionId) => board.platform(connection)?.enforcer;
  const staff = new StaffWatch({
    ...{ cases: store, store: quarantineStore(database), permissions, alerts, clock, enforcerOf },
    suspended: (quarantine, where) => {
      const { community, actor, sinceMs, windowMs } = quarantine;
      seen.detections.staff(quarantine, where);
      // What he did before it was too much belongs to it, so that it can be taken back with it.
      seen.adopt({ community, subject: 'staff' }, actor, sinceMs - windowMs);
    },
  });
  await staff.open();
  const lately = new SaidLately(clock);
  const { acts, follow } = await openActs({
    ...{ store, clock, jobs, log, staff, lately, enforcerOf, life: life.child('acts') },
    samePerson: samePersonBy(peopleStore(database)),
    rules: (where) => actRules(settings, where),
    opened: (made) => seen.incidents.caseOpened(made),
    tell: (where, subject, told) =>
      within(clock, telling(registries, { where, subject, told, invite })),
  });
  return { acts, follow, staff, lately };
}

interface Finding {
  readonly where: Place;
  readonly text: string;
  readonly store: CaseStore;
  readonly registries: Registries;
}

/** Who is here, else whom the network knows by this id or mask, else who has cases here under exactly this name. */
async function find({ where, text, store, registries }: Finding): Promise<Subject | undefined> {
  const platform = registries.board.platform(where.connection);
  try {
    const actor = await platform?.findActor(where, text);
    if (actor) return { id: actor.id, name: actor.name, native: actor.native };
    const known = await platform?.enforcer?.find(where, text);
    if (known) return known;
  } catch (failure) {
    // A network that is away knows nobody; who has cases here is found all the same.
    if (!(failure instanceof CastellanError)) throw failure;
  }
  if (where.space === undefined) return undefined;
  const found = await store.people(communityOf(where.space), text.replace(/^@/, ''), 50);
  const person = found.find(
    ({ name, actor }) =>
      name.toLowerCase() === text.replace(/^@/, '').toLowerCase() || actor === text,
  );
  return person && { id: actorId(person.actor), name: person.name, native: nativeOf(person.actor) };
}

/** Only whom the network of the place itself knows: a name on another network is anybody's. */
async function standingAt(
  { board }: Registries,
  where: Place,
  who: Actor,
): Promise<Actor | undefined> {
  const there = await board.platform(where.connection)?.findActor(where, who.native);
  return there?.id === who.id ? there : undefined;
}

interface Telling {
  readonly where: Place;
  readonly subject: Subject;
  readonly told: Told;
  readonly invite: Invite;
}

/** Whether it reached him, as far as the network says. */
async function telling(
  { board, ports: { settings, texts } }: Registries,
  { where, subject, told, invite }: Telling,
): Promise<boolean> {
  const platform = board.platform(where.connection);
  const actor = await platform?.findActor(where, subject.native);
  if (!platform || !actor || actor.bot) return false;
  const place = layersOf(where);
  const say = texts.in(languageNamed(settings.readText('core.language', place)));
  const { kind, number, reason, untilMs } = told;
  const zone = settings.readText('core.timeZone', place);
  const prefix = settings.readText('core.prefix', place);
  const card: Card = {
    ...(await invite({ where, platform, told, say, prefix })),
    tone: 'warning',
    say: say('act.told', {
      ...{ kind, number, place: where.spaceName ?? where.name, reason: reason || 'none' },
      until: untilMs === undefined ? 'ever' : `${shownMoment(untilMs, zone)} ${zone}`,
    }),
  };
  const said = await platform.reply({ where, actor }, card, { private: true, whisper: true });
  const reached = said.message !== undefined || platform.can.has('whisper');
  return reached && said.guarded?.verdict !== 'refuse';
}

/** Nobody waits long for one who cannot be told. */
async function within(clock: Surroundings['clock'], telling: Promise<boolean>): Promise<boolean> {
  const late = new AbortController();
  const patience = sleep(clock, tellWithinMs, late.signal).then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([telling, patience]);
  } catch {
    // Who cannot be told is not told; what is done to him does not hang on it.
    return false;
  } finally {
    late.abort();
  }
}
