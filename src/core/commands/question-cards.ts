import type { Refusal } from '../../base/result.ts';
import type { Action, Card, Form } from '../card.ts';
import { questionId } from './question-words.ts';
import type { Use } from './use.ts';

/** What of a question is seen. */
interface Asked {
  readonly id: string;
  readonly given: Readonly<Record<string, string>>;
  /** Arguments that are still to be asked for. */
  readonly left: readonly string[];
}

/** Everything that is missing, in one form. */
export function formOf({ id, left, given }: Asked, { command, rules: { say } }: Use): Form {
  const { name, args } = command;
  return {
    ...{ id: questionId(id, 'form'), title: say(`${name}.about`) },
    fields: left.slice(0, 5).map((field) => {
      const { needed = false, long = false } = args[field]?.asked ?? {};
      const value = given[field];
      return {
        ...{ id: field, label: say(`${name}.arg.${field}`), required: needed, long },
        ...(value !== undefined && { value }),
      };
    }),
  };
}

/** A form can only answer a menu or a control: a typed command is answered with a button that opens it. */
export function offerCard(
  { id }: Asked,
  { command, rules: { say } }: Use,
  problem?: Refusal,
): Card {
  const open = button(id, 'form', say('question.open'), 'primary');
  const no = button(id, 'no', say('question.no'));
  const words = problem
    ? say(problem.key, problem.facts)
    : say('question.fill-in', { command: command.name });
  return { say: words, actions: [[open, no]], ...(problem && { tone: 'warning' }) };
}

export function sureCard(asked: Asked, use: Use): Card {
  const { say } = use.rules;
  const yes = button(asked.id, 'yes', say('question.yes'), 'danger');
  const no = button(asked.id, 'no', say('question.no'));
  return { tone: 'warning', say: sureWords(asked, use), actions: [[yes, no]] };
}

/** The next thing, as it is asked in a line. */
export function lineWords(asked: Asked, use: Use): string {
  const { command, rules } = use;
  const [name] = asked.left;
  if (name === undefined) return `${sureWords(asked, use)} ${rules.say('question.say-yes')}`;
  return rules.say('question.line', {
    what: rules.say(`${command.name}.arg.${name}`),
    skip: command.args[name]?.asked?.needed === true ? 'no' : 'yes',
  });
}

function sureWords({ given }: Asked, { command, rules }: Use): string {
  const none = Object.fromEntries(Object.keys(command.args).map((name) => [name, '']));
  return rules.say(command.sure ?? 'question.sure', { ...none, ...given });
}

const button = (
  id: string,
  what: 'form' | 'yes' | 'no',
  label: string,
  style: 'primary' | 'secondary' | 'danger' = 'secondary',
): Action => ({ ...{ kind: 'button', id: questionId(id, what), label, style } });
