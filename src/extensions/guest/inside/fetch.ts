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
}

/** `fetch`, as far as a guest has it: the host fetches, from hosts that the manifest names, and gives text. */
export const fetchThrough =
  (ask: Ask) =>
  async (url: unknown, { method = 'GET', headers = {}, body }: Wish = {}) => {
    const got = believed<Brought>(await ask('fetch', { url: String(url), method, headers, body }));
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
