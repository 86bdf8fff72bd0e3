import type {
  AutomationDeed,
  AutomationRun,
  AutomationTrial,
  AutomationVerdict,
  AutomationView,
} from '../core/commands/automation-levers.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { Say } from '../core/texts/texts.ts';
import type {
  AutomationEntry,
  AutomationRunEntry,
  AutomationStep,
  AutomationTrialEntry,
} from './automations-wire.ts';

export const automationEntry = ({ sentence, ...one }: AutomationView): AutomationEntry => ({
  ...one,
  sentence: sentence.en,
});

export const trialEntry = (
  { sentence, begins, holds, verdicts, deeds }: AutomationTrial,
  say: Say,
): AutomationTrialEntry => ({
  ...{ sentence: sentence.en, begins, holds, conditions: verdicts.map(conditionStep) },
  deeds: deeds.map((deed) => deedStep(deed, say)),
});

export const runEntry = (
  { atMs, number, name, outcome, who, place, text, verdicts, deeds }: AutomationRun,
  say: Say,
): AutomationRunEntry => ({
  ...{ atMs, number, name, outcome, place, text, conditions: verdicts.map(conditionStep) },
  ...(who && { who: who.name }),
  deeds: deeds.map((deed) => deedStep(deed, say)),
});

const conditionStep = ({ condition, holds }: AutomationVerdict): AutomationStep => ({
  ...{ words: condition.en, holds },
});

const deedStep = (
  { action, text, refused, held, missed }: AutomationDeed,
  say: Say,
): AutomationStep => ({
  words: action.en,
  ...(text !== undefined && { text: withoutMarkup(text) }),
  ...(refused && { why: withoutMarkup(say(refused.key, refused.facts)) }),
  ...(held === true && { note: 'held' as const }),
  ...(missed === true && { note: 'missed' as const }),
});
