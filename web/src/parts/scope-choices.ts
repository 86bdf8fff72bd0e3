import type { ScopeView } from '../../../src/dashboard/wire.ts';

const kindNames: Readonly<Record<ScopeView['kind'], string>> = {
  instance: 'Everywhere',
  community: 'Communities',
  space: 'Servers and IRC channels',
  channel: 'Channels',
};

/** The layers as a list to choose from, the widest first. */
export function scopeChoices(scopes: readonly ScopeView[]) {
  const kinds = ['instance', 'community', 'space', 'channel'] as const;
  return kinds.flatMap((kind) => {
    const items = scopes
      .filter((one) => one.kind === kind)
      .map(({ id, name, set }) => ({ value: id, label: set > 0 ? `${name} (${set} set)` : name }));
    return items.length > 0 ? [{ group: kindNames[kind], items }] : [];
  });
}
