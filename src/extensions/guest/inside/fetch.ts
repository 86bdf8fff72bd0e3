import { type Ask, believed } from './believed.ts';

/** What the host brought from the network. */
interface Brought {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Wish {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | null;
}

/** `fetch`, as far as a guest has it: the host fetches, from hosts that the manifest names, and gives text. */
export const fetchThrough =
  (ask: Ask) =>
  async (url: unknown, { method = 'GET', headers = {}, body, signal, ...others }: Wish = {}) => {
    const unheard = Object.keys(others);
    if (unheard.length > 0)
      throw new TypeError(
        `fetch has method, headers, body and signal in a guest, and not ${unheard.join(', ')}`,
      );
    signal?.throwIfAborted();
    const wish = { url: String(url), method, headers, body };
    const got = believed<Brought>(await ask('fetch', wish, signal ?? undefined));
    const { status } = got;
    const names = new Map(Object.entries(got.headers));
    return {
      ...{ status, url: got.url, ok: status >= 200 && status < 300 },
      headers: {
        get: (name: string) => names.get(name.toLowerCase()) ?? null,
        has: (name: string) => names.has(name.toLowerCase()),
      },
      text: () => Promise.resolve(got.body),
      json: () => Promise.resolve(got.body).then((body): unknown => JSON.parse(body)),
    };
  };
