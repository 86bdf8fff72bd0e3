import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommunityId } from '../../base/ids.ts';
import type { Announcement } from '../../core/announcements/announcements.ts';
import type { DashboardPorts } from '../ports.ts';
import { type Html, html, languageOf, plainly, sendPage } from './html.ts';

type Ports = Pick<DashboardPorts, 'news'>;

const address = z.object({
  community: z.string().max(200),
  slug: z.string().max(100).optional(),
});

/** What a community tells everybody: a page of its announcements, one for each, and a feed. */
export function newsPages(app: FastifyInstance, { news }: Ports): void {
  app.get('/news/:community', async (request, reply) => {
    const told = await toldAt(news, request);
    if (!told) return missing(news, request, reply);
    const { community, title, all } = told;
    return show(request, reply, { title, body: listOf(community, all, title) });
  });
  app.get('/news/:community/feed.xml', async (request, reply) => {
    const told = await toldAt(news, request);
    if (!told) return missing(news, request, reply);
    const { community, title, all } = told;
    const home = `${request.protocol}://${request.host}${pathOf(community)}`;
    return reply
      .type('application/rss+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(await feedOf(all, { title, home }));
  });
  app.get('/news/:community/:slug', async (request, reply) => {
    const told = await toldAt(news, request);
    const found = told?.all.find(({ slug }) => slug === told.slug);
    if (!told || !found) return missing(news, request, reply);
    return show(request, reply, {
      title: found.title,
      body: html`<p><a href="${pathOf(told.community)}">${told.title}</a></p>
        ${articleOf(found, 'h1')}`,
    });
  });
}

interface Told {
  readonly community: CommunityId;
  readonly title: string;
  /** At least one. */
  readonly all: readonly Announcement[];
  readonly slug?: string | undefined;
}

/** What is told at the address that is asked for; undefined for nothing, whatever stands in the address. */
async function toldAt(news: Ports['news'], request: FastifyRequest): Promise<Told | undefined> {
  const asked = address.safeParse(request.params);
  const community = asked.success ? news.communityNamed(asked.data.community) : undefined;
  if (community === undefined) return undefined;
  const all = await news.published(community);
  if (all.length === 0) return undefined;
  return { community, all, title: titleIn(news, request, community), slug: asked.data?.slug };
}

const pathOf = (community: CommunityId, slug?: string): string =>
  `/news/${encodeURIComponent(community)}${slug === undefined ? '' : `/${encodeURIComponent(slug)}`}`;

const titleIn = (news: Ports['news'], request: FastifyRequest, community: CommunityId): string =>
  plainly(news.say(languageOf(request)))('page.news.title', { place: news.nameOf(community) });

interface Page {
  readonly title: string;
  readonly body: Html;
}

function show(request: FastifyRequest, reply: FastifyReply, { title, body }: Page): FastifyReply {
  return sendPage(reply, { language: languageOf(request), title, body });
}

/** The same for a community that is not here, one that says nothing, and one that keeps its page closed. */
function missing(news: Ports['news'], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request);
  const say = plainly(news.say(language));
  const body = html`<h1>${say('page.news.none-title')}</h1>
    <section><p>${say('page.news.none')}</p></section>`;
  return sendPage(reply, { language, title: say('page.news.none-title'), body }, 404);
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

function listOf(community: CommunityId, all: readonly Announcement[], title: string): Html {
  return html`<h1>${title}</h1>
    <p class="soft"><a href="${pathOf(community)}/feed.xml">RSS</a></p>
    ${all.map(
      (announcement) =>
        html`${articleOf(announcement, 'h2', pathOf(community, announcement.slug))}`,
    )}`;
}

function articleOf(
  { title, body, authorName, publishedAtMs = 0 }: Announcement,
  heading: 'h1' | 'h2',
  path?: string,
): Html {
  const named = path === undefined ? html`${title}` : html`<a href="${path}">${title}</a>`;
  return html`<section>
    ${heading === 'h1' ? html`<h1>${named}</h1>` : html`<h2>${named}</h2>`}
    <p class="soft">
      <time datetime="${dayOf(publishedAtMs)}">${dayOf(publishedAtMs)}</time> · ${authorName}
    </p>
    ${body.split(/\n{2,}/).map((paragraph) => html`<p class="lines">${paragraph.trim()}</p>`)}
  </section>`;
}

interface FeedOf {
  readonly title: string;
  /** The address of the page. */
  readonly home: string;
}

/** RSS 2.0. The library is loaded by the first who asks for a feed. */
async function feedOf(all: readonly Announcement[], { title, home }: FeedOf): Promise<string> {
  const { Feed } = await import('feed');
  const feed = new Feed({ id: home, link: home, title, copyright: '', generator: 'Castellan' });
  for (const { slug, title: name, body, publishedAtMs = 0 } of all) {
    const link = `${home}/${encodeURIComponent(slug)}`;
    feed.addItem({ id: link, link, title: name, description: body, date: new Date(publishedAtMs) });
  }
  return feed.rss2();
}
