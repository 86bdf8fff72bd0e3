import type { Clock } from '../base/clock.ts';
import { type BoundedMap, boundedMap } from '../base/bounded-map.ts';
import { partsOfChannel } from '../base/ids.ts';
import type { Random } from '../base/random.ts';
import type {
  Automation,
  AutomationCondition,
  AutomationTrigger,
  RoleNamed,
} from '../core/automation.ts';
import type { Place } from '../core/event.ts';
import { atLeast, rankFor } from '../core/permissions/ranks.ts';
import { patternOf } from '../moderation/rules/index.ts';
import type { Occasion } from './occasion.ts';
import { saysOne } from './says.ts';

/** What one condition came to. */
export interface Verdict {
  readonly condition: AutomationCondition;
  readonly holds: boolean;
}

/** Of a whole automation; it runs where all hold. */
export interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly holds: boolean;
}

/** An automation that can be asked, by a key of its own: cooldowns are kept by it. */
export interface Askable {
  readonly key: string;
  readonly automation: Automation;
}

const cooldownsKept = 20_000;
const longestCooldownMs = 86_400_000;

/** Whether this is what the automation waits for. Cheap: asked for every event. */
export function fits(on: AutomationTrigger, occasion: Occasion): boolean {
  switch (on.kind) {
    case 'join':
    case 'leave':
    case 'rename':
    case 'boost':
    case 'message':
      return occasion.on === on.kind;
    case 'says':
      return occasion.on === 'message' && saysOne(occasion.text, on.words);
    case 'matches':
      return occasion.on === 'message' && matches(on, occasion.text);
    case 'reaction':
      return isReaction(on, occasion);
    case 'command':
      return occasion.on === 'command' && occasion.command === on.name;
    case 'cron':
    case 'every':
    case 'once':
      return occasion.on === 'time';
  }
}

const compiled = new WeakMap<AutomationTrigger, (text: string) => boolean>();

function matches(on: Extract<AutomationTrigger, { kind: 'matches' }>, text: string): boolean {
  const known = compiled.get(on);
  if (known) return known(text);
  const pattern = patternOf(on.source, on.flags);
  const find = (said: string): boolean =>
    pattern.ok && pattern.value.find(said, () => said.toLowerCase()) !== undefined;
  compiled.set(on, find);
  return find(text);
}

function isReaction(
  { added, emoji, message }: Extract<AutomationTrigger, { kind: 'reaction' }>,
  occasion: Occasion,
): boolean {
  const kind = added ? 'reaction' : 'reaction-removed';
  if (occasion.on !== kind || occasion.message !== message) return false;
  return emoji === undefined || sameEmoji(emoji, occasion.emoji ?? '');
}

/** `<:name:123>` and `:name:` are the same, and so are emoji with and without their variation sign. */
export const sameEmoji = (one: string, other: string): boolean => bare(one) === bare(other);
const bare = (emoji: string): string =>
  emoji.replace(/^<?a?(:\w+:)(?:\d+>)?$/, '$1').replaceAll('\ufe0f', '');

interface Parts {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: Pick<Random, 'next'>;
}

/** Asks the conditions of automations. Remembers when which ran last, for cooldowns; touches nothing else. */
export class AutomationJudge {
  readonly #parts: Parts;
  readonly #ran: BoundedMap<number>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#ran = boundedMap({ maxEntries: cooldownsKept, ttlMs: longestCooldownMs }, parts.clock);
  }

  /** Uses nothing up. All conditions are asked, so that people see each. */
  judge({ key, automation }: Askable, occasion: Occasion): Judged {
    const verdicts = automation.when.map((condition) => ({
      condition,
      holds: this.#holds(key, condition, occasion),
    }));
    return { verdicts, holds: verdicts.every(({ holds }) => holds) };
  }

  /** It runs now: its cooldowns begin. */
  began({ key, automation }: Askable, occasion: Occasion): void {
    const nowMs = this.#parts.clock.monotonic();
    for (const condition of automation.when)
      if (condition.kind === 'cooldown')
        this.#ran.set(cooldownKey(key, condition, occasion), nowMs);
  }

  #holds(key: string, condition: AutomationCondition, occasion: Occasion): boolean {
    if (condition.kind === 'chance') return this.#parts.random.next() * 100 < condition.percent;
    if (condition.kind !== 'cooldown') return holdsOf(condition, occasion);
    const lastMs = this.#ran.get(cooldownKey(key, condition, occasion));
    return lastMs === undefined || this.#parts.clock.monotonic() - lastMs >= condition.withinMs;
  }
}

type Cooldown = Extract<AutomationCondition, { kind: 'cooldown' }>;
type OfOccasion = Exclude<AutomationCondition, { kind: 'cooldown' | 'chance' }>;

function cooldownKey(key: string, { per, withinMs }: Cooldown, { actor, where }: Occasion): string {
  const whose = per === 'person' ? (actor?.id ?? '') : per === 'channel' ? where.channel : '';
  return `${key} ${per} ${withinMs} ${whose}`;
}

function holdsOf(condition: OfOccasion, { where, actor, ageMs }: Occasion): boolean {
  switch (condition.kind) {
    case 'channel': {
      const here = condition.channels.some((name) => isChannel(name, where));
      return here !== condition.not;
    }
    case 'platform':
      return (where.platform === condition.platform) !== condition.not;
    case 'role':
      return actor !== undefined && hasRole(actor.roles, condition.role) !== condition.not;
    case 'rank':
      return (
        actor !== undefined && atLeast(rankFor(actor.standing), condition.least) !== condition.not
      );
    case 'age':
      return ageMs !== undefined && ageMs < condition.underMs !== condition.not;
    case 'registered':
      return actor !== undefined && actor.identified !== condition.not;
  }
}

const hasRole = (held: readonly string[], { id, name }: RoleNamed): boolean =>
  held.includes(id ?? name);

/** By its name, with or without its sign, or as Discord writes it: `<#123>`. */
function isChannel(named: string, { name, channel }: Place): boolean {
  const id = /^<#(\d{1,20})>$/.exec(named)?.[1];
  if (id !== undefined) return partsOfChannel(channel).native === id;
  return named.replace(/^#/, '').toLowerCase() === name.replace(/^#/, '').toLowerCase();
}
