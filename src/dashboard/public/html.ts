import type { FastifyReply, FastifyRequest } from 'fastify';
import { withoutMarkup } from '../../core/markup.ts';
import type { Facts, Say } from '../../core/texts/texts.ts';

/** Text that is markup already: everything else is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | undefined | readonly (Html | undefined)[];

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** A piece of a page: what is put into it stands for itself, unless it is a piece of a page, too. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(parts.reduce((sum, part, at) => sum + pieceOf(pieces[at - 1]) + part));

function pieceOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map((one) => one?.text ?? '').join('');
  return escaped(String(piece));
}

/** Words for a page: plain text, since chat's markup means nothing there. */
export type PlainSay = (key: string, facts?: Facts) => string;
export const plainly =
  (say: Say): PlainSay =>
  (key, facts) =>
    withoutMarkup(say(key, facts));

/** The language that a browser wants most, of those that there are; English for all others. */
export function languageOf({ headers }: FastifyRequest): 'en' | 'fr' {
  const wanted = (headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';');
      const weight = Number(/^\s*q=([\d.]+)$/.exec(options.join(';'))?.[1] ?? 1);
      return { language: tag.slice(0, 2).toLowerCase(), weight };
    })
    .filter(({ language }) => language === 'en' || language === 'fr')
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.language === 'fr' ? 'fr' : 'en';
}

export interface PublicPage {
  readonly language: 'en' | 'fr';
  readonly title: string;
  readonly body: Html;
  /** Runs in the page, where scripts run; the page works without, where it can. */
  readonly script?: string;
  /** A script of others that the page needs, and where it loads from; none but what the operator has set. */
  readonly sources?: { readonly script: string; readonly from: string };
}

/** Sends a small page that needs no session, asks nobody else for anything, and is kept nowhere. */
export function sendPage(reply: FastifyReply, page: PublicPage, status = 200): FastifyReply {
  const { language, title, body, script, sources } = page;
  const { style: styleNonce, script: scriptNonce } = reply.cspNonce;
  // With "no-referrer", browsers send no origin with our own forms, and those are refused.
  void reply
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8');
  if (sources) allow(reply, sources.from);
  const whole = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style nonce="${styleNonce}">
          ${new Html(styles)}
        </style>
      </head>
      <body>
        <main>${body}</main>
        ${
          script === undefined
            ? undefined
            : html`<script nonce="${scriptNonce}">
                ${new Html(script)};
              </script>`
        }
        ${sources && html`<script nonce="${scriptNonce}" src="${sources.script}" async></script>`}
      </body>
    </html>`;
  return reply.code(status).send(whole.text);
}

/** Lets this answer load from one more place, as the service there needs. */
function allow(reply: FastifyReply, from: string): void {
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  const widened = policy
    .split(';')
    .map((rule) =>
      /^\s*(script-src|style-src|connect-src) /.test(rule) ? `${rule} ${from}` : rule,
    );
  void reply.header('content-security-policy', [...widened, `frame-src ${from}`].join(';'));
}

const styles = `
:root { color-scheme: light dark; --paper: #fff; --ground: #f3f4f7; --ink: #1c2030; --soft: #5a6072;
  --line: #d5d8e2; --accent: #3b4fc4; --on-accent: #fff; --good: #1d6b3a; --bad: #a02c2c; }
@media (prefers-color-scheme: dark) { :root { --paper: #1d202b; --ground: #14161e; --ink: #e8eaf2;
  --soft: #a3a9bd; --line: #363b4d; --accent: #9dabff; --on-accent: #14161e; --good: #7fd19e; --bad: #ff9c9c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { margin: .5rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
section { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); }
a { color: var(--accent); }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
section > :last-child { margin-bottom: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; margin: 0 0 .35rem; font-weight: 600; }
input[type=text], textarea { display: block; width: 100%; margin: 0 0 1rem; padding: .6rem .7rem; border: 1px solid var(--soft);
  border-radius: 8px; background: var(--paper); color: inherit; font: inherit; }
textarea { min-height: 7rem; resize: vertical; }
button { min-height: 44px; padding: .5rem 1.25rem; border: 1px solid var(--accent); border-radius: 8px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.plain { background: transparent; color: var(--accent); }
button:disabled { opacity: .55; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ol.steps { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 .75rem; padding: 0; list-style: none; }
ol.steps li { color: var(--soft); }
ol.steps li::before { content: "○ "; }
ol.steps li[data-done]::before { content: "✓ "; }
ol.steps li[aria-current] { color: var(--ink); font-weight: 600; }
ol.steps li[aria-current]::before { content: "● "; }
.lines { white-space: pre-wrap; }
.said { margin: 0 0 .75rem; padding-left: .75rem; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .925rem; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
progress { width: 100%; height: .75rem; accent-color: var(--accent); }
[hidden] { display: none; }
`;
