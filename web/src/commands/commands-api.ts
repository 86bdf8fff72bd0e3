import type {
  CommandChangeRequest,
  CommandsView,
  SyncedView,
} from '../../../src/dashboard/commands-wire.ts';
import { ask } from '../data/api.ts';

const isView = (answer: unknown): answer is CommandsView =>
  typeof answer === 'object' && answer !== null && 'commands' in answer && 'menu' in answer;
const areSynced = (answer: unknown): answer is readonly SyncedView[] => Array.isArray(answer);

export const loadCommands = (scope: string): Promise<CommandsView> =>
  ask('GET', `/api/commands?scope=${encodeURIComponent(scope)}`, { is: isView });

export const changeCommand = (body: CommandChangeRequest): Promise<CommandsView> =>
  ask('POST', '/api/commands/change', { body, is: isView });

export const switchModule = (body: {
  readonly scope: string;
  readonly module: string;
  readonly off: boolean;
}): Promise<CommandsView> => ask('POST', '/api/commands/module', { body, is: isView });

export const syncCommands = (): Promise<readonly SyncedView[]> =>
  ask('POST', '/api/commands/sync', { body: {}, is: areSynced });
