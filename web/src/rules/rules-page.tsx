import { Loader, Select, Tabs } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { HitsPanel } from './hits-panel.tsx';
import { MirrorPanel } from './mirror-panel.tsx';
import { PresetList } from './preset-list.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleRow } from './rule-row.tsx';
import { TestPanel } from './test-panel.tsx';
import { type RulesWork, useRules } from './use-rules.ts';
import './rules.css';

/** What is not wanted in a community, as sentences. */
export function RulesPage() {
  const work = useRules();
  const { view, failure, choose } = work;
  return (
    <main className="page rules">
      <header className="page-head">
        <h1>Rules</h1>
        <p>
          What is not wanted, as sentences, the same on every network. A new rule only watches until
          you put it in force.
        </p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {!view && failure === undefined && <Loader aria-label="Loading the rules" />}
      {view && view.places.length > 0 && (
        <Select
          label="Community"
          className="rules-place"
          data={view.places.map(({ community, name }) => ({ value: community, label: name }))}
          value={view.community ?? null}
          onChange={(value) => value !== null && choose(value)}
          allowDeselect={false}
        />
      )}
      {view?.community === undefined ? (
        view && <Nowhere />
      ) : (
        <Community key={view.community} {...{ work, community: view.community }} />
      )}
    </main>
  );
}

const tabs = ['hits', 'test', 'replay', 'mirror'] as const;
type Tab = (typeof tabs)[number];

/** What stands beside the rules, and which of them it is about. */
interface Side {
  readonly tab: Tab;
  readonly only?: number;
}

function Community({ work, community }: { work: RulesWork; community: string }) {
  const [side, setSide] = useState<Side>({ tab: 'hits' });
  const aside = useRef<HTMLElement>(null);
  const show = (next: Side): void => {
    setSide(next);
    // On a narrow window it lies below the list.
    aside.current?.scrollIntoView({ block: 'nearest' });
  };
  const rules = work.view?.rules ?? [];
  return (
    <div className="rules-split">
      <section aria-label="Rules in their order">
        <RuleForm onAdd={(sentence) => work.change({ act: 'add', sentence })} />
        {rules.length === 0 ? (
          <NoRules work={work} />
        ) : (
          <ul className="rule-list">
            {rules.map((rule, at) => (
              <RuleRow
                key={rule.number}
                {...{ rule, at, last: at === rules.length - 1, work }}
                onHits={() => show({ tab: 'hits', only: rule.number })}
                onReplay={() => show({ tab: 'replay', only: rule.number })}
              />
            ))}
          </ul>
        )}
        {rules.length > 0 && (
          <details className="more-presets">
            <summary>Add a set of rules</summary>
            <PresetList work={work} />
          </details>
        )}
      </section>
      <aside className="rules-side" ref={aside}>
        <SidePanels {...{ work, community, side, setSide }} />
      </aside>
    </div>
  );
}

interface SidePanelsProps {
  readonly work: RulesWork;
  readonly community: string;
  readonly side: Side;
  readonly setSide: (side: Side) => void;
}

const SidePanels = ({ work, community, side: { tab, only }, setSide }: SidePanelsProps) => (
  <Tabs
    value={tab}
    onChange={(next) => {
      const found = tabs.find((one) => one === next);
      if (found) setSide({ tab: found });
    }}
  >
    <Tabs.List>
      <Tabs.Tab value="hits">Hits</Tabs.Tab>
      <Tabs.Tab value="test">Test a text</Tabs.Tab>
      <Tabs.Tab value="replay">Replay</Tabs.Tab>
      {work.view?.mirror && <Tabs.Tab value="mirror">Discord’s AutoMod</Tabs.Tab>}
    </Tabs.List>
    <Tabs.Panel value="hits">
      <HitsPanel
        {...{ community, rules: work.view?.rules ?? [], only }}
        onAll={() => setSide({ tab: 'hits' })}
      />
    </Tabs.Panel>
    <Tabs.Panel value="test">
      <TestPanel community={community} />
    </Tabs.Panel>
    <Tabs.Panel value="replay">
      <ReplayPanel
        key={only ?? ''}
        {...{ community, rule: only === undefined ? '' : String(only), work }}
      />
    </Tabs.Panel>
    {work.view?.mirror && (
      <Tabs.Panel value="mirror">
        <MirrorPanel {...{ community, mirror: work.view.mirror }} onChange={work.look} />
      </Tabs.Panel>
    )}
  </Tabs>
);

const NoRules = ({ work }: { work: RulesWork }) => (
  <EmptyState icon={<IconListCheck />} title="No rules yet">
    <p>Begin with a set. All of its rules only watch, and nobody notices them.</p>
    <PresetList work={work} />
  </EmptyState>
);

const Nowhere = () => (
  <EmptyState icon={<IconListCheck />} title="The bot is in no community yet">
    <p>Rules belong to a Discord server or an IRC channel. Connect the bot to one first.</p>
  </EmptyState>
);
