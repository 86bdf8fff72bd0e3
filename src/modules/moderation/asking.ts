import {
  type Call,
  type CaseKey,
  type Doer,
  type Named,
  type Period,
  type Place,
  type Ports,
  type Result,
  type Subject,
  communityOf,
  ok,
  readMoment,
  refuse,
  layersOf,
} from '../../sdk/index.ts';

/** What every command here needs to know of its use. */
export type Asked = Pick<Call<unknown>, 'where' | 'caller' | 'community'> &
  Pick<Ports, 'moderation' | 'permissions'>;

const isOwner = ({ permissions, caller }: Asked): boolean =>
  permissions.rankOf({ actor: caller }) === 'instanceOwner';

/** The space that is meant: this one, or for the owner of the bot the one that is named. */
export function placeMeant(asked: Asked, named: string | undefined): Result<Place> {
  const { where, moderation } = asked;
  if (named === undefined) return where.space === undefined ? refuse('act.which-place') : ok(where);
  if (!isOwner(asked)) return refuse('act.elsewhere');
  const found = moderation.place(named);
  return found ? ok(found) : refuse('act.no-place', { named });
}

/** Who acts: the owner of the bot stands above all ranks, and owners of a community are held to no limits. */
export function doerOf(asked: Asked): Doer {
  const { caller, community, permissions } = asked;
  const rank = permissions.rankOf(
    community === undefined ? { actor: caller } : { actor: caller, community },
  );
  const limited = rank !== 'instanceOwner' && rank !== 'communityOwner';
  return { id: caller.id, name: caller.name, limited, actor: isOwner(asked) ? undefined : caller };
}

export const wayIn = ({ where }: Asked): string =>
  where.platform === 'console' ? 'console' : 'chat';

/** Whom the typed text means there. */
export async function subjectMeant(
  { moderation, where: here }: Asked,
  where: Place,
  { typed, actor }: Named,
): Promise<Result<Subject>> {
  // Whoever was found here was found in this place, which may not be the one that is meant.
  if (actor && here.channel === where.channel)
    return ok({ id: actor.id, name: actor.name, native: actor.native });
  const found = await moderation.find(where, typed);
  return found ? ok(found) : refuse('act.unknown-person', { typed, place: where.name });
}

/** A place and a person there. */
export async function meant(
  asked: Asked,
  who: Named,
  place: string | undefined,
): Promise<Result<{ readonly where: Place; readonly subject: Subject }>> {
  const where = placeMeant(asked, place);
  if (!where.ok) return where;
  const subject = await subjectMeant(asked, where.value, who);
  return subject.ok ? ok({ where: where.value, subject: subject.value }) : subject;
}

/** When a period ends: undefined for ever. */
export function endOf(
  period: Period,
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
  where: Place,
): Result<number | undefined> {
  const nowMs = clock.now();
  if (period.kind === 'ever') return ok(undefined);
  if (period.kind === 'for') return ok(nowMs + period.ms);
  const timeZone = zoneIn(settings, where);
  const moment = readMoment(period.text, { nowMs, timeZone, towards: 'future' });
  if (!moment.ok) return moment;
  return moment.value > nowMs ? moment : refuse('act.in-the-past', { typed: period.text });
}

export const zoneIn = (settings: Ports['settings'], where: Place): string =>
  settings.readText('core.timeZone', layersOf(where));

/** The case of this number in the community that is meant. */
export function caseMeant(
  asked: Asked,
  number: number,
  place: string | undefined,
): Result<CaseKey> {
  const where = placeMeant(asked, place);
  if (!where.ok) return where;
  const { space } = where.value;
  return space === undefined
    ? refuse('act.which-place')
    : ok({ community: communityOf(space), number });
}
