import { resolve } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { ircConnectionsIn } from '../../app/imports.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Gathered, type ImportSource, importSources } from '../../core/imports/imports.ts';
import { handOver, readOld, spaceAt } from '../../imports/index.ts';
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
  castellan import masz ModCases.json --dry-run
  castellan import dyno warnings.csv --community discord:123456789012345678
  castellan import irc-bans 'irc:libera:#castle'
  castellan import openguard postgres://user:password@localhost:5432/aimod_bot
What would change is shown first. Nothing that was changed here is overwritten without --overwrite; docs/import.md
says what is taken from where.`;

export function registerImport(program: Command): void {
  withConfigFlags(
    program
      .command('import')
      .description('take over what other bots left, and bans that stand')
      .addArgument(new Argument('<source>', 'the program').choices(importSources))
      .argument(
        '<place>',
        'its file or folder, the address of its database, or a place whose bans stand',
      )
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
  if (spaceAt(source, typed) !== undefined)
    return withErrands(config, (run) => takeStanding(`${source} ${typed}`, run, flags));
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

/** Only the program that is connected can look who is banned now. */
async function takeStanding(what: string, run: Run, flags: ImportFlags): Promise<void> {
  const plan = answered(await run(`import read ${what}`));
  const code = codeIn(plan);
  process.stdout.write(`${withoutCode(plan, code).join('\n')}\n`);
  const takes = code !== undefined && (await mayTake(flags));
  const said = takes ? answered(await run(`import confirm ${code}`)) : untaken(flags);
  process.stdout.write(`${code === undefined ? 'Nothing to do.' : said}\n`);
}

const codeIn = (plan: string): string | undefined =>
  /(?:import confirm |"code": ")(\w{6})/.exec(plan)?.[1];

/** As much as fits into the line that a running Castellan takes. */
const longestLine = 1_000_000;

async function take(gathered: Gathered, inFile: ConfigPart, run: Run, flags: ImportFlags) {
  const plans: string[] = [];
  for (const line of linesFor(gathered, flags)) plans.push(answered(await run(line)));
  const codes = plans.flatMap((plan) => codeIn(plan) ?? []);
  const todo = codes.length > 0 || inFile.changes.length > 0;
  if (flags.json === true) {
    const takes = todo && flags.yes === true;
    if (takes) await carryOut(codes, inFile, run);
    for (const plan of plans) process.stdout.write(`${withOutcome(plan, inFile, takes)}\n`);
    return;
  }
  for (const plan of plans) process.stdout.write(`${withoutCode(plan, codeIn(plan)).join('\n')}\n`);
  for (const line of fileLines(inFile)) process.stdout.write(`${line}\n`);
  const takes = todo && (await mayTake(flags));
  const said = takes
    ? await carryOut(codes, inFile, run)
    : todo
      ? untaken(flags)
      : 'Nothing to do.';
  process.stdout.write(`${said}\n`);
}

const mayTake = async ({ dryRun = false, yes = false }: ImportFlags): Promise<boolean> =>
  !dryRun && (yes || (await saysYes()));

/** What belongs into castellan.yaml is no business of the program that runs. What does not fit into a line takes several. */
function linesFor(
  { found, ...gathered }: Gathered,
  { overwrite = false, json = false }: ImportFlags,
): readonly string[] {
  const form = json ? 'json' : 'text';
  const lineOf = (some: Gathered['found']): string =>
    `import take ${handOver({ gathered: { ...gathered, found: some }, overwrite, form })}`;
  const split = (some: Gathered['found']): readonly string[] => {
    const line = lineOf(some);
    if (Buffer.byteLength(JSON.stringify({ line })) <= longestLine) return [line];
    if (some.length < 2)
      throw new CastellanError('bad-input', importWords()('import.too-much', { most: 5000 }));
    const half = Math.ceil(some.length / 2);
    return [...split(some.slice(0, half)), ...split(some.slice(half))];
  };
  return split(found.filter(({ kind }) => kind !== 'file'));
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
async function carryOut(codes: readonly string[], inFile: ConfigPart, run: Run): Promise<string> {
  const said: string[] = [];
  for (const code of codes) said.push(answered(await run(`import confirm ${code}`)));
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
