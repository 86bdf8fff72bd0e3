import { messageOf } from '../../base/errors.ts';
import { type ChannelId, channelId, partsOfChannel } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Card } from '../card.ts';
import { communityOf } from '../community.ts';
import { withoutMarkup } from '../markup.ts';
import type { Platform } from '../platform.ts';
import type { Settings } from '../settings/settings.ts';
import type { Say, TextBook } from '../texts/texts.ts';
import { languageNamed } from '../texts/texts.ts';
import type { Alerts, Raised } from './alerts.ts';

/** The setting that holds the id of the channel where operators are told; empty for none. */
export const operatorsChannel = 'core.alertChannel';

interface Parts {
  readonly alerts: Pick<Alerts, 'follow'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  readonly log: Log;
  readonly platformOf: (channel: ChannelId) => Platform | undefined;
}

/** Says alerts in the operators' channel of their space, else of the instance, and logs all of them. */
export function tellOperators({ alerts, settings, texts, log, platformOf }: Parts): () => void {
  return alerts.follow((raised) => {
    const place = placeOf(raised);
    const say = texts.in(languageNamed(settings.readText('core.language', place)));
    const card = alertCard(raised, say);
    log.info({ subject: raised.subject, space: raised.space }, withoutMarkup(card.say));
    const channel = ownChannel(raised, settings) || settings.readText(operatorsChannel, place);
    if (channel === '') return;
    sayIn(channelId(channel), card, platformOf).catch((failure: unknown) =>
      log.warn({ channel, problem: messageOf(failure) }, 'An alert could not be said'),
    );
  });
}

/** The channel that what it is about has for itself; empty for none. */
const ownChannel = ({ topic }: Raised, settings: Settings): string =>
  topic === undefined ? '' : settings.readText(`${topic}.alertChannel`, {});

/** An alert in words. */
export function alertCard({ tone, text, untold }: Raised, say: Say): Card & { say: string } {
  const more = untold > 0 ? ` ${say('alert.untold', { untold })}` : '';
  return { tone, say: say(text.key, text.facts) + more };
}

const placeOf = ({ space }: Raised) =>
  space === undefined ? {} : { space, community: communityOf(space) };

async function sayIn(
  channel: ChannelId,
  card: Card,
  platformOf: Parts['platformOf'],
): Promise<void> {
  const platform = platformOf(channel);
  if (!platform)
    throw new RangeError(`No connection is called ${partsOfChannel(channel).connection}`);
  await platform.say(channel, card, { lane: 'operator' });
}
