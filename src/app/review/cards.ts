import { formatDuration } from '../../base/duration.ts';
import type { Action, Card } from '../../core/card.ts';
import type { ReviewAct, ReviewItem } from '../../core/cases/review.ts';
import { lastingAction, lastingChoice } from '../../core/commands/lasting.ts';
import type { Say } from '../../core/texts/texts.ts';

interface Other {
  readonly act: ReviewAct['kind'];
  readonly period?: string;
}

/** What staff may pick instead, as options of the command. */
const others: readonly Other[] = [
  ...(['nothing', 'delete', 'warn'] as const).map((act) => ({ act })),
  ...['10m', '1h', '1d'].map((period) => ({ act: 'mute', period }) as const),
  ...([{ act: 'kick' }, { act: 'ban', period: '7d' }, { act: 'ban' }] as const),
];

interface Shown {
  readonly item: ReviewItem;
  /** Of what happened, where the channel belongs to another community. */
  readonly space?: string;
  readonly prefix: string;
  readonly controls: boolean;
}

const shortest = (text: string, most = 300): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** An act in words. */
export const actWords = ({ kind, forMs, deletes = false }: ReviewAct, say: Say): string =>
  say('review.act', {
    ...{ kind, deletes: deletes ? 'yes' : 'no' },
    time: forMs === undefined ? 'ever' : formatDuration(forMs),
  });

/** What waits, as moderators see it in their channel; once it is decided, by whom and how. */
export function reviewCard({ item, space, prefix, controls }: Shown, say: Say): Card {
  const { id, actor, text, repeats, suggested, decision, state, claims } = item;
  const waits = state === 'open';
  const actions = waits && controls ? actionsOf(item, space, say) : [];
  const facts = {
    ...{ number: id, name: actor.name, place: item.place.name, repeats },
    ...{ act: actWords(suggested, say), command: `${prefix}review` },
    where: space === undefined ? '' : ` in:${space}`,
  };
  return {
    tone: waits ? 'warning' : 'info',
    title: say('review.card.title', facts),
    lines: [
      text === '' ? say('review.card.no-text') : say('review.card.said', { text: shortest(text) }),
      ...claims.slice(0, 5).map((claim) => claimWords(claim, say)),
      waits ? say('review.card.suggested', facts) : decisionWords(item, say),
      ...(waits && actions.length === 0 ? [say('review.card.how', facts)] : []),
    ],
    ...(actions.length > 0 && { actions }),
    ...(decision && decision.why !== '' && { footer: decision.why }),
  };
}

export function claimWords(
  { source, rule, quote, confidence, reporter, times }: ReviewItem['claims'][number],
  say: Say,
): string {
  return say('review.claim', {
    ...{ kind: source.kind, source: source.name, times, rule: rule ?? 'none' },
    ...{ quote: quote === undefined ? 'none' : shortest(quote, 120) },
    percent: confidence === undefined ? -1 : Math.round(confidence * 100),
    ...{ who: reporter?.name ?? '', reason: reporter?.reason || 'none' },
  });
}

export const decisionWords = ({ state, decision, id }: ReviewItem, say: Say): string =>
  say('review.decided', {
    ...{ state, number: id, by: decision?.byName ?? '' },
    act: decision ? actWords(decision.act, say) : '',
    cases: decision?.cases.map((number) => `#${number}`).join(', ') || 'none',
  });

/** What no control can name is left to the command. */
function actionsOf(
  { id: number, suggested }: ReviewItem,
  space: string | undefined,
  say: Say,
): NonNullable<Card['actions']> {
  const options = { number, ...(space !== undefined && { place: space }) };
  const id = (act: string) => lastingAction(`review ${act}`, options);
  const [approve, dismiss] = [id('approve'), id('dismiss')];
  const change = id('change');
  if (approve === undefined || dismiss === undefined || change === undefined) return [];
  const act = actWords(suggested, say);
  const labels = {
    approve: say('review.button.approve', { act }).slice(0, 80),
    dismiss: say('review.button.dismiss'),
  };
  const select: Action = {
    ...{ kind: 'select', id: change, placeholder: say('review.button.change') },
    options: others.map((other) => ({
      value: lastingChoice({ ...other }),
      label: wordsOf(other, say),
    })),
  };
  return [
    [
      { kind: 'button', id: approve, style: 'success', label: labels.approve },
      { kind: 'button', id: dismiss, style: 'secondary', label: labels.dismiss },
    ],
    [select],
  ];
}

const wordsOf = ({ act, period }: Other, say: Say): string =>
  say('review.act', { kind: act, time: period ?? 'ever', deletes: 'no' });
