import {
  type Call,
  type CommandInfo,
  type Ports,
  type Result,
  type Scope,
  type SettingPlace,
  choice,
  commandMeant,
  communityOf,
  ok,
  optional,
  refuse,
  rest,
  suggestCommands,
  word,
} from '../../sdk/index.ts';

export type Asked = Pick<Call<unknown>, 'caller' | 'where' | 'community' | 'prefix'> &
  Pick<Ports, 'permissions' | 'catalogue' | 'settings'>;

export const scopes = ['channel', 'space', 'community', 'instance'] as const;
type ScopeWord = (typeof scopes)[number];

/** Where a decision holds: in the space, where nothing else is said. */
export const scopeArgument = optional(
  choice<ScopeWord>(scopes, { here: 'channel', server: 'space', everywhere: 'instance' }),
);

/** The layer that a word names, if the caller's word counts there. */
export function layerMeant(wanted: ScopeWord | undefined, asked: Asked): Result<Scope> {
  const { space, channel, platform } = asked.where;
  if (wanted === 'instance' || (space === undefined && platform === 'console')) {
    const owns = asked.permissions.rankOf({ actor: asked.caller }) === 'instanceOwner';
    return owns ? ok<Scope>('instance') : refuse('command.owner-only');
  }
  if (space === undefined) return refuse('command.no-space');
  if (wanted === 'channel') return ok<Scope>(`channel:${channel}`);
  return ok<Scope>(wanted === 'community' ? `community:${communityOf(space)}` : `space:${space}`);
}

/** Where the settings of a layer are read, seen from here. */
export function placeOfLayer(scope: Scope, { where }: Pick<Asked, 'where'>): SettingPlace {
  const { space, channel } = where;
  if (scope === 'instance' || space === undefined) return {};
  const community = communityOf(space);
  if (scope.startsWith('community:')) return { community };
  return scope.startsWith('channel:') ? { channel, space, community } : { space, community };
}

export const placeHere = ({ where: { channel, space } }: Pick<Asked, 'where'>): SettingPlace =>
  space === undefined ? { channel } : { channel, space, community: communityOf(space) };

/** The command that was typed, if there is one. */
export function found(typed: string, asked: Asked, place = placeHere(asked)): Result<CommandInfo> {
  const { prefix, settings, catalogue } = asked;
  const plain = typed.startsWith(prefix) ? typed.slice(prefix.length) : typed;
  const command = commandMeant(plain, { settings, catalogue, place });
  return command ? ok(command) : refuse('command.no-such', { typed: plain });
}

/** One word: a command of two is written with a dash, or in quotes. */
export const commandArgument = word({ example: 'choose', suggest: suggestCommands });
/** The rest of the line, so that two words need nothing between them. */
export const lastCommandArgument = { ...rest({ example: 'choose' }), suggest: suggestCommands };
