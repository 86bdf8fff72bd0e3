/** People as staff of a community see them, put together from all that is known of them there. */
import type { ActorId } from '../../base/ids.ts';
import { actorId } from '../../base/ids.ts';
import type { CommunityId } from '../../base/ids.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import { isLasting } from '../../core/cases/case.ts';
import type { ActRequest } from '../../core/cases/acts.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { peopleLinks } from '../../core/people/links.ts';
import type { PeopleDesk, PersonAct, PersonFound, PersonKey } from '../../core/people/people.ts';
import { type PeopleStore, peopleStore } from '../../core/people/store.ts';
import { nativeOf } from '../../moderation/acts/index.ts';
import { personRecords } from '../../moderation/cases/index.ts';
import { reviewStore } from '../../moderation/review/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Registries } from '../registries.ts';
import { placeOfCommunity } from '../review/review-settings.ts';
import { type Known, type PeopleParts, personView } from './person.ts';

export function openPeople(
  database: Database,
  registries: Registries,
  parts: PeopleParts,
): PeopleDesk {
  const { clock, random } = registries.ports;
  const store = peopleStore(database);
  const links = peopleLinks({ store, clock, random });
  const known: Known = { ...parts, links, records: personRecords(database) };
  const waiting = reviewStore(database);
  const search = searching({ ...parts, store, links, waiting, board: registries.board });
  return {
    ...{ links, search, person: (key) => personView(known, key) },
    ...acting(parts, registries),
  };
}

interface Searching extends Pick<PeopleParts, 'moderation'> {
  readonly store: PeopleStore;
  readonly links: PeopleDesk['links'];
  readonly waiting: Pick<ReturnType<typeof reviewStore>, 'peopleNamed'>;
  readonly board: Registries['board'];
}

const mostFound = 25;

interface Finding {
  readonly actor: string;
  readonly name: string;
  readonly how: PersonFound['known'][number];
}

/** Everybody who fits, each once, with how he is known. */
function searching(parts: Searching): PeopleDesk['search'] {
  const { moderation, store, links, waiting } = parts;
  return async (community, text) => {
    const wanted = text.trim();
    const [cases, looked, linked, here] = await Promise.all([
      moderation.book.people(community, wanted, mostFound),
      waiting.peopleNamed(community, wanted, mostFound),
      wanted === '' ? [] : store.named(wanted, mostFound),
      present(parts, moderation.place(community), wanted),
    ]);
    const findings: Finding[] = [
      ...here.map((one) => ({ ...one, how: 'here' as const })),
      ...cases.map(({ actor, name }) => ({ actor, name, how: 'cases' as const })),
      ...looked.map((one) => ({ ...one, how: 'reviews' as const })),
      // A linked identity leads to what is known of the others here.
      ...(await Promise.all(linked.map(({ actor }) => links.of(actor))))
        .flat()
        .map(({ actor, name }) => ({ actor, name, how: 'linked' as const })),
    ];
    const people = [...Map.groupBy(findings, ({ actor }) => actor)].slice(0, mostFound);
    return Promise.all(
      people.map(async ([actor, all]): Promise<PersonFound> => ({
        ...{ actor, name: all[0]?.name ?? actor, known: [...new Set(all.map(({ how }) => how))] },
        counts: await moderation.book.counts(community, actor),
      })),
    );
  };
}

async function present({ board }: Searching, place: Place | undefined, text: string) {
  if (!place || text === '') return [];
  try {
    const actor = await board.platform(place.connection)?.findActor(place, text);
    return actor ? [{ actor: actor.id, name: actor.name }] : [];
  } catch (failure) {
    // A network that is away knows nobody; who is known otherwise is found all the same.
    if (!(failure instanceof CastellanError)) throw failure;
    return [];
  }
}

type Acting = Pick<PeopleDesk, 'preview' | 'act' | 'lift'>;

function acting({ moderation }: PeopleParts, { ports }: Registries): Acting {
  const muteMs = (community: CommunityId): number =>
    ports.settings.readNumber('moderation.muteMs', placeOfCommunity(community));
  const asked = async (key: PersonKey, act: PersonAct): Promise<Result<ActRequest>> => {
    const target = await targetOf(moderation, key);
    if (!target.ok) return target;
    const { kind, by, via, reason, acceptOthers } = act;
    const { forMs = kind === 'mute' ? muteMs(key.community) : undefined } = act;
    const untilMs = isLasting(kind) && forMs !== undefined ? ports.clock.now() + forMs : undefined;
    return ok({ ...target.value, kind, by, via, reason, acceptOthers, untilMs });
  };
  return {
    async preview(key, act) {
      const request = await asked(key, act);
      return request.ok ? moderation.acts.effect(request.value) : request;
    },
    async act(key, act) {
      const request = await asked(key, act);
      return request.ok ? moderation.acts.act(request.value) : request;
    },
    async lift(key, { kind, by, via, reason }) {
      const target = await targetOf(moderation, key);
      return target.ok ? moderation.acts.lift({ ...target.value, kind, by, via, reason }) : target;
    },
  };
}

interface Target {
  readonly where: Place;
  readonly subject: Subject;
}

/** Who is meant, as he is there now; who is not there is dealt with by his id. */
async function targetOf(
  moderation: Pick<ModerationDesk, 'place' | 'find'>,
  { community, actor }: PersonKey,
): Promise<Result<Target>> {
  const where = moderation.place(community);
  if (!where) return refuse('people.out-of-reach');
  const id = idOf(actor);
  if (!id) return refuse('people.unknown');
  const found = await moderation.find(where, nativeOf(actor));
  const subject =
    found?.id === id ? found : { id, name: found?.name ?? actor, native: nativeOf(id) };
  return ok({ where, subject });
}

function idOf(text: string): ActorId | undefined {
  try {
    return actorId(text);
  } catch {
    // A pseudonym is nobody's id; there is no other way to ask.
    return undefined;
  }
}
