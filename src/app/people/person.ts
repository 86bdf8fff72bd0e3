import { actorId, spaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Case, CaseCounts } from '../../core/cases/case.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import { type ReviewDesk, type ReviewItem, reviewStates } from '../../core/cases/review.ts';
import type { Levers, Standing } from '../../core/commands/levers.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import type {
  Identity,
  PeopleLinks,
  PersonEvent,
  PersonKey,
  PersonView,
} from '../../core/people/people.ts';
import type { PersonRecords } from '../../moderation/cases/index.ts';
import type { History } from '../../replay/index.ts';

export interface PeopleParts {
  readonly moderation: ModerationDesk;
  readonly review: ReviewDesk;
  readonly rules: Pick<RuleLevers, 'heat'>;
  readonly guard: Pick<Levers, 'standing'>;
  readonly history: Pick<History, 'recent'>;
}

export interface Known extends PeopleParts {
  readonly links: PeopleLinks;
  readonly records: PersonRecords;
}

const mostEach = 50;
const mostEvents = 200;
const mostHistory = 2000;

/** Everything that one community knows of a person, with all identities that he has said are his. */
export async function personView(known: Known, key: PersonKey): Promise<Result<PersonView>> {
  const { moderation, records, links } = known;
  const { community, actor } = key;
  const identities = await links.of(actor);
  const actors = identities.length === 0 ? [actor] : identities.map((one) => one.actor);
  const [names, counts, events] = await Promise.all([
    records.names(community, actors),
    Promise.all(actors.map((one) => moderation.book.counts(community, one))),
    eventsOf(known, key, actors),
  ]);
  const place = moderation.place(community);
  const here = place && (await moderation.find(place, nativeText(actor)).catch(() => undefined));
  const isHere = here?.id === actor;
  if (names.length === 0 && events.length === 0 && identities.length === 0 && !isHere)
    return refuse('people.unknown');
  const called = [isHere ? here.name : undefined, names[0]?.name, ownName(identities, actor)];
  return ok({
    ...{ actor, name: called.find((name) => name !== undefined) ?? actor },
    ...{ identities, names, counts: summed(counts), events, reachable: place !== undefined },
    ...standing(known, key),
  });
}

const ownName = (identities: readonly Identity[], actor: string): string | undefined =>
  identities.find((one) => one.actor === actor)?.name;

const nativeText = (actor: string): string => actor.replace(/^discord:/, '');

function summed(all: readonly CaseCounts[]): CaseCounts {
  const sums: Record<string, number> = {};
  for (const counts of all)
    for (const [kind, count] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}

const nobody: Pick<Standing, 'strikes' | 'violations' | 'bans' | 'held'> = {
  ...{ strikes: 0, violations: 0, bans: 0, held: [] },
};

/** What is known of him in memory, here and now. */
function standing(
  { guard, rules, moderation }: Known,
  { community, actor }: PersonKey,
): Pick<PersonView, 'heat' | 'guard'> {
  const place = moderation.place(community);
  const now = place && isActor(actor) ? guard.standing(actorId(actor), place) : nobody;
  const { strikes, violations, bans, held } = now;
  return {
    heat: rules.heat(spaceId(community), actor),
    guard: { strikes, violations, bans, held },
  };
}

const isActor = (text: string): boolean => /^(discord|irc):/.test(text);

async function eventsOf(
  { moderation, review, records, history }: Known,
  { community }: PersonKey,
  actors: readonly string[],
): Promise<readonly PersonEvent[]> {
  const [cases, notes, items] = await Promise.all([
    Promise.all(
      actors.map((target) => moderation.book.history(community, { target, limit: mostEach })),
    ),
    records.notes(community, actors),
    review.list(community, { actors, states: reviewStates, limit: mostEach }),
  ]);
  const guarded = history
    .recent(mostHistory)
    .filter(({ actor, space }) => space === community && actors.includes(actor ?? ''))
    .slice(0, mostEach);
  return [
    ...cases.flat().map(caseEvent),
    ...notes.map(({ atMs, text, byName: by, number, target: actor }): PersonEvent => ({
      ...{ atMs, kind: 'note', what: 'note', text, by, number, actor },
    })),
    ...items.map(reviewEvent),
    ...guarded.map(
      ({ lastMs: atMs, kind: what, place, command, actor = '', times }): PersonEvent => ({
        ...{ atMs, kind: 'guard', what, actor },
        text: [place, command, times > 1 ? `${times} ×` : undefined].filter(Boolean).join(', '),
      }),
    ),
  ]
    .sort((one, other) => other.atMs - one.atMs)
    .slice(0, mostEvents);
}

const caseEvent = ({
  atMs,
  kind,
  reason,
  byName,
  number,
  target,
  state,
  ending,
}: Case): PersonEvent => ({
  ...{ atMs, kind: 'case', what: kind, text: reason, by: byName, number, actor: target },
  state: state === 'ended' ? (ending?.how ?? state) : state,
});

const reviewEvent = ({ saidAtMs, text, id, actor, state, decision }: ReviewItem): PersonEvent => ({
  ...{ atMs: saidAtMs, kind: 'review', what: 'review', text, number: id, actor: actor.id, state },
  ...(decision && { by: decision.byName }),
});
