/** Whether a word names a kind or a group of the log. */
export const isName = (
  groups: Readonly<Record<string, readonly string[]>>,
  word: string,
): boolean =>
  Object.hasOwn(groups, word) || Object.values(groups).some((kinds) => kinds.includes(word));
