import {
  type ExtensionLogLine,
  defineCommand,
  escapeMarkup,
  ok,
  refuse,
  shownMoment,
} from '../../sdk/index.ts';
import { extension, manage } from './look.ts';

/** As many as a card holds. */
const shownLines = 15;

export const extensionsLog = defineCommand({
  ...{ category: 'operators', capability: manage, private: true },
  name: 'extensions log',
  args: { extension },
  needs: ['extensions'],
  run({ args, extensions }) {
    const view = extensions.find(args.extension);
    if (!view) return refuse('extensions.unknown', { name: args.extension });
    return ok({ name: view.name, lines: extensions.log(view.name).slice(-shownLines) });
  },
  show: ({ name, lines }, say) => ({
    title: say('extensions log.title', { name }),
    lines:
      lines.length === 0
        ? [say('extensions log.none')]
        : lines.map((line) => say('extensions log.line', factsOf(line))),
  }),
});

const factsOf = ({ atMs, level, message, facts }: ExtensionLogLine) => ({
  ...{ at: shownMoment(atMs, 'UTC'), level },
  text: escapeMarkup(`${message}${facts === '' ? '' : ` ${facts}`}`.slice(0, 300)),
});
