import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIn } from './market-sources.ts';

const source = `/* castellan { "version": "1.1.0" } */
import { defineModule, defineTexts, ok, pageAct, webCard, webPage, z } from 'castellan/sdk';

const thanks = new Map([['ann', 9], ['mod', 6], ['bob', 4], ['carol', 2]]);
const sum = () => [...thanks.values()].reduce((all, one) => all + one, 0);

export const extension = defineModule({
  name: 'thanks',
  version: '1.1.0',
  pages: [
    webPage({
      name: 'board', title: 'thanks.page',
      show: (_ports: any, say) => Promise.resolve({
        about: say('thanks.about'),
        blocks: [
          { kind: 'form', act: 'give', send: say('thanks.give'), fields: [{ name: 'who', label: say('thanks.whom'), kind: 'text' }] },
          {
            kind: 'table',
            columns: [{ name: 'who', label: say('thanks.who') }, { name: 'count', label: say('thanks.page'), numbers: true }],
            rows: [...thanks].map(([who, count]) => ({ cells: { who, count } })),
          },
        ],
      }) as any,
      acts: {
        give: pageAct({
          takes: z.object({ who: z.string().min(1).max(30) }),
          run: ({ values: { who }, say }: any) => {
            thanks.set(who, (thanks.get(who) ?? 0) + 1);
            return Promise.resolve(ok(say('thanks.given', { who })));
          },
        }),
      },
    }),
  ],
  cards: [
    webCard({
      name: 'sum', title: 'thanks.card', refreshSeconds: 30,
      show: (_ports: any, say) => Promise.resolve({ value: sum(), note: say('thanks.since'), page: 'board' }),
    }),
  ],
  texts: defineTexts({
    en: {
      'thanks.page': 'Thanks', 'thanks.about': 'Who was thanked how often.', 'thanks.give': 'Thank', 'thanks.whom': 'Whom',
      'thanks.who': 'Who', 'thanks.given': '{who} has one more.', 'thanks.card': 'Thanks given', 'thanks.since': 'since Monday',
    },
    fr: {
      'thanks.page': 'Mercis', 'thanks.about': 'Qui a été remercié, et combien de fois.', 'thanks.give': 'Remercier', 'thanks.whom': 'Qui',
      'thanks.who': 'Qui', 'thanks.given': '{who} en a un de plus.', 'thanks.card': 'Mercis', 'thanks.since': 'depuis lundi',
    },
  }),
});
`;

/** For pictures: an extension with a page and a card, which may run inside the program. */
export function thanksExtension(data: string): void {
  writeIn(join(data, 'extensions'), { 'thanks.ts': source });
  writeFileSync(join(data, 'extensions-allowed.json'), '{ "thanks": { "trusted": true } }');
}
