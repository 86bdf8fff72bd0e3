import type { Command } from 'commander';
import { openGateway } from '../assistant/index.ts';
import { systemClock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import { communityId } from '../base/ids.ts';
import { lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import { Secret } from '../base/secret.ts';
import { aiApis } from '../core/ai/gateway.ts';
import type { AiEvaluation } from '../core/commands/ai-levers.ts';
import { measureLocal, measureModel } from '../app/ai/evaluating.ts';
import { failing } from './failing.ts';

interface Flags {
  readonly url?: string;
  readonly model?: string;
  readonly api: string;
  readonly kind: string;
  readonly most: string;
  readonly priceRead: string;
  readonly priceWritten: string;
  readonly json?: true;
}

const keyVariable = 'AI_EVAL_KEY';
const withinMs = 60_000;

/** `castellan ai-eval`: measures a model, or the local score, on the labelled set; needs no community and no database. */
export function registerAiEval(program: Command): void {
  program
    .command('ai-eval')
    .description('how good a model is on the labelled set: precision, recall, cost, time')
    .option('--url <address>', 'the API of a provider; without it the local score is measured')
    .option('--api <form>', `what is spoken there: ${aiApis.join(', ')}`, 'openai')
    .option('--model <name>', 'the name of the model there')
    .option('--kind <kind>', 'chat, or guard: a safety model that gets the bare message', 'chat')
    .option('--most <count>', 'how many texts', '330')
    .option('--price-read <thousandths>', 'of a million tokens that are read', '0')
    .option('--price-written <thousandths>', 'of a million tokens that are written', '0')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', `\nThe key is read from ${keyVariable}.`)
    .action(failing((flags: Flags) => run(flags)));
}

async function run(flags: Flags): Promise<void> {
  const life = lifetime('ai-eval');
  try {
    const measured = flags.url === undefined ? await local() : await ofModel(flags, life);
    if (!measured.ok) {
      const { key, facts } = measured.error;
      const why = String(facts['why'] ?? key);
      throw new CastellanError('network', `The model did not answer: ${why}.`);
    }
    const text = flags.json ? JSON.stringify(measured.value, null, 2) : shown(measured.value);
    process.stdout.write(`${text}\n`);
  } finally {
    await life.end();
  }
}

const local = () => measureLocal([], systemClock);

function ofModel(flags: Flags, life: ReturnType<typeof lifetime>) {
  const { url = '', model, kind } = flags;
  if (model === undefined) throw new CastellanError('bad-input', 'Name the model with --model.');
  if (kind !== 'chat' && kind !== 'guard')
    throw new CastellanError('bad-input', '--kind is chat or guard.');
  const api = aiApis.find((one) => one === flags.api);
  if (!api) throw new CastellanError('bad-input', `--api is one of ${aiApis.join(', ')}.`);
  const key = process.env[keyVariable];
  const free = { take: () => Promise.resolve(true), correct: () => Promise.resolve() };
  const spending = { ...free, days: () => Promise.resolve([]), expire: () => Promise.resolve() };
  const gateway = openGateway({
    ...{ spending, clock: systemClock, random: systemRandom, log: silentLog, life },
  });
  return measureModel({
    ...{ community: communityId('command-line'), samples: [], rules: [], gateway },
    most: numberIn(flags.most, '--most'),
    model: {
      kind,
      // Whoever runs this may reach what is near him.
      endpoint: {
        ...{ url, api, model, mayBeLocal: true, withinMs },
        price: {
          read: numberIn(flags.priceRead, '--price-read'),
          written: numberIn(flags.priceWritten, '--price-written'),
        },
        ...(key !== undefined && { key: new Secret(key) }),
      },
      budget: { tokens: Infinity, tokensOfPerson: Infinity, micros: Infinity },
    },
  });
}

function numberIn(text: string, flag: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CastellanError('bad-input', `${flag} takes a whole number.`);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function shown(measured: AiEvaluation): string {
  const { of, name, count, failed, unsure, hard, hardReported, labels, mistakes } = measured;
  return [
    `${of === 'local' ? 'The local score' : name}: ${count} texts, ${failed} without a valid answer, ${unsure} unsure`,
    `precision ${percent(measured.precision)}, recall ${percent(measured.recall)}, ${hardReported} of ${hard} reported that only look bad`,
    `cost ${(measured.micros / 1_000_000).toFixed(5)}, usually ${measured.medianMs} ms, 95 of 100 within ${measured.slowMs} ms`,
    ...labels.map(
      ({ label, count: there, found, right }) =>
        `  ${label.padEnd(12)} ${found} of ${there} found, ${right} for this`,
    ),
    ...mistakes.map(({ text, is, said }) => `  ✗ ${is}, not ${said}: ${text}`),
  ].join('\n');
}
