import { confirm, isCancel, password, select, spinner, text } from '@clack/prompts';
import type { z } from 'zod';
import { phrase } from '../../app/config-words.ts';
import { CastellanError } from '../../base/errors.ts';

/** Ends the wizard; what was written before stays. */
export const stopped = (): CastellanError =>
  new CastellanError('closed', 'Stopped. Nothing more was written.');

async function answered<Value>(question: Promise<Value | symbol>): Promise<Value> {
  const answer = await question;
  if (isCancel(answer) || typeof answer === 'symbol') throw stopped();
  return answer;
}

interface TextQuestion {
  readonly message: string;
  readonly initial?: string;
  readonly hint?: string;
  /** What the configuration would say to the answer. */
  readonly shape?: z.ZodType;
  readonly optional?: boolean;
}

export async function askText(question: TextQuestion): Promise<string> {
  const { message, initial, hint, shape, optional = false } = question;
  const answer: unknown = await answered<unknown>(
    text({
      message,
      ...(initial !== undefined && { initialValue: initial }),
      ...(hint !== undefined && { placeholder: hint }),
      validate: (given = '') => problemWith(given.trim(), shape, optional),
    }),
  );
  // Nothing typed comes as undefined, whatever the types say.
  return typeof answer === 'string' ? answer.trim() : '';
}

function problemWith(
  text: string,
  shape: z.ZodType | undefined,
  optional: boolean,
): string | undefined {
  if (text === '') return optional ? undefined : 'Something must stand here.';
  const checked = shape?.safeParse(text, { error: phrase });
  return checked?.error === undefined
    ? undefined
    : `It ${checked.error.issues[0]?.message ?? 'is wrong'}.`;
}

export const askSecret = (message: string): Promise<string> =>
  answered<string>(
    password({
      message,
      validate: (given = '') => (given === '' ? 'Something must stand here.' : undefined),
    }),
  );

export const askYesNo = (message: string, initial: boolean): Promise<boolean> =>
  answered<boolean>(confirm({ message, initialValue: initial }));

export interface Choice<Name extends string> {
  readonly value: Name;
  readonly label: string;
  readonly hint?: string;
}

/** Asks for one of several; the first is the one that is usually meant. */
export const askChoice = <Name extends string>(
  message: string,
  choices: readonly Choice<Name>[],
): Promise<Name> =>
  answered(
    select<string>({ message, options: [...choices] }).then((chosen) =>
      typeof chosen === 'symbol'
        ? chosen
        : (choices.find(({ value }) => value === chosen)?.value ?? stop()),
    ),
  );

function stop(): never {
  throw stopped();
}

/** Shows that something is going on until it is done. */
export async function waiting<Value>(message: string, work: Promise<Value>): Promise<Value> {
  const turning = spinner();
  turning.start(message);
  try {
    return await work;
  } finally {
    turning.stop(message);
  }
}
