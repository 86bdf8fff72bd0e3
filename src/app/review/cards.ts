import { formatDuration } from '../../base/duration.ts';
import type { Action, Card } from '../../core/card.ts';
import type { ReviewAct, ReviewItem } from '../../core/cases/review.ts';
import { commandControl } from '../../core/commands/views.ts';
import type { Say } from '../../core/texts/texts.ts';

/** What staff may pick instead, as the command takes it. */
const others = [
  ...['nothing', 'delete', 'warn', 'mute 10m', 'mute 1h', 'mute 1d', 'kick', 'ban 7d', 'ban'],
] as const;

interface Shown {
  readonly item: ReviewItem;
  /** ` in:<space>` where the channel belongs to another community; else nothing. */
  readonly place: string;
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
export function reviewCard({ item, place, prefix, controls }: Shown, say: Say): Card {
  const { id, actor, text, repeats, suggested, decision, state, claims } = item;
  const waits = state === 'open';
  const facts = {
    ...{ number: id, name: actor.name, place: item.place.name, repeats },
    ...{ act: actWords(suggested, say), command: `${prefix}review`, where: place },
  };
  return {
    tone: waits ? 'warning' : 'info',
    title: say('review.card.title', facts),
    lines: [
      text === '' ? say('review.card.no-text') : say('review.card.said', { text: shortest(text) }),
      ...claims.slice(0, 5).map((claim) => claimWords(claim, say)),
      waits ? say('review.card.suggested', facts) : decisionWords(item, say),
      ...(waits && !controls ? [say('review.card.how', facts)] : []),
    ],
    ...(waits && controls && { actions: actionsOf(item, place, say) }),
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

function actionsOf(
  { id, suggested }: ReviewItem,
  place: string,
  say: Say,
): NonNullable<Card['actions']> {
  const buttons: readonly Action[] = [
    {
      ...{ kind: 'button', id: commandControl(`review approve ${id}${place}`), style: 'success' },
      label: say('review.button.approve', { act: actWords(suggested, say) }).slice(0, 80),
    },
    {
      ...{ kind: 'button', id: commandControl(`review dismiss ${id}${place}`), style: 'secondary' },
      label: say('review.button.dismiss'),
    },
  ];
  const select: Action = {
    ...{ kind: 'select', id: commandControl(`review change ${id}${place}`) },
    placeholder: say('review.button.change'),
    options: others.map((value) => ({ value, label: wordsOf(value, say) })),
  };
  return [buttons, [select]];
}

function wordsOf(value: string, say: Say): string {
  const [kind = '', time = 'ever'] = value.split(' ');
  return say('review.act', { kind, time, deletes: 'no' });
}
