import type { Found } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import { type Meant, channelPlace } from '../places.ts';
import { leave, named } from '../rules.ts';

const seconds = /^\d{1,6}$/;

interface Said {
  /** The words after the channel. */
  readonly words: readonly string[];
  readonly from: string;
  readonly scope: Scope;
}

/**
 * What operators set for single channels, as they typed it: `.floodset #quebec 10 4 60`, `.cmdcooldown #quebec ai 20`,
 * `antifloodset #quebec 5 30 300`, `chanset #quebec +AntiFlood`. mediabot keeps the first two in memory only, so a
 * list of them is all that there is.
 */
export function channelCommandIn(
  [command = '', channel = '', ...words]: readonly string[],
  from: string,
  how: Meant,
): readonly Found[] {
  const scope = channelPlace(channel, how);
  if (scope === undefined) return [leave(from, 'which-channel', { channel: named(channel) })];
  const said: Said = { words, from, scope };
  if (command === 'floodset') return floodSet(said);
  if (command === 'cmdcooldown') return cooldown(said);
  return command === 'antifloodset' ? outputSet(said) : chanset(said, command === 'chanset');
}

const setting = (said: Said, name: string, typed: string): Found => ({
  ...{ kind: 'setting', from: said.from, scope: said.scope, name, typed },
});

/** Numbers in a row, each for its setting; those that are not there are not touched. */
function inOrder(
  said: Said,
  names: readonly (readonly [name: string, unit: '' | 's'])[],
): readonly Found[] {
  const given = said.words.slice(0, names.length);
  if (given.length === 0 || !given.every((word) => seconds.test(word)))
    return [leave(said.from, 'type')];
  return given.map((word, at) => {
    const [name, unit] = names[at] ?? ['', ''];
    return setting(said, name, `${word}${unit}`);
  });
}

function floodSet(said: Said): readonly Found[] {
  const [, , , mode] = said.words;
  const numbers = inOrder(said, [
    ['guard.channelWindowMs', 's'],
    ['guard.channelMax', ''],
    ['guard.channelSilenceMs', 's'],
  ]);
  if (mode === undefined) return numbers;
  const warns = /^(warn(-?only)?|1|on|yes)$/i.test(mode);
  return [...numbers, setting(said, 'guard.channelMode', warns ? 'watch' : 'live')];
}

const outputSet = (said: Said): readonly Found[] =>
  inOrder(said, [
    ['guard.outputMax', ''],
    ['guard.outputWindowMs', 's'],
    ['guard.outputSilenceMs', 's'],
  ]);

function cooldown({ words: [command = '', length = ''], from, scope }: Said): readonly Found[] {
  return command !== '' && seconds.test(length)
    ? [{ kind: 'cooldown', from, scope, command, seconds: Number(length) }]
    : [leave(from, 'type')];
}

function chanset(said: Said, on: boolean): readonly Found[] {
  return said.words.map((word) => {
    const [sign, name] = [word.slice(0, 1), word.replace(/^[+-]/, '').toLowerCase()];
    if (name !== 'antiflood') return leave(`${said.from}: ${named(word)}`, 'chanset');
    return setting(said, 'guard.outputMode', on && sign !== '-' ? 'live' : 'off');
  });
}
