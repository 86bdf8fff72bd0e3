import { communityId } from '../../src/base/ids.ts';
import { type Result, ok, refuse } from '../../src/base/result.ts';
import type { Appeal, AppealKey, WholeAppeal } from '../../src/core/appeals/appeal.ts';
import type { AppealDesk, OwnView } from '../../src/core/appeals/desk.ts';
import type { Case } from '../../src/core/cases/case.ts';
import { defineTexts, textBook } from '../../src/core/texts/texts.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';
import { appeals as appealsModule } from '../../src/modules/appeals/index.ts';
import { noAppeals } from './no-appeals.ts';

const community = communityId('discord:1');
export const goodCode = 'a-code-that-opens';
const pageKey = 'a-key-of-the-page';

const about: Case = {
  ...{ community, number: 1, kind: 'ban', state: 'open', target: 'discord:7', targetName: 'eve' },
  ...{ by: 'discord:9', byName: 'ann', via: 'chat', reason: '<b>spam</b>', atMs: 1000, count: 1 },
  place: {
    ...{ connection: 'discord', platform: 'discord', space: 'discord:1', channel: 'discord/2' },
    name: 'Castle',
  },
};

/** One community with one case, against which somebody may appeal. */
export function sampleAppeals(): DashboardPorts['appeals'] {
  const texts = textBook();
  texts.add(appealsModule.texts ?? defineTexts({ en: {}, fr: {} }));
  let appeal: Appeal | undefined;
  let opened = false;
  let answers: WholeAppeal['answers'] = [];
  let why = '';
  const found = ({ community: asked, number }: AppealKey): Result<Appeal> =>
    appeal && asked === community && number === 1
      ? ok(appeal)
      : refuse('appeal.unknown', { number });
  const whole = (key: AppealKey): Result<WholeAppeal> => {
    const one = found(key);
    return one.ok ? ok({ ...one.value, answers, steps: [], about }) : one;
  };
  const moved = (key: AppealKey, state: Appeal['state']): Result<Appeal> => {
    const one = found(key);
    if (one.ok) appeal = { ...one.value, state };
    return found(key);
  };
  const view = (): OwnView => ({
    ...{ about, place: 'Castle', questions: ['What happened?'] },
    appeals: appeal ? [{ ...appeal, answers, why }] : [],
    ...(appeal && { closed: { key: 'appeal.waits', facts: { number: 1 } } }),
  });
  const desk: AppealDesk = {
    ...noAppeals,
    list: (asked) => Promise.resolve(appeal && asked === community ? [appeal] : []),
    waiting: () => Promise.resolve(appeal ? [{ community, count: 1 }] : []),
    whole: (key) => Promise.resolve(whole(key)),
    takeUp: (key) => Promise.resolve(moved(key, 'under-review')),
    decide(key, request) {
      const done = moved(key, request.verdict);
      why = request.why;
      return Promise.resolve(
        done.ok ? ok({ outcome: 'decided', overridden: false, appeal: done.value }) : done,
      );
    },
    link: ({ community: asked, number }) =>
      Promise.resolve(
        asked === community && number === 1
          ? ok({ code: goodCode, untilMs: 5000 })
          : refuse('appeal.no-case', { number }),
      ),
    open(code) {
      if (code !== goodCode || opened) return Promise.resolve(refuse('appeal.link-over'));
      opened = true;
      return Promise.resolve(ok({ key: pageKey, untilMs: 4_000_000_000_000 }));
    },
    seen: (key) => Promise.resolve(key === pageKey ? ok(view()) : refuse('appeal.link-over')),
    submitByKey(key, given) {
      if (key !== pageKey) return Promise.resolve(refuse('appeal.link-over'));
      if (given.every(({ answer }) => answer.trim() === ''))
        return Promise.resolve(refuse('appeal.say-why'));
      answers = given;
      appeal = {
        ...{ community, number: 1, caseNumber: 1, state: 'pending', who: 'discord:7' },
        ...{ whoName: 'eve', via: 'page', atMs: 2000, lifted: false },
      };
      return Promise.resolve(ok(appeal));
    },
    withdrawByKey: (key) =>
      Promise.resolve(
        key === pageKey ? moved({ community, number: 1 }, 'withdrawn') : refuse('appeal.link-over'),
      ),
  };
  return { desk, say: (language) => texts.in(language === 'fr' ? 'fr' : 'en') };
}
