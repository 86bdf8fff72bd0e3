import {
  type Changed,
  type Place,
  type Say,
  type Setting,
  type Settings,
  authorOf,
  channelOn,
  defineCommand,
  ok,
  optional,
  refuse,
  word,
} from '../../sdk/index.ts';
import { nameArgument } from './read.ts';
import { mayChange, scopeNamed, suggestedScopes, suggestedValues } from './where.ts';
import { changeWords } from './words.ts';

export const manage = { category: 'server', capability: 'settings.manage' } as const;
export const scopeArgument = optional(word({ example: 'space', suggest: suggestedScopes }));
export const valueArgument = word({
  example: '"?"',
  maxLength: 2000,
  suggest: suggestedValues,
});

/** What a person types for a channel or a role is a mention; what is kept is an id. */
export function asKept({ kind }: Setting, typed: string, { connection }: Place): string {
  const mention = /^<(?:#|@&)(\d+)>$/.exec(typed)?.[1];
  if (kind === 'role') return mention ?? typed;
  if (kind !== 'channel') return typed;
  if (mention !== undefined) return channelOn(connection, mention);
  return /^[#&+!]\S+$/.test(typed) ? channelOn(connection, typed.toLowerCase()) : typed;
}

export const settingsSet = defineCommand({
  ...manage,
  name: 'settings set',
  args: { name: nameArgument, value: valueArgument, scope: scopeArgument },
  needs: ['settings', 'permissions'],
  async run({ args: { name, value, scope: typed }, settings, ...asker }) {
    const scope = scopeNamed(typed, asker);
    if (!scope.ok) return scope;
    const setting = settings.declared().get(name);
    if (!setting) return refuse('settings.unknown', { name });
    if (setting.kind === 'secret') return refuse('settings.secret-in-chat', { name });
    const may = mayChange(setting, asker);
    if (!may.ok) return may;
    const kept = asKept(setting, value, asker.where);
    const changed = await settings.write(name, scope.value, kept, authorOf(asker));
    return changed.ok ? ok(inWords(changed.value, settings)) : changed;
  },
  show: (data, say) => ({ tone: 'success', say: doneWords(data, say) }),
});

export const settingsReset = defineCommand({
  ...manage,
  name: 'settings reset',
  args: { name: nameArgument, scope: scopeArgument },
  needs: ['settings', 'permissions'],
  async run({ args: { name, scope: typed }, settings, ...asker }) {
    const scope = scopeNamed(typed, asker);
    if (!scope.ok) return scope;
    const may = mayChange(settings.declared().get(name) ?? {}, asker);
    if (!may.ok) return may;
    const changed = await settings.reset(name, scope.value, authorOf(asker));
    return changed.ok ? ok(inWords(changed.value, settings)) : changed;
  },
  show: (data, say) => ({ tone: 'success', say: doneWords(data, say) }),
});

interface ChangedWords {
  readonly name: string;
  readonly scope: string;
  readonly before: string;
  readonly after: string;
  readonly restart: boolean;
  readonly revision: number;
}

/** What changed, as people read it. */
export function inWords(changed: Changed, settings: Pick<Settings, 'declared'>): ChangedWords {
  const { name, scope, before, after, revision } = changed;
  const setting = settings.declared().get(name);
  const shown = (value: Changed['before']) => setting?.show(value) ?? '';
  return {
    ...{ name, scope, revision, restart: setting?.restart ?? false },
    ...{ before: shown(before), after: shown(after) },
  };
}

export const doneWords = (data: ChangedWords, say: Say): string =>
  [
    changeWords(data, say),
    say('settings.undo', { revision: data.revision }),
    ...(data.restart ? [say('settings.restart')] : []),
  ].join(' ');
