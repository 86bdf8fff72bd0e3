import { Button, Loader, Select, Tabs } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { MirrorPanel } from './mirror-panel.tsx';
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

function Community({ work, community }: { work: RulesWork; community: string }) {
  const [replayed, setReplayed] = useState<string>('');
  const [tab, setTab] = useState<string | null>('test');
  const rules = work.view?.rules ?? [];
  const mirror = work.view?.mirror;
  const replay = (rule: string): void => {
    setReplayed(rule);
    setTab('replay');
  };
  return (
    <div className="rules-split">
      <section aria-label="Rules in their order">
        <RuleForm onAdd={(sentence) => work.change({ act: 'add', sentence })} />
        {rules.length === 0 ? (
          <Presets work={work} />
        ) : (
          <ul className="rule-list">
            {rules.map((rule, at) => (
              <RuleRow
                key={rule.number}
                {...{ rule, at, last: at === rules.length - 1, work }}
                onReplay={() => replay(String(rule.number))}
              />
            ))}
          </ul>
        )}
      </section>
      <aside className="rules-side">
        <Tabs value={tab} onChange={setTab}>
          <Tabs.List>
            <Tabs.Tab value="test">Test a text</Tabs.Tab>
            <Tabs.Tab value="replay">Replay</Tabs.Tab>
            {mirror && <Tabs.Tab value="mirror">Discord’s AutoMod</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="test">
            <TestPanel community={community} />
          </Tabs.Panel>
          <Tabs.Panel value="replay">
            <ReplayPanel key={replayed} {...{ community, rule: replayed }} kept={work.view?.kept} />
          </Tabs.Panel>
          {mirror && (
            <Tabs.Panel value="mirror">
              <MirrorPanel {...{ community, mirror }} onChange={work.look} />
            </Tabs.Panel>
          )}
        </Tabs>
      </aside>
    </div>
  );
}

const about: Readonly<Record<string, string>> = {
  small: 'A small, friendly place: repeats, mass mentions, gift scams, programs, hidden text.',
  large: 'A large, public place: also invites, links of new accounts, floods, waves, shouting.',
  strict: 'A strict place: also links without a role, many emoji, walls of text.',
  irc: 'An IRC channel: floods, repeats, waves of people without account, heat.',
  bots: 'Accounts that sell or lure: offers, lures and links add up; moderators are asked.',
};

function Presets({ work }: { work: RulesWork }) {
  return (
    <EmptyState icon={<IconListCheck />} title="No rules yet">
      <p>Begin with a set. All of its rules only watch, and nobody notices them.</p>
      <ul className="preset-list">
        {work.view?.presets.map(({ name, sentences }) => (
          <li key={name}>
            <span>{about[name] ?? name}</span>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => void work.change({ act: 'preset', preset: name })}
            >
              {`Add ${counted(sentences.length, 'rule')}`}
            </Button>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

const Nowhere = () => (
  <EmptyState icon={<IconListCheck />} title="The bot is in no community yet">
    <p>Rules belong to a Discord server or an IRC channel. Connect the bot to one first.</p>
  </EmptyState>
);
