import { defineCommand, ok, layersOf } from '../../sdk/index.ts';

export const serversettings = defineCommand({
  name: 'serversettings',
  category: 'server',
  capability: 'settings.manage',
  where: 'space',
  args: {},
  needs: ['settings', 'connections'],
  run({ where, settings, connections }) {
    const here = layersOf(where);
    return ok({
      place: where.spaceName ?? where.name,
      members: where.space === undefined ? undefined : connections.membersOf(where.space),
      prefix: settings.readText('core.prefix', here),
      mention: settings.readBoolean('core.mentionPrefix', here),
      language: settings.readText('core.language', here),
      slash: where.platform === 'discord',
    });
  },
  show({ place, members, prefix, mention, language, slash }, say) {
    const ways = [
      say('serversettings.way-prefix', { prefix }),
      ...(mention ? [say('serversettings.way-mention')] : []),
      ...(slash ? [say('serversettings.way-slash')] : []),
    ];
    return {
      tone: 'info',
      title: say('serversettings.title', { place }),
      lines: [
        say('serversettings.prefix', { prefix }),
        say('serversettings.mention', { state: mention ? 'on' : 'off' }),
        say('serversettings.language', { language }),
        ...(members === undefined ? [] : [say('serversettings.members', { members })]),
        say('serversettings.ways', { ways: '\u0000' }).replace('\u0000', ways.join(', ')),
      ],
    };
  },
});
