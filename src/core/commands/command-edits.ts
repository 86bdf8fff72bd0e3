import { type Result, refuse } from '../../base/result.ts';
import type { Asking, Permissions } from '../permissions/permissions.ts';
import type { Author, Changed, Scope, SettingPlace, Settings } from '../settings/settings.ts';
import type { CommandInfo, CommandList } from './command-info.ts';
import { localRules } from './local-rules.ts';
import { isReassignable } from './may-use.ts';

/** One thing that a place decides about a command. */
export type CommandEdit =
  | { readonly kind: 'off'; readonly off: boolean }
  /** Undefined: its own name again. */
  | { readonly kind: 'name'; readonly name: string | undefined }
  | { readonly kind: 'alias'; readonly alias: string; readonly there: boolean }
  /** `role:123`, `rank:helper`, `can:guard.view`, a person's id; none: the command's own rules. */
  | { readonly kind: 'access'; readonly who: readonly string[] };

export interface EditParts {
  readonly settings: Settings;
  readonly catalogue: Pick<CommandList, 'find' | 'all'>;
  readonly permissions: Pick<Permissions, 'capability' | 'authorise'>;
}

/** Who decides, and for where. */
export interface Deciding {
  readonly by: Author;
  /** Nobody hands on what he may not do himself. Absent: the owner at the dashboard. */
  readonly asking?: Asking;
  readonly scope: Scope;
  /** The layer with the wider ones that it lies in. */
  readonly place: SettingPlace;
}

const listOf = {
  off: 'commands.off',
  name: 'commands.names',
  alias: 'commands.aliases',
  access: 'commands.access',
} as const satisfies Record<CommandEdit['kind'], string>;

/** Writes what is decided into the settings of the layer; refuses what would leave nobody a way back. */
export async function editCommand(
  command: CommandInfo,
  edit: CommandEdit,
  { parts, decided }: { readonly parts: EditParts; readonly decided: Deciding },
): Promise<Result<Changed | undefined>> {
  const wrong = objectionTo(command, edit, { parts, decided });
  if (wrong) return wrong;
  const { settings } = parts;
  const { scope, place, by } = decided;
  const name = listOf[edit.kind];
  const before = settings.readList(name, place);
  const after = listAfter(before, command, { edit, catalogue: parts.catalogue });
  if (after.join() === before.join()) return { ok: true, value: undefined };
  const wider = settings.held(name, place, scope).value;
  const typed = String(wider) === after.join() ? null : after.join(',');
  const expected = settings.revisionOf(name, scope);
  const changed = await settings.apply([{ name, scope, typed, expected }], by);
  return changed.ok ? { ok: true, value: changed.value[0] } : changed;
}

function listAfter(
  before: readonly string[],
  { name: command }: CommandInfo,
  { edit, catalogue }: { readonly edit: CommandEdit } & Pick<EditParts, 'catalogue'>,
): readonly string[] {
  switch (edit.kind) {
    case 'off':
      return edit.off
        ? [...before.filter((one) => one !== command), command]
        : withoutOff(before, command, catalogue);
    case 'name': {
      const others = before.filter((one) => !one.endsWith(`=${command}`));
      return edit.name === undefined ? others : [...others, `${edit.name}=${command}`];
    }
    case 'alias': {
      const item = `${edit.alias}=${command}`;
      return [...before.filter((one) => one !== item), ...(edit.there ? [item] : [])];
    }
    case 'access': {
      const others = before.filter((one) => !one.startsWith(`${command}=`));
      return [...others, ...new Set(edit.who.map((who) => `${command}=${who}`))];
    }
  }
}

/** Where the whole family is off, the others of it stay off. */
function withoutOff(
  before: readonly string[],
  command: string,
  catalogue: EditParts['catalogue'],
): readonly string[] {
  const family = command.split(' ', 1)[0] ?? command;
  const others = before.includes(family)
    ? catalogue.all().flatMap(({ name }) => (name.startsWith(`${family} `) ? [name] : []))
    : [];
  return [...new Set([...before.filter((one) => one !== family), ...others])].filter(
    (one) => one !== command,
  );
}

type Around = { readonly parts: EditParts; readonly decided: Deciding };

function objectionTo(command: CommandInfo, edit: CommandEdit, around: Around) {
  const { name, capability } = command;
  const { permissions } = around.parts;
  const { asking } = around.decided;
  if (edit.kind === 'alias') return edit.there ? takenName(command, edit.alias, around) : undefined;
  if (!isReassignable(command, permissions)) return refuse('command.fixed', { command: name });
  if (edit.kind === 'name')
    return edit.name === undefined ? undefined : takenName(command, edit.name, around);
  if (edit.kind === 'off' || capability === undefined || !asking) return undefined;
  const held = permissions.authorise(capability, asking);
  return held.ok ? undefined : held;
}

const nameShape = /^[\p{L}\p{N}_-]{1,32}( [\p{L}\p{N}_-]{1,32})?$/u;

/** A name is free here when no other command is called so here, and no family begins so. */
function takenName(command: CommandInfo, name: string, { parts, decided }: Around) {
  if (!nameShape.test(name)) return refuse('command.bad-name', { name });
  const { catalogue, settings } = parts;
  const wanted = name.toLowerCase();
  const local = localRules(settings, decided.place);
  const isFamily = catalogue.all().some((one) => one.name.startsWith(`${wanted} `));
  const own = catalogue.find(wanted);
  const other =
    own && own.name !== command.name && local.nameOf(own) === own.name ? own : undefined;
  const given = catalogue
    .all()
    .find(
      (one) =>
        one.name !== command.name &&
        [local.nameOf(one), ...local.aliasesOf(one)].some((each) => each.toLowerCase() === wanted),
    );
  const holder = other ?? given;
  if (holder) return refuse('command.name-taken', { name, command: holder.name });
  return isFamily ? refuse('command.name-taken', { name, command: `${wanted} …` }) : undefined;
}

/** The command that somebody means: by its name here, its own, or with a dash where there is a space. */
export function commandMeant(
  typed: string,
  {
    settings,
    catalogue,
    place,
  }: Pick<EditParts, 'settings'> & {
    readonly catalogue: CommandList;
    readonly place: SettingPlace;
  },
): CommandInfo | undefined {
  const local = localRules(settings, place);
  const line = typed.trim().toLowerCase();
  const here = catalogue
    .all()
    .find((one) =>
      [local.nameOf(one), ...local.aliasesOf(one)].some((n) => n.toLowerCase() === line),
    );
  return here ?? catalogue.find(line) ?? catalogue.find(line.replaceAll('-', ' '));
}
