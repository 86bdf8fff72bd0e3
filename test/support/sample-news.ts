import { communityId } from '../../src/base/ids.ts';
import type { Announcement } from '../../src/core/announcements/announcements.ts';
import { defineTexts, languageNamed, textBook } from '../../src/core/texts/texts.ts';
import type { NewsPort } from '../../src/dashboard/ports.ts';
import { announcements } from '../../src/modules/announcements/index.ts';

const castle = communityId('discord:1');

const party: Announcement = {
  ...{ community: castle, slug: 'summer-party', title: 'Summer <b>party</b>' },
  ...{ body: 'On Saturday.\nBring "cake".\n\n<script>alert(1)</script>', author: 'discord:7' },
  ...{ authorName: 'ann', createdAtMs: 1000, changedAtMs: 1000, publishedAtMs: 86_400_000 },
};

/** One community that has published one announcement. */
export function sampleNews(): NewsPort {
  const texts = textBook();
  texts.add(announcements.texts ?? defineTexts({ en: {}, fr: {} }));
  return {
    published: (community) => Promise.resolve(community === castle ? [party] : []),
    communityNamed: (id) => (id === castle ? castle : undefined),
    nameOf: () => 'Castle',
    say: (language) => texts.in(languageNamed(language)),
  };
}
