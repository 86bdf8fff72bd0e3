import { messageOf } from '../../base/errors.ts';
import { channelId, partsOfChannel, spaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { WholeAppeal } from '../../core/appeals/appeal.ts';
import type { Action, Button, Card } from '../../core/card.ts';
import { lastingAction } from '../../core/commands/lasting.ts';
import { type Say, languageNamed } from '../../core/texts/texts.ts';
import type { Registries } from '../registries.ts';
import { staffChannel } from './appeal-settings.ts';

const answerShown = 500;

interface Shown {
  readonly say: Say;
  readonly prefix: string;
  /** Whether buttons work there. */
  readonly controls: boolean;
}

const buttons: readonly (readonly [string, NonNullable<Button['style']>])[] = [
  ['take', 'secondary'],
  ['approve', 'success'],
  ['deny', 'danger'],
];

/** An appeal as staff are told of it, with all that is needed to decide. */
export function postCard(appeal: WholeAppeal, { say, prefix, controls }: Shown): Card {
  const { number, about, caseNumber, answers, community, whoName } = appeal;
  const facts = { number, caseNumber, name: whoName };
  return {
    tone: 'info',
    title: say('appeal.post.title', { ...facts, kind: about?.kind ?? 'other' }),
    lines: [
      ...(about
        ? [
            say('appeal.post.case', {
              ...{ by: about.byName, reason: about.reason || 'none', place: about.place.name },
            }),
          ]
        : []),
      ...answers.map(({ question, answer }) =>
        say('appeal.answer', {
          question: question || 'none',
          answer: answer.slice(0, answerShown),
        }),
      ),
      ...(controls ? [] : [say('appeal.post.how', { prefix, number })]),
    ],
    ...(controls && { actions: [buttons.flatMap(([act, style]) => buttonFor(act, style))] }),
  };

  function buttonFor(act: string, style: NonNullable<Button['style']>): readonly Action[] {
    const id = lastingAction(`appeal ${act}`, { number, place: community });
    return id === undefined
      ? []
      : [{ kind: 'button', id, style, label: say(`appeal.button.${act}`) }];
  }
}

/** Tells staff of an appeal where they want to be told; where they want to be told nowhere, those of alerts are. */
export function tellStaff(
  { ports: { settings, texts, alerts }, board }: Registries,
  log: Log,
  appeal: WholeAppeal,
): void {
  const { community, number, caseNumber, whoName } = appeal;
  const channel = staffChannel(settings, community);
  const space = spaceId(community);
  log.info({ community, number, caseNumber }, 'Somebody appeals');
  if (channel === '') {
    const facts = { number, caseNumber, name: whoName };
    return alerts.raise({
      ...{ subject: `appeal:${community}:${number}`, tone: 'info', space },
      text: { key: 'appeal.alert', facts },
    });
  }
  const platform = board.platform(partsOfChannel(channelId(channel)).connection);
  const say = texts.in(languageNamed(settings.readText('core.language', { space, community })));
  const prefix = settings.readText('core.prefix', { space, community });
  const controls = platform?.can.has('controls') === true;
  platform
    ?.say(channelId(channel), postCard(appeal, { say, prefix, controls }), { lane: 'operator' })
    .catch((failure: unknown) =>
      log.warn({ channel, problem: messageOf(failure) }, 'Staff could not be told of an appeal'),
    );
}
