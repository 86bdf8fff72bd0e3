import { Button, FileButton, Group, Loader, Modal, Tabs, Text, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImportView, ScopeView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { applyImport, exportYaml, previewImport } from './settings-api.ts';

interface FileDialogProps {
  readonly opened: boolean;
  readonly scope: ScopeView;
  readonly onClose: () => void;
  readonly onImported: () => Promise<void>;
}

/** Settings as a file: to keep in a repository, to carry to another instance. */
export function FileDialog({ opened, scope, onClose, onImported }: FileDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Settings as a file" size="lg" centered>
      {opened && (
        <Tabs defaultValue="export" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="export">Export</Tabs.Tab>
            <Tabs.Tab value="import">Import</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="export">
            <ExportPanel />
          </Tabs.Panel>
          <Tabs.Panel value="import">
            <ImportPanel scope={scope} onImported={onImported} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}

function ExportPanel() {
  const [yaml, setYaml] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    exportYaml().then(setYaml, (thrown: unknown) => setFailure(wordsOf(thrown)));
  }, []);
  if (failure !== undefined) return <Problem words={failure} />;
  if (yaml === undefined) return <Loader size="sm" aria-label="Loading the file" />;
  const copy = () =>
    navigator.clipboard.writeText(yaml).then(
      () => setCopied(true),
      () => setFailure('The browser does not let this page copy. Mark the text and copy it.'),
    );
  return (
    <>
      <Text size="sm" mb="xs">
        Everything that is set anywhere, in the same order every time. Secrets are left out.
      </Text>
      <Textarea
        className="yaml"
        aria-label="All settings as YAML"
        readOnly
        autosize
        minRows={8}
        maxRows={18}
        value={yaml}
      />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button
          component="a"
          href={`data:application/yaml;charset=utf-8,${encodeURIComponent(yaml)}`}
          download="castellan-settings.yaml"
        >
          Save as a file
        </Button>
      </Group>
    </>
  );
}

function ImportPanel({ scope, onImported }: Pick<FileDialogProps, 'scope' | 'onImported'>) {
  const { yaml, plan, done, failure, type, look, take } = useImport(scope, onImported);
  return (
    <>
      <Text size="sm" mb="xs">
        A file as the export gives it, or plain names with values, which then go to{' '}
        <strong>{scope.name}</strong>. You see what would change before anything does.
      </Text>
      <Textarea
        className="yaml"
        aria-label="Settings to import, as YAML"
        placeholder={'core.prefix: "?"\nguard.actorMax: 6'}
        autosize
        minRows={6}
        maxRows={14}
        value={yaml}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {plan && <Plan plan={plan} />}
      {done !== undefined && (
        <p role="status">{counted(done, 'value')} changed; they hold already.</p>
      )}
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="sm">
        <FileButton
          accept=".yaml,.yml,.json,text/plain"
          onChange={(file) => void file?.text().then(type)}
        >
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <ImportButtons {...{ yaml, plan, look, take }} />
      </Group>
    </>
  );
}

interface ImportButtonsProps {
  readonly yaml: string;
  readonly plan: ImportView | undefined;
  readonly look: () => void;
  readonly take: (code: string) => void;
}

const ImportButtons = ({ yaml, plan, look, take }: ImportButtonsProps) => {
  const code = plan?.code;
  return (
    <>
      <Button
        variant={code === undefined ? 'filled' : 'default'}
        disabled={yaml.trim() === ''}
        onClick={look}
      >
        Show what would change
      </Button>
      {code !== undefined && (
        <Button onClick={() => take(code)}>
          Change {counted(plan?.changes.length ?? 0, 'value')}
        </Button>
      )}
    </>
  );
};

/** A file being looked at, and taken once it was. What is typed after the look must be looked at again. */
function useImport(scope: ScopeView, onImported: () => Promise<void>) {
  const [yaml, setYaml] = useState('');
  const [plan, setPlan] = useState<ImportView>();
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const failed = (thrown: unknown) => setFailure(wordsOf(thrown));
  return {
    ...{ yaml, plan, done, failure },
    type: (text: string) => {
      setYaml(text);
      setPlan(undefined);
      setDone(undefined);
    },
    look: () => {
      setFailure(undefined);
      previewImport({ yaml, scope: scope.id }).then(setPlan, failed);
    },
    take: (code: string) => {
      setFailure(undefined);
      applyImport(code).then(async ({ changed }) => {
        setPlan(undefined);
        setDone(changed);
        await onImported();
      }, failed);
    },
  };
}

function Plan({ plan: { changes, same, problems } }: { plan: ImportView }) {
  return (
    <section className="import-plan" aria-label="What would change">
      <p>
        {changes.length === 0 ? 'Nothing' : counted(changes.length, 'value')} would change;{' '}
        {same === 1 ? '1 is' : `${same} are`} so already.
      </p>
      {problems.length > 0 && (
        <>
          <p>
            <strong>Nothing can be taken until this is mended:</strong>
          </p>
          <ul>
            {problems.map(({ about, message }) => (
              <li key={about + message} data-problem>
                ✗ {about !== '' && <code>{about}</code>} {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {changes.map(({ name, scope, before, after }) => (
          <li key={scope + name}>
            <code>{name}</code> <span className="staged-scope">in {scope}</span>:{' '}
            {before === '' ? 'empty' : before} → <strong>{after ?? 'as wider places say'}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
