/**
 * Plugins: which modules there are, and which of them are switched off in a place. What is loaded for the whole
 * instance is the module `extensions`.
 */
import { defineModule } from '../../sdk/index.ts';
import { pluginsInfo, pluginsList } from './look.ts';
import { pluginsDisable, pluginsEnable } from './switch.ts';
import { texts } from './texts.ts';

export const plugins = defineModule({
  name: 'plugins',
  version: '1.0.0',
  commands: [pluginsDisable, pluginsEnable, pluginsInfo, pluginsList],
  texts,
});
