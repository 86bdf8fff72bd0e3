/** A request that Discord would turn down, with its official code and words. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** The nested form of error 50035: the path of a field leads to `_errors`. */
export interface FieldErrors {
  [field: string]: FieldErrors | FieldError[];
}

export interface FieldError {
  readonly code: string;
  readonly message: string;
}

const known = {
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unauthorized: [401, 0, '401: Unauthorized'],
  internal: [500, 0, '500: Internal Server Error'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownOverwrite: [404, 10009, 'Unknown Overwrite'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownBan: [404, 10026, 'Unknown Ban'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  slowmode: [429, 20016, 'This action cannot be performed due to slowmode rate limit'],
  maxRoles: [400, 30005, 'Maximum number of server roles reached (250)'],
  maxReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  maxChannels: [400, 30013, 'Maximum number of server channels reached (500)'],
  maxCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  maxPins: [400, 30003, 'Maximum number of pinned messages reached (50)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  banned: [403, 40007, 'The user is banned from this guild'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notInDirect: [403, 50003, 'Cannot execute action on a DM channel'],
  notAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  notText: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  verificationTooHigh: [
    403,
    50009,
    'Channel verification level is too high for you to gain access',
  ],
  invitesPaused: [403, 50001, 'Missing Access'],
  bulkCount: [
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.',
  ],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRole: [400, 50028, 'Invalid Role'],
  invalidRecipients: [400, 50033, 'Invalid Recipient(s)'],
  tooOld: [400, 50034, 'You can only bulk delete messages that are under 14 days old.'],
  threadArchived: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  blockedByAutoMod: [400, 200000, 'Message was blocked by automatic moderation'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type Known = keyof typeof known;

/** The error with this name, to be thrown. */
export function refused(name: Known): ApiError {
  const [status, code, message] = known[name];
  return new ApiError(status, code, message);
}

/** Error 50035 for one field, by its path: `['embeds', 0, 'title']`. */
export const badField = (path: readonly PropertyKey[], code: string, message: string): ApiError =>
  badFields([{ path, code, message }]);

export interface FieldProblem extends FieldError {
  readonly path: readonly PropertyKey[];
}

/** Error 50035 for several fields. */
export function badFields(problems: readonly FieldProblem[]): ApiError {
  const root: FieldErrors = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const step of path) node = childOf(node, String(step));
    const list = node['_errors'];
    if (Array.isArray(list)) list.push({ code, message });
    else node['_errors'] = [{ code, message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', root);
}

function childOf(node: FieldErrors, key: string): FieldErrors {
  const found = node[key];
  if (found && !Array.isArray(found)) return found;
  const made: FieldErrors = {};
  node[key] = made;
  return made;
}
