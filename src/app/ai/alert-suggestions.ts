import type { Alerts } from '../../core/alerts/alerts.ts';
import type { AiStore, Suggestions } from '../../moderation/ai/index.ts';

interface Parts {
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly store: Pick<AiStore, 'byId'>;
}

/** Tells staff of suggestions where they are told of everything else; they decide with `ai-mod approve` and `dismiss`. */
export const alertSuggestions = ({ alerts, store }: Parts): Suggestions => ({
  async suggest({ community, message, rule, quote, confidence, suggested, verdict }) {
    const { place, actor } = message;
    const number = (await store.byId(verdict))?.number ?? 0;
    alerts.raise({
      // Of one person staff hear once in a while; all of it is on the board.
      subject: `ai:suggestion:${community}:${actor.id}:${suggested}`,
      tone: 'warning',
      ...(place.space !== undefined && { space: place.space }),
      text: {
        key: 'ai.alert.suggestion',
        facts: {
          ...{ number, name: actor.name, place: place.name, rule, action: suggested },
          ...{ quote: quote.slice(0, 200), percent: Math.round(confidence * 100) },
        },
      },
    });
    return verdict;
  },
});
