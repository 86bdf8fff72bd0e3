import type {
  Automation,
  AutomationAction,
  AutomationCondition,
  AutomationTrigger,
} from '../core/automation.ts';

/** How a language writes the parts of an automation. */
export interface Wording {
  trigger(trigger: AutomationTrigger): string;
  condition(condition: AutomationCondition): string;
  action(action: AutomationAction): string;
  sentence(on: string, when: readonly string[], then: readonly string[]): string;
}

/** An automation as a sentence. */
export const sentenceOf = ({ on, when, then }: Automation, wording: Wording): string =>
  wording.sentence(
    wording.trigger(on),
    when.map((condition) => wording.condition(condition)),
    then.map((action) => wording.action(action)),
  );
