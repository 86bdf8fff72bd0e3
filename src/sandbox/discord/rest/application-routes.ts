import { z } from 'zod';
import { refused } from '../api-error.ts';
import { commandBody, commandList, type CommandBody } from '../command-body.ts';
import {
  commandsIn,
  commandWithId,
  deleteCommand,
  overwriteCommands,
  replaceCommand,
  upsertCommand,
  type Registry,
} from '../commands.ts';
import { decode } from '../decode.ts';
import type { Command } from '../model.ts';
import { applicationJson } from '../wire.ts';
import { guildOf } from './access.ts';
import {
  json,
  noContent,
  openRoute,
  route,
  type Answer,
  type BotCall,
  type Route,
} from './route.ts';

/** The way to the gateway, the application itself and its commands. */
export const applicationRoutes: readonly Route[] = [
  openRoute('GET /gateway', ({ gatewayUrl }) => json({ url: gatewayUrl })),
  route('GET /gateway/bot', gatewayBot),
  route('GET /applications/@me', ({ application }) => json(applicationJson(application))),
  route('PATCH /applications/@me', ({ application }) => json(applicationJson(application))),
  route('GET /oauth2/applications/@me', ({ application }) => json(applicationJson(application))),
  ...commandRoutes('/applications/:application/commands'),
  ...commandRoutes('/applications/:application/guilds/:guild/commands'),
  route('GET /applications/:application/guilds/:guild/commands/permissions', () => json([])),
  route('GET /applications/:application/emojis', () => json({ items: [] })),
  route('GET /applications/:application/entitlements', () => json([])),
];

function gatewayBot({ application, world, gatewayUrl }: BotCall): Answer {
  const { sessionStarts } = application;
  const nowMs = world.clock.now();
  if (sessionStarts.resetAtMs <= nowMs)
    Object.assign(sessionStarts, { remaining: sessionStarts.total, resetAtMs: nowMs + 86_400_000 });
  return json({
    url: gatewayUrl,
    shards: application.recommendedShards,
    session_start_limit: {
      total: sessionStarts.total,
      remaining: sessionStarts.remaining,
      reset_after: sessionStarts.resetAtMs - nowMs,
      max_concurrency: 1,
    },
  });
}

function commandRoutes(base: string): readonly Route[] {
  return [
    route(`GET ${base}`, (call) =>
      json([...commandsIn(registryOf(call)).values()].map(commandJson(call))),
    ),
    route(`PUT ${base}`, (call) =>
      json(overwriteCommands(call.world, registryOf(call), decode(commandList, call.body))),
    ),
    route(`POST ${base}`, (call) => {
      const { command, created } = upsertCommand(
        call.world,
        registryOf(call),
        decode(commandBody, call.body),
      );
      return json(command, created ? 201 : 200);
    }),
    route(`GET ${base}/:command`, (call) =>
      json(commandWithId(registryOf(call), call.param('command'))),
    ),
    route(`PATCH ${base}/:command`, patchCommand),
    route(`DELETE ${base}/:command`, (call) => {
      deleteCommand(call.world, registryOf(call), call.param('command'));
      return noContent;
    }),
  ];
}

/** Localizations come only to those who ask for them. */
const commandJson =
  ({ query }: BotCall) =>
  ({ name_localizations, description_localizations, ...command }: Command): object =>
    query.get('with_localizations') === 'true'
      ? { ...command, name_localizations, description_localizations }
      : command;

function registryOf(call: BotCall): Registry {
  const { application } = call;
  if (call.param('application') !== application.id) throw refused('missingAccess');
  return { application, guild: isGuildRoute(call) ? guildOf(call) : undefined };
}

const isGuildRoute = (call: BotCall): boolean => call.has('guild');

const changes = z.looseObject({});

function patchCommand(call: BotCall): Answer {
  const registry = registryOf(call);
  const old = commandWithId(registry, call.param('command'));
  const body: CommandBody = decode(commandBody, {
    ...old,
    ...decode(changes, call.body),
    type: old.type,
  });
  return json(replaceCommand(call.world, registry, old, body));
}
