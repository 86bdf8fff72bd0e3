/** Whether using this capability changes something for others: looking is not written down. */
export const isAdministrative = (capability: string | undefined): capability is string =>
  capability !== undefined && !capability.endsWith('.view');
