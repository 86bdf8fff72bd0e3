import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { joinGuild } from './member-acts.ts';
import type { Guild, User } from './model.ts';
import { roleCalled, userCalled } from './names.ts';
import { Person } from './person.ts';
import { createUser } from './seed.ts';
import type { World } from './world.ts';

export interface MemberOptions {
  /** Names of roles, for someone who comes in now. */
  readonly roles?: readonly string[];
  /** False: the person has an account but does not come in. */
  readonly joined?: boolean;
  /** How old a new account is; 400 days unless told. */
  readonly accountAgeMs?: number;
}

/** The scripted people; one object each, so that what they have heard is remembered. */
export interface People {
  member(guild: Guild, name: string, options?: MemberOptions): Person;
}

export function people(world: World, patience: Clock): People {
  const known = new Map<string, Person>();

  function person(guild: Guild, user: User): Person {
    const key = `${guild.id} ${user.id}`;
    const found = known.get(key) ?? new Person({ world, guild, user, patience });
    known.set(key, found);
    return found;
  }

  return {
    member(guild, name, { roles = [], joined, accountAgeMs } = {}) {
      const account = userCalled(world, name);
      if (account?.bot) throw new CastellanError('bad-input', `"${name}" is a bot, not a person`);
      const user = account ?? createUser(world, name, accountAgeMs);
      // Someone who left or was banned stays out until he joins again.
      if (joined ?? !account)
        joinGuild(world, guild, user, { roles: roles.map((role) => roleId(guild, role)) });
      return person(guild, user);
    },
  };
}

function roleId(guild: Guild, name: string): string {
  const role = roleCalled(guild, name);
  if (!role)
    throw new CastellanError(
      'bad-input',
      `"${guild.name}" has no role called "${name}"; it has ${[...guild.roles.values()].map((one) => one.name).join(', ')}`,
    );
  return role.id;
}
