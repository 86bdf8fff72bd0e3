import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { RedisLink } from '../../storage/redis.ts';
import { type Signals, localSignals } from './signals.ts';

const channelPrefix = 'signal:';
const unsentMost = 100;

/** Between all processes on one Redis. While it is away each hears only itself, and all are told of the gap afterwards. */
export function redisSignals(link: RedisLink, log: Log): Signals {
  /** What could not be sent: said once Redis is back, the newest of it. */
  const unsent: (readonly [topic: string, text: string])[] = [];
  const keep = (topic: string, text: string): void => {
    unsent.push([topic, text]);
    if (unsent.length > unsentMost) unsent.shift();
  };
  const send = (topic: string, text: string): void => {
    if (!link.ready()) return keep(topic, text);
    link.publish(channelPrefix + topic, text).catch((failure: unknown) => {
      log.debug({ topic, problem: messageOf(failure) }, 'A signal did not leave this process');
      keep(topic, text);
    });
  };
  const local = localSignals(log, (topic, text) => {
    send(topic, text);
  });
  link.onMessage((channel, text) => {
    if (channel.startsWith(channelPrefix)) local.deliver(channel.slice(channelPrefix.length), text);
  });
  link.onBack(async () => {
    local.gap();
    for (const [topic, text] of unsent.splice(0)) await link.publish(channelPrefix + topic, text);
  });
  return local;
}
