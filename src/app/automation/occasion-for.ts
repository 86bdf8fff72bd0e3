import { messageId } from '../../base/ids.ts';
import type { Automation } from '../../core/automation.ts';
import type { AutomationTry } from '../../core/commands/automation-levers.ts';
import type { Occasion } from '../../automation/index.ts';

/** What would begin it, done by this person; where nothing was said, something that fits. */
export function occasionFor({ on }: Automation, { where, actor, text }: AutomationTry): Occasion {
  const common = { where, actor, text: text ?? '' };
  switch (on.kind) {
    case 'join':
    case 'leave':
    case 'boost':
      return { ...common, on: on.kind };
    case 'rename':
      return { ...common, on: 'rename', before: text ?? 'before' };
    case 'message':
    case 'matches':
      return { ...common, on: 'message' };
    case 'says':
      return { ...common, on: 'message', text: text ?? on.words[0]?.replaceAll('*', '') ?? '' };
    case 'reaction': {
      const kind = on.added ? 'reaction' : 'reaction-removed';
      const emoji = on.emoji ?? '👍';
      return { ...common, on: kind, emoji, message: messageId(on.message) };
    }
    case 'command':
      return { ...common, on: 'command', command: on.name };
    case 'cron':
    case 'every':
    case 'once':
      return { on: 'time', where, text: '' };
  }
}
