import type { World } from '../world.ts';
import { applicationRoutes } from './application-routes.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { messageRoutes } from './message-routes.ts';
import type { Route } from './route.ts';
import { userRoutes } from './user-routes.ts';

/** Everything that the simulated API answers. */
export const allRoutes = (world: World): readonly Route[] => [
  ...applicationRoutes,
  ...userRoutes,
  ...messageRoutes(world),
  ...interactionRoutes,
];
