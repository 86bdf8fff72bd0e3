import type { Refusal } from '../../base/result.ts';
import type { GateView } from '../../core/gate/desk.ts';
import { type Html, type PlainSay, html } from './html.ts';

interface Shown {
  readonly say: PlainSay;
  readonly trouble?: Refusal | undefined;
  /** The answer before was not the right one. */
  readonly wrong?: boolean;
}

const troubleIn = ({ say, trouble, wrong }: Shown): Html | undefined => {
  const words = trouble ? say(trouble.key, trouble.facts) : wrong ? say('page.gate.wrong') : '';
  return words === '' ? undefined : html`<p class="bad" role="alert">${words}</p>`;
};

export const gateCodePage = (shown: Shown): Html => {
  const { say } = shown;
  return html`<h1>${say('page.gate.title')}</h1>
    <section>
      ${troubleIn(shown)}
      <p>${say('page.gate.code-why')}</p>
      <form method="post" action="/gate/open">
        <label for="code">${say('page.gate.code')}</label>
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
        <button>${say('page.gate.open')}</button>
      </form>
    </section>`;
};

/** One question, and the work that the browser does meanwhile. */
export function gatePage(view: GateView, nowMs: number, shown: Shown): Html {
  const { say } = shown;
  const { place, state, waitUntilMs } = view;
  const head = html`<h1>${say('page.gate.place', { place })}</h1>`;
  if (state === 'passed')
    return html`${head}
      <section><p class="good" role="status">${say('page.gate.passed')}</p></section>`;
  if (state !== 'waiting')
    return html`${head}
      <section><p class="bad">${say('page.gate.failed')}</p></section>`;
  if (waitUntilMs !== undefined) {
    const minutes = Math.ceil((waitUntilMs - nowMs) / 60_000);
    return html`${head}
      <section><p class="bad">${say('gate.wait', { minutes })}</p></section>`;
  }
  return html`${head}
    <section>${troubleIn(shown)}${asking(view, say)}</section>`;
}

function asking({ question, left, proof, captcha }: GateView, say: PlainSay): Html {
  const words =
    question.kind === 'sum'
      ? say('gate.question.sum', { one: question.one, other: question.other })
      : question.text;
  return html`<form
    method="post"
    action="/gate/answer"
    id="gate"
    data-salt="${proof.salt}"
    data-bits="${proof.bits}"
  >
    <label for="answer">${words}</label>
    <input type="text" id="answer" name="answer" required maxlength="200" autocomplete="off" />
    <input type="hidden" name="nonce" id="nonce" />
    ${captcha && html`<div class="${captchaClass[captcha.kind]}" data-sitekey="${captcha.siteKey}"></div>`}
    <p class="soft">${say('page.gate.left', { left })}</p>
    <p class="soft" id="work" role="status" data-ready="${say('page.gate.ready')}">
      ${proof.bits > 0 ? say('page.gate.working') : ''}
    </p>
    <noscript><p class="bad">${say('page.gate.no-script')}</p></noscript>
    <button id="send">${say('page.gate.send')}</button>
  </form>`;
}

const captchaClass = { hcaptcha: 'h-captcha', turnstile: 'cf-turnstile' } as const;

/** Where these services' own scripts are, and what they load besides. */
export const captchaSources = {
  hcaptcha: { script: 'https://js.hcaptcha.com/1/api.js', from: 'https://*.hcaptcha.com' },
  turnstile: {
    script: 'https://challenges.cloudflare.com/turnstile/v0/api.js',
    from: 'https://challenges.cloudflare.com',
  },
} as const;

/**
 * Looks for the number while the person reads. A SHA-256 of its own, since browsers give theirs to https alone, and one
 * by one. What is typed before it is found waits for it.
 */
export const gateScript = `
const form = document.getElementById('gate');
if (form) {
  const K = [], H0 = [];
  const isPrime = (n) => { for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false; return true; };
  const part = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  for (let n = 2; K.length < 64; n += 1) if (isPrime(n)) { if (H0.length < 8) H0.push(part(Math.sqrt(n))); K.push(part(Math.cbrt(n))); }
  const w = new Int32Array(64);
  const turn = (x, by) => (x >>> by) | (x << (32 - by));
  const firstWords = (text) => {
    const bytes = new TextEncoder().encode(text);
    const blocks = ((bytes.length + 9 + 63) >> 6);
    const view = new DataView(new ArrayBuffer(blocks * 64));
    for (let i = 0; i < bytes.length; i += 1) view.setUint8(i, bytes[i]);
    view.setUint8(bytes.length, 128);
    view.setUint32(blocks * 64 - 4, bytes.length * 8);
    const h = H0.slice();
    for (let block = 0; block < blocks; block += 1) {
      for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(block * 64 + i * 4);
      for (let i = 16; i < 64; i += 1) {
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, z] = h;
      for (let i = 0; i < 64; i += 1) {
        const one = (z + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        z = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      const sum = [a, b, c, d, e, f, g, z];
      for (let i = 0; i < 8; i += 1) h[i] = (h[i] + sum[i]) | 0;
    }
    return h;
  };
  const { salt, bits } = form.dataset;
  const nonce = document.getElementById('nonce'), work = document.getElementById('work');
  let at = 0, wanted = false;
  const found = (n) => {
    nonce.value = String(n);
    work.textContent = work.dataset.ready;
    if (wanted) form.requestSubmit();
  };
  const search = () => {
    const until = performance.now() + 30;
    while (performance.now() < until) {
      if (Math.clz32(firstWords(salt + at)[0]) >= Number(bits)) return found(at);
      at += 1;
    }
    setTimeout(search, 0);
  };
  form.addEventListener('submit', (event) => {
    if (nonce.value !== '') return;
    event.preventDefault();
    wanted = true;
  });
  search();
}`;
