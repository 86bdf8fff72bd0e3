import type { CommunityId } from '../../base/ids.ts';
import type { Case } from '../../core/cases/case.ts';
import type { CaseBook } from '../../core/cases/desk.ts';
import { type AiStore, type Sample, fine } from '../../moderation/ai/index.ts';

interface Parts {
  readonly store: Pick<AiStore, 'samples'>;
  readonly book: Pick<CaseBook, 'history' | 'whole'>;
}

const mostSamples = 1500;
const mostCases = 100;

/**
 * What a community has decided: about suggestions, and about cases. What a program did and nobody looked at teaches
 * nothing: it would only learn from itself. Cases are read anew each time, so what is erased from them is unlearned.
 */
export const learningOf =
  ({ store, book }: Parts) =>
  async (community: CommunityId): Promise<readonly Sample[]> => {
    const decided = await store.samples(community, mostSamples);
    // What was decided about a suggestion may have become a case.
    const known = new Set(decided.map(({ text }) => text));
    const cases = await ofCases(book, community);
    return [...decided, ...cases.filter(({ text }) => !known.has(text))];
  };

async function ofCases(book: Parts['book'], community: CommunityId): Promise<readonly Sample[]> {
  const kinds = ['warn', 'mute', 'kick', 'ban', 'purge'] as const;
  const cases = await book.history(community, { kinds, limit: mostCases });
  const samples: Sample[] = [];
  for (const one of cases) {
    const label = labelOf(one);
    if (label === undefined) continue;
    const whole = await book.whole({ community, number: one.number });
    const last = whole.ok ? whole.value.evidence.at(-1) : undefined;
    if (last !== undefined) samples.push({ text: last.text, label });
  }
  return samples;
}

const byPrograms: ReadonlySet<string> = new Set(['rule', 'ai', 'import']);

function labelOf({ ending, via, by, rule, reason, state }: Case): string | undefined {
  if (state === 'failed' || state === 'pending') return undefined;
  if (ending?.how === 'overturned') return fine;
  if (byPrograms.has(via) || by.startsWith('rule:')) return undefined;
  return rule ?? (reason || 'broken');
}
