/**
 * Echo: says back what it is told. Only for measuring; loaded by `bench: true` and by nothing else.
 */
import {
  defineCommand,
  defineModule,
  defineTexts,
  escapeMarkup,
  ok,
  rest,
} from '../../sdk/index.ts';

const command = defineCommand({
  name: 'echo',
  category: 'basics',
  args: { text: rest({ example: 'hello' }) },
  run: ({ args }) => ok(args.text),
  show: (text) => escapeMarkup(text),
});

export const echo = defineModule({
  name: 'echo',
  version: '1.0.0',
  commands: [command],
  texts: defineTexts({
    en: { 'echo.about': 'Say something back.', 'echo.arg.text': 'What to say' },
    fr: { 'echo.about': 'Répéter quelque chose.', 'echo.arg.text': 'Ce qu’il faut dire' },
  }),
});
