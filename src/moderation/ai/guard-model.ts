import type { ReadVerdict } from './verdict.ts';

/** MLCommons' category of suicide and self-harm, as Llama Guard and its kin name it. */
const selfHarm: string = 'S11';
/** They say yes or no; staff look at what they say yes to, and nothing is done by it alone. */
const confidence = 0.7;
const longestQuote = 400;

const names: Readonly<Record<string, string>> = {
  ...{ S1: 'violent crimes', S2: 'non-violent crimes', S3: 'sex crimes', S4: 'child exploitation' },
  ...{ S5: 'defamation', S6: 'specialised advice', S7: 'privacy', S8: 'intellectual property' },
  ...{ S9: 'indiscriminate weapons', S10: 'hate', S11: 'self-harm', S12: 'sexual content' },
  ...{ S13: 'elections', S14: 'abuse of code interpreters' },
};

/**
 * Reads what a guard model answered about the bare message: `safe`, or `unsafe` and categories on the next line; others
 * answer `no` and `yes`. Anything else is no verdict.
 */
export function readGuardAnswer(answer: string, text: string): ReadVerdict {
  const [first = '', second = ''] = answer.trim().split(/\r?\n/u, 2);
  const word = first.trim().toLowerCase();
  if (word === 'safe' || word === 'no')
    return { ok: true, verdict: { action: 'IGNORE', rule: 0, quote: '', confidence, reason: '' } };
  if (word !== 'unsafe' && word !== 'yes') return { ok: false, why: 'schema' };
  const categories: readonly string[] = second.toUpperCase().match(/\bS\d{1,2}\b/gu) ?? [];
  return {
    ok: true,
    verdict: {
      ...{ action: categories.includes(selfHarm) ? 'SELF_HARM' : 'NOTIFY_MODS', rule: 0 },
      ...{ quote: text.slice(0, longestQuote), confidence },
      reason: categories.map((one) => names[one] ?? one).join(', ') || 'unsafe',
    },
  };
}
