import type { Clock } from '../../src/base/clock.ts';
import type { Log } from '../../src/base/log.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type { Ports } from '../../src/core/commands/ports.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import { webDesk } from '../../src/core/web/desk.ts';
import { webTexts } from '../../src/core/web/web-texts.ts';
import type { ModulesPort } from '../../src/dashboard/index.ts';
import { defineTexts, pageAct, webCard, webPage, webRoute, z } from '../../src/sdk/index.ts';

const texts = defineTexts({
  en: {
    'board.title': 'Thanks',
    'board.card': 'Thanks today',
    'board.broken': 'Broken',
    'board.closed': 'Secrets',
    'board.thanked': '{who} has one more.',
    'board.nobody': 'Nobody is called {who}.',
  },
  fr: {
    'board.title': 'Mercis',
    'board.card': 'Mercis du jour',
    'board.broken': 'En panne',
    'board.closed': 'Secrets',
    'board.thanked': '{who} en a un de plus.',
    'board.nobody': 'Personne ne s’appelle {who}.',
  },
});

/** None of its parts needs any. */
const none = () => ({}) as Ports;

/** The real desk over a module with a part of every kind, some of them broken. */
export function sampleModules(clock: Clock, log: Log): ModulesPort {
  const book = textBook();
  for (const some of [texts, webTexts]) book.add(some);
  const say = book.in('en');
  const desk = webDesk({ clock, log, say });
  const points = new Map([
    ['ann', 5],
    ['bob', 3],
  ]);
  const board = webPage({
    name: 'thanks',
    title: 'board.title',
    show: () => ({
      about: 'Who was thanked, and how often.',
      blocks: [
        { kind: 'facts', facts: [{ name: 'People', value: points.size, tone: 'good' }] },
        {
          kind: 'table',
          columns: [
            { name: 'who', label: 'Who' },
            { name: 'points', label: 'Thanks', numbers: true },
          ],
          rows: [...points].map(([who, count]) => ({
            cells: { who, points: count },
            buttons: [{ act: 'thank', label: 'Thank', values: { who } }],
          })),
        },
        {
          kind: 'form',
          act: 'thank',
          send: 'Thank',
          fields: [{ name: 'who', label: 'Whom', kind: 'text', required: true }],
        },
      ],
    }),
    acts: {
      thank: pageAct({
        takes: z.object({ who: z.string().min(1) }),
        run({ values: { who }, say: words }) {
          const count = points.get(who);
          if (count === undefined) return refuse('board.nobody', { who });
          points.set(who, count + 1);
          return ok(words('board.thanked', { who }));
        },
      }),
    },
  });
  desk.add(
    'board',
    {
      pages: [
        board,
        webPage({
          name: 'broken',
          title: 'board.broken',
          show: () => {
            throw new Error('No');
          },
        }),
        webPage({
          name: 'closed',
          title: 'board.closed',
          capability: 'board.see',
          show: () => ({ blocks: [] }),
        }),
      ],
      cards: [
        webCard({
          name: 'today',
          title: 'board.card',
          show: () => ({ value: 8, rows: [{ name: 'ann', value: 5 }], page: 'thanks' }),
        }),
        webCard({
          name: 'broken',
          title: 'board.broken',
          show: () => Promise.reject(new Error('No')),
        }),
      ],
      routes: sampleRoutes(points),
    },
    none,
  );
  return {
    ...{ desk, say },
    may: (capability) => refuse('permission.missing', { capability }),
  };
}

const sampleRoutes = (points: Map<string, number>) => [
  webRoute({
    path: '/points/:who',
    access: 'public',
    query: z.object({ plain: z.literal('yes').optional() }),
    run({ params: { who }, query }) {
      const count = points.get(who);
      if (count === undefined) return refuse('board.nobody', { who });
      return query.plain ? ok({ text: `${who}: ${count}` }) : ok({ json: { who, count } });
    },
  }),
  webRoute({ path: '/points/all', access: 'signed-in', run: () => ok({ json: [...points] }) }),
  webRoute({ path: '/secret', access: { capability: 'board.see' }, run: () => ok({ text: 'no' }) }),
  webRoute({
    method: 'POST',
    path: '/echo',
    access: 'public',
    body: z.object({ text: z.string().max(20) }),
    run: ({ body, text, headers, signedIn }) =>
      ok({ status: 201, json: { ...body, sent: text, headers, signedIn } }),
  }),
  webRoute({
    method: 'POST',
    path: '/quiet',
    access: 'signed-in',
    run() {
      points.set('bob', 100);
      return ok({});
    },
  }),
  webRoute({
    path: '/fails',
    access: 'public',
    run: () => Promise.reject(new Error('the database of ann is gone')),
  }),
  webRoute({ path: '/hangs', access: 'public', run: () => new Promise(() => {}) }),
  webRoute({
    path: '/page',
    access: 'public',
    run: () =>
      ok({
        text: '<script>alert(1)</script>',
        ...({ type: 'text/html' } as object),
        headers: {
          etag: '"1"',
          ...({ 'set-cookie': 'castellan=x', 'x-evil': 'a\r\nb' } as object),
        },
      }),
  }),
];
