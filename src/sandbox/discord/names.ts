import { CastellanError } from '../../base/errors.ts';
import { channelType, type Channel, type Guild, type User } from './model.ts';
import type { World } from './world.ts';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The channel called `#general`, `general`, or by its id. */
export function channelCalled(world: World, guild: Guild, name: string): Channel {
  const bare = name.replace(/^#/, '');
  const byId = world.channels.get(bare);
  if (byId) return byId;
  for (const channel of guild.channels.values())
    if (channel.type !== channelType.category && same(channel.name, bare)) return channel;
  throw new CastellanError(
    'bad-input',
    `"${guild.name}" has no channel called "${name}"; it has ${[...guild.channels.values()].map((channel) => `#${channel.name}`).join(', ')}`,
  );
}

/** The account called `@ann`, `ann`, or by its id. */
export function userCalled(world: World, name: string): User | undefined {
  const bare = name.replace(/^@/, '');
  return world.users.get(bare) ?? world.usersByName.get(bare.toLowerCase());
}

export function roleCalled(guild: Guild, name: string) {
  const bare = name.replace(/^@/, '');
  for (const role of guild.roles.values())
    if (role.id === bare || same(role.name, bare)) return role;
  return undefined;
}

/** Writes `@ann` and `#general` as the client does after completion: `<@123>`, `<#456>`. */
export function withMentions(world: World, guild: Guild, text: string): string {
  if (!/[@#]/.test(text)) return text;
  return text
    .replace(
      /(?<![\w<])@([\w.-]*\w)/g,
      (written, name: string) => mentionOf(world, guild, name) ?? written,
    )
    .replace(/(?<![\w<&])#([\w-]+)/g, (written, name: string) => {
      for (const channel of guild.channels.values())
        if (channel.name === name) return `<#${channel.id}>`;
      return written;
    });
}

function mentionOf(world: World, guild: Guild, name: string): string | undefined {
  if (name === 'everyone' || name === 'here') return undefined;
  const user = userCalled(world, name);
  if (user) return `<@${user.id}>`;
  const role = roleCalled(guild, name);
  return role && `<@&${role.id}>`;
}
