import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Result, ok } from '../base/result.ts';
import { type CommandEdit, editCommand } from '../core/commands/command-edits.ts';
import { switchModule } from '../core/commands/module-switch.ts';
import type { CommandInfo } from '../core/commands/command-info.ts';
import { type Scope, readScope } from '../core/settings/scope.ts';
import { type CommandsParts, commandsView } from './commands-view.ts';
import type { CommandChange, CommandsView, SyncedView } from './commands-wire.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import { badScope, inWords, pageAuthor } from './settings-routes.ts';
import { placeIn } from './settings-view.ts';

const nothing = z.object({});
const scope = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(65);
const who = z
  .string()
  .max(150)
  .regex(
    /^(rank:\w+|role:\d{1,22}|can:[\w.-]+|(discord|irc):[^\s,=]+)$/u,
    'is nobody: take rank:…, role:…, can:…, or a person’s id like discord:123',
  );

const change: z.ZodType<CommandChange> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off'), off: z.boolean() }),
  z.object({ kind: z.literal('name'), name: name.nullable() }),
  z.object({ kind: z.literal('alias'), alias: name, there: z.boolean() }),
  z.object({ kind: z.literal('access'), who: z.array(who).max(50) }),
  z.object({ kind: z.literal('cooldown'), seconds: z.number().int().min(0).max(3600).nullable() }),
  z.object({ kind: z.literal('pin'), pinned: z.boolean() }),
]);

/** Looking at commands, deciding about them for a place, and telling the networks which there are. */
export function commandsRoutes(app: FastifyInstance, parts: CommandsParts): void {
  app.get(
    '/api/commands',
    route({ params: nothing, body: z.object({ scope: scope.default('instance') }) }, ({ body }) =>
      Promise.resolve(viewOf(parts, body.scope)),
    ),
  );
  app.post(
    '/api/commands/change',
    route(
      { params: nothing, body: z.object({ scope, command: name, change }) },
      async ({ body }): Promise<Answer<CommandsView>> => {
        const layer = readScope(body.scope);
        if (layer === undefined) return badScope;
        const command = parts.commands.catalogue.find(body.command);
        if (!command) return noCommand;
        const done = await changed(command, body.change, { parts, layer });
        return done.ok
          ? viewOf(parts, layer)
          : problem('refused', inWords(done.error, parts.settings), 'Nothing was changed.');
      },
    ),
  );
  app.post(
    '/api/commands/module',
    route(
      { params: nothing, body: z.object({ scope, module: name, off: z.boolean() }) },
      async ({ body: { scope: typed, module, off } }): Promise<Answer<CommandsView>> => {
        const layer = readScope(typed);
        if (layer === undefined) return badScope;
        if (!parts.commands.modules().some((one) => one.name === module)) return noModule;
        const done = await switchModule(module, off, {
          ...{ settings: parts.settings.settings, by: pageAuthor, scope: layer },
          place: placeIn(layer, parts.settings.places()),
        });
        return done.ok
          ? viewOf(parts, layer)
          : problem('refused', inWords(done.error, parts.settings), 'Nothing was changed.');
      },
    ),
  );
  app.post(
    '/api/commands/sync',
    route({ params: nothing, body: nothing }, async () => {
      const synced: readonly SyncedView[] = await parts.commands.menu.sync();
      return ok(synced);
    }),
  );
}

function viewOf(parts: CommandsParts, text: string): Answer<CommandsView> {
  const layer = readScope(text);
  return layer === undefined ? badScope : ok(commandsView(parts, layer));
}

const noCommand = problem(
  'not-found',
  'There is no such command any more.',
  'Its module may have been unloaded; load the list again.',
);

const noModule = problem(
  'not-found',
  'There is no such module any more.',
  'It may have been unloaded; load the list again.',
);

interface Around {
  readonly parts: CommandsParts;
  readonly layer: Scope;
}

function changed(
  command: CommandInfo,
  wanted: CommandChange,
  { parts, layer }: Around,
): Promise<Result<unknown>> {
  if (wanted.kind === 'cooldown') return rest(command, wanted.seconds, { parts, layer });
  if (wanted.kind === 'pin') return pin(command, wanted.pinned, parts);
  const place = placeIn(layer, parts.settings.places());
  const { catalogue, permissions } = parts.commands;
  const { settings } = parts.settings;
  return editCommand(command, asEdit(wanted), {
    parts: { settings, catalogue, permissions },
    decided: { by: pageAuthor, scope: layer, place },
  });
}

function asEdit(wanted: Exclude<CommandChange, { kind: 'cooldown' | 'pin' }>): CommandEdit {
  if (wanted.kind === 'name')
    return { kind: 'name', name: wanted.name === null ? undefined : wanted.name.toLowerCase() };
  return wanted.kind === 'alias' ? { ...wanted, alias: wanted.alias.toLowerCase() } : wanted;
}

function rest(
  { name: command }: CommandInfo,
  seconds: number | null,
  { parts, layer }: Around,
): Promise<Result<unknown>> {
  const { settings } = parts.settings;
  const setting = parts.commands.cooldowns.setting(command);
  return seconds === null
    ? settings.reset(setting, layer, pageAuthor)
    : settings.write(setting, layer, String(seconds), pageAuthor);
}

/** There is one menu, so pins are the instance's. A family is pinned as a whole. */
function pin(
  { name: command }: CommandInfo,
  pinned: boolean,
  { settings: { settings } }: CommandsParts,
): Promise<Result<unknown>> {
  const family = command.split(' ', 1)[0] ?? command;
  const others = settings
    .readList('commands.pinned', {})
    .filter((one) => one !== family && one.split(' ', 1)[0] !== family);
  const list = pinned ? [...others, family] : others;
  return list.length === 0
    ? settings.reset('commands.pinned', 'instance', pageAuthor)
    : settings.write('commands.pinned', 'instance', list.join(','), pageAuthor);
}
