import type { Arguments } from './arguments.ts';

/** The arguments that are asked for where they are left out, in order. */
export const askedNames = (
  { args }: { readonly args: Arguments },
  /** Those that the menu asks for from which the command was called. */
  besides: readonly string[] = [],
): string[] =>
  Object.entries(args).flatMap(([name, { asked }]) =>
    asked || besides.includes(name) ? [name] : [],
  );

const yes = /^(yes|y|oui|o)$/i;
const no = /^(no|n|non)$/i;
const cancel = /^(cancel|annuler|stop)$/i;

export const isYes = (text: string): boolean => yes.test(text);

/** Whether somebody wants it ended; a plain no only says so where yes or no was asked. */
export const isNo = (text: string, yesOrNo: boolean): boolean =>
  cancel.test(text) || (yesOrNo && no.test(text));

/** What stands on the wire: `q:<question>:<what>`. */
export const questionId = (id: string, what: 'form' | 'yes' | 'no'): string => `q:${id}:${what}`;

/** What a control or form of a question says; undefined for those of others. */
export function answerIn(id: string): { readonly id: string; readonly what: string } | undefined {
  const [, question, what] = /^q:([\w-]+):(form|yes|no)$/.exec(id) ?? [];
  return question === undefined || what === undefined ? undefined : { id: question, what };
}
