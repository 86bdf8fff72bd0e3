import { Code, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconMasksTheater, IconSwords } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlaySnapshot } from '../../../src/dashboard/wire.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { PlatformMark } from '../parts/platform-mark.tsx';
import { TraceDrawer } from '../parts/trace-drawer.tsx';
import { FirstVisit } from './first-visit.tsx';
import { NetworkPane } from './network-pane.tsx';
import { shownTab } from './play-choices.ts';
import { Scenarios } from './scenarios.tsx';
import './playground.css';

/** A simulated Discord and a simulated IRC, side by side, to talk to the bot as anybody. */
export function PlaygroundPage() {
  const play = useStore(live, (state) => state.playground);
  const [trace, setTrace] = useState<string>();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  if (!play) return <NoSandbox />;
  const Layout = narrow ? Tabbed : SideBySide;
  return (
    <main className="playground">
      <h1 className="hidden-word">Playground</h1>
      <FirstVisit play={play} />
      <Layout play={play} onWhy={setTrace} />
      <TraceDrawer id={trace} onClose={() => setTrace(undefined)} linked />
    </main>
  );
}

interface LayoutProps {
  readonly play: PlaySnapshot;
  readonly onWhy: (trace: string) => void;
}

const SideBySide = ({ play, onWhy }: LayoutProps) => (
  <>
    <Scenarios scenarios={play.scenarios} runs={play.runs} />
    <div className="playground-panes">
      {play.networks.map((network) => (
        <NetworkPane key={network.id} network={network} onWhy={onWhy} />
      ))}
    </div>
  </>
);

function Tabbed({ play, onWhy }: LayoutProps) {
  const tab = useStore(shownTab, (shown) => shown);
  return (
    <Tabs
      className="playground-tabs"
      value={tab}
      onChange={(next) => shownTab.set(next ?? 'discord')}
      keepMounted={false}
    >
      <Tabs.List grow>
        {play.networks.map(({ id }) => (
          <Tabs.Tab key={id} value={id} leftSection={<PlatformMark platform={id} />}>
            {id === 'irc' ? 'IRC' : 'Discord'}
          </Tabs.Tab>
        ))}
        <Tabs.Tab value="scenarios" leftSection={<IconSwords size={16} aria-hidden="true" />}>
          Scenarios
        </Tabs.Tab>
      </Tabs.List>
      {play.networks.map((network) => (
        <Tabs.Panel key={network.id} value={network.id}>
          <NetworkPane network={network} onWhy={onWhy} />
        </Tabs.Panel>
      ))}
      <Tabs.Panel value="scenarios">
        <Scenarios scenarios={play.scenarios} runs={play.runs} />
      </Tabs.Panel>
    </Tabs>
  );
}

const NoSandbox = () => (
  <main className="page">
    <EmptyState icon={<IconMasksTheater />} title="The Playground is closed">
      <p>
        It needs the sandbox: a simulated Discord and a simulated IRC network that Castellan
        connects to. Start with <Code>castellan start --sandbox</Code> to have them beside your real
        networks.
      </p>
    </EmptyState>
  </main>
);
