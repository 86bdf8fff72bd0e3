import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { type ModuleSwitch, moduleSwitch } from '../../core/commands/module-switch.ts';
import type { Door } from '../../core/door.ts';
import type { InboundEvent, MemberEvent, Place } from '../../core/event.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { RaidVerdict, Raids } from '../../guard/raids/index.ts';
import {
  heights,
  type DoorKeeper,
  type Guarded,
  type Lifted,
  type Turned,
  type Wanted,
  keyOf,
} from '../../moderation/raids/index.ts';
import type { RaidHappenings } from './happenings.ts';
import { type RaidRules, raidRules } from './raid-settings.ts';

interface Parts {
  readonly raids: Raids;
  readonly keeper: DoorKeeper;
  readonly happenings: RaidHappenings;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  doorOf(connection: ConnectionId): Door | undefined;
  /** A level was reached: what is known must outlive the process. */
  save(): void;
}

type Rises = Extract<RaidVerdict, { kind: 'rises' }>;

/** Lets each join be judged, and has done what follows from it. */
export class RaidWatch {
  readonly #parts: Parts;
  readonly #places = new Map<string, Place>();
  readonly #isOff: ModuleSwitch;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#isOff = moduleSwitch(parts.settings);
  }

  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void {
    switch (event.kind) {
      case 'member-joined':
        return this.#joined(event);
      case 'member-left':
        return this.#left(event);
      case 'space-joined':
        return void this.#places.set(keyOf(event.where), event.where);
      case 'space-left':
        return void this.#places.delete(keyOf(event.where));
      default:
        return;
    }
  }

  places(): readonly Place[] {
    return [...this.#places.values()];
  }

  rules(where: Place): RaidRules {
    const keepsMembers = this.#parts.doorOf(where.connection)?.keepsMembers ?? false;
    return raidRules(this.#parts.settings, where, keepsMembers);
  }

  /** Brings a place to a level and tells of it. */
  async turn(
    wanted: Pick<Wanted, 'where' | 'level' | 'untilMs' | 'byHand' | 'dry' | 'reason'>,
    verdict?: Rises,
  ): Promise<Turned> {
    const { keeper, happenings, clock } = this.#parts;
    const startMs = clock.monotonic();
    const { slowmodeSeconds, margin } = this.rules(wanted.where);
    const turned = await keeper.turn({ ...wanted, slowmodeSeconds, margin });
    happenings.tell({
      ...{ kind: 'raised', where: wanted.where, level: wanted.level, dry: wanted.dry },
      ...{ effect: turned.effect, obstacles: turned.obstacles },
      ...(verdict && { sums: verdict.sums }),
      tell: verdict?.tell ?? turned.effect.changed > 0,
      tookMs: clock.monotonic() - startMs,
    });
    return turned;
  }

  /** Tries once more what could not be done before: perhaps the bot was made an operator meanwhile. */
  again({ where, level, untilMs, byHand, dry }: Guarded): void {
    const reason = 'A raid is going on';
    this.turn({ where, level, untilMs, byHand, dry, reason }).catch((failure: unknown) =>
      this.#parts.log.warn({ channel: where.channel, problem: messageOf(failure) }, 'Still no use'),
    );
  }

  /** A level has ended, by itself or by command. */
  ended({ record, effect, obstacles, how, complete }: Lifted): void {
    const { where, level, dry } = record;
    this.#parts.raids.forget(keyOf(where));
    const kind = complete ? 'lifted' : 'stuck';
    this.#parts.happenings.tell({ kind, where, level, dry, effect, obstacles, how });
  }

  #joined({ where, actor, quiet, newcomer = {}, atMs }: MemberEvent): void {
    const { raids, keeper, clock } = this.#parts;
    const rules = this.rules(where);
    if (where.space === undefined || rules.mode === 'off') return;
    if (this.#isOff('raid', where)) return;
    const { accountMadeAtMs, ...known } = newcomer;
    const age = accountMadeAtMs === undefined ? {} : { accountAgeMs: atMs - accountMadeAtMs };
    const join = {
      space: keyOf(where),
      actor: actor.id,
      name: actor.name,
      quiet,
      ...known,
      ...age,
    };
    const verdict = raids.judge(join, rules.limits, clock.monotonic());
    if (verdict.kind === 'goes-on') keeper.extend(where, clock.now() + verdict.forMs);
    if (verdict.kind === 'rises') this.#rises(where, verdict, rules.mode);
  }

  #left({ where, actor }: MemberEvent): void {
    if (where.space === undefined) return;
    this.#parts.raids.left(keyOf(where), actor.id, this.#parts.clock.monotonic());
  }

  #rises(where: Place, verdict: Rises, mode: RaidRules['mode']): void {
    const { keeper, clock, log } = this.#parts;
    const { level, sums, forMs } = verdict;
    const held = keeper.at(where);
    this.#parts.save();
    log.warn({ channel: where.channel, level, ...sums }, 'Raid');
    // What an earlier run has begun is not lowered by what this one has seen so far.
    if (held && !held.byHand && heights[held.level] >= heights[level])
      return keeper.extend(where, clock.now() + forMs);
    // What a person has set holds until its end; operators hear of the wave all the same.
    const onlyTell = mode === 'warn' || held?.byHand === true;
    if (onlyTell) return this.#tellOnly(where, verdict);
    const reason = `Raid: ${sums.joins} joins in ${Math.ceil(sums.spanMs / 1000)} s`;
    const untilMs = clock.now() + forMs;
    this.turn(
      { where, level, untilMs, byHand: false, dry: mode === 'shadow', reason },
      verdict,
    ).catch((failure: unknown) =>
      log.error({ channel: where.channel, problem: messageOf(failure) }, 'A raid is not answered'),
    );
  }

  #tellOnly(where: Place, { level, sums, tell }: Rises): void {
    const { happenings } = this.#parts;
    const effect = noEffect;
    happenings.tell({
      ...{ kind: 'raised', where, level, sums, tell, effect, obstacles: [], dry: true, tookMs: 0 },
    });
  }
}

const noEffect = {
  ...{ slowed: 0, seconds: 0, verification: 0, invites: 0, minutes: 0, limit: 0, registered: 0 },
  ...{ inviteOnly: 0, moderated: 0, changed: 0, left: 0, refused: 0 },
};
