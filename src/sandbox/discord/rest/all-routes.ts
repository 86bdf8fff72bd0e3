import type { World } from '../world.ts';
import { applicationRoutes } from './application-routes.ts';
import { autoModRoutes } from './automod-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { guildRoutes } from './guild-routes.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { roleRoutes } from './role-routes.ts';
import type { Route } from './route.ts';
import { threadRoutes } from './thread-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Everything that the simulated API answers. */
export const allRoutes = (world: World): readonly Route[] => [
  ...applicationRoutes,
  ...userRoutes,
  ...guildRoutes,
  ...autoModRoutes,
  ...memberRoutes,
  ...roleRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...messageRoutes(world),
  ...reactionRoutes,
  ...interactionRoutes,
];
