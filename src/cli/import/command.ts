import { resolve } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { ircConnectionsIn } from '../../app/imports.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Gathered, type ImportSource, importSources } from '../../core/imports/imports.ts';
import { handOver, readOld } from '../../imports/index.ts';
import { saysYes } from '../ask-yes.ts';
import { type ConfigFlags, configured, withConfigFlags } from '../configured.ts';
import { type Run, withErrands } from '../errand.ts';
import { failing } from '../failing.ts';
import { importWords, valueOf } from '../words.ts';
import { type ConfigPart, planConfigPart } from './config-part.ts';

interface ImportFlags extends ConfigFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly overwrite?: boolean;
  readonly community?: string;
  readonly connection?: string;
  readonly map?: readonly string[];
  readonly json?: boolean;
}

const examples = `
Examples:
  castellan import zoryx /srv/zoryx --dry-run
  castellan import mediabot mediabot.conf --connection libera
  castellan import petbot /srv/petbot/config --yes
  castellan import openguard postgres://user:password@localhost:5432/aimod_bot
What would change is shown first. Nothing that was changed here is overwritten without --overwrite; docs/import.md
says what is taken from where.`;

export function registerImport(program: Command): void {
  withConfigFlags(
    program
      .command('import')
      .description('take over what PetBot, Zoryx, mediabot or openguard left')
      .addArgument(new Argument('<source>', 'the program').choices(importSources))
      .argument('<place>', 'its file or folder, or the address of its database')
      .addOption(new Option('--dry-run', 'only show what would change').conflicts('yes'))
      .addOption(new Option('--yes', 'take it without asking'))
      .addOption(new Option('--overwrite', 'also take what was changed here since'))
      .addOption(new Option('--community <id>', 'take what held everywhere there for this place'))
      .addOption(new Option('--connection <name>', 'the IRC connection that its channels are on'))
      .addOption(new Option('--map <old=new...>', 'guild ids and channels that are others here'))
      .addOption(new Option('--json', 'answer for programs')),
  )
    .addHelpText('after', examples)
    .action(failing(importFrom));
}

const isUrl = (place: string): boolean => /^\w+:\/\//.test(place);

async function importFrom(source: ImportSource, typed: string, flags: ImportFlags): Promise<void> {
  const config = configured(flags);
  const place = isUrl(typed) ? typed : resolve(typed);
  const { community, connection, map = [] } = flags;
  const how = {
    ...{ map, ...(community !== undefined && { space: community }) },
    ...(connection !== undefined && { connection }),
  };
  const gathered = valueOf(
    await readOld(source, place, how, ircConnectionsIn(config)),
    importWords(),
  );
  const inFile = planConfigPart(gathered.found, flags, flags.overwrite ?? false);
  await withErrands(config, (run) => take(gathered, inFile, run, flags));
}

/** As much as fits into the line that a running Castellan takes. */
const longestLine = 1_000_000;

async function take(gathered: Gathered, inFile: ConfigPart, run: Run, flags: ImportFlags) {
  const plan = answered(await run(lineFor(gathered, flags)));
  const code = /(?:import confirm |"code": ")(\w{6})/.exec(plan)?.[1];
  const todo = code !== undefined || inFile.changes.length > 0;
  if (flags.json === true) {
    const takes = todo && flags.yes === true;
    if (takes) await carryOut(code, inFile, run);
    process.stdout.write(`${withOutcome(plan, inFile, takes)}\n`);
    return;
  }
  process.stdout.write(`${[...withoutCode(plan, code), ...fileLines(inFile)].join('\n')}\n`);
  const takes = todo && (await mayTake(flags));
  const said = takes ? await carryOut(code, inFile, run) : todo ? untaken(flags) : 'Nothing to do.';
  process.stdout.write(`${said}\n`);
}

const mayTake = async ({ dryRun = false, yes = false }: ImportFlags): Promise<boolean> =>
  !dryRun && (yes || (await saysYes()));

/** What belongs into castellan.yaml is no business of the program that runs. */
function lineFor(
  { found, ...gathered }: Gathered,
  { overwrite = false, json = false }: ImportFlags,
): string {
  const rest = { ...gathered, found: found.filter(({ kind }) => kind !== 'file') };
  const line = `import take ${handOver({ gathered: rest, overwrite, form: json ? 'json' : 'text' })}`;
  if (Buffer.byteLength(JSON.stringify({ line })) <= longestLine) return line;
  throw new CastellanError('bad-input', importWords()('import.too-much', { most: 5000 }));
}

const untaken = ({ dryRun = false }: ImportFlags): string =>
  dryRun ? 'Nothing was changed.' : 'Nothing was changed. With --yes it is taken without asking.';

/** The code is for whoever answers on chat; here it is given by itself. */
const withoutCode = (plan: string, code = '-'): readonly string[] =>
  plan.split('\n').filter((line) => !line.includes(`import confirm ${code}`));

function answered({ done, text }: Awaited<ReturnType<Run>>): string {
  if (done) return text;
  throw new CastellanError('bad-input', text);
}

/** The database first: what is in the file holds from the next start on only. */
async function carryOut(code: string | undefined, inFile: ConfigPart, run: Run): Promise<string> {
  const said = code === undefined ? [] : [answered(await run(`import confirm ${code}`))];
  if (inFile.changes.length === 0) return said.join('\n');
  inFile.write();
  return [...said, `${inFile.path} is changed; that holds from the next start on.`].join('\n');
}

function fileLines({ path, changes, conflicts }: ConfigPart): readonly string[] {
  return [
    ...(changes.length > 0 ? [`In ${path} would stand:`] : []),
    ...changes.map((line) => `+ ${line}`),
    ...conflicts.map((line) => `! ${line}`),
  ];
}

function withOutcome(plan: string, { path, changes, conflicts }: ConfigPart, taken: boolean) {
  const told: unknown = JSON.parse(plan);
  const file = { path, changes, conflicts };
  return JSON.stringify({ ...(typeof told === 'object' && told), file, taken }, null, 2);
}
