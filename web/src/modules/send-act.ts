import type { ModuleFormValue } from '../../../src/dashboard/modules-wire.ts';

/** Sends what a form or button of the page holds. Rejects with words to show. */
export type SendAct = (
  act: string,
  values: Readonly<Record<string, ModuleFormValue>>,
) => Promise<void>;
