import { z } from 'zod';
import { refused } from '../api-error.ts';
import { auditAction, changesBetween, writeAudit } from '../audit.ts';
import { decode } from '../decode.ts';
import { changeRole, createRole, deleteRole } from '../guild-acts.ts';
import { requireInGuild } from '../member-acts.ts';
import type { Guild, Role } from '../model.ts';
import { guildPermissions, highestPosition, permission } from '../permissions.ts';
import { roleJson } from '../wire.ts';
import { memberOf } from '../world.ts';
import { by, guildOf, idParam } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

const maxRoles = 250;

/** Roles: listed, made, changed, moved, deleted; never above one's own. */
export const roleRoutes: readonly Route[] = [
  route('GET /guilds/:guild/roles', (call) =>
    json([...guildOf(call).roles.values()].map(roleJson)),
  ),
  route('GET /guilds/:guild/roles/:role', (call) =>
    json(roleJson(roleOf(guildOf(call), idParam(call, 'role')))),
  ),
  route('POST /guilds/:guild/roles', create),
  route('PATCH /guilds/:guild/roles', move),
  route('PATCH /guilds/:guild/roles/:role', edit),
  route('DELETE /guilds/:guild/roles/:role', remove),
];

const roleBody = z.object({
  name: z.string().max(100).nullish(),
  permissions: z.string().regex(/^\d+$/).nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
});

function changeFrom(call: BotCall, guild: Guild): Partial<Omit<Role, 'id' | 'managedBy'>> {
  const { name, permissions, color, hoist, mentionable } = decode(roleBody, call.body);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof permissions === 'string' && {
      permissions: heldOnly(call, guild, BigInt(permissions)),
    }),
    ...(typeof color === 'number' && { color }),
    ...(typeof hoist === 'boolean' && { hoist }),
    ...(typeof mentionable === 'boolean' && { mentionable }),
  };
}

/** Nobody grants what he does not hold. */
function heldOnly({ application, world }: BotCall, guild: Guild, wanted: bigint): bigint {
  const held = guildPermissions(guild, memberOf(guild, application.user.id), world.clock.now());
  if ((wanted & ~held) !== 0n) throw refused('missingPermissions');
  return wanted;
}

function managed(call: BotCall): Guild {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageRoles);
  return guild;
}

function roleOf(guild: Guild, id: string): Role {
  const role = guild.roles.get(id);
  if (!role) throw refused('unknownRole');
  return role;
}

/** The role in the path, if it stands below the bot's highest. */
function lowerRole(call: BotCall, guild: Guild, id: string): Role {
  const role = roleOf(guild, id);
  if (role.position >= highestPosition(guild, memberOf(guild, call.application.user.id)))
    throw refused('missingPermissions');
  return role;
}

function create(call: BotCall): Answer {
  const guild = managed(call);
  if (guild.roles.size >= maxRoles) throw refused('maxRoles');
  for (const other of guild.roles.values()) if (other.position > 0) other.position += 1;
  const role = createRole(call.world, guild, {
    name: 'new role',
    ...changeFrom(call, guild),
    position: 1,
  });
  writeAudit(call.world, guild, by(call), {
    action: auditAction.roleCreate,
    targetId: role.id,
    changes: [{ key: 'name', new_value: role.name }],
  });
  return json(roleJson(role));
}

function edit(call: BotCall): Answer {
  const guild = managed(call);
  const role = lowerRole(call, guild, idParam(call, 'role'));
  const before = roleJson(role);
  changeRole(call.world, guild, role, changeFrom(call, guild));
  const changes = changesBetween({ ...before }, { ...roleJson(role) });
  if (changes.length > 0)
    writeAudit(call.world, guild, by(call), {
      action: auditAction.roleUpdate,
      targetId: role.id,
      changes,
    });
  return json(roleJson(role));
}

const moves = z.array(z.object({ id: z.string(), position: z.number().int().min(0).nullish() }));

function move(call: BotCall): Answer {
  const guild = managed(call);
  const highest = highestPosition(guild, memberOf(guild, call.application.user.id));
  for (const { id, position } of decode(moves, call.body)) {
    const role = lowerRole(call, guild, id);
    if (typeof position !== 'number') continue;
    if (position >= highest) throw refused('missingPermissions');
    changeRole(call.world, guild, role, { position });
  }
  return json([...guild.roles.values()].map(roleJson));
}

function remove(call: BotCall): Answer {
  const guild = managed(call);
  const role = lowerRole(call, guild, idParam(call, 'role'));
  if (role.id === guild.id || role.managedBy !== undefined) throw refused('invalidRole');
  deleteRole(call.world, guild, role);
  writeAudit(call.world, guild, by(call), {
    action: auditAction.roleDelete,
    targetId: role.id,
    changes: [{ key: 'name', old_value: role.name }],
  });
  return noContent;
}
