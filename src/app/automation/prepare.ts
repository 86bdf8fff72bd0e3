import type { CommunityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../../core/actor.ts';
import type {
  Automation,
  AutomationAction,
  AutomationCondition,
  RoleNamed,
} from '../../core/automation.ts';
import type { Place } from '../../core/event.ts';
import type { Platform } from '../../core/platform.ts';
import { isTimed } from '../../automation/index.ts';
import { placeNamed, sayable } from './deeds.ts';

/** Where an automation is to run, and whose rights count. */
export interface Ground {
  readonly community: CommunityId;
  readonly where: Place;
  readonly platform: Platform;
  /** Absent: the program's owner. */
  readonly by?: Actor | undefined;
  /** Whether the place lets automations call everyone. */
  readonly everyone: boolean;
}

/**
 * Asks the network whether the automation could do what it says, and whether whoever makes it could do so himself.
 * Names of roles become their ids, so that no other role of that name is ever given.
 */
export async function prepared(
  { on, when, then }: Automation,
  ground: Ground,
): Promise<Result<Automation>> {
  if (on.kind === 'reaction' && !ground.platform.can.has('reactions'))
    return refuse('automation.cannot.react');
  if (on.kind === 'boost' && !ground.platform.can.has('boosts'))
    return refuse('automation.cannot.boost');
  if (on.kind === 'reaction' && /^0+$/.test(on.message)) return refuse('automation.which-message');
  const conditions: AutomationCondition[] = [];
  for (const condition of when) {
    const good = await preparedCondition(condition, ground);
    if (!good.ok) return good;
    conditions.push(good.value);
  }
  const hasPlace = !isTimed(on) && !['join', 'leave', 'rename', 'boost'].includes(on.kind);
  const actions: AutomationAction[] = [];
  for (const action of then) {
    const good = await preparedAction(action, ground, hasPlace);
    if (!good.ok) return good;
    actions.push(good.value);
  }
  return ok({ on, when: conditions, then: actions });
}

async function preparedCondition(
  condition: AutomationCondition,
  { platform, where }: Ground,
): Promise<Result<AutomationCondition>> {
  if (condition.kind === 'channel') {
    const channels = condition.channels.map((name) => nameOfChannel(platform, where, name));
    return ok({ ...condition, channels: await Promise.all(channels) });
  }
  if (condition.kind !== 'role') return ok(condition);
  const { id, name } = condition.role;
  const found = await platform.findThing(where, 'role', id ?? name);
  return found
    ? ok({ ...condition, role: { name: found.name, id: found.id } })
    : refuse('gift.no-role', { role: name });
}

/** As people read it; what is not there yet may come. */
async function nameOfChannel(platform: Platform, where: Place, name: string): Promise<string> {
  const place = await placeNamed(platform, where, name);
  return place.ok ? place.value.name : name;
}

async function preparedAction(
  action: AutomationAction,
  ground: Ground,
  hasPlace: boolean,
): Promise<Result<AutomationAction>> {
  const { platform } = ground;
  if ('text' in action && !ground.everyone && /@(?:everyone|here)\b/.test(action.text))
    return refuse('automation.no-everyone');
  switch (action.kind) {
    case 'say':
      return preparedSay(action, ground, hasPlace);
    case 'role': {
      const role = await preparedRole(action.role, ground);
      return role.ok ? ok({ ...action, role: role.value }) : role;
    }
    case 'mode': {
      const { mode } = action;
      const good = await checked({ kind: 'mode', mode }, ground);
      return good.ok ? ok(action) : good;
    }
    case 'react':
      return platform.can.has('reactions') ? ok(action) : refuse('automation.cannot.react');
    case 'delete':
      return platform.can.has('delete') ? ok(action) : refuse('automation.cannot.delete');
    default:
      return ok(action);
  }
}

async function preparedSay(
  action: Extract<AutomationAction, { kind: 'say' }>,
  { platform, where }: Ground,
  hasPlace: boolean,
): Promise<Result<AutomationAction>> {
  if (action.channel !== undefined) {
    const place = await placeNamed(platform, where, action.channel);
    return place.ok ? ok({ ...action, channel: place.value.name }) : place;
  }
  return hasPlace || sayable(where) ? ok(action) : refuse('automation.say-where');
}

async function preparedRole({ id, name }: RoleNamed, ground: Ground): Promise<Result<RoleNamed>> {
  const good = await checked({ kind: 'role', role: id ?? name }, ground);
  if (!good.ok) return good;
  const { gift } = good.value;
  return ok({ name: good.value.name, ...(gift.kind === 'role' && { id: gift.role }) });
}

type Gift = Parameters<NonNullable<Platform['giver']>['check']>[1];

const checked = async (gift: Gift, { platform, where, by }: Ground) =>
  platform.giver ? platform.giver.check(where, gift, by) : refuse('automation.cannot.give');
