import type { Isupport } from './isupport.ts';

export interface ModeChange {
  readonly added: boolean;
  readonly letter: string;
  readonly param?: string;
}

/**
 * Reads the parameters of a channel's MODE line by what the server said of its modes. A letter that
 * nobody declared takes no parameter; a parameter that is missing is left out.
 */
export function modeChanges(
  isupport: Pick<Isupport, 'prefixes' | 'channelModes'>,
  params: readonly string[],
): readonly ModeChange[] {
  const changes: ModeChange[] = [];
  let added = true;
  let next = 1;
  for (const letter of params[0] ?? '') {
    if (letter === '+' || letter === '-') {
      added = letter === '+';
      continue;
    }
    const param = takesParam(isupport, letter, added) ? params[next++] : undefined;
    changes.push(param === undefined ? { added, letter } : { added, letter, param });
  }
  return changes;
}

function takesParam(
  { prefixes, channelModes }: Pick<Isupport, 'prefixes' | 'channelModes'>,
  letter: string,
  added: boolean,
): boolean {
  if (prefixes.modes.includes(letter)) return true;
  if (channelModes.list.includes(letter) || channelModes.always.includes(letter)) return true;
  return added && channelModes.whenSet.includes(letter);
}
