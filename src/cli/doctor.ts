import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../app/config-schema.ts';
import { connectionVerdicts } from './checks/connection-verdicts.ts';
import { isRunning } from './checks/running.ts';
import { type Verdict, anyBad, bad, good, note, verdictLines } from './checks/verdict.ts';
import { type ConfigFlags, withConfigFlags } from './configured.ts';
import { checkConfiguration } from './doctor/configuration.ts';
import { folderVerdicts } from './doctor/data-folder.ts';
import { databaseVerdicts } from './doctor/database.ts';
import { nodeVerdict, pageVerdict, portVerdict } from './doctor/machine.ts';
import { redisVerdicts } from './doctor/redis.ts';
import { runningVerdicts } from './doctor/running-instance.ts';
import { secretsVerdicts } from './doctor/secrets.ts';
import { failing } from './failing.ts';

interface DoctorFlags extends ConfigFlags {
  readonly json?: boolean;
  readonly why?: string;
  /** False with --offline. */
  readonly offline?: boolean;
}

/** Both programs and people may stop waiting after that. */
const liveWithinMs = 90_000;

export function registerDoctor(program: Command): void {
  withConfigFlags(
    program
      .command('doctor')
      .description('check the configuration and the data folder, and say how to mend them'),
  )
    .option('--offline', 'leave out what needs the networks')
    .option('--why <channel>', 'also ask the Castellan that runs why it does not answer there')
    .option('--json', 'one JSON document on stdout')
    .action(failing(doctor));
}

async function doctor(flags: DoctorFlags): Promise<void> {
  const { config, verdicts } = checkConfiguration({
    file: flags.config,
    folder: process.cwd(),
    environment: process.env,
  });
  const all = [
    nodeVerdict(process.versions.node),
    pageVerdict(),
    ...verdicts,
    ...(config ? await placeVerdicts(withData(config, flags), flags.why) : dataAlone(flags)),
    ...(config && !flags.offline ? await liveVerdicts(config) : []),
  ];
  process.stdout.write(flags.json ? `${JSON.stringify(report(all))}\n` : forPeople(all));
  if (anyBad(all)) process.exitCode = 1;
}

const withData = (config: Config, { data }: DoctorFlags): Config =>
  data === undefined ? config : { ...config, data: resolve(data) };

async function placeVerdicts(
  config: Config,
  channel: string | undefined,
): Promise<readonly Verdict[]> {
  const running = await isRunning(config.data);
  return [
    running
      ? note(
          'instance',
          `a Castellan runs on ${config.data}`,
          'Stop it before starting another; its nicks are taken by itself.',
        )
      : good('instance', 'no Castellan runs on this data folder'),
    ...(running ? await runningVerdicts(config, channel) : []),
    ...(!running && channel !== undefined ? [notRunning(channel)] : []),
    ...folderVerdicts(config.data),
    ...(await databaseVerdicts(config)),
    ...(await redisVerdicts(config)),
    ...(await secretsVerdicts(config)),
    await portVerdict(config.dashboard, running),
  ];
}

const notRunning = (channel: string): Verdict =>
  bad(
    channel,
    `no Castellan runs that could answer in ${channel}`,
    '"castellan start" starts one; then ask again.',
  );

/** Without a configuration, a folder that was named can still be looked at. */
const dataAlone = ({ data }: DoctorFlags): readonly Verdict[] =>
  data === undefined ? [] : folderVerdicts(resolve(data));

async function liveVerdicts({ connections }: Config): Promise<readonly Verdict[]> {
  const signal = AbortSignal.timeout(liveWithinMs);
  const each = await Promise.all(connections.map((one) => connectionVerdicts(one, signal)));
  return each.flat();
}

const report = (verdicts: readonly Verdict[]) => ({
  ok: !anyBad(verdicts),
  checks: verdicts.map(({ subject, state, finding, remedy }) => ({
    ...{ subject, state, finding },
    ...(remedy !== undefined && { remedy }),
  })),
});

function forPeople(verdicts: readonly Verdict[]): string {
  const wrong = verdicts.filter(({ state }) => state === 'bad').length;
  const end =
    wrong === 0
      ? 'Nothing stands in the way.'
      : `${wrong} ${wrong === 1 ? 'thing has' : 'things have'} to be mended.`;
  return `${[...verdictLines(verdicts), '', end].join('\n')}\n`;
}
