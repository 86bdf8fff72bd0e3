import {
  type Call,
  type CommandInfo,
  type Ports,
  type Result,
  type SettingPlace,
  choice,
  commandMeant,
  ok,
  optional,
  refuse,
  rest,
  scopeWords,
  suggestCommands,
  word,
  layersOf,
} from '../../sdk/index.ts';

export type Asked = Pick<Call<unknown>, 'caller' | 'where' | 'community' | 'prefix'> &
  Pick<Ports, 'permissions' | 'catalogue' | 'settings'>;

type ScopeWord = (typeof scopeWords)[number];

/** Where a decision holds: in the space, where nothing else is said. */
export const scopeArgument = optional(
  choice<ScopeWord>(scopeWords, { here: 'channel', server: 'space', everywhere: 'instance' }),
);

export const placeHere = ({ where }: Pick<Asked, 'where'>): SettingPlace => layersOf(where);

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
