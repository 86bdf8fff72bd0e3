import { type Card, type Say, type TakePlan, escapeMarkup, partsOfScope } from '../../sdk/index.ts';

/** A plan on its way: shown, and carried out when its person says so. */
export interface Shown {
  readonly plan: TakePlan;
  readonly code: string | undefined;
  readonly form: 'text' | 'json';
  /** Whether every line is told: on a terminal, not in a chat. */
  readonly whole: boolean;
}

const mostInChat = 12;

export function planCard(
  { plan, code, form, whole }: Shown,
  say: Say,
  { controls, prefix }: { readonly controls: boolean; readonly prefix: string },
): Card {
  if (form === 'json') return { lines: jsonLines(plan, code, say) };
  const { changes, conflicts, left, same, source, cases } = plan;
  const most = whole ? Infinity : mostInChat;
  const facts = {
    ...{ changes: changes.length, conflicts: conflicts.length, left: left.length, same },
    cases: cases.length,
  };
  return {
    tone: code === undefined ? 'success' : 'info',
    title: say('import.plan', { ...facts, source }),
    lines: [
      ...shortened(changeLines(plan, say), most, say),
      ...shortened(caseLines(plan, say), most, say),
      ...shortened(conflictLines(plan, say), most, say),
      ...shortened(leftLines(plan, say), most, say),
      ...(conflicts.length > 0 ? [say('import.overwrite')] : []),
      ...(code === undefined ? [] : [say('import.confirm', { prefix, code })]),
    ],
    ...(controls &&
      code !== undefined && {
        actions: [[{ kind: 'button', id: 'take', style: 'primary', label: say('import.button') }]],
      }),
  };
}

function shortened(lines: readonly string[], most: number, say: Say): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), say('import.more', { count: more })] : lines;
}

const changeLines = ({ changes }: TakePlan, say: Say): readonly string[] =>
  changes.map(({ from, name, scope, before, after }) =>
    say('import.change', {
      ...{ from, name, scope: scopeWords(scope, say), before, after },
      own: before === after ? 'yes' : 'no',
    }),
  );

const conflictLines = ({ conflicts }: TakePlan, say: Say): readonly string[] =>
  conflicts.map(({ from, name, scope, here, there, by }) =>
    say('import.conflict', {
      ...{ from, name, scope: scopeWords(scope, say), there, by: nameIn(by) },
      ...{ here: here ?? '', set: here === null ? 'no' : 'yes' },
    }),
  );

/** Cases are counted by place and kind: their names are for those who moderate there. */
function caseLines({ cases }: TakePlan, say: Say): readonly string[] {
  const counts = new Map<string, { readonly facts: Record<string, string>; count: number }>();
  for (const { from, space, what, marks } of cases) {
    const stands = marks.length > 0 ? 'yes' : 'no';
    const facts = { from: from.replace(/:\d+$/, ''), space, what, stands };
    const key = JSON.stringify(facts);
    const before = counts.get(key);
    if (before) before.count += 1;
    else counts.set(key, { facts, count: 1 });
  }
  return [...counts.values()].map(({ facts: { space = '', ...facts }, count }) =>
    say('import.case', { ...facts, scope: scopeWords(`space:${space}`, say), count }),
  );
}

/** What is left for the same reason stands in one line. */
function leftLines({ left }: TakePlan, say: Say): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { from, why } of left) {
    const reason = say(why.key, why.facts);
    byReason.set(reason, [...(byReason.get(reason) ?? []), from]);
  }
  return [...byReason].map(([reason, from]) =>
    say('import.left', { from: from.join(', '), reason: escapeMarkup(reason) }),
  );
}

const scopeWords = (scope: string, say: Say): string =>
  say('settings.scope', { ...partsOfScope(scope) });

const nameIn = (actor: string): string => actor.slice(actor.lastIndexOf(':') + 1);

function jsonLines(plan: TakePlan, code: string | undefined, say: Say): readonly string[] {
  const told = {
    ...plan,
    left: plan.left.map(({ from, why }) => ({ from, key: why.key, why: say(why.key, why.facts) })),
    ...(code !== undefined && { code }),
  };
  return JSON.stringify(told, null, 2).split('\n').map(escapeMarkup);
}

export const doneCard = (changed: number, cases: number, say: Say): Card => ({
  tone: 'success',
  say: say('import.done', { count: changed, cases }).trim(),
});
