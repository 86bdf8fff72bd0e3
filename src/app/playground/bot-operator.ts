import type { Lifetime } from '../../base/lifetime.ts';
import type { IrcSandbox } from '../../sandbox/irc/index.ts';

interface Parts {
  readonly irc: IrcSandbox;
  readonly life: Lifetime;
}

/**
 * Its operator gives the bot operator status when it first comes into the channel, as whoever wants to be guarded does: without
 * it nobody could be muted or banned there. Who takes it away again has it so.
 */
export function opOnArrival({ irc, life }: Parts, channel: string): void {
  const operator = 'ann';
  const stop = irc.onChange(() => {
    const [bot] = irc.clients;
    const members = irc.snapshot().channels.find(({ name }) => name === channel)?.members ?? [];
    if (!bot || !members.some(({ nick }) => nick === bot.nick)) return;
    stop();
    void irc.person(operator).mode(channel, '+o', bot.nick);
  });
  life.own(() => {
    stop();
  });
}
