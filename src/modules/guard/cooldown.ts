import {
  type Answer,
  type Ports,
  type Say,
  channel,
  defineCommand,
  formatDuration,
  ok,
  optional,
  refuse,
  word,
} from '../../sdk/index.ts';
import { commandNamed } from './command-named.ts';
import { channelMeant, placeMeant } from './reach.ts';

/** The commands that rest in a place. */
export interface Listed {
  readonly place: string;
  readonly cooldowns: ReturnType<Ports['guard']['cooldowns']>;
}

export const cooldownList = defineCommand({
  name: 'cooldown list',
  aliases: ['cooldowns', 'cooldownlist', 'cooldown_list'],
  category: 'operators',
  capability: 'guard.view',
  args: { channel: optional(channel({ example: '#castle' })) },
  needs: ['guard', 'permissions'],
  run(call) {
    const place = placeMeant(call.args.channel, call);
    if (!place.ok) return place;
    return ok<Listed>({ place: place.value.name, cooldowns: call.guard.cooldowns(place.value) });
  },
  show: (listed, say) => cooldownsIn(listed, say),
});

export function cooldownsIn({ place, cooldowns }: Listed, say: Say): Answer {
  return {
    tone: 'info',
    title: say('cooldown list.title', { place }),
    lines:
      cooldowns.length === 0
        ? [say('cooldown list.none')]
        : cooldowns.map(({ command, lengthMs, leftMs }) =>
            say('cooldown list.line', {
              ...{ command, length: formatDuration(lengthMs), left: formatDuration(leftMs) },
              resting: leftMs > 0 ? 'yes' : 'no',
            }),
          ),
  };
}

export const cooldownClear = defineCommand({
  name: 'cooldown clear',
  aliases: ['flushcooldown', 'cooldownclear', 'cooldown_clear'],
  category: 'operators',
  capability: 'guard.manage',
  args: {
    channel: optional(channel({ example: '#castle' })),
    command: optional(word({ example: 'ai' })),
  },
  needs: ['guard', 'permissions', 'catalogue'],
  run(call) {
    const { args, guard } = call;
    const place = channelMeant(args.channel, call);
    if (!place.ok) return place;
    const command = args.command === undefined ? ok(undefined) : commandNamed(args.command, call);
    if (!command.ok) return command;
    const count = guard.clearCooldowns(place.value, command.value);
    return count > 0
      ? ok({ count, place: place.value.name })
      : refuse('cooldown clear.none', { place: place.value.name });
  },
  show: (cleared, say) => ({ tone: 'success', say: say('cooldown clear.done', cleared) }),
});
