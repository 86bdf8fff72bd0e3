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
  return measure === 'kick' ? ok(kicking) : masking(inside, measure, { subject, user });
}

interface Meant {
  readonly subject: Subject;
  readonly user: User | undefined;
}

function masking(inside: Inside, measure: Lasting, { subject, user }: Meant): Result<Forecast> {
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
  if (!isFavour(measure) && hit.some((one) => link.self.is(one.nick)))
    return refuse('act.cannot.hits-me');
  const others = hit.filter((one) => one !== user).map(({ nick }) => nick);
  return ok({ marks, others: others.slice(0, mostOthersNamed), count: hit.length, tooOld: 0 });
}

/** By what somebody is held who is not here; undefined where this server cannot do that. */
export function ownMarks(
  { link }: Inside,
  measure: Lasting,
  { id, native }: Subject,
): readonly string[] | undefined {
  const masks = /[!@]/.test(native) ? [native] : masksOfId(link, id);
  return marksFor(link, measure, masks);
}

/** Nobody acts on himself nor on the bot, nor against his equals. */
function mayAct(inside: Inside, wish: Wish, user: User): Result<void> {
  const { link } = inside;
  if (link.self.is(user.nick)) return refuse('act.cannot.myself');
  if (wish.by && userCalled(inside, wish.by.native) === user) return refuse('act.cannot.yourself');
  return isFavour(wish.measure) ? ok(undefined) : mayActAgainst(inside, wish, user);
}

function mayActAgainst(inside: Inside, { by, subject }: Wish, user: User): Result<void> {
  const name = subject?.name ?? user.nick;
  const height = rankOf(inside, user);
  if (height === inside.link.isupport.prefixes.modes.length) return ok(undefined);
  if (height < myRank(inside)) return refuse('act.cannot.above-me', { name });
  if (!by) return ok(undefined);
  return height <= rankOf(inside, userCalled(inside, by.native))
    ? refuse('act.cannot.above-you', { name })
    : ok(undefined);
}

const isFavour = (measure: Wish['measure']): boolean => measure === 'exempt' || measure === 'invex';

/** The bot's own rank, or the one that services would give it. */
function myRank(inside: Inside): number {
  const { isupport, self } = inside.link;
  if (isOperator(inside)) return rankOf(inside, userCalled(inside, self.nick));
  return Math.max(0, isupport.prefixes.modes.indexOf('o'));
}
