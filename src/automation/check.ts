import { type Refusal, type Result, err, ok } from '../base/result.ts';
import type {
  Automation,
  AutomationAction,
  AutomationCondition,
  AutomationTrigger,
} from '../core/automation.ts';
import { readCron } from '../core/jobs/cron.ts';
import { readMoment } from '../core/settings/when.ts';
import { patternOf } from '../moderation/rules/index.ts';
import { type Templates, longestTemplate } from './template.ts';
import { namesFor } from './values.ts';

const mostConditions = 10;
const mostActions = 6;
const mostWords = 20;
const longestWord = 80;
const longestEmoji = 64;
const shortestTurnMs = 60_000;
const longestTurnMs = 366 * 86_400_000;
const longestCooldownMs = 86_400_000;
const commandShape = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

type Problem = Refusal | undefined;

const problem = (key: string, facts: Refusal['facts'] = {}): Refusal => ({
  key: `automation.sentence.${key}`,
  facts,
});

/** What can be read and still makes no sense. */
export function checked(automation: Automation): Result<Automation> {
  const found = wrongIn(automation);
  return found ? err(found) : ok(automation);
}

/** What is wrong with the texts of an automation: they are templates. */
export function checkTexts({ on, then }: Automation, templates: Templates): Result<void> {
  for (const text of then.flatMap(textsOf)) {
    const good = templates.check(text, namesFor(on));
    if (!good.ok) return good;
  }
  return ok(undefined);
}

const textsOf = (action: AutomationAction): readonly string[] =>
  'text' in action ? [action.text] : [];

function wrongIn({ on, when, then }: Automation): Problem {
  if (when.length > mostConditions) return problem('many', { most: mostConditions });
  if (then.length === 0) return problem('nothing');
  if (then.length > mostActions) return problem('many-actions', { most: mostActions });
  const found = [
    wrongTrigger(on),
    ...when.map((condition) => wrongCondition(condition, on)),
    ...then.map((action) => wrongAction(action, on)),
  ];
  return found.find((one) => one !== undefined);
}

function wrongTrigger(on: AutomationTrigger): Problem {
  switch (on.kind) {
    case 'says':
      return on.words.length > mostWords || on.words.some(isNoWord)
        ? problem('words', { most: mostWords, longest: longestWord })
        : undefined;
    case 'matches': {
      const pattern = patternOf(on.source, on.flags);
      return pattern.ok ? undefined : pattern.error;
    }
    case 'reaction':
      return on.emoji !== undefined && on.emoji.length > longestEmoji
        ? problem('emoji')
        : undefined;
    case 'command':
      return commandShape.test(on.name) ? undefined : problem('command', { name: on.name });
    default:
      return wrongTime(on);
  }
}

const isNoWord = (word: string): boolean => {
  const bare = word.replaceAll('*', '').trim();
  return bare.length < 2 || word.length > longestWord;
};

function wrongTime(on: AutomationTrigger): Problem {
  switch (on.kind) {
    case 'cron': {
      const read = readCron(on.fields);
      return read.ok ? undefined : read.error;
    }
    case 'every':
      return on.everyMs < shortestTurnMs || on.everyMs > longestTurnMs
        ? problem('every')
        : undefined;
    case 'once': {
      const now = { nowMs: 0, timeZone: 'UTC', towards: 'future' } as const;
      const isDate = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}$/.test(on.moment);
      return isDate && readMoment(on.moment, now).ok ? undefined : problem('once');
    }
    default:
      return undefined;
  }
}

/** Nobody does anything when a clock shows a time. */
export const isTimed = ({ kind }: AutomationTrigger): boolean =>
  kind === 'cron' || kind === 'every' || kind === 'once';

/** Whether there is a message to answer, to react to or to delete. */
const hasMessage = ({ kind }: AutomationTrigger): boolean =>
  kind === 'message' ||
  kind === 'says' ||
  kind === 'matches' ||
  kind === 'command' ||
  kind === 'reaction';

function wrongCondition(condition: AutomationCondition, on: AutomationTrigger): Problem {
  const { kind } = condition;
  if (kind === 'chance')
    return condition.percent < 1 || condition.percent > 100 ? problem('chance') : undefined;
  if (kind === 'cooldown' && (condition.withinMs < 1000 || condition.withinMs > longestCooldownMs))
    return problem('cooldown');
  const ofPerson =
    ['role', 'rank', 'age', 'registered'].includes(kind) ||
    (kind === 'cooldown' && condition.per === 'person');
  return ofPerson && isTimed(on) ? problem('nobody') : undefined;
}

function wrongAction(action: AutomationAction, on: AutomationTrigger): Problem {
  if ('text' in action) {
    if (action.text.trim() === '') return problem('empty');
    if (action.text.length > longestTemplate)
      return { key: 'automation.template.source-long', facts: { most: longestTemplate } };
  }
  switch (action.kind) {
    case 'say':
      return undefined;
    case 'tell':
    case 'role':
    case 'mode':
      return isTimed(on) ? problem('nobody') : undefined;
    case 'react':
      if (action.emoji.length > longestEmoji) return problem('emoji');
      return hasMessage(on) ? undefined : problem('no-message');
    case 'reply':
    case 'delete':
      return hasMessage(on) ? undefined : problem('no-message');
  }
}
