const none = [0, 0] as const;
const code = (letter: string): number => (letter === '' ? 0 : letter.charCodeAt(0));

const readings = new Map(
  Object.entries({
    ...{ '0': 'o', '1': 'il', '2': 'z', '3': 'e', '4': 'a', '5': 's', '6': 'gb', '7': 't' },
    ...{ '¡': 'i', '€': 'e', '£': 'l', '§': 's', '†': 't', '©': 'c', '¢': 'c', '∂': 'd' },
    ...{ '8': 'b', '9': 'gq', '@': 'a', $: 's', '!': 'il', '|': 'li', '+': 't' },
  }).map(([sign, letters]) => [
    code(sign),
    [code(letters.charAt(0)), code(letters.charAt(1))] as const,
  ]),
);

/** Signs outside of ASCII that are used for a letter within a word. */
export const isLetterSign = (sign: number): boolean => sign > 127 && readings.has(sign);

/** The one or two letters that a digit or sign is used for; zeros where there are none. */
export const leetOf = (sign: number): readonly [number, number] => readings.get(sign) ?? none;
