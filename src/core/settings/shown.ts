import type { Setting } from './kinds.ts';
import type { Settings } from './settings.ts';

/** A stored value as people read it. What no setting accepts is shown as it lies there. */
export function shown(setting: Setting | undefined, value: unknown): string {
  return setting?.accepts(value) === true ? setting.show(value) : JSON.stringify(value);
}

/** The JSON of a revision as people read it; null for "what the wider scopes say". */
export function shownJson(
  settings: Pick<Settings, 'declared'>,
  name: string,
  json: string | null,
): string | null {
  return json === null ? null : shown(settings.declared().get(name), valueIn(json));
}

/** What a JSON text holds; the text itself where it is none. */
export function valueIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Somebody else has written it; it is shown as it stands.
    return json;
  }
}
