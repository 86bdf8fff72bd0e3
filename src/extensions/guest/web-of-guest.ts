import { z } from 'zod';
import type { Result } from '../../base/result.ts';
import type { Ports } from '../../core/commands/ports.ts';
import type {
  CardContent,
  Need,
  PageAct,
  PageContent,
  Say,
  WebAnswer,
  WebParts,
} from '../../sdk/index.ts';
import { checked, refusalShape, wordedShape } from './check.ts';
import type { Standing } from './description.ts';
import type { Guest } from './guest.ts';
import { guestLimits } from './limits.ts';
import { inWordsOf } from './revive.ts';
import { withoutGaps } from './without-gaps.ts';

const answerShape = z.union([
  z.object({ ok: z.literal(true), value: z.record(z.string(), z.unknown()) }),
  z.object({ ok: z.literal(false), error: refusalShape }),
]);
const doneShape = z.union([
  z.object({ ok: z.literal(true), value: z.string().max(4000) }),
  z.object({ ok: z.literal(false), error: refusalShape }),
]);

/** The routes, pages and cards that stand in our process for those of a guest. */
export function webOfGuest(
  guest: Guest,
  standing: (ports: Ports) => Standing,
  needs: readonly Need[],
): WebParts {
  const { routes, pages, cards } = guest.description;
  const within = { withinMs: guestLimits.useWithinMs };

  async function worded<Content>(what: string, data: object, say: Say): Promise<Content> {
    const told = await guest.ask(what, data, within);
    return inWordsOf<Content>(checked(wordedShape, told, 'something to show'), say);
  }

  const actOf = (index: number, act: string): PageAct => ({
    needs,
    async act(values, ports, say) {
      const data = { index, act, values, standing: standing(ports) };
      const done = await worded<unknown>('act', data, say);
      return withoutGaps<Result<string>>(checked(doneShape, done, 'what was done'));
    },
  });

  return {
    routes: routes.map(({ method, path, access }, index) => ({
      ...{ method, path, access, needs },
      async answer(request, ports, signal) {
        const data = { index, request, standing: standing(ports) };
        const told = await guest.ask('route', data, { ...within, signal });
        return withoutGaps<Result<WebAnswer>>(checked(answerShape, told, 'an answer'));
      },
    })),
    pages: pages.map(({ capability, acts, ...said }, index) => ({
      ...{ ...said, needs },
      ...(capability !== undefined && { capability }),
      acts: Object.fromEntries(Object.keys(acts).map((act) => [act, actOf(index, act)])),
      show: (ports, say) => worded<PageContent>('page', { index, standing: standing(ports) }, say),
    })),
    cards: cards.map((said, index) => ({
      ...{ ...said, needs },
      show: (ports, say) => worded<CardContent>('card', { index, standing: standing(ports) }, say),
    })),
  };
}
