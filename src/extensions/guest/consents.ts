import type { Log } from '../../base/log.ts';
import { messageOf } from '../../base/errors.ts';
import type { JsonFiles } from '../../core/files/json-files.ts';
import type { Json } from '../../core/values/values.ts';

type Consent = { readonly trusted: true } | { readonly powers: string };

/** What the owner has allowed each extension, kept in a file. */
export interface Consents {
  isTrusted(name: string): boolean;
  /** Whether exactly these powers were allowed. */
  allows(name: string, mark: string): boolean;
  allow(name: string, mark: string): Promise<void>;
  trust(name: string): Promise<void>;
  revoke(name: string): Promise<void>;
}

export async function openConsents(path: string, files: JsonFiles, log: Log): Promise<Consents> {
  const given = new Map<string, Consent>();
  try {
    for (const [name, one] of consentsIn(await files.read(path))) given.set(name, one);
  } catch (failure) {
    // Nothing is allowed then: each guest asks again.
    log.error({ problem: messageOf(failure) }, 'What extensions were allowed cannot be read');
  }
  async function change(act: (kept: Map<string, Consent>) => void): Promise<void> {
    await files.update(path, (before) => {
      const kept = consentsIn(before);
      act(kept);
      return Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
    });
    act(given);
  }
  const find = (name: string): Partial<{ trusted: true; powers: string }> => given.get(name) ?? {};
  return {
    isTrusted: (name) => find(name).trusted === true,
    allows: (name, mark) => find(name).powers === mark,
    allow: (name, mark) => change((kept) => kept.set(name, { powers: mark })),
    trust: (name) => change((kept) => kept.set(name, { trusted: true })),
    revoke: (name) => change((kept) => kept.delete(name)),
  };
}

function consentsIn(json: Json | undefined): Map<string, Consent> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(json ?? {});
  const found = new Map<string, Consent>();
  for (const [name, one] of entries) {
    const powers: unknown = Reflect.get(Object(one), 'powers');
    if (Reflect.get(Object(one), 'trusted') === true) found.set(name, { trusted: true });
    else if (typeof powers === 'string') found.set(name, { powers });
  }
  return found;
}
