import { foundGuild, createChannel, createRole } from './guild-acts.ts';
import { joinGuild } from './member-acts.ts';
import {
  channelType,
  type Application,
  type Guild,
  type PrivilegedIntents,
  type User,
} from './model.ts';
import { allPermissions, permission } from './permissions.ts';
import { userCalled } from './names.ts';
import { addUser, type World } from './world.ts';

export interface NewApplication {
  readonly name: string;
  /** Made up when not given. */
  readonly token?: string | undefined;
  readonly privileged?: Partial<PrivilegedIntents> | undefined;
}

/** Registers an application with its bot account, as the developer portal does. */
export function createApplication(
  world: World,
  { name, token, privileged }: NewApplication,
): Application {
  const id = world.ids.next();
  const user: User = { id, username: name, globalName: null, bot: true };
  const application: Application = {
    id,
    name,
    token:
      token ??
      `${Buffer.from(id).toString('base64url')}.${world.random.token(4)}.${world.random.token(27)}`,
    user,
    privileged: { members: true, presences: true, messageContent: true, ...privileged },
    globalCommands: new Map(),
    guildCommands: new Map(),
    commandWrites: 0,
    sessionStarts: { total: 1000, remaining: 1000, resetAtMs: world.clock.now() + 86_400_000 },
    recommendedShards: 1,
  };
  world.applications.set(id, application);
  addUser(world, user);
  return application;
}

const day = 86_400_000;

/** Opens an account for a person. */
export function createUser(world: World, name: string, accountAgeMs = 400 * day): User {
  const user: User = {
    id: world.ids.at(world.clock.now() - accountAgeMs),
    username: name.toLowerCase(),
    globalName: name,
    bot: false,
    // Who has been around for a while has set a picture; who came yesterday has not.
    ...(accountAgeMs >= 30 * day && { avatar: hashOf(name) }),
  };
  return addUser(world, user);
}

const hashOf = (name: string): string =>
  Buffer.from(name.toLowerCase()).toString('hex').padEnd(32, '0').slice(0, 32);

const botPermissions =
  permission.kickMembers |
  permission.banMembers |
  permission.manageChannels |
  permission.manageGuild |
  permission.viewAuditLog |
  permission.viewChannel |
  permission.sendMessages |
  permission.manageMessages |
  permission.embedLinks |
  permission.attachFiles |
  permission.readHistory |
  permission.mentionEveryone |
  permission.addReactions |
  permission.manageNicknames |
  permission.manageRoles |
  permission.moderateMembers |
  permission.manageThreads |
  permission.createPublicThreads |
  permission.sendInThreads |
  permission.useCommands;

const moderatorPermissions =
  permission.kickMembers |
  permission.banMembers |
  permission.manageMessages |
  permission.moderateMembers |
  permission.manageNicknames |
  permission.viewAuditLog |
  permission.mentionEveryone |
  permission.manageThreads;

/** The guild "Castle": three roles, three channels, olivia who owns it, ann, mod and bob. */
export function seedCastle(world: World): Guild {
  const olivia = createUser(world, 'olivia');
  const guild = foundGuild(world, 'Castle', olivia);
  const member = createRole(world, guild, { name: 'Member', position: 1 });
  const moderator = createRole(world, guild, {
    name: 'Moderator',
    position: 2,
    color: 0x3498db,
    hoist: true,
    permissions: moderatorPermissions,
  });
  const admin = createRole(world, guild, {
    name: 'Admin',
    position: 3,
    color: 0xe74c3c,
    hoist: true,
    permissions: permission.administrator,
  });
  joinGuild(world, guild, olivia, { roles: [admin.id] });
  joinGuild(world, guild, createUser(world, 'ann'), { roles: [admin.id] });
  joinGuild(world, guild, createUser(world, 'mod'), { roles: [moderator.id] });
  joinGuild(world, guild, createUser(world, 'bob'), { roles: [member.id] });
  seedChannels(world, guild, moderator.id);
  return guild;
}

/** Another guild of olivia's, with one channel and the bot. */
export function seedGuild(world: World, name: string, application: Application): Guild {
  const owner = userCalled(world, 'olivia') ?? createUser(world, 'olivia');
  const guild = foundGuild(world, name, owner);
  createChannel(world, guild, { name: 'general' });
  joinGuild(world, guild, owner);
  inviteBot(world, guild, application);
  return guild;
}

function seedChannels(world: World, guild: Guild, moderatorId: string): void {
  const text = createChannel(world, guild, {
    name: 'Text channels',
    type: channelType.category,
    position: 0,
  });
  createChannel(world, guild, {
    name: 'general',
    topic: 'Whatever comes to mind',
    parentId: text.id,
    position: 1,
  });
  createChannel(world, guild, { name: 'random', parentId: text.id, position: 2 });
  createChannel(world, guild, {
    name: 'staff',
    topic: 'Moderators and admins',
    parentId: text.id,
    position: 3,
    overwrites: [
      { id: guild.id, type: 0, allow: 0n, deny: permission.viewChannel },
      { id: moderatorId, type: 0, allow: permission.viewChannel, deny: 0n },
    ],
  });
}

/** Invites a bot: it comes with a role of its own, high enough to moderate. */
export function inviteBot(
  world: World,
  guild: Guild,
  application: Application,
  permissions = botPermissions,
): void {
  const position = Math.max(...[...guild.roles.values()].map((role) => role.position)) + 1;
  const role = createRole(world, guild, {
    name: application.name,
    position,
    permissions: permissions & allPermissions,
    managedBy: application.id,
  });
  joinGuild(world, guild, application.user, { roles: [role.id] });
  for (const channel of guild.channels.values())
    if (channel.overwrites.size > 0)
      channel.overwrites.set(role.id, {
        id: role.id,
        type: 0,
        allow: permission.viewChannel,
        deny: 0n,
      });
}
