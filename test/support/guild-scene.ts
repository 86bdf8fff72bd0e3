import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { startDiscordSandbox } from '../../src/sandbox/discord/index.ts';
import { castellan, dataFolder, forgetData } from './castellan.ts';
import { cli } from './cli.ts';

/** A simulated Discord that goes on while the real program comes and goes; olivia owns the guild and the bot. */
export async function guildScene(stops: (() => unknown)[]) {
  const life = lifetime('guild-scene');
  stops.push(() => life.end());
  const around = { life, clock: systemClock, random: seededRandom(3), log: silentLog };
  const discord = await startDiscordSandbox({ ...around, rateLimits: false });
  const data = dataFolder();
  stops.push(() => forgetData(data));
  const config = join(data, 'castellan.yaml');
  const place = `discord:${discord.guild.id}`;
  writeFileSync(
    config,
    `owners: ["discord:${discord.member('olivia').id}"]
connections:
  - { id: discord, platform: discord, token: "${discord.bot.token}", api: "${discord.api}" }
`,
  );
  const run = async () => {
    const program = await castellan({ data, args: ['--config', config] });
    let ended: ReturnType<typeof program.end> | undefined;
    const end: typeof program.end = (signal) => (ended ??= program.end(signal));
    stops.push(() => end());
    await discord.bot.hasWrittenCommands({ withinMs: 30_000 });
    return { end };
  };
  const console = async (input: string) =>
    (await cli(['console', '--config', config, '--data', data], { cwd: data, input })).stdout;
  return { discord, place, run, console };
}
