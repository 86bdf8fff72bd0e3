import type {
  DifferenceView,
  ImportView,
  RevisionView,
  RolledBackView,
  SettingsAnswer,
  SettingsChange,
  SettingsView,
  StageRequest,
} from '../../../src/dashboard/wire.ts';
import { ask, tell } from '../data/api.ts';

const has =
  <Answer>(...keys: readonly string[]) =>
  (answer: unknown): answer is Answer =>
    typeof answer === 'object' && answer !== null && keys.every((key) => key in answer);

const isList = <Item>(answer: unknown): answer is readonly Item[] => Array.isArray(answer);

const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const parts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

export const loadSettings = (scope: string): Promise<SettingsView> =>
  ask('GET', `/api/settings${query({ scope })}`, {
    is: has<SettingsView>('settings', 'scopes'),
  });

export const changeSettings = (body: SettingsChange): Promise<SettingsAnswer> =>
  ask('POST', '/api/settings/change', { body, is: has<SettingsAnswer>('applied') });

export const loadHistory = (asked: {
  readonly scope?: string | undefined;
  readonly name?: string | undefined;
  readonly before?: number | undefined;
  readonly limit?: number;
}): Promise<readonly RevisionView[]> =>
  ask('GET', `/api/settings/history${query(asked)}`, { is: isList<RevisionView> });

export const loadDefaultsDiff = (scope: string): Promise<readonly DifferenceView[]> =>
  ask('GET', `/api/settings/diff${query({ scope })}`, { is: isList<DifferenceView> });

export const loadDiff = (scope: string, from: number): Promise<readonly DifferenceView[]> =>
  ask('GET', `/api/settings/diff${query({ scope, from })}`, { is: isList<DifferenceView> });

export const rollBack = (
  body: { readonly revision: number } | { readonly to: number | string; readonly scope: string },
): Promise<RolledBackView> =>
  ask('POST', '/api/settings/rollback', { body, is: has<RolledBackView>('view') });

export const stageChanges = (body: StageRequest): Promise<void> =>
  tell('POST', '/api/settings/staged', body);

export const cancelStaged = (id: string): Promise<void> =>
  tell('DELETE', `/api/settings/staged/${encodeURIComponent(id)}`);

export const exportYaml = async (scope?: string): Promise<string> => {
  const answer = await ask('GET', `/api/settings/export${query({ scope })}`, {
    is: has<{ yaml: string }>('yaml'),
  });
  return answer.yaml;
};

export const previewImport = (body: { yaml: string; scope: string }): Promise<ImportView> =>
  ask('POST', '/api/settings/import/preview', { body, is: has<ImportView>('changes', 'problems') });

export const applyImport = (code: string): Promise<{ readonly changed: number }> =>
  ask('POST', '/api/settings/import/apply', {
    body: { code },
    is: has<{ changed: number }>('changed'),
  });
