import { z } from 'zod';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import { type Result, ok, refuse } from '../../../base/result.ts';
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
  Standing,
  StandingBan,
  Subject,
  Wish,
} from '../../../core/enforcer.ts';
import type { Place } from '../../../core/event.ts';
import type { Api, ApiCall } from '../api.ts';
import { actorOf } from '../inbound/snowflake.ts';
import { bansOf, standingOf } from './bans.ts';
import { deleteMessages, purgeable } from './purge.ts';
import { powerfulRoles } from './powers.ts';
import {
  type GuildMember,
  type Scene,
  mayAct,
  mayWarn,
  memberShape,
  needed,
  rankedGuild,
} from './ranks.ts';
import { setSince } from './set-since.ts';

interface Parts {
  readonly api: Api;
  readonly clock: Pick<Clock, 'now'>;
  readonly self: () => string | undefined;
}

type Route = ApiCall['route'];

/** Discord ends a timeout after 28 days at most; the rest is for clocks that differ. */
const longestMuteMs = 28 * 86_400_000 - 60_000;
const onlyBans: ReadonlySet<Lasting> = new Set(['ban'] as const);
/** Discord takes no longer reasons. */
const longestReason = 500;
/** More people are looked up in the whole list. */
const mostLookedUp = 25;

const user = z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() });

/** Timeouts, kicks, bans and deleted messages in the guilds of one application. */
export class DiscordEnforcer implements Enforcer {
  readonly can: ReadonlySet<Measure> = new Set(['mute', 'kick', 'ban', 'purge'] as const);
  readonly longestMuteMs = longestMuteMs;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** By id or mention also whoever is not here. Names are found by the platform, and by those who keep them. */
  async find(where: Place, text: string): Promise<Subject | undefined> {
    const id = /^(?:discord:|<@!?)?(\d{15,20})>?$/.exec(text.trim())?.[1];
    if (id === undefined) return undefined;
    const member = await this.#member(where, id);
    if (member) return subjectOf(member.user, member.nick);
    const found = await this.#look(`/users/${id}`, user);
    return found && subjectOf(found);
  }

  async forecast(where: Place, wish: Wish): Promise<Result<Forecast>> {
    const { subject, measure, by } = wish;
    const { guild, self, target } = await this.#scene(where, wish);
    const name = subject?.name ?? '';
    // Deleting what somebody said is no act on the person.
    const acted = measure === 'purge' ? undefined : target;
    const may = mayAct({ guild, self, by, target: acted }, measure, name);
    if (!may.ok) return may;
    if (measure === 'purge')
      return guarded(measure, name, () =>
        purgeable(this.#parts.api, this.#parts.clock, where, wish),
      );
    if (!subject) return refuse('act.nobody');
    if (!target && measure !== 'ban') return refuse('act.not-here', { name });
    return ok({ marks: [subject.native], others: [], count: 1, tooOld: 0 });
  }

  async mayWarn(where: Place, wish: Pick<Wish, 'subject' | 'by'>): Promise<Result<void>> {
    return mayWarn(await this.#scene(where, wish), wish.subject?.name ?? '');
  }

  impose(where: Place, order: Order): Promise<Result<Imposed>> {
    const { measure, marks, subject } = order;
    return guarded(measure, subject?.name ?? '', async () => {
      const reason = order.reason.slice(0, longestReason);
      if (measure === 'purge') await deleteMessages(this.#parts.api, where, marks, reason);
      else
        for (const id of marks)
          await this.#parts.api.call({
            ...this.#callFor(where, { ...order, reason }, id),
            ...{ reason, repeatable: true },
          });
      return { count: marks.length, marks };
    });
  }

  async lift(
    where: Place,
    measure: Lasting,
    marks: readonly string[],
    reason: string,
  ): Promise<Result<LiftOutcome>> {
    let outcome: LiftOutcome = 'gone';
    for (const id of marks) {
      const lifted = await this.#liftOne(where, measure, id, reason);
      if (!lifted.ok) return lifted;
      if (lifted.value === 'done') outcome = 'done';
    }
    return ok(outcome);
  }

  standing(
    where: Place,
    measure: Lasting,
    { native }: Subject,
  ): Promise<Result<readonly string[]>> {
    return guarded(measure, native, async () => {
      if (measure === 'ban') {
        const banned = await this.#look(`${guildRoute(where)}/bans/${native}`, z.object({}));
        return banned ? [native] : [];
      }
      const until = (await this.#member(where, native))?.communication_disabled_until;
      return until && Date.parse(until) > this.#parts.clock.now() ? [native] : [];
    });
  }

  bans(where: Place): Promise<Result<readonly StandingBan[]>> {
    return guarded('ban', '', () => bansOf(this.#parts.api, `${guildRoute(where)}/bans`));
  }

  async isHere(where: Place, { native }: Subject): Promise<boolean> {
    return (await this.#member(where, native)) !== undefined;
  }

  lists(where: Place): Promise<Result<Listed>> {
    return guarded('ban', '', async () => ({
      complete: onlyBans,
      entries: (await bansOf(this.#parts.api, `${guildRoute(where)}/bans`)).map(standingOf),
    }));
  }

  setSince(where: Place, sinceMs: number): Promise<Result<readonly Standing[]>> {
    const { api, clock } = this.#parts;
    return guarded('ban', '', () =>
      setSince({
        ...{ api, route: guildRoute(where), sinceMs, nowMs: clock.now(), self: this.#self() },
        held: (measure, ids) => this.#held(where, measure, ids),
      }),
    );
  }

  async #held(
    where: Place,
    measure: Lasting,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (measure === 'ban' && ids.length > mostLookedUp)
      return new Set(
        (await bansOf(this.#parts.api, `${guildRoute(where)}/bans`)).map(({ mark }) => mark),
      );
    const found = new Set<string>();
    for (const id of ids) {
      const standing = await this.standing(where, measure, subjectOf({ id, username: id }));
      if (standing.ok && standing.value.length > 0) found.add(id);
    }
    return found;
  }

  powers(where: Place, { native }: Subject): Promise<Result<readonly string[]>> {
    return guarded('kick', native, async () => {
      const [guild, member] = await Promise.all([
        this.#look(guildRoute(where), rankedGuild),
        this.#member(where, native),
      ]);
      return guild && member ? powerfulRoles(guild, member) : [];
    });
  }

  async setPowers(where: Place, change: PowerChange): Promise<Result<readonly string[]>> {
    const { subject, powers, given, reason } = change;
    const changed: string[] = [];
    let refused: Result<never> | undefined;
    for (const role of powers) {
      const set = await guarded('kick', subject.name, () =>
        this.#parts.api.call({
          ...{ method: given ? 'Put' : 'Delete', reason, repeatable: true },
          route: `${guildRoute(where)}/members/${subject.native}/roles/${role}`,
        }),
      );
      if (set.ok) changed.push(role);
      else refused = refuse('act.cannot.disarm', { name: subject.name });
    }
    return refused && changed.length === 0 ? refused : ok(changed);
  }

  #callFor(
    where: Place,
    { measure, untilMs }: Order,
    id: string,
  ): Pick<ApiCall, 'method' | 'route' | 'body'> {
    const route: Route = guildRoute(where);
    if (measure === 'ban') return { method: 'Put', route: `${route}/bans/${id}`, body: {} };
    if (measure === 'kick') return { method: 'Delete', route: `${route}/members/${id}` };
    const mostMs = this.#parts.clock.now() + longestMuteMs;
    const endsMs = Math.min(untilMs ?? mostMs, mostMs);
    const body = { communication_disabled_until: new Date(endsMs).toISOString() };
    return { method: 'Patch', route: `${route}/members/${id}`, body };
  }

  async #liftOne(
    where: Place,
    measure: Lasting,
    id: string,
    reason: string,
  ): Promise<Result<LiftOutcome>> {
    const standing = await this.standing(where, measure, { ...subjectOf({ id, username: id }) });
    if (!standing.ok) return standing;
    if (standing.value.length === 0) return ok('gone');
    const route: Route = guildRoute(where);
    return guarded(measure, id, async () => {
      await this.#parts.api.call(
        measure === 'ban'
          ? { method: 'Delete', route: `${route}/bans/${id}`, reason, repeatable: true }
          : {
              ...{ method: 'Patch', route: `${route}/members/${id}`, reason, repeatable: true },
              body: { communication_disabled_until: null },
            },
      );
      return 'done' as const;
    });
  }

  async #scene(where: Place, { subject, by }: Pick<Wish, 'subject' | 'by'>): Promise<Scene> {
    const [guild, self, target] = await Promise.all([
      this.#look(`/guilds/${guildIdOf(where)}`, rankedGuild),
      this.#member(where, this.#self()),
      subject && this.#member(where, subject.native),
    ]);
    if (!guild || !self) throw new CastellanError('network', 'The bot is not in this server now');
    return { guild, self, target, by };
  }

  #member(where: Place, id: string): Promise<GuildMember | undefined> {
    if (!/^\d{1,20}$/.test(id)) return Promise.resolve(undefined);
    return this.#look(`${guildRoute(where)}/members/${id}`, memberShape);
  }

  /** Undefined for what does not exist; what may not be looked at is a refusal of the network. */
  async #look<Schema extends z.ZodType>(
    route: Route,
    schema: Schema,
  ): Promise<z.output<Schema> | undefined> {
    try {
      const answer = await this.#parts.api.call({ method: 'Get', route, repeatable: true });
      const read = schema.safeParse(answer);
      if (read.success) return read.data;
    } catch (thrown) {
      if (thrown instanceof CastellanError && absent.has(thrown.facts['code'])) return undefined;
      throw thrown;
    }
    throw new CastellanError('platform-refused', `Discord's answer to ${route} cannot be read`);
  }

  #self(): string {
    const id = this.#parts.self();
    if (id === undefined) throw new CastellanError('network', 'Discord is not connected yet');
    return id;
  }
}

/** Unknown guild, member, user, message, ban. */
const absent: ReadonlySet<unknown> = new Set([10004, 10007, 10013, 10008, 10026]);

const guildIdOf = ({ space }: Place): string => space?.slice('discord:'.length) ?? '';
const guildRoute = (where: Place): `/guilds/${string}` => `/guilds/${guildIdOf(where)}`;

const subjectOf = (
  { id, username, global_name: shown }: z.output<typeof user>,
  nick?: string | null,
): Subject => ({ id: actorOf(id), name: nick ?? shown ?? username, native: id });

const unknownMember = 10007;
const unknownUser = 10013;
const bansFull = 30035;

/** What Discord refuses, in words; that it cannot be reached is thrown on. */
async function guarded<Value>(
  measure: Measure,
  name: string,
  act: () => Promise<Value>,
): Promise<Result<Value>> {
  try {
    return ok(await act());
  } catch (thrown) {
    if (!(thrown instanceof CastellanError) || thrown.code !== 'platform-refused') throw thrown;
    const { code } = thrown.facts;
    if (code === unknownMember) return refuse('act.not-here', { name });
    if (code === unknownUser) return refuse('act.no-such-person', { name });
    if (code === bansFull) return refuse('act.list-full', { place: 'Discord', list: 'none' });
    if (code === 50013 || code === 50001)
      return refuse('act.cannot.right', { permission: needed[measure].name });
    return refuse('act.refused', { text: thrown.message });
  }
}
