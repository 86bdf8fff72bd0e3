import type { Alerts } from '../alerts/alerts.ts';
import { hookLimits } from './limits.ts';

const seconds = hookLimits.openForMs / 1000;

/** What operators are told of hooks: of one hook, and of all that is dropped, once in five minutes. */
export function hookAlerts({ raise }: Pick<Alerts, 'raise'>) {
  const topic = 'hooks';
  const tell = (
    subject: string,
    tone: 'warning' | 'success',
    key: string,
    facts: Record<string, string | number>,
  ): void => raise({ topic, subject: `hooks:${subject}`, tone, text: { key, facts } });
  return {
    opened: (hook: string, failures: number, problem = '') =>
      tell(hook, 'warning', 'alert.hook-open', { hook, failures, seconds, problem }),
    closed: (hook: string) => tell(hook, 'success', 'alert.hook-closed', { hook }),
    dropped: (hook: string) => tell('dropped', 'warning', 'alert.hook-dropped', { hook }),
    looped: (kind: string) => tell('loop', 'warning', 'alert.hook-loop', { kind }),
  };
}
