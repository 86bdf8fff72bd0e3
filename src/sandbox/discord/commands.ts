import { refused } from './api-error.ts';
import type { CommandBody } from './command-body.ts';
import type { Application, Command, Guild } from './model.ts';
import type { World } from './world.ts';

const maxOf: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** One registry: an application's global commands, or its commands in one guild. */
export interface Registry {
  readonly application: Application;
  readonly guild: Guild | undefined;
}

export function commandsIn({ application, guild }: Registry): Map<string, Command> {
  if (!guild) return application.globalCommands;
  const found = application.guildCommands.get(guild.id) ?? new Map<string, Command>();
  application.guildCommands.set(guild.id, found);
  return found;
}

/** What the application can be asked to do here: its global commands and the guild's own. */
export const commandsFor = (
  application: Application,
  guild: Guild | undefined,
): readonly Command[] => [
  ...(guild ? commandsIn({ application, guild }).values() : []),
  ...application.globalCommands.values(),
];

const sameCommand = (
  one: Pick<CommandBody, 'name' | 'type'>,
  other: Pick<Command, 'name' | 'type'>,
): boolean => one.name === other.name && one.type === other.type;

/** Creates a command; one of the same name and type is replaced and keeps its id. */
export function upsertCommand(
  world: World,
  registry: Registry,
  body: CommandBody,
): { command: Command; created: boolean } {
  const commands = commandsIn(registry);
  const old = [...commands.values()].find((command) => sameCommand(body, command));
  const ofType = [...commands.values()].filter(({ type }) => type === body.type).length;
  if (!old && ofType >= (maxOf[body.type] ?? 0)) throw refused('maxCommands');
  const command = recorded(world, registry, body, old);
  commands.set(command.id, command);
  wrote(world, registry);
  return { command, created: !old };
}

/** Puts this list in place of everything that was registered. */
export function overwriteCommands(
  world: World,
  registry: Registry,
  bodies: readonly CommandBody[],
): readonly Command[] {
  for (const type of [1, 2, 3])
    if (bodies.filter((body) => body.type === type).length > (maxOf[type] ?? 0))
      throw refused('maxCommands');
  const commands = commandsIn(registry);
  const old = [...commands.values()];
  commands.clear();
  for (const body of bodies) {
    const command = recorded(
      world,
      registry,
      body,
      old.find((one) => sameCommand(body, one)),
    );
    commands.set(command.id, command);
  }
  wrote(world, registry);
  return [...commands.values()];
}

export function replaceCommand(
  world: World,
  registry: Registry,
  old: Command,
  body: CommandBody,
): Command {
  const command = recorded(world, registry, body, old);
  commandsIn(registry).set(command.id, command);
  wrote(world, registry);
  return command;
}

export function deleteCommand(world: World, registry: Registry, id: string): void {
  if (!commandsIn(registry).delete(id)) throw refused('unknownCommand');
  wrote(world, registry);
}

export function commandWithId(registry: Registry, id: string): Command {
  const command = commandsIn(registry).get(id);
  if (!command) throw refused('unknownCommand');
  return command;
}

function wrote(world: World, { application }: Registry): void {
  application.commandWrites += 1;
  world.changes.emit({ kind: 'commands-changed', application });
}

function recorded(
  world: World,
  { application, guild }: Registry,
  body: CommandBody,
  old: Command | undefined,
): Command {
  return {
    name_localizations: null,
    description_localizations: null,
    ...body,
    id: old?.id ?? world.ids.next(),
    application_id: application.id,
    version: world.ids.next(),
    description: body.description ?? '',
    options: body.options ?? [],
    default_member_permissions: body.default_member_permissions ?? null,
    integration_types: body.integration_types ?? [0],
    nsfw: body.nsfw ?? false,
    ...(guild ? { guild_id: guild.id, dm_permission: undefined, contexts: null } : whereUsed(body)),
  };
}

/** Where a global command can be used: the older switch and the newer list say the same. */
function whereUsed({ dm_permission: direct, contexts }: CommandBody) {
  return { dm_permission: direct ?? true, contexts: contexts ?? (direct === false ? [0] : null) };
}
