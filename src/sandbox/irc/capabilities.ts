/** What a client can ask for with CAP REQ, each a bit, so that a relay decides with one `&`. */
export const capability = {
  'account-notify': 1 << 0,
  'account-tag': 1 << 1,
  'away-notify': 1 << 2,
  batch: 1 << 3,
  'cap-notify': 1 << 4,
  chghost: 1 << 5,
  'echo-message': 1 << 6,
  'extended-join': 1 << 7,
  'extended-monitor': 1 << 8,
  'invite-notify': 1 << 9,
  'labeled-response': 1 << 10,
  'message-tags': 1 << 11,
  'multi-prefix': 1 << 12,
  sasl: 1 << 13,
  'server-time': 1 << 14,
  setname: 1 << 15,
  'standard-replies': 1 << 16,
  'userhost-in-names': 1 << 17,
} as const;

export type CapabilityName = keyof typeof capability;

export const isCapability = (name: string): name is CapabilityName =>
  Object.hasOwn(capability, name);

export const everyCapability: readonly CapabilityName[] =
  Object.keys(capability).filter(isCapability);

/** The capabilities without which no line of a relay carries tags. */
export const taggingCapabilities =
  capability['server-time'] |
  capability['account-tag'] |
  capability['message-tags'] |
  capability.batch;
