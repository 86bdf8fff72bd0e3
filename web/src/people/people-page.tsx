export const PeoplePage = (_: { community?: string | undefined; actor?: string | undefined }) =>
  null;
