/**
 * Who sees a channel: everybody in its space but some, or only some. Names are those of roles and people, as the
 * platform gives them; administrators, who see everything, are left out.
 */
export type Audience =
  | { readonly everyone: true; readonly except: ReadonlySet<string> }
  | { readonly everyone: false; readonly only: ReadonlySet<string> };

export const openToAll: Audience = { everyone: true, except: new Set() };

/** What nobody has been told of, and so nobody may be. */
export const closedToAll: Audience = { everyone: false, only: new Set() };

export const isOpen = (audience: Audience): boolean =>
  audience.everyone && audience.except.size === 0;

/**
 * Whether all who read one channel may see the other, so that what is said there can be repeated here. In doubt it
 * says no.
 */
export function maySee(readers: Audience, source: Audience): boolean {
  if (isOpen(source)) return true;
  if (readers.everyone) return source.everyone && areAllIn(source.except, readers.except);
  return source.everyone
    ? !isAnyIn(readers.only, source.except)
    : areAllIn(readers.only, source.only);
}

const areAllIn = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((one) => all.has(one));

const isAnyIn = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((one) => others.has(one));
