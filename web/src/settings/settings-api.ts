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

const hasAll = (answer: unknown, keys: readonly string[]): boolean =>
  typeof answer === 'object' && answer !== null && keys.every((key) => key in answer);

const isView = (answer: unknown): answer is SettingsView => hasAll(answer, ['settings', 'scopes']);
const isAnswer = (answer: unknown): answer is SettingsAnswer => hasAll(answer, ['applied']);
const isRolledBack = (answer: unknown): answer is RolledBackView => hasAll(answer, ['view']);
const isImport = (answer: unknown): answer is ImportView => hasAll(answer, ['changes', 'problems']);
const isFile = (answer: unknown): answer is { readonly yaml: string } => hasAll(answer, ['yaml']);
const isCount = (answer: unknown): answer is { readonly changed: number } =>
  hasAll(answer, ['changed']);
const areRevisions = (answer: unknown): answer is readonly RevisionView[] => Array.isArray(answer);
const areDifferences = (answer: unknown): answer is readonly DifferenceView[] =>
  Array.isArray(answer);

const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const parts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

export const loadSettings = (scope: string): Promise<SettingsView> =>
  ask('GET', `/api/settings${query({ scope })}`, { is: isView });

export const changeSettings = (body: SettingsChange): Promise<SettingsAnswer> =>
  ask('POST', '/api/settings/change', { body, is: isAnswer });

export const loadHistory = (asked: {
  readonly scope?: string | undefined;
  readonly name?: string | undefined;
  readonly before?: number | undefined;
  readonly limit?: number;
}): Promise<readonly RevisionView[]> =>
  ask('GET', `/api/settings/history${query(asked)}`, { is: areRevisions });

export const loadDefaultsDiff = (scope: string): Promise<readonly DifferenceView[]> =>
  ask('GET', `/api/settings/diff${query({ scope })}`, { is: areDifferences });

export const loadDiff = (scope: string, from: number): Promise<readonly DifferenceView[]> =>
  ask('GET', `/api/settings/diff${query({ scope, from })}`, { is: areDifferences });

export const rollBack = (
  body: { readonly revision: number } | { readonly to: number | string; readonly scope: string },
): Promise<RolledBackView> => ask('POST', '/api/settings/rollback', { body, is: isRolledBack });

export const stageChanges = (body: StageRequest): Promise<void> =>
  tell('POST', '/api/settings/staged', body);

export const cancelStaged = (id: string): Promise<void> =>
  tell('DELETE', `/api/settings/staged/${encodeURIComponent(id)}`);

export const exportYaml = async (scope?: string): Promise<string> => {
  const answer = await ask('GET', `/api/settings/export${query({ scope })}`, { is: isFile });
  return answer.yaml;
};

export const previewImport = (body: { yaml: string; scope: string }): Promise<ImportView> =>
  ask('POST', '/api/settings/import/preview', { body, is: isImport });

export const applyImport = (code: string): Promise<{ readonly changed: number }> =>
  ask('POST', '/api/settings/import/apply', {
    body: { code },
    is: isCount,
  });
