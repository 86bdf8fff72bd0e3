import { Document, type Scalar, YAMLMap } from 'yaml';
import { byPlaceAndName } from './history.ts';
import type { Setting, SettingValue } from './kinds.ts';
import { readScope } from './scope.ts';
import type { Settings } from './settings.ts';

/** What the file says of itself, so that a later form can be told from this one. */
export const exportFormat = 'castellan-settings/1';

/**
 * What is set, as YAML for a repository: the same text for the same settings, each value with its sentence and its
 * default beside it. Secrets are left out, and so is what fits no setting (`misfits` tells of that).
 */
export function exportedYaml(settings: Settings, scopes?: readonly string[]): string {
  const byScope = new YAMLMap<Scalar<string>, YAMLMap>();
  const document = new Document({ format: exportFormat });
  document.commentBefore =
    ' Settings of Castellan. "castellan settings import" takes this file; a value of null goes back to the wider scope.';
  const fit = settings
    .stored()
    .filter(({ scope }) => readScope(scope) !== undefined && (scopes?.includes(scope) ?? true))
    .sort(byPlaceAndName);
  for (const { scope, name, value } of fit) {
    const setting = settings.declared().get(name);
    if (!setting || setting.kind === 'secret' || !setting.accepts(value)) continue;
    let section = byScope.get(document.createNode(scope));
    if (!section) {
      section = new YAMLMap();
      byScope.set(document.createNode(scope), section);
    }
    const key = document.createNode(name);
    key.commentBefore = commentOf(setting);
    key.spaceBefore = section.items.length > 0;
    section.set(key, document.createNode(inFile(setting, value)));
  }
  document.set('settings', byScope);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const commentOf = (setting: Setting): string =>
  ` ${setting.text}\n It takes ${setting.takes}. Default: ${shownDefault(setting)}${setting.restart ? ' (from the next start on)' : ''}`;

const shownDefault = (setting: Setting): string =>
  setting.typed(setting.default) === '' ? 'nothing' : setting.typed(setting.default);

/** Durations as people write them; the rest as YAML has it. */
const inFile = (setting: Setting, value: SettingValue): SettingValue =>
  setting.kind === 'duration' ? setting.typed(value) : value;
