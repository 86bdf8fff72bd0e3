import { inspircd } from '../support/inspircd.ts';
import { ackShim } from './ack-shim.ts';
import { type Child, startCastellan, startPeer } from './child.ts';
import { ircConnectionTo } from './irc-connection.ts';
import { Asker } from './irc-load.ts';
import type { Subject } from './measurement.ts';

/** One bot on the server with those who will speak to it. */
export interface Contender {
  readonly subject: Subject;
  readonly pid: number;
  readonly askers: readonly Asker[];
}

/** A real InspIRCd without flood control, with the three bots on it, each in channels of its own. */
export interface Field {
  readonly contenders: readonly Contender[];
  end(): Promise<void>;
}

const subjects = ['bare', 'irc-framework', 'castellan'] as const;
type IrcSubject = (typeof subjects)[number];

const askersEach = 4;
/** So high that no load of a bench reaches it. */
const threshold = 4_000_000;

export interface FieldOptions {
  /** Puts a shim before the bots that keeps ACKs flowing: for loads that bots do not answer. */
  readonly shim?: boolean;
  /** Flags for Castellan's Node, to look into it. */
  readonly nodeFlags?: readonly string[];
}

export async function openField({ shim, nodeFlags = [] }: FieldOptions = {}): Promise<Field> {
  const server = await inspircd({ threshold, pingfreq: 3600 });
  const endings: (() => Promise<void> | void)[] = [() => server.stop()];
  const door = shim ? await ackShim(server.port) : undefined;
  if (door) endings.push(() => door.close());
  const port = door?.port ?? server.port;
  const end = async (): Promise<void> => {
    for (const ending of endings.reverse()) await ending();
  };
  try {
    const contenders: Contender[] = [];
    for (const [at, subject] of subjects.entries()) {
      const channels = Array.from({ length: askersEach }, (_, number) => `#${subject}-${number}`);
      const bot = await startBot(subject, port, channels, nodeFlags);
      endings.push(() => bot.stop());
      const askers = await Promise.all(
        channels.map((channel, number) => {
          const asker = at * askersEach + number;
          const role = { nick: `asker${asker}`, from: `127.0.1.${asker + 1}`, bot: bot.nick };
          return Asker.enter({ host: '127.0.0.1', port: server.port }, { ...role, channel });
        }),
      );
      endings.push(() => askers.forEach((one) => one.close()));
      contenders.push({ subject, pid: bot.pid, askers });
    }
    return { contenders, end };
  } catch (failure) {
    await end();
    throw failure;
  }
}

async function startBot(
  subject: IrcSubject,
  port: number,
  channels: readonly string[],
  nodeFlags: readonly string[],
): Promise<Child & { readonly nick: string }> {
  if (subject !== 'castellan') {
    const peer = await startPeer(`${subject}-bot.ts`, String(port), subject, channels.join());
    return { ...peer, nick: subject };
  }
  const connections = [ircConnectionTo({ host: '127.0.0.1', port }, channels)];
  return { ...(await startCastellan({ bench: true, connections }, nodeFlags)), nick: 'castellan' };
}
