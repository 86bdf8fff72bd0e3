import type { Result } from '../base/result.ts';
import type { WebDesk } from '../core/web/desk.ts';
import type { Say } from '../core/texts/texts.ts';

/** What modules show and answer on the web, as the dashboard brings it to people. */
export interface ModulesPort {
  readonly desk: Pick<WebDesk, 'route' | 'pages' | 'page' | 'act' | 'cards'>;
  /** Whether who is signed in has a capability. */
  readonly may: (capability: string) => Result<void>;
  /** A refusal in words. */
  readonly say: Say;
}
