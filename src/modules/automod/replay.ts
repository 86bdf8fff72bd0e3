import { defineCommand, integer, ok, rest, shownMoment, layersOf } from '../../sdk/index.ts';
import { communityIn } from './place.ts';
import { inWords, shortened } from './words.ts';

const samplesShown = 5;

export const automodReplay = defineCommand({
  name: 'automod replay',
  category: 'operators',
  capability: 'automod.view',
  args: {
    days: integer({ min: 1, max: 14, example: '7' }),
    rule: rest({ example: '3, or a sentence' }),
  },
  needs: ['rules', 'settings'],
  async run({ args, rules, settings, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const timeZone = settings.readText('core.timeZone', layersOf(call.where));
    const replayed = await rules.replay(community.value, args);
    return replayed.ok ? ok({ ...replayed.value, timeZone }) : replayed;
  },
  show: (
    { sentence, days, messages, hits, people, tookMs, samples, wrong, curve, least, timeZone },
    say,
  ) => ({
    tone: hits > 0 ? 'warning' : 'success',
    title: say('automod replay.title', { hits, people, messages, days }),
    lines: [
      inWords(sentence, say),
      ...(wrong > 0 ? [say('automod replay.wrong', { wrong })] : []),
      ...(curve.length === 0
        ? []
        : [
            say('automod replay.curve', { now: least ?? 0 }),
            curve.map((one) => say('automod replay.point', { ...one })).join(' · '),
          ]),
      ...samples.slice(0, samplesShown).map(({ atMs, name, place, text, found, wrong: isWrong }) =>
        say('automod replay.sample', {
          ...{ name, place, text: shortened(text), at: shownMoment(atMs, timeZone) },
          ...{ found: found.join(', '), wrong: isWrong ? 'yes' : 'no' },
        }),
      ),
    ],
    footer: say('automod replay.took', { seconds: (tookMs / 1000).toFixed(2) }),
  }),
});

export const automodKept = defineCommand({
  name: 'automod kept',
  category: 'basics',
  args: {},
  needs: ['rules'],
  async run({ rules, ...call }) {
    const community = communityIn(call);
    return community.ok ? ok(await rules.kept(community.value)) : community;
  },
  show: ({ days, messages }, say, { prefix }) =>
    days === 0
      ? say('automod kept.nothing', { prefix })
      : say('automod kept.kept', { days, messages, prefix }),
});

export const automodForget = defineCommand({
  name: 'automod forget',
  category: 'basics',
  private: true,
  args: {},
  needs: ['rules'],
  run: async ({ rules, caller }) => ok(await rules.forget(caller.id)),
  show: (count, say) => say('automod forget.done', { count }),
});
