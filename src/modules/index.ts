/** The built-in modules, in the order they are loaded. */
import { aiMod } from './ai-mod/index.ts';
import { alerts } from './alerts/index.ts';
import { announcements } from './announcements/index.ts';
import { appeals } from './appeals/index.ts';
import { audit } from './audit/index.ts';
import { automation } from './automation/index.ts';
import { automod } from './automod/index.ts';
import { backups } from './backups/index.ts';
import { basics } from './basics/index.ts';
import { cache } from './cache/index.ts';
import { choose } from './choose/index.ts';
import { commands } from './commands/index.ts';
import { eventlog } from './eventlog/index.ts';
import { extensions } from './extensions/index.ts';
import { gate } from './gate/index.ts';
import { guard } from './guard/index.ts';
import { guardLab } from './guard-lab/index.ts';
import { health } from './health/index.ts';
import { help } from './help/index.ts';
import { hooks } from './hooks/index.ts';
import { imports } from './imports/index.ts';
import { jobs } from './jobs/index.ts';
import { market } from './market/index.ts';
import { moderation } from './moderation/index.ts';
import { people } from './people/index.ts';
import { plugins } from './plugins/index.ts';
import { privacy } from './privacy/index.ts';
import { raid } from './raid/index.ts';
import { server } from './server/index.ts';
import { settings } from './settings/index.ts';
import { storage } from './storage/index.ts';
import { why } from './why/index.ts';

export { echo } from './echo/index.ts';

export const builtIn = [
  aiMod,
  alerts,
  announcements,
  appeals,
  audit,
  automation,
  automod,
  backups,
  basics,
  cache,
  choose,
  commands,
  eventlog,
  extensions,
  gate,
  guard,
  guardLab,
  health,
  help,
  hooks,
  imports,
  jobs,
  market,
  moderation,
  people,
  plugins,
  privacy,
  raid,
  server,
  settings,
  storage,
  why,
] as const;
