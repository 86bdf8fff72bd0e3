import { type Result, ok, refuse } from '../../base/result.ts';
import {
  type Forecast,
  type Lasting,
  type Subject,
  type Wish,
  cannotHere,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type Inside, isOperator, memberNamed, rankOf, userCalled } from './enforcer-inside.ts';
import { markOf, marksFor, masksFor, masksOfId, means } from './people-masks.ts';
import type { User } from './roster.ts';

const mostOthersNamed = 100;
const kicking: Forecast = { marks: [], others: [], count: 1, tooOld: 0 };

/** What an act would do in a channel where the bot is operator, or would be. */
export function forecastOf(inside: Inside, where: Place, wish: Wish): Result<Forecast> {
  const { measure, subject } = wish;
  if (measure === 'purge') return refuse('act.cannot.purge');
  if (!subject) return refuse('act.nobody');
  const user = memberNamed(inside, where, subject);
  if (!user && measure === 'kick') return refuse('act.not-here', { name: subject.name });
  const may = user ? mayAct(inside, wish, user) : ok(undefined);
  if (!may.ok) return may;
  return measure === 'kick'
    ? ok(kicking)
    : masking(inside, measure, { subject, user, by: wish.by });
}

interface Meant {
  readonly subject: Subject;
  readonly user: User | undefined;
  readonly by: Wish['by'];
}

function masking(inside: Inside, measure: Lasting, { subject, user, by }: Meant): Result<Forecast> {
  const { link, channel } = inside;
  if (measure === 'mute' && user && channel.members.get(user)?.modes.includes('v') === true)
    return refuse('act.cannot.voiced', { name: subject.name, place: channel.name });
  const marks = user
    ? marksFor(link, measure, masksFor(link, user, channel.members.keys()))
    : ownMarks(inside, measure, subject);
  if (!marks) return { ok: false, error: cannotHere(measure) };
  if (marks.length === 0) return refuse('act.cannot.mask', { name: subject.name });
  const hit = [...channel.members.keys()].filter((one) =>
    marks.some((mark) => means(link, markOf(mark).mask, one)),
  );
  const others = hit.filter((one) => one !== user);
  const may = isFavour(measure) ? ok(undefined) : mayHit(inside, by, others);
  if (!may.ok) return may;
  const names = others.slice(0, mostOthersNamed).map(({ nick }) => nick);
  return ok({ marks, others: names, count: hit.length, tooOld: 0 });
}

/** By what somebody is held who is not here; undefined where this server cannot do that. */
export function ownMarks(
  { link }: Inside,
  measure: Lasting,
  { id, native }: Subject,
): readonly string[] | undefined {
  // Of whom only the id is known, that says by what.
  const isMask = native !== id && /[!@]/.test(native);
  const masks = isMask ? [native] : masksOfId(link, id);
  return marksFor(link, measure, masks);
}

/** Who may not be named is not hit by a mask either. */
function mayHit(inside: Inside, by: Wish['by'], others: readonly User[]): Result<void> {
  if (others.some((one) => inside.link.self.is(one.nick))) return refuse('act.cannot.hits-me');
  for (const one of others) {
    const may = mayActAgainst(inside, { by }, one);
    if (!may.ok) return may;
  }
  return ok(undefined);
}

/** Nobody acts on himself nor on the bot, nor against his equals. */
function mayAct(inside: Inside, wish: Wish, user: User): Result<void> {
  return isFavour(wish.measure)
    ? isNeither(inside, wish.by, user)
    : mayActAgainst(inside, wish, user);
}

/** As for an act, but that the bot needs no rank to speak. */
export const mayBeWarned = (
  inside: Inside,
  wish: Pick<Wish, 'subject' | 'by'>,
  user: User,
): Result<void> => mayActAgainst(inside, wish, user, 0);

function mayActAgainst(
  inside: Inside,
  { by, subject }: Pick<Wish, 'by'> & Partial<Pick<Wish, 'subject'>>,
  user: User,
  mine: number = myRank(inside),
): Result<void> {
  const neither = isNeither(inside, by, user);
  if (!neither.ok) return neither;
  const name = subject?.name ?? user.nick;
  const height = rankOf(inside, user);
  if (height === inside.link.isupport.prefixes.modes.length) return ok(undefined);
  if (height < mine) return refuse('act.cannot.above-me', { name });
  if (!by) return ok(undefined);
  return height <= rankOf(inside, userCalled(inside, by.native))
    ? refuse('act.cannot.above-you', { name })
    : ok(undefined);
}

function isNeither(inside: Inside, by: Wish['by'], user: User): Result<void> {
  if (inside.link.self.is(user.nick)) return refuse('act.cannot.myself');
  return by && userCalled(inside, by.native) === user
    ? refuse('act.cannot.yourself')
    : ok(undefined);
}

const isFavour = (measure: Wish['measure']): boolean => measure === 'exempt' || measure === 'invex';

/** The bot's own rank, or the one that services would give it. */
function myRank(inside: Inside): number {
  const { isupport, self } = inside.link;
  if (isOperator(inside)) return rankOf(inside, userCalled(inside, self.nick));
  return Math.max(0, isupport.prefixes.modes.indexOf('o'));
}
