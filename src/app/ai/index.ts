/** AI moderation in this program: who is asked about what people say, and what follows. */
import type { InboundEvent, Place } from '../../core/event.ts';
import { moduleSwitch } from '../../core/commands/module-switch.ts';
import type { AiLevers } from '../../core/commands/ai-levers.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import type { ModerationDesk } from '../../core/cases/desk.ts';
import type { ReviewDesk } from '../../core/cases/review.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Series } from '../../core/metrics/metrics.ts';
import { openGateway, spendingStore } from '../../assistant/index.ts';
import { type AiStore, aiStore } from '../../moderation/ai/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { alertSuggestions } from './alert-suggestions.ts';
import { Counts } from './counts.ts';
import { Deciding } from './deciding.ts';
import { Following } from './following.ts';
import { aiHere } from './here.ts';
import { type ModelAt, judging } from './judging.ts';
import { learningOf } from './learning.ts';
import { InReview } from './in-review.ts';
import { Handled } from './levers.ts';
import { modelAt } from './models.ts';
import { Notices, isAround } from './notices.ts';
import { SaidBefore } from './said-before.ts';
import { Scores } from './scores.ts';
import { aiSettings } from './settings.ts';
import { AiWatch } from './watch.ts';

export interface OpenAi {
  /** Takes every event, and whether rules have already decided about it; never throws, never waits. */
  take(event: InboundEvent, decided: boolean): void;
  readonly levers: AiLevers;
  readonly personal: PersonalHook;
}

export interface AiParts {
  readonly desk: Pick<ModerationDesk, 'acts' | 'book'>;
  readonly rules: Pick<RuleLevers, 'trial'>;
  /** Where suggestions wait. */
  readonly review: Pick<ReviewDesk, 'add' | 'list' | 'decide' | 'onDecision'>;
}

export function openAi(
  surroundings: Surroundings,
  database: Database,
  registries: Registries,
  { desk, rules, review }: AiParts,
): OpenAi {
  const { clock, random, log, life: whole } = surroundings;
  const life = whole.child('ai');
  const { ports, secrets, keep, board, metrics } = registries;
  const { settings, texts, alerts, traces } = ports;
  life.own(settings.declare(aiSettings));
  const gateway = openGateway({ spending: spendingStore(database), clock, random, log, life });
  const store = aiStore(database);
  const { learn, scores, deciding } = learned(desk, store, { clock, log });
  const isSwitchedOff = moduleSwitch(settings);
  const platformOf = ({ connection }: Place) => board.platform(connection);
  const notices = new Notices({ keep, settings, texts, alerts, platformOf, log });
  life.own(forgetOnOff(settings, notices));
  const [counts, before, hereAt] = [new Counts(), new SaidBefore(), aiHere(settings)];
  const modelOf: ModelAt = (where, kind) => modelAt({ settings, secrets }, where, kind);
  const judge = judging({ scores, gateway, modelAt: modelOf });
  const otherwise = alertSuggestions({ alerts, store });
  const inReview = new InReview({ review, store, deciding, otherwise, log });
  life.own(review.onDecision((decided) => inReview.heard(decided)));
  const following = new Following({
    ...{ store, acts: desk.acts, alerts, settings, texts, platformOf, clock, random, log },
    suggestions: inReview,
  });
  const watch = new AiWatch({
    ...{ hereAt, notices, before, counts, traces, log },
    judge: (looked, { where }, here) => judge(looked, where, here),
    follow: (followed) => following.follow(followed),
  });
  life.own(() => watch.settled());
  life.own(metrics.series(lookedSeries(counts)));
  return {
    take(event, decided) {
      if (!isSwitchedOff('ai-mod', event.where)) watch.take(event, decided);
    },
    levers: new Handled({
      ...{ settings, gateway, store, scores, counts, deciding, notices, rules, hereAt, judge },
      ...{ inReview, modelAt: modelOf, samples: learn, clock },
    }),
    personal: personalHook({ gateway, scores, before }),
  };
}

/** What people decide, and what is learned from it. */
function learned(
  { acts, book }: AiParts['desk'],
  store: AiStore,
  { clock, log }: Pick<Surroundings, 'clock' | 'log'>,
) {
  const learn = learningOf({ store, book });
  const scores = new Scores({
    ...{ clock, log },
    samples: async (community) => {
      await deciding.settleOverturned(community);
      return learn(community);
    },
  });
  const deciding = new Deciding({ store, scores, clock, acts, book });
  return { learn, scores, deciding };
}

/** When it is switched on again, people are told again. */
const forgetOnOff = (settings: Registries['ports']['settings'], notices: Notices): (() => void) =>
  settings.follow(({ name, scope, after }) => {
    if (name === 'ai.mode' && after === 'off')
      notices.forgetWhere((space) => isAround(scope, space));
  });

function personalHook({
  gateway,
  scores,
  before,
}: {
  readonly gateway: ReturnType<typeof openGateway>;
  readonly scores: Scores;
  readonly before: SaidBefore;
}): PersonalHook {
  return {
    name: 'ai',
    tell: () => Promise.resolve([]),
    // An answer may quote, and a score count, what is gone from the tables now.
    erase: ({ actor }) => {
      gateway.forgetAnswers();
      scores.forgetAll();
      return Promise.resolve(before.forget(actor));
    },
  };
}

const lookedSeries = (counts: Counts): Series => ({
  name: 'castellan_ai_messages_total',
  help: 'Messages that AI moderation looked at, by what came of it',
  type: 'counter',
  labels: ['outcome'],
  read: () =>
    (['bySelf', 'verdicts', 'ignored', 'voided', 'refused'] as const).map((outcome) => ({
      labels: { outcome },
      count: counts.total(outcome),
    })),
});
