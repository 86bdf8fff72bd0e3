import { formatDuration } from '../../base/duration.ts';
import type { Refusal } from '../../base/result.ts';
import type { AppealState } from '../../core/appeals/appeal.ts';
import type { OwnAppeal, OwnView } from '../../core/appeals/desk.ts';
import { isLasting } from '../../core/cases/case.ts';
import { shownMoment } from '../../core/settings/when.ts';
import { type Html, type PlainSay, html } from './html.ts';

interface Shown {
  readonly say: PlainSay;
  readonly nowMs: number;
  readonly trouble?: Refusal | undefined;
  /** What was written and could not be sent. */
  readonly written?: Readonly<Record<string, string>>;
}

const troubleIn = ({ say, trouble }: Pick<Shown, 'say' | 'trouble'>): Html | undefined =>
  trouble && html`<p class="bad" role="alert">${say(trouble.key, trouble.facts)}</p>`;

/** Asks for the code of a link; a script takes it from the address, which no server sees. */
export const codePage = (shown: Pick<Shown, 'say' | 'trouble'>): Html => {
  const { say } = shown;
  return html`<h1>${say('page.appeal.title')}</h1>
    <section>
      ${troubleIn(shown)}
      <p>${say('page.appeal.code-why')}</p>
      <form method="post" action="/appeal/open" id="open">
        <label for="code">${say('page.appeal.code')}</label>
        <input
          type="text"
          id="code"
          name="code"
          required
          maxlength="100"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
        />
        <button>${say('page.appeal.open')}</button>
      </form>
    </section>`;
};

/**
 * Sends the code that stands behind the # of the address, also where another appeal is shown; it goes out of the history.
 */
export const openScriptFor = (action: string): string => `
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, '', location.pathname);
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '${action}';
  const field = document.createElement('input');
  field.name = 'code';
  field.type = 'hidden';
  field.value = code;
  form.append(field);
  document.body.append(form);
  form.submit();
}`;

/** One's own case, how the appeal stands, and the form for a new one. */
export function casePage(view: OwnView, shown: Shown): Html {
  const { about, place, appeals, closed } = view;
  const { say } = shown;
  const [latest] = appeals;
  return html`<h1>${say('page.appeal.case', { number: about.number, place })}</h1>
    ${troubleIn(shown)} ${latest && standing(latest, shown)}
    <section>
      <h2>${say('page.appeal.what')}</h2>
      <dl>
        <dt>${say('page.appeal.done')}</dt>
        <dd>${say('page.appeal.kind', { kind: wordOf(about.kind) })}</dd>
        <dt>${say('page.appeal.reason')}</dt>
        <dd>${about.reason === '' ? say('page.appeal.no-reason') : about.reason}</dd>
        <dt>${say('page.appeal.since')}</dt>
        <dd>${moment(about.atMs)}</dd>
        ${isLasting(about.kind) ? until(about.untilMs, say) : undefined}
      </dl>
    </section>
    ${closed ? closedWords(closed, latest, say) : writing(view, shown)}`;
}

const until = (untilMs: number | undefined, say: PlainSay): Html =>
  html`<dt>${say('page.appeal.until')}</dt>
    <dd>${untilMs === undefined ? say('page.appeal.ever') : moment(untilMs)}</dd>`;

const moment = (atMs: number): string => `${shownMoment(atMs, 'UTC')} UTC`;
const wordOf = (text: string): string => text.replaceAll('-', '_');

/** What waits says so above already. */
const closedWords = (closed: Refusal, latest: OwnAppeal | undefined, say: PlainSay) =>
  latest && closed.key === 'appeal.waits'
    ? undefined
    : html`<p class="soft">${say(closed.key, closed.facts)}</p>`;

const waits = (state: AppealState): boolean => state === 'pending' || state === 'under-review';

function standing(latest: OwnAppeal, { say, nowMs }: Shown): Html {
  const { state, atMs, endedAtMs, answers, why, number } = latest;
  const since = formatDuration(Math.max(1000, (endedAtMs ?? nowMs) - atMs));
  return html`<section aria-labelledby="state">
    <h2 id="state">${say('page.appeal.yours', { number })}</h2>
    ${waits(state) ? steps(state, say) : undefined}
    <p class="${state === 'approved' ? 'good' : ''}">
      ${say('page.appeal.state', { state: wordOf(state), since })}
    </p>
    ${
      why === ''
        ? undefined
        : html`<p>${say('page.appeal.staff-say')}</p>
            <blockquote class="said">${why}</blockquote>`
    }
    <details>
      <summary>${say('page.appeal.you-wrote')}</summary>
      ${answers.map(
        ({ question, answer }) =>
          html`<p class="soft">${question === '' ? say('appeal.question') : question}</p>
            <blockquote class="said">${answer}</blockquote>`,
      )}
    </details>
    ${
      waits(state)
        ? html`<form method="post" action="/appeal/withdraw">
            <p></p>
            <button class="plain">${say('page.appeal.withdraw')}</button>
          </form>`
        : undefined
    }
  </section>`;
}

const stepsOf = ['pending', 'under-review', 'decided'] as const;

function steps(state: AppealState, say: PlainSay): Html {
  const at = stepsOf.findIndex((one) => one === state);
  const items = stepsOf.map((one, position) => {
    const words = say('page.appeal.step', { step: wordOf(one) });
    if (position < at) return html`<li data-done>${words}</li>`;
    return position === at ? html`<li aria-current="step">${words}</li>` : html`<li>${words}</li>`;
  });
  return html`<ol class="steps" aria-label="${say('page.appeal.steps')}">
    ${items}
  </ol>`;
}

function writing({ questions }: OwnView, { say, written = {} }: Shown): Html {
  const asked = questions.length > 0 ? questions : [say('appeal.question')];
  const fields = asked.map(
    (question, at) =>
      html`<label for="a${at}">${question}</label>
        <textarea id="a${at}" name="a${at}" required maxlength="1500">
${written[`a${at}`]}</textarea>`,
  );
  return html`<section>
    <h2>${say('page.appeal.write')}</h2>
    <form method="post" action="/appeal/send">
      ${fields}
      <p class="soft">${say('page.appeal.who-reads')}</p>
      <button>${say('page.appeal.send')}</button>
    </form>
  </section>`;
}
