import type { AiTrial, AiVerdictView, Say } from '../../sdk/index.ts';

/** Millionths of one's currency, as people write money. */
export const money = (micros: number): string =>
  (micros / 1_000_000).toFixed(micros < 10_000 ? 5 : 2);

export const percent = (share: number): number => Math.round(share * 100);

export const verdictLine = (
  { number, name, place, action, rule, quote, confidence, followed, judged }: AiVerdictView,
  say: Say,
): string =>
  say('ai-mod.verdict', {
    ...{ number, name, place, action, rule, quote: quote.slice(0, 120), followed },
    ...{ percent: percent(confidence), judged: judged ?? 'waits' },
  });

/** What was said of a text, and why. */
export function trialLines(trial: AiTrial, say: Say): readonly string[] {
  const { outcome, action = '', rule = '', quote = '', reason = '', why = '', source = '' } = trial;
  const local = say('ai-mod test.local', {
    ...{ says: trial.localSays, percent: percent(trial.local) },
  });
  if (outcome !== 'verdict') return [say('ai-mod test.none', { outcome, why }), local];
  return [
    say('ai-mod test.verdict', {
      ...{ action, rule, quote, reason, source, percent: percent(trial.confidence ?? 0) },
      follows: trial.follows ?? 'nothing',
    }),
    local,
    say('ai-mod test.cost', {
      ...{ money: money(trial.micros), ms: trial.tookMs, cached: trial.cached ? 'yes' : 'no' },
    }),
  ];
}
