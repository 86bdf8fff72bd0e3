import { CastellanError } from '../../base/errors.ts';
import { actorId } from '../../base/ids.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import type {
  Enforcer,
  Forecast,
  Imposed,
  Lasting,
  LiftOutcome,
  Listed,
  Measure,
  Order,
  PowerChange,
  StandingBan,
  Subject,
  Wish,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { findActor } from './find-actor.ts';
import { listsOf, powersOf, setPowers } from './enforcer-lists.ts';
import {
  type EnforcerLink,
  type Inside,
  isOperator,
  memberNamed,
  notOperator,
  rankOf,
  refusalIn,
  userCalled,
} from './enforcer-inside.ts';
import {
  facesOfId,
  fullMask,
  holdsBy,
  markOf,
  marksFor,
  masksFor,
  masksOfId,
  means,
} from './people-masks.ts';
import type { User } from './roster.ts';

const mostOthersNamed = 100;

/** Quiets, kicks and bans in the channels of one connection, in the words of its server. */
export class IrcEnforcer implements Enforcer {
  readonly can: ReadonlySet<Measure> = new Set(['mute', 'kick', 'ban'] as const);
  readonly #linked: () => EnforcerLink | undefined;

  constructor(linked: () => EnforcerLink | undefined) {
    this.#linked = linked;
  }

  /** A nick, an id, an account, or a mask. */
  find(where: Place, text: string): Promise<Subject | undefined> {
    const { link } = this.#inside(where);
    const actor = findActor(link, where, text);
    if (actor) return Promise.resolve({ id: actor.id, name: actor.name, native: actor.native });
    if (text.startsWith(`irc:${link.connection}:`))
      return Promise.resolve({
        id: actorId(text),
        name: text.split(':').at(-1) ?? text,
        native: text,
      });
    const mask = fullMask(text, link.isupport);
    if (mask === undefined || /\s/.test(mask)) return Promise.resolve(undefined);
    const account = /^(?:\$a|~a|R|account):(\S+)$/.exec(text)?.[1];
    const id =
      account === undefined
        ? actorId(`irc:${link.connection}:host:${mask.toLowerCase()}`)
        : actorId(`irc:${link.connection}:account:${link.roster.fold(account)}`);
    return Promise.resolve({ id, name: text, native: mask });
  }

  forecast(where: Place, wish: Wish): Promise<Result<Forecast>> {
    const inside = this.#inside(where);
    const { measure, subject } = wish;
    if (measure === 'purge') return Promise.resolve(refuse('act.cannot.purge'));
    const mine = rankOf(inside, userCalled(inside, inside.link.self.nick));
    if (!isOperator(inside)) return Promise.resolve(err(notOperator(inside.link, where)));
    if (!subject) return Promise.resolve(refuse('act.nobody'));
    const user = memberNamed(inside, where, subject);
    if (!user && measure === 'kick')
      return Promise.resolve(refuse('act.not-here', { name: subject.name }));
    const may = user ? mayAct(inside, wish, user, mine) : ok(undefined);
    if (!may.ok) return Promise.resolve(may);
    return Promise.resolve(
      measure === 'kick' ? ok(kicking) : this.#masking(inside, wish, { user, mine }),
    );
  }

  mayWarn(where: Place, wish: Pick<Wish, 'subject' | 'by'>): Promise<Result<void>> {
    const inside = this.#inside(where);
    const user = wish.subject && memberNamed(inside, where, wish.subject);
    // The bot needs no rank to speak.
    return Promise.resolve(user ? mayAct(inside, wish, user, 0) : ok(undefined));
  }

  async impose(where: Place, order: Order): Promise<Result<Imposed>> {
    const inside = this.#inside(where);
    if (order.measure === 'purge') return refuse('act.cannot.purge');
    const set = await this.#setAll(inside, where, order.marks, true);
    if (!set.ok) return set;
    if (order.measure === 'mute') return ok({ count: 1, marks: order.marks });
    return this.#kickAll(inside, where, order);
  }

  async lift(
    where: Place,
    _measure: Lasting,
    marks: readonly string[],
  ): Promise<Result<LiftOutcome>> {
    const inside = this.#inside(where);
    if (!isOperator(inside)) return err(notOperator(inside.link, where));
    return this.#setAll(inside, where, marks, false);
  }

  async standing(
    where: Place,
    measure: Lasting,
    subject: Subject,
  ): Promise<Result<readonly string[]>> {
    const inside = this.#inside(where);
    const user = memberNamed(inside, where, subject) ?? inside.link.roster.user(subject.native);
    const faces = user ? [user] : facesOfId(subject.id, subject.name);
    const own = ownMarks(inside, measure, subject);
    const found: string[] = [];
    for (const letter of ['b', 'q']) {
      if (!inside.link.isupport.channelModes.list.includes(letter)) continue;
      for (const { mask } of await inside.people.list(inside.channel.name, letter)) {
        const mark = `${letter} ${mask}`;
        const isHis =
          faces.some((face) => means(inside.link, mask, face)) ||
          own.some((one) => sameMark(inside, one, mark));
        if (isHis && holdsBy(inside.link, measure, { letter, mask })) found.push(mark);
      }
    }
    return ok(found);
  }

  async bans(where: Place): Promise<Result<readonly StandingBan[]>> {
    const { link, channel, people } = this.#inside(where);
    const entries = await people.list(channel.name, 'b');
    return ok(
      // What only silences stands in the same list on some servers.
      entries
        .filter(({ mask }) => holdsBy(link, 'ban', { letter: 'b', mask }))
        .map(({ mask, setBy, setAtMs }) => ({
          ...{ mark: `b ${mask}`, name: mask },
          ...(setBy !== undefined && { by: setBy }),
          ...(setAtMs !== undefined && { atMs: setAtMs }),
        })),
    );
  }

  isHere(where: Place, subject: Subject): Promise<boolean> {
    return Promise.resolve(memberNamed(this.#inside(where), where, subject) !== undefined);
  }

  async lists(where: Place, what: 'holding' | 'all' = 'holding'): Promise<Result<Listed>> {
    return ok(await listsOf(this.#inside(where), what));
  }

  powers(where: Place, subject: Subject): Promise<Result<readonly string[]>> {
    return Promise.resolve(ok(powersOf(this.#inside(where), where, subject)));
  }

  setPowers(where: Place, change: PowerChange): Promise<Result<readonly string[]>> {
    return setPowers(this.#inside(where), where, change);
  }

  #masking(
    inside: Inside,
    { measure, subject, by }: Wish,
    { user, mine }: Target,
  ): Result<Forecast> {
    if (!subject || (measure !== 'ban' && measure !== 'mute')) return refuse('act.nobody');
    const { link, channel } = inside;
    if (measure === 'mute' && user && channel.members.get(user)?.modes.includes('v') === true)
      return refuse('act.cannot.voiced', { name: subject.name, place: channel.name });
    const marks = user
      ? marksFor(link, measure, masksFor(link, user, channel.members.keys()))
      : ownMarks(inside, measure, subject);
    if (!marks) return refuse('act.cannot.mute', { place: channel.name });
    if (marks.length === 0) return refuse('act.cannot.mask', { name: subject.name });
    const hit = [...channel.members.keys()].filter((one) =>
      marks.some((mark) => means(link, markOf(mark).mask, one)),
    );
    const others = besides(inside, { by, user, mine }, hit);
    if (!others.ok) return others;
    const names = others.value.map(({ nick }) => nick);
    return ok({ marks, others: names.slice(0, mostOthersNamed), count: hit.length, tooOld: 0 });
  }

  /** One after the other, and no further than the first that is refused: what was set before it is taken back. */
  async #setAll(
    { modes, link, channel }: Inside,
    where: Place,
    marks: readonly string[],
    added: boolean,
  ): Promise<Result<LiftOutcome>> {
    let outcome: LiftOutcome = 'gone';
    const set: string[] = [];
    for (const text of marks) {
      const { letter, mask } = markOf(text);
      const answer = await modes.change(channel.name, { added, letter, param: mask });
      const refusal = refusalIn(answer, { link, where, letter });
      if (refusal) {
        for (const one of added ? set : [])
          await modes.change(channel.name, { ...paramOf(one), added: false });
        return err(refusal);
      }
      if (answer.kind === 'done') outcome = 'done';
      if (answer.kind === 'done') set.push(text);
    }
    return ok(outcome);
  }

  /** Everyone whom the marks mean; of a kick, the one who is meant. */
  async #kickAll(inside: Inside, where: Place, order: Order): Promise<Result<Imposed>> {
    const { link, channel, people } = inside;
    const { subject, marks, measure } = order;
    const meant = subject && memberNamed(inside, where, subject);
    const hit =
      measure === 'kick'
        ? [meant].filter((one) => one !== undefined)
        : [...channel.members.keys()].filter(
            (one) =>
              !link.self.is(one.nick) && marks.some((mark) => means(link, markOf(mark).mask, one)),
          );
    if (measure === 'kick' && hit.length === 0)
      return refuse('act.not-here', { name: subject?.name ?? '' });
    for (const { nick } of hit) {
      const answer = await people.kick(channel.name, nick, order.reason);
      if (answer.kind === 'not-operator') return err(notOperator(link, where));
      if (answer.kind === 'refused') return refuse('act.refused', { text: answer.text });
    }
    return ok({ count: Math.max(1, hit.length), marks });
  }

  #inside(where: Place): Inside {
    return insideOf(this.#linked(), where);
  }
}

/** The link, and the channel that is meant. Throws where the bot is not in it. */
export function insideOf(linked: EnforcerLink | undefined, where: Place): Inside {
  const channel = linked?.link.roster.channel(where.name);
  if (linked && channel) return { ...linked, channel };
  throw new CastellanError('network', `The bot is not in ${where.name} now`);
}

/** Who is meant, where he is here, and the height of the bot. */
interface Target {
  readonly user: User | undefined;
  readonly mine: number;
}

const kicking: Forecast = { marks: [], others: [], count: 1, tooOld: 0 };

const paramOf = (text: string) => {
  const { letter, mask } = markOf(text);
  return { letter, param: mask };
};

const sameMark = ({ link: { roster } }: Inside, one: string, other: string): boolean =>
  roster.fold(one) === roster.fold(other);

function ownMarks({ link }: Inside, measure: Lasting, { id, native }: Subject): readonly string[] {
  const masks = /[!@]/.test(native) ? [native] : masksOfId(link, id);
  return marksFor(link, measure, masks) ?? [];
}

/** The others that a mask hits: who may not be named is not hit by it either. */
function besides(
  inside: Inside,
  { by, user, mine }: Target & Pick<Wish, 'by'>,
  hit: readonly User[],
): Result<readonly User[]> {
  if (hit.some((one) => inside.link.self.is(one.nick))) return refuse('act.cannot.hits-me');
  const others = hit.filter((one) => one !== user);
  for (const one of others) {
    const may = mayAct(inside, { by }, one, mine);
    if (!may.ok) return may;
  }
  return ok(others);
}

/** Nobody acts on himself, on the bot, nor on his equals. */
function mayAct(
  inside: Inside,
  { by, subject }: Pick<Wish, 'by'> & Partial<Pick<Wish, 'subject'>>,
  user: User,
  mine: number,
): Result<void> {
  const { link } = inside;
  const name = subject?.name ?? user.nick;
  if (link.self.is(user.nick)) return refuse('act.cannot.myself');
  const height = rankOf(inside, user);
  const plain = height === link.isupport.prefixes.modes.length;
  if (!plain && height < mine) return refuse('act.cannot.above-me', { name });
  if (!by) return ok(undefined);
  const asker = userCalled(inside, by.native);
  if (asker === user) return refuse('act.cannot.yourself');
  return !plain && height <= rankOf(inside, asker)
    ? refuse('act.cannot.above-you', { name })
    : ok(undefined);
}
