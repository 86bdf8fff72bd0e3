/**
 * Announcements: written as drafts, published on a page and in a feed, said in the channels of all networks.
 */
import { defineModule } from '../../sdk/index.ts';
import { announcementHere } from './here.ts';
import { announcementList, announcementShow } from './look.ts';
import {
  announcementEdit,
  announcementPublish,
  announcementPush,
  announcementRemove,
  announcementWithdraw,
  announcementWrite,
} from './write.ts';
import { texts } from './texts.ts';

export const announcements = defineModule({
  name: 'announcement',
  version: '1.0.0',
  capabilities: [
    { name: 'announcement.write', least: 'moderator', text: 'Write and publish announcements.' },
    {
      name: 'announcement.channels',
      least: 'administrator',
      text: 'Choose where announcements are said.',
    },
  ],
  commands: [
    ...[
      announcementEdit,
      announcementHere,
      announcementList,
      announcementPublish,
      announcementPush,
    ],
    ...[announcementRemove, announcementShow, announcementWithdraw, announcementWrite],
  ],
  texts,
});
