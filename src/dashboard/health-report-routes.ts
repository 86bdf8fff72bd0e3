import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { HealthDesk, HealthReport } from '../core/health/desk.ts';
import type { Phrase } from '../core/health/finding.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { HealthView, SilenceView } from './health-wire.ts';
import type { DashboardPorts, HealthPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const word = z.string().trim().max(250);
const question = z.object({
  channel: word.min(1),
  command: word.optional(),
  person: word.optional(),
});

/** How the bot is, part by part, and why it does not answer somewhere. */
export function healthReportRoutes(
  app: FastifyInstance,
  { health }: Pick<DashboardPorts, 'health'>,
): void {
  app.get(
    '/api/health',
    route({ params: nothing, body: nothing }, async () => ({
      ...{ ok: true, value: viewOf(await health.desk.report(), health.desk, wordsFor(health)) },
    })),
  );
  app.get(
    '/api/health/why',
    route({ params: nothing, body: question }, ({ body }) => silence(health, body)),
  );
}

/** Texts are made for chat: the page shows them plain. */
const wordsFor =
  ({ say }: HealthPort) =>
  ({ key, facts }: Phrase): string =>
    withoutMarkup(say(key, facts));

function viewOf(
  { atMs, state, checks, vitals }: HealthReport,
  desk: HealthDesk,
  words: (phrase: Phrase) => string,
): HealthView {
  const titleOf = (name: string): string => words({ key: `health.name.${name}`, facts: {} });
  return {
    ...{ atMs, state, vitals, errors: desk.errors() },
    parts: checks.map((check) => ({
      ...{ name: check.name, title: titleOf(check.name), state: check.state },
      text: words(check.text),
      ...(check.todo && { todo: words(check.todo) }),
    })),
    history: desk.history().map((sample) => ({ ...sample, unwell: sample.unwell.map(titleOf) })),
  };
}

async function silence(
  health: HealthPort,
  { channel, command, person }: z.output<typeof question>,
): Promise<Answer<SilenceView>> {
  const words = wordsFor(health);
  const blank = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
  const found = await health.why({ channel, command: blank(command), person: blank(person) });
  if (!found.ok) return problem('refused', words(found.error), 'Choose the channel from the list.');
  const { channel: name, steps } = found.value;
  const cause = steps.find(({ state }) => state === 'bad');
  return {
    ok: true,
    value: {
      channel: name,
      ...(cause && {
        cause: { text: words(cause.text), ...(cause.todo && { todo: words(cause.todo) }) },
      }),
      steps: steps.map(({ text, ...step }) => ({
        ...{ name: step.name, state: step.state, text: words(text) },
      })),
    },
  };
}
