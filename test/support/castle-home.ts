import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CastellanProcess, castellan, dataFolder, forgetData } from './castellan.ts';
import { cli } from './cli.ts';

export interface CastleHome {
  /** More lines of the connection's configuration, indented as they stand in the file. */
  readonly connection?: string;
  /** Besides #castle. */
  readonly channels?: readonly string[];
}

/**
 * A data folder with a configuration for #castle on this server, owned by root; `run` starts the real program on it.
 * What is to be undone after the test is pushed to `stops`.
 */
export function castleHome(
  port: number,
  stops: (() => unknown)[],
  { connection = '', channels = [] }: CastleHome = {},
) {
  const data = dataFolder();
  const config = join(data, 'castellan.yaml');
  stops.push(() => forgetData(data));
  writeFileSync(
    config,
    `owners: ["irc:castle:host:root@127.0.0.1"]
connections:
  - id: castle
    platform: irc
    server: "127.0.0.1:${port}"
    tls: false
    nick: castellan
    pacing: { burst: 20, everyMs: 100 }
    channels: ${JSON.stringify(['#castle', ...channels])}
${connection}`,
  );
  const run = async (): Promise<Pick<CastellanProcess, 'end'>> => {
    const program = await castellan({ data, args: ['--config', config] });
    let ended: ReturnType<CastellanProcess['end']> | undefined;
    const end: CastellanProcess['end'] = (signal) => (ended ??= program.end(signal));
    stops.push(() => end());
    return { end };
  };
  const console = async (input: string) =>
    (await cli(['console', '--config', config, '--data', data], { cwd: data, input })).stdout;
  return { run, console };
}
