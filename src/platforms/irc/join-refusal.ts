/** What to do when a channel cannot be joined. */
export interface Answer {
  /** `soon`: seconds. `later`: a minute, doubling. `rarely`: minutes, doubling. */
  readonly kind: 'soon' | 'later' | 'rarely' | 'give-up';
  readonly why: string;
  /** What ChanServ could do, where the bot may ask it. */
  readonly help?: 'INVITE' | 'UNBAN' | undefined;
}

type Known = Omit<Answer, 'why'> & { readonly says: string };

const known = new Map<string, Known>([
  ['403', { kind: 'give-up', says: 'there is no such channel' }],
  ['405', { kind: 'give-up', says: 'the server allows no more channels' }],
  ['407', { kind: 'give-up', says: 'the server allows no more channels' }],
  ['437', { kind: 'soon', says: 'not just now' }],
  ['471', { kind: 'later', says: 'it is full, or for registered users only' }],
  ['473', { kind: 'later', says: 'it is for invited people only', help: 'INVITE' }],
  ['474', { kind: 'rarely', says: 'the bot is banned there', help: 'UNBAN' }],
  ['475', { kind: 'rarely', says: 'the key is wrong or missing' }],
  ['476', { kind: 'give-up', says: 'the server does not take that name' }],
  ['477', { kind: 'rarely', says: 'it is for registered users only' }],
  ['479', { kind: 'give-up', says: 'the server does not take that name' }],
  ['480', { kind: 'later', says: 'too many are joining' }],
  ['489', { kind: 'rarely', says: 'it is for secure connections only' }],
  ['500', { kind: 'later', says: 'too many are joining' }],
  ['519', { kind: 'give-up', says: 'it is for administrators only' }],
  ['520', { kind: 'give-up', says: 'it is for IRC operators only' }],
]);

const unknown: Known = { kind: 'later', says: 'refused' };

export const refusalCodes: readonly string[] = [...known.keys()];

export function answerTo(code: string, text: string): Answer {
  const { says, ...answer } = known.get(code) ?? unknown;
  return { ...answer, why: text === '' ? says : `${says} ("${text}")` };
}
