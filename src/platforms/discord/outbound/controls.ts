import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type APIStringSelectComponent,
} from 'discord-api-types/v10';
import type { Action, Button, Link, Select, SelectOption } from '../../../core/card.ts';
import { withoutMarkup } from '../../../core/markup.ts';
import { blank, limits } from './limits.ts';
import { plainText } from './markdown.ts';

export type ControlRow = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface Controls {
  readonly rows: readonly ControlRow[];
  /** Controls that Discord has no room for. */
  readonly dropped: number;
}

/** Rows of controls within Discord's limits: five rows, of one select or up to five buttons. */
export function controlsFrom(actions: readonly (readonly Action[])[]): Controls {
  const ids = new Set<string>();
  const rows = actions.flatMap((row) => packed(row, ids));
  const kept = rows.slice(0, limits.rows);
  const wanted = actions.reduce((sum, row) => sum + row.length, 0);
  const shown = kept.reduce((sum, row) => sum + row.length, 0);
  return {
    rows: kept.map((components) => ({ type: ComponentType.ActionRow, components })),
    dropped: wanted - shown,
  };
}

/** One wanted row as one or more that Discord takes. */
function packed(actions: readonly Action[], ids: Set<string>): APIComponentInMessageActionRow[][] {
  const rows: APIComponentInMessageActionRow[][] = [];
  let buttons: APIButtonComponent[] = [];
  for (const action of actions) {
    if (action.kind === 'select') {
      const select = selectFrom(action, ids);
      if (select) rows.push([select]);
      continue;
    }
    const button = action.kind === 'link' ? linkFrom(action) : buttonFrom(action, ids);
    if (!button) continue;
    if (buttons.length === limits.buttonsPerRow) buttons = [];
    if (buttons.length === 0) rows.push(buttons);
    buttons.push(button);
  }
  return rows;
}

type PressStyle = Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium>;

const styles: Readonly<Record<NonNullable<Button['style']>, PressStyle>> = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
};

/** An id that is too long cannot come back whole, and the same id twice is refused: neither is shown. */
function takes(id: string, ids: Set<string>): boolean {
  if (id.length === 0 || id.length > limits.customId || ids.has(id)) return false;
  ids.add(id);
  return true;
}

function buttonFrom(
  { id, label, style = 'secondary', disabled }: Button,
  ids: Set<string>,
): APIButtonComponent | undefined {
  if (!takes(id, ids)) return undefined;
  return {
    type: ComponentType.Button,
    style: styles[style],
    custom_id: id,
    label: words(label, limits.buttonLabel),
    ...(disabled && { disabled }),
  };
}

function linkFrom({ label, url }: Link): APIButtonComponent | undefined {
  if (url.length > limits.linkUrl || !/^(https?|discord):\/\//i.test(url) || !URL.canParse(url))
    return undefined;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    url,
    label: words(label, limits.buttonLabel),
  };
}

function selectFrom(
  { id, placeholder, options, disabled }: Select,
  ids: Set<string>,
): APIStringSelectComponent | undefined {
  const shown = optionsFrom(options);
  if (shown.length === 0 || !takes(id, ids)) return undefined;
  const dropped = options.length - shown.length;
  const mark = dropped > 0 ? ` … +${dropped}` : '';
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: `${words(placeholder, limits.selectPlaceholder - mark.length)}${mark}`,
    options: shown,
    ...(disabled && { disabled }),
  };
}

function optionsFrom(options: readonly SelectOption[]): APISelectMenuOption[] {
  const values = new Set<string>();
  const shown: APISelectMenuOption[] = [];
  let chosen = false;
  for (const option of options) {
    const { value } = option;
    const usable = value.length > 0 && value.length <= limits.selectText && !values.has(value);
    if (!usable || shown.length === limits.selectOptions) continue;
    values.add(value);
    // Only one may stand chosen in a menu from which one is taken.
    shown.push(optionFrom(option, option.chosen === true && !chosen));
    chosen ||= option.chosen === true;
  }
  return shown;
}

const optionFrom = (
  { value, label, description }: SelectOption,
  chosen: boolean,
): APISelectMenuOption => ({
  value,
  label: words(label, limits.selectText),
  ...(description && { description: words(description, limits.selectText) }),
  ...(chosen && { default: true }),
});

const words = (markup: string, maxLength: number): string =>
  plainText(withoutMarkup(markup), maxLength).trim() || blank;
