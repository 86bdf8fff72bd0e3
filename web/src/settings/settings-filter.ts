import type { SettingView } from '../../../src/dashboard/wire.ts';

export type Shown = 'all' | 'changed' | 'here';

export interface SettingsFilter {
  readonly text: string;
  readonly shown: Shown;
}

export interface SettingGroup {
  readonly module: string;
  readonly settings: readonly SettingView[];
}

/** The settings that have all the words, by the part that declares them. */
export function grouped(
  settings: readonly SettingView[],
  { text, shown }: SettingsFilter,
): readonly SettingGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, SettingView[]>();
  for (const setting of settings) {
    if (shown === 'changed' && !setting.changed) continue;
    if (shown === 'here' && !setting.set) continue;
    const all = `${setting.name} ${setting.text} ${setting.shown}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) continue;
    const module = moduleOf(setting.name);
    const group = groups.get(module);
    if (group) group.push(setting);
    else groups.set(module, [setting]);
  }
  return [...groups].map(([module, found]) => ({ module, settings: found }));
}

const moduleOf = (name: string): string => name.split('.')[0] ?? name;

/** `guard.channelSilenceMs` as a label: "Channel silence". Times are typed with their unit, so the name's is left out. */
export function labelOf(name: string): string {
  const own = name.slice(name.indexOf('.') + 1);
  const words = own
    .replace(/Ms$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
