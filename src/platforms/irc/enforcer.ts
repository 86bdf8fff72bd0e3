import { CastellanError } from '../../base/errors.ts';
import { actorId } from '../../base/ids.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import {
  type Enforcer,
  type Forecast,
  type Imposed,
  type Lasting,
  type LiftOutcome,
  type Listed,
  type Measure,
  type Order,
  type PowerChange,
  type StandingBan,
  type Subject,
  type Wish,
  lastingMeasures,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { forecastOf, mayBeWarned, ownMarks } from './enforcer-forecast.ts';
import {
  type EnforcerLink,
  type Inside,
  memberNamed,
  notOperator,
  refusalIn,
} from './enforcer-inside.ts';
import { listsOf, powersOf, setPowers } from './enforcer-lists.ts';
import { OperatorRank } from './enforcer-operator.ts';
import { findActor } from './find-actor.ts';
import { facesOfId, fullMask, holdsBy, listsFor, markOf, means } from './people-masks.ts';

/** Quiets, kicks, bans and exceptions in the channels of one connection, in the words of its server. */
export class IrcEnforcer implements Enforcer {
  readonly can: ReadonlySet<Measure> = new Set([...lastingMeasures, 'kick'] as const);
  readonly #operators = new OperatorRank();
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
    const may = this.#operators.isInReach(inside);
    return Promise.resolve(
      may || wish.measure === 'purge'
        ? forecastOf(inside, where, wish)
        : err(notOperator(inside.link, where)),
    );
  }

  mayWarn(where: Place, wish: Pick<Wish, 'subject' | 'by'>): Promise<Result<void>> {
    const inside = this.#inside(where);
    const user = wish.subject && memberNamed(inside, where, wish.subject);
    return Promise.resolve(user ? mayBeWarned(inside, wish, user) : ok(undefined));
  }

  async prepare(where: Place): Promise<Result<void>> {
    const inside = this.#inside(where);
    return (await this.#operators.ensured(inside))
      ? ok(undefined)
      : err(notOperator(inside.link, where));
  }

  async impose(where: Place, order: Order): Promise<Result<Imposed>> {
    const inside = this.#inside(where);
    if (order.measure === 'purge') return refuse('act.cannot.purge');
    const may = await this.#operators.must(inside, where);
    if (!may.ok) return may;
    const set = await this.#setAll(inside, where, order.marks, true);
    if (!set.ok) return set;
    return order.measure === 'kick' || order.measure === 'ban'
      ? this.#kickAll(inside, where, order)
      : ok({ count: 1, marks: order.marks });
  }

  async lift(
    where: Place,
    _measure: Lasting,
    marks: readonly string[],
  ): Promise<Result<LiftOutcome>> {
    const inside = this.#inside(where);
    const may = await this.#operators.must(inside, where);
    return may.ok ? this.#setAll(inside, where, marks, false) : may;
  }

  async standing(
    where: Place,
    measure: Lasting,
    subject: Subject,
  ): Promise<Result<readonly string[]>> {
    const inside = this.#inside(where);
    const user = memberNamed(inside, where, subject) ?? inside.link.roster.user(subject.native);
    const faces = user ? [user] : facesOfId(subject.id, subject.name);
    const own = ownMarks(inside, measure, subject) ?? [];
    const found: string[] = [];
    for (const letter of listsFor(measure)) {
      if (!inside.link.isupport.channelModes.list.includes(letter)) continue;
      const listed = await inside.people.list(inside.channel.name, letter);
      if (!listed) return err(notOperator(inside.link, where));
      for (const { mask } of listed) {
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
    if (!entries) return err(notOperator(link, where));
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

  async setPowers(where: Place, change: PowerChange): Promise<Result<readonly string[]>> {
    const inside = this.#inside(where);
    await this.#operators.ensured(inside);
    return setPowers(inside, where, change);
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

const paramOf = (text: string) => {
  const { letter, mask } = markOf(text);
  return { letter, param: mask };
};

const sameMark = ({ link: { roster } }: Inside, one: string, other: string): boolean =>
  roster.fold(one) === roster.fold(other);
