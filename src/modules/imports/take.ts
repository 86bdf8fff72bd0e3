import {
  type Imports,
  type Result,
  authorOf,
  choice,
  defineCommand,
  importSources,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { howIn } from './how.ts';
import { type Shown, doneCard, planCard } from './words.ts';

const owners = { category: 'operators', capability: 'import.take', private: true } as const;

type Taking =
  | ({ readonly state: 'planned' } & Shown)
  | { readonly state: 'done'; readonly changed: number; readonly cases: number };

/** A code is there when there is something to carry out. */
async function planned(
  imports: Imports,
  who: string,
  {
    gathered,
    overwrite,
    form,
    whole,
  }: Parameters<Imports['plan']>[1] &
    Omit<Shown, 'plan' | 'code'> & { readonly gathered: Parameters<Imports['plan']>[0] },
): Promise<Result<Taking>> {
  const plan = await imports.plan(gathered, { overwrite });
  const todo = plan.changes.length + plan.cases.length > 0;
  const code = todo ? imports.propose(plan, who) : undefined;
  return ok({ state: 'planned', plan, code, form, whole });
}

async function carriedOut(
  imports: Imports,
  code: string,
  asker: Parameters<typeof authorOf>[0],
): Promise<Result<Taking>> {
  const taken = await imports.carryOut(code, authorOf(asker));
  if (!taken.ok) return taken;
  const { changed, cases } = taken.value;
  return ok({ state: 'done', changed, cases });
}

const shown = {
  show: (
    data: Taking,
    say: Parameters<typeof planCard>[1],
    stage: Parameters<typeof planCard>[2],
  ) =>
    data.state === 'done' ? doneCard(data.changed, data.cases, say) : planCard(data, say, stage),
};

export const importRead = defineCommand({
  ...owners,
  ...shown,
  name: 'import read',
  args: {
    source: choice(importSources),
    path: word({ example: '/srv/zoryx', maxLength: 1000 }),
    how: optional(rest({ example: 'connection=libera' })),
  },
  needs: ['imports'],
  async run({ args: { source, path, how: words = '' }, imports, caller }): Promise<Result<Taking>> {
    // A database's address has a password in it, which a chat keeps.
    if (/^\w+:\/\//.test(path)) return refuse('import.url-in-chat', {});
    const how = howIn(words);
    if (!how.ok) return how;
    const gathered = await imports.read(source, path, how.value);
    if (!gathered.ok) return gathered;
    const { overwrite } = how.value;
    const what = { gathered: gathered.value, overwrite, form: 'text', whole: false } as const;
    return planned(imports, caller.id, what);
  },
  press: (_pressed, data, { imports, ...asker }) =>
    data.state === 'done' || data.code === undefined
      ? ok(data)
      : carriedOut(imports, data.code, asker),
});

/** The command line reads with the rights of whoever runs it, and hands over what it found. */
export const importTake = defineCommand({
  ...owners,
  ...shown,
  name: 'import take',
  hidden: true,
  args: { found: rest({ example: '{}' }) },
  needs: ['imports'],
  async run({ args: { found }, imports, caller }): Promise<Result<Taking>> {
    const what = imports.handedOver(found);
    return what.ok ? planned(imports, caller.id, { ...what.value, whole: true }) : what;
  },
});

export const importConfirm = defineCommand({
  ...owners,
  ...shown,
  name: 'import confirm',
  args: { code: word({ example: 'K7QF2M', maxLength: 20 }) },
  needs: ['imports'],
  run: ({ args: { code }, imports, ...asker }) => carriedOut(imports, code, asker),
});
