import {
  type Card,
  type ImportPlan,
  type Result,
  type Say,
  type Scope,
  type Settings,
  type SettingsDesk,
  authorOf,
  defineCommand,
  escapeMarkup,
  ok,
  rest,
  word,
} from '../../sdk/index.ts';
import { inWords, manage, scopeArgument } from './write.ts';
import { type Asker, mayChange, mayWrite, scopeNamed, seenBy } from './where.ts';
import { changeWords, scopeWords } from './words.ts';

export const settingsExport = defineCommand({
  ...{ category: 'server', capability: 'settings.view', private: true },
  name: 'settings export',
  args: { scope: scopeArgument },
  needs: ['settingsDesk', 'permissions'],
  run({ args, settingsDesk, ...asker }): Result<string> {
    if (args.scope === undefined) return ok(settingsDesk.exported(seenBy(asker)));
    const scope = scopeNamed(args.scope, asker);
    return scope.ok ? ok(settingsDesk.exported([scope.value])) : scope;
  },
  // Nothing but the file itself, so that it can be taken as it is.
  show: (yaml) => ({ lines: yaml.trimEnd().split('\n').map(escapeMarkup) }),
});

/** An import on its way: shown, and carried out when its person says so. */
type Import =
  | { readonly state: 'planned'; readonly plan: ImportPlan; readonly code: string | undefined }
  | { readonly state: 'done'; readonly changed: readonly ReturnType<typeof inWords>[] };

export const settingsImport = defineCommand({
  ...manage,
  name: 'settings import',
  private: true,
  args: { file: rest({ example: '{core.prefix: "?"}' }) },
  needs: ['settings', 'settingsDesk', 'permissions'],
  run({ args, settings, settingsDesk, ...asker }): Result<Import> {
    const scope: Scope =
      asker.where.space === undefined ? 'instance' : `space:${asker.where.space}`;
    const plan = settingsDesk.planImport(args.file, {
      scope,
      mayWrite: (one, name) =>
        mayWrite(asker, one) && mayChange(settings.declared().get(name) ?? {}, asker).ok,
    });
    const ready = plan.problems.length === 0 && plan.changes.length > 0;
    const code = ready ? settingsDesk.propose(plan, asker.caller.id) : undefined;
    return ok({ state: 'planned', plan, code });
  },
  show: (data, say, { controls, prefix }) =>
    data.state === 'done' ? doneCard(data.changed, say) : planCard(data, say, { controls, prefix }),
  async press(_pressed, data, { settings, settingsDesk, ...asker }) {
    if (data.state === 'done' || data.code === undefined) return ok(data);
    return carriedOut(data.code, { settings, settingsDesk, asker });
  },
});

export const settingsConfirm = defineCommand({
  ...manage,
  name: 'settings confirm',
  args: { code: word({ example: 'K7QF2M', maxLength: 20 }) },
  needs: ['settings', 'settingsDesk', 'permissions'],
  run: ({ args, settings, settingsDesk, ...asker }) =>
    carriedOut(args.code, { settings, settingsDesk, asker }),
  show: (data, say) => doneCard(data.state === 'done' ? data.changed : [], say),
});

interface CarryOut {
  readonly settings: Settings;
  readonly settingsDesk: SettingsDesk;
  readonly asker: Asker;
}

async function carriedOut(
  code: string,
  { settings, settingsDesk, asker }: CarryOut,
): Promise<Result<Import>> {
  const changed = await settingsDesk.carryOut(code, authorOf(asker));
  if (!changed.ok) return changed;
  return ok({ state: 'done', changed: changed.value.map((one) => inWords(one, settings)) });
}

const shown = 30;

const doneCard = (changed: readonly ReturnType<typeof inWords>[], say: Say): Card => ({
  tone: 'success',
  title: say('settings import.done', { count: changed.length }),
  lines: changed.slice(0, shown).map((one) => changeWords(one, say)),
});

function planCard(
  { plan: { changes, same, problems }, code }: Extract<Import, { state: 'planned' }>,
  say: Say,
  { controls, prefix }: { readonly controls: boolean; readonly prefix: string },
): Card {
  const wrong = problems.length > 0;
  return {
    tone: wrong ? 'warning' : code === undefined ? 'success' : 'info',
    title: say('settings import.plan', {
      ...{ changes: changes.length, same, problems: problems.length },
    }),
    lines: [
      ...problems
        .slice(0, shown)
        .map(({ about, why }) => `✗ ${aboutWords(about, say)} ${say(why.key, why.facts)}`.trim()),
      ...changes.slice(0, shown).map((one) => changeWords(one, say)),
      ...(changes.length > shown
        ? [say('settings import.more', { count: changes.length - shown })]
        : []),
      ...(wrong ? [say('settings import.nothing')] : []),
      ...(code === undefined ? [] : [say('settings import.confirm', { prefix, code })]),
    ],
    ...(controls &&
      code !== undefined && {
        actions: [
          [{ kind: 'button', id: 'apply', style: 'primary', label: say('settings import.apply') }],
        ],
      }),
  };
}

function aboutWords(about: string, say: Say): string {
  const [scope = '', name] = about.split(' ');
  return name === undefined ? '' : `**${escapeMarkup(name)}** (${scopeWords(scope, say)}):`;
}
