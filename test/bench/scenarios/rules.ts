import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { communityId } from '../../../src/base/ids.ts';
import {
  type Enforced,
  type Happening,
  Judge,
  RuleBook,
  RuleMemory,
  keptMessageStore,
  readSentence,
  replay,
  rulesPart,
} from '../../../src/moderation/rules/index.ts';
import { migrate, openDatabase } from '../../../src/storage/index.ts';
import { filters, scoreOf } from '../../evasion/filters.ts';
import { evasions, innocents, listed } from '../../evasion/table.ts';
import {
  type Effort,
  type Row,
  type Scenario,
  type Subject,
  atLeast,
  atMost,
} from '../measurement.ts';
import { Rounds } from '../statistics.ts';

/** Sixty lists of ten words, of which none is in an innocent message. */
const lists = Array.from({ length: 40 }, (_, list) =>
  Array.from(
    { length: 10 },
    (_one, word) => `${listed[(list + word) % listed.length] ?? ''}${list}x${word}`,
  ),
);
const expressions = Array.from(
  { length: 25 },
  (_, one) => `(?:buy|sell|get)\\s+cheap\\s+gadget${one}\\b|gadget${one}\\.example/\\w+`,
);
const others = [
  'has an invite',
  'has at least 8 mentions',
  'has at least 12 emoji',
  'has at least 30 lines',
  'has at least 30 stacked marks',
  'has a file of type exe, scr',
  'has a link to bad.example, worse.example',
  'has at least 95% capitals',
  'the author is younger than 1h',
  'the author sent at least 20 messages within 10s',
  'the author sent at least 5 near-duplicates within 1m',
  'the author sent at least 5 duplicates within 1m',
  'the channel got at least 20 duplicates within 30s',
  'the heat is at least 20',
  'the author has no role and the author is not registered',
];

function rule(number: number, condition: string): Enforced {
  const read = readSentence(`when a message and ${condition} then delete it`);
  if (!read.ok) throw new Error(`${condition}: ${JSON.stringify(read.error)}`);
  return { number, name: '', mode: 'live', rule: read.value };
}

/** A hundred rules: 40 lists of words, 25 expressions, 35 of everything else. */
const hundred = [
  ...lists.map((words) => `says ${words.map((word) => `"${word}"`).join(', ')}`),
  ...expressions.map((source) => `matches /${source.replaceAll('/', '\\/')}/i`),
  ...Array.from({ length: 35 }, (_, one) => others[one % others.length] ?? ''),
].map((condition, at) => rule(at + 1, condition));

const happening = (text: string, by: number): Happening => ({
  ...{ on: 'message', text, space: 's', channel: `c/${by % 20}`, channelName: '#c', files: [] },
  author: { id: `p${by}`, standing: 'member', hasRole: true, identified: true, ageMs: 1e10 },
});

/** What is said in a busy channel: mostly what people say, a tenth of it in disguise. */
const chatter = innocents.flatMap((text, at) => [
  text,
  `${text} ${innocents[(at * 7 + 3) % innocents.length] ?? ''}`,
  ...(at % 5 === 0 ? [Object.values(evasions).flat()[at] ?? text] : []),
]);

/** The same lists and expressions, as one writes them at first: one regular expression a rule, tried one after the other. */
const naive = [
  ...lists.map((words) => new RegExp(`\\b(?:${words.join('|')})\\b`, 'iu')),
  ...expressions.map((source) => new RegExp(source, 'iu')),
  ...Array.from({ length: 35 }, (_, one) => new RegExp(`https?://\\S*bad${one}\\.example`, 'iu')),
];

/** This thread's work, in µs. */
const workMicros = (): number => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

export const rules: Scenario = {
  name: 'rules',
  about:
    'A hundred rules asked about each message, against a loop of a hundred regular expressions',
  run({ quick, note }) {
    const [rounds, messages] = quick ? [3, 10_000] : [7, 60_000];
    const judge = new Judge(new RuleMemory());
    const book = new RuleBook(hundred);
    const asked = chatter.map((text, at) => happening(text, at * 13));
    const contenders: Readonly<Record<string, (at: number, nowMs: number) => unknown>> = {
      castellan: (at, nowMs) =>
        judge.judge(book, asked[at % asked.length] ?? happening('', 0), nowMs),
      regexes: (at) => naive.filter((one) => one.test(chatter[at % chatter.length] ?? '')).length,
    };
    const found = new Rounds();
    for (let round = -1; round < rounds; round += 1) {
      for (const subject of ['castellan', 'regexes'] as const) {
        const before = workMicros();
        for (let at = 0; at < messages; at += 1) contenders[subject]?.(at, round * 1e7 + at * 50);
        if (round >= 0) found.note(round, subject, (workMicros() - before) / messages);
      }
      note(`round ${round + 2} of ${rounds + 1}`);
    }
    const values = found.values();
    const ratio = found.ratio('castellan', 'regexes');
    const row: Row = {
      ...{ scenario: 'rules', what: 'one message, 100 rules', unit: 'µs', values, ratio },
      ...{ against: 'regexes', target: atMost(10, 'value') },
    };
    return Promise.resolve([row]);
  },
};

export const ruleReplay: Scenario = {
  name: 'rule-replay',
  about: 'A draft of a rule, with eight other numbers, tried on kept messages',
  run: (effort) => replayed(effort),
};

async function replayed({ quick }: Effort): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const database = await openDatabase(join(folder, 'bench.db'));
  try {
    await migrate(database, [rulesPart], 1);
    const store = keptMessageStore(database);
    const community = communityId('c');
    const count = quick ? 5000 : 100_000;
    for (let from = 0; from < count; from += 500) {
      await store.add(
        Array.from({ length: 500 }, (_, one) => {
          const at = from + one;
          const said = happening(chatter[at % chatter.length] ?? '', at % 3000);
          return {
            id: `m${at}`,
            community,
            atMs: at * 1000,
            name: `p${at % 3000}`,
            happening: said,
          };
        }),
      );
    }
    const read = readSentence(
      'when a message says "kill", "scam" and the author sent at least 2 messages within 10m then warn',
    );
    if (!read.ok) throw new Error('The draft cannot be read');
    const startMs = performance.now();
    const { messages, curve } = await replay(read.value, store.since(community, 0));
    const perSecond = Math.round((messages * 1000) / (performance.now() - startMs));
    const row = (what: string, value: number): Row => ({
      ...{ scenario: 'rule-replay', what, unit: 'messages/s', values: { castellan: value } },
      ...{ ratio: value, against: 'castellan' },
    });
    return [row(`a draft and ${curve.length} variants of it, read from SQLite`, perSecond)];
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const evasionTable: Scenario = {
  name: 'evasion',
  about: 'The table of evasions: what is found, and how much of it is right',
  run() {
    const scores = Object.fromEntries(
      Object.entries(filters).map(([name, make]) => [name, scoreOf(make())]),
    );
    const best = (against: Subject, what: 'precision' | 'recall'): number =>
      Math.max(
        ...Object.entries(scores).flatMap(([name, score]) =>
          name.startsWith(against) ? [score[what]] : [],
        ),
      );
    const rows = (['@2toad/profanity', 'obscenity'] as const).flatMap((against) =>
      (['precision', 'recall'] as const).map((what): Row => {
        const [own, other] = [best('castellan', what), best(against, what)];
        return {
          ...{ scenario: 'evasion', what, unit: '%', ratio: own / other, against },
          values: { castellan: own * 100, [against]: other * 100 },
          target: atLeast(1),
        };
      }),
    );
    return Promise.resolve(rows);
  },
};
