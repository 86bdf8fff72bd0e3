import type {
  AutomationDeed,
  AutomationRun,
  AutomationVerdict,
  AutomationView,
  Say,
} from '../../sdk/index.ts';

interface InWords {
  readonly en: string;
  readonly fr: string;
}

/** In the reader's language. */
export const inWords = ({ en, fr }: InWords, say: Say): string =>
  say('automation.words', { en, fr });

/** `…` in place of the end of what is too long to show. */
export const shortened = (text: string, most = 160): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** An automation on one line. */
export const automationLine = (
  { number, name, mode, sentence, runs }: AutomationView,
  say: Say,
): string =>
  say('automation.line', {
    ...{ number, name, mode, runs },
    ...{ en: shortened(sentence.en, 300), fr: shortened(sentence.fr, 300) },
  });

/** Each condition with a mark, and what was or would be done. */
export const stepLines = (
  { verdicts, deeds }: Pick<AutomationRun, 'verdicts' | 'deeds'>,
  say: Say,
): readonly string[] => [
  ...verdicts.map((verdict) => verdictLine(verdict, say)),
  ...deeds.map((deed) => deedLine(deed, say)),
];

const verdictLine = ({ condition, holds }: AutomationVerdict, say: Say): string =>
  say('automation.verdict', { ...condition, holds: holds ? 'yes' : 'no' });

function deedLine(
  { action, text, refused, held = false, missed = false }: AutomationDeed,
  say: Say,
): string {
  if (refused) {
    const why = say(refused.key, refused.facts);
    // The reason is words of our own, so it is put in after the facts were made safe.
    return say('automation.deed.refused', { ...action, why: '\u0000' }).replace('\u0000', why);
  }
  if (text === undefined) return say('automation.deed.done', { ...action });
  const shown = text === '' ? '…' : shortened(text, 300);
  const line = say(`automation.deed.${held ? 'held' : missed ? 'missed' : 'said'}`, {
    text: '\u0000',
  });
  // A rendered template is card markup already.
  return line.replace('\u0000', () => shown);
}
