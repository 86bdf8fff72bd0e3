import { useMantineColorScheme } from '@mantine/core';
import type { ModulePageEntry } from '../../../src/dashboard/modules-wire.ts';
import type { GuardPlace, NetworkId, SettingView } from '../../../src/dashboard/wire.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { useKnownSettings } from '../settings/known-settings.ts';
import { stateWord } from '../parts/status-light.tsx';
import { playScenario } from '../playground/play-actions.ts';
import { pickPerson, shownTab } from '../playground/play-choices.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { useModulePages } from '../modules/use-module-pages.ts';
import { type NamedPage, pages } from './pages.ts';
import { goTo, limitsPath, modulePagePath, settingsPath } from './router.ts';
import { signOut } from './sign-out.ts';

/** Everything that Ctrl+K reaches now. */
export function usePaletteEntries(): readonly PaletteEntry[] {
  const connections = useStore(live, (state) => state.connections);
  const play = useStore(live, (state) => state.playground);
  const channels = useStore(live, (state) => state.guard?.places);
  const settings = useKnownSettings();
  const ofModules = useModulePages();
  const { toggleColorScheme } = useMantineColorScheme();
  const speakAs = (network: NetworkId, person: string) => {
    pickPerson(network, person);
    shownTab.set(network);
    goTo('/playground');
  };
  const act = (id: string, label: string, run: () => void): PaletteEntry => ({
    ...{ id, group: 'Actions', label, run },
  });
  return [
    ...pages.map(pageEntry),
    ...ofModules.map(modulePageEntry),
    ...(channels ?? []).map(limitsEntry),
    ...connections.map(({ connection, link }): PaletteEntry => ({
      id: `connection-${connection}`,
      group: 'Connections',
      label: connection,
      hint: stateWord(link.state),
      run: () => showConnection(connection),
    })),
    ...settings.map(settingEntry),
    ...(play?.networks ?? []).flatMap((network) =>
      network.people.map((person): PaletteEntry => ({
        id: `person-${network.id}-${person.id}`,
        group: 'Speak as',
        label: person.name,
        hint: network.title,
        run: () => speakAs(network.id, person.id),
      })),
    ),
    ...(play?.scenarios ?? []).map((scenario): PaletteEntry => ({
      id: `scenario-${scenario.id}`,
      group: 'Scenarios',
      label: `Play: ${scenario.title}`,
      run: () => {
        shownTab.set('scenarios');
        goTo('/playground');
        void playScenario(scenario.id).catch(() => undefined);
      },
    })),
    act('theme', 'Switch between light and dark', toggleColorScheme),
    act('sign-out', 'Sign out', () => void signOut()),
  ];
}

const pageEntry = ({ path, name }: NamedPage): PaletteEntry => ({
  ...{ id: path, group: 'Pages', label: name, run: () => goTo(path) },
});

const modulePageEntry = ({ module, name, title }: ModulePageEntry): PaletteEntry => ({
  ...{ id: `page-${module}-${name}`, group: 'Pages', label: title, hint: module },
  run: () => goTo(modulePagePath(module, name)),
});

const limitsEntry = ({ channel, name, spaceName }: GuardPlace): PaletteEntry => ({
  id: `limits-${channel}`,
  group: 'Guard',
  label: `Limits of ${name}`,
  hint: spaceName ?? channel,
  run: () => goTo(limitsPath(channel)),
});

const settingEntry = ({ name, text }: Pick<SettingView, 'name' | 'text'>): PaletteEntry => ({
  ...{ id: `setting-${name}`, group: 'Settings', label: name, hint: text },
  run: () => goTo(settingsPath('instance', name)),
});

function showConnection(connection: string): void {
  goTo('/connections');
  // The card is drawn after this turn.
  setTimeout(() => document.getElementById(connection)?.scrollIntoView({ block: 'center' }));
}
