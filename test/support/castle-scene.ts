import { type CastleHome, castleHome } from './castle-home.ts';
import { type Inspircd, type InspircdOptions, inspircd, oper } from './inspircd.ts';
import { type IrcClient, ircClient } from './irc-client.ts';

type Stops = (() => unknown)[];

async function serve(stops: Stops, options: InspircdOptions): Promise<Inspircd> {
  const server = await inspircd(options);
  stops.push(() => server.stop());
  return server;
}

async function person(stops: Stops, { port }: Inspircd, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick });
  stops.push(() => client.close());
  return client;
}

/** Root runs the network and #castle, bob and eve are there; `run` starts the real program, which becomes operator. */
export async function castleScene(stops: Stops, options: InspircdOptions & CastleHome = {}) {
  const server = await serve(stops, options);
  const root = await person(stops, server, 'root');
  root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle');
  await root.hears(/ 366 /);
  const [bob, eve] = [await person(stops, server, 'bob'), await person(stops, server, 'eve')];
  for (const client of [bob, eve]) await joins(client);
  const { connection = '', channels = [] } = options;
  const home = castleHome(server.port, stops, { connection, channels });
  const { console } = home;
  const run = async () => {
    const running = await home.run();
    await makeOperator(root);
    return running;
  };
  /** Says a command in the channel and waits for the answer. */
  const command = async (line: string, answer: RegExp): Promise<string> => {
    root.forget();
    root.send(`PRIVMSG #castle :${line}`);
    return root.hears(answer, 20_000);
  };
  return { server, root, bob, eve, run, start: home.run, console, command };
}

export async function joins(client: IrcClient): Promise<boolean> {
  client.forget();
  client.send('JOIN #castle');
  return / 366 /.test(await client.hears(/ (366|474) /));
}

/** Whether what he says arrives at root. */
export async function isHeard(client: IrcClient, root: IrcClient): Promise<boolean> {
  const text = `test ${Math.random()}`;
  client.forget();
  client.send(`PRIVMSG #castle :${text}`, 'PING over');
  await client.hears(/PONG.*over/);
  root.send('PING heard');
  await root.hears(/PONG.*heard/);
  return root.heard(new RegExp(text.replace('.', '\\.')));
}

async function makeOperator(root: IrcClient): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    root.forget();
    root.send('NAMES #castle');
    if (/[ :@]castellan( |$)/.test(await root.hears(/ 353 /))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  root.send('MODE #castle +o castellan');
  await root.hears(/MODE #castle \+o :?castellan/);
}

const ends = { b: / 368 /, e: / 349 /, I: / 347 / };

/** A list as the server tells it; that of bans where none is named. */
export async function bansOf(
  root: IrcClient,
  list: keyof typeof ends = 'b',
): Promise<readonly string[]> {
  root.forget();
  const before = root.lines.length;
  root.send(`MODE #castle +${list}`);
  await root.hears(ends[list]);
  return root.lines
    .slice(before)
    .flatMap((line) => / (?:367|348|346) \S+ #castle (\S+)/.exec(line)?.[1] ?? []);
}
