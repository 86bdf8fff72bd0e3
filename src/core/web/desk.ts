import type { Clock } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Ports } from '../commands/ports.ts';
import { withoutMarkup } from '../markup.ts';
import type { Say } from '../texts/texts.ts';
import {
  type CardContent,
  type FormValue,
  type PageContent,
  cardShape,
  issuesOf,
  pageShape,
} from './content.ts';
import { type FoundRoute, findRoute, mustDiffer } from './route-table.ts';
import { Resting, Supervised } from './supervised.ts';
import type {
  WebAccess,
  WebAnswer,
  WebCard,
  WebPage,
  WebParts,
  WebRequest,
  WebRoute,
} from './web.ts';
import type { z } from 'zod';

/** A page as it stands in the navigation. */
export interface PageLink {
  readonly module: string;
  readonly name: string;
  readonly title: string;
  readonly capability?: string;
}

/** A page as it is now. */
export interface ShownPage extends PageLink {
  readonly refreshMs: number;
  readonly content: PageContent;
}

/** A card as it is now, or why it cannot be shown. */
export interface ShownCard {
  readonly module: string;
  readonly name: string;
  readonly title: string;
  readonly atMs: number;
  readonly shown: Result<CardContent>;
}

/** A route that was found, ready to be called. */
export interface OpenRoute {
  readonly access: WebAccess;
  /** Refuses with `web.bad-input`, `web.resting`, `web.late`, `web.failed`, or as the route itself does. Never rejects. */
  answer(request: Omit<WebRequest, 'params'>): Promise<Result<WebAnswer>>;
}

/** What modules show and answer on the web: it comes and goes with them. Nothing here rejects for what a module does. */
export interface WebDesk {
  /** Throws a RangeError where two parts have one name. The returned function takes them all out again. */
  add(
    module: string,
    parts: WebParts,
    ports: (needs: readonly (keyof Ports)[]) => Ports,
  ): () => void;
  /** The route of an address below `/x`; undefined where there is none. */
  route(
    module: string,
    method: string,
    path: string,
  ): OpenRoute | Extract<FoundRoute<WebRoute>, { methods: unknown }> | undefined;
  pages(): readonly PageLink[];
  /** Refuses with `web.unknown` besides what `OpenRoute.answer` refuses with. */
  page(module: string, name: string): Promise<Result<ShownPage>>;
  /** Does what a form or button of a page says; resolves with what is said about it. */
  act(
    of: PageLink,
    act: string,
    values: Readonly<Record<string, FormValue>>,
  ): Promise<Result<string>>;
  cards(): Promise<readonly ShownCard[]>;
}

interface DeskParts {
  readonly clock: Clock;
  readonly log: Log;
  /** In the language of the dashboard. */
  readonly say: Say;
}

export const webDesk = (parts: DeskParts): WebDesk => new Desk(parts);

/** A part of a module with what keeps it from doing harm. */
interface Held<Part> {
  readonly part: Part;
  readonly ports: () => Ports;
  readonly portsOf: (needs: readonly (keyof Ports)[]) => Ports;
  readonly calls: Supervised;
}

interface HeldCard extends Held<WebCard> {
  shown?: {
    readonly atMs: number;
    readonly untilMs: number;
    readonly found: Promise<Result<CardContent>>;
  };
}

interface OfModule {
  readonly routes: readonly (Held<WebRoute> & Pick<WebRoute, 'method' | 'path'>)[];
  readonly pages: ReadonlyMap<string, Held<WebPage>>;
  readonly cards: readonly HeldCard[];
}

class Desk implements WebDesk {
  readonly #parts: DeskParts;
  readonly #modules = new Map<string, OfModule>();
  readonly #say: Say;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#say = (key, facts) => withoutMarkup(parts.say(key, facts));
  }

  add(
    module: string,
    { routes = [], pages = [], cards = [] }: WebParts,
    ports: (needs: readonly (keyof Ports)[]) => Ports,
  ): () => void {
    mustDiffer(routes);
    mustBeNamedOnce('pages', pages);
    mustBeNamedOnce('cards', cards);
    if (routes.length + pages.length + cards.length === 0) return () => {};
    const held = <Part extends { readonly needs: readonly (keyof Ports)[] }>(part: Part) => ({
      ...{ part, portsOf: ports, ports: () => ports(part.needs) },
      ...{ calls: new Supervised(this.#parts.clock) },
    });
    const mine: OfModule = {
      routes: routes.map((one) => ({ ...held(one), method: one.method, path: one.path })),
      pages: new Map(pages.map((one) => [one.name, held(one)])),
      cards: cards.map((one) => held(one)),
    };
    this.#modules.set(module, mine);
    return () => {
      if (this.#modules.get(module) === mine) this.#modules.delete(module);
    };
  }

  route(module: string, method: string, path: string): ReturnType<WebDesk['route']> {
    const found = findRoute(this.#modules.get(module)?.routes ?? [], method, path);
    if (!found || 'methods' in found) return found;
    const { params, route } = found;
    const { part, ports } = route;
    return {
      access: part.access,
      answer: (request) =>
        this.#call({ module, part: `${part.method} ${part.path}` }, route, (signal) =>
          part.answer({ ...request, params }, ports(), signal),
        ),
    };
  }

  pages(): readonly PageLink[] {
    return [...this.#modules].flatMap(([module, { pages }]) =>
      [...pages.values()].map(({ part }) => this.#linkOf(module, part)),
    );
  }

  async page(module: string, name: string): Promise<Result<ShownPage>> {
    const held = this.#modules.get(module)?.pages.get(name);
    if (!held) return refuse('web.unknown', { name });
    const { part, ports } = held;
    const content = await this.#call({ module, part: name }, held, async () =>
      ok(checkedContent(pageShape, await part.show(ports(), this.#say), name)),
    );
    if (!content.ok) return content;
    return ok({
      ...this.#linkOf(module, part),
      ...{ refreshMs: part.refreshSeconds * 1000, content: content.value },
    });
  }

  async act(
    { module, name }: PageLink,
    act: string,
    values: Readonly<Record<string, FormValue>>,
  ): Promise<Result<string>> {
    const held = this.#modules.get(module)?.pages.get(name);
    const acts = held?.part.acts ?? {};
    const found = Object.hasOwn(acts, act) ? acts[act] : undefined;
    if (!held || !found) return refuse('web.unknown', { name: act });
    return this.#call({ module, part: `${name}: ${act}` }, held, () =>
      found.act(values, held.portsOf(found.needs), this.#say),
    );
  }

  async cards(): Promise<readonly ShownCard[]> {
    const all = [...this.#modules].flatMap(([module, { cards }]) =>
      cards.map((card) => this.#cardNow(module, card)),
    );
    return Promise.all(all);
  }

  /** Asked anew no oftener than it wants, however many look. */
  async #cardNow(module: string, held: HeldCard): Promise<ShownCard> {
    const { part, ports } = held;
    const nowMs = this.#parts.clock.monotonic();
    if (!held.shown || nowMs >= held.shown.untilMs)
      held.shown = {
        ...{ atMs: this.#parts.clock.now(), untilMs: nowMs + part.refreshSeconds * 1000 },
        found: this.#call({ module, part: part.name }, held, async () =>
          ok(checkedContent(cardShape, await part.show(ports(), this.#say), part.name)),
        ),
      };
    const { atMs, found } = held.shown;
    const { name, title } = part;
    return { module, name, title: this.#say(title), atMs, shown: await found };
  }

  #linkOf(module: string, { name, title, capability }: WebPage): PageLink {
    const link = { module, name, title: this.#say(title) };
    return capability === undefined ? link : { ...link, capability };
  }

  async #call<Value>(
    of: { readonly module: string; readonly part: string },
    { calls }: Pick<Held<unknown>, 'calls'>,
    run: (signal: AbortSignal) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    try {
      return await calls.call(run);
    } catch (failure) {
      if (failure instanceof Resting)
        return refuse('web.resting', { module: of.module }, failure.retryAfterMs);
      this.#parts.log.error(
        { ...of, problem: messageOf(failure), err: failure },
        'What a module has on the web failed',
      );
      const isLate = failure instanceof CastellanError && failure.code === 'timed-out';
      return refuse(isLate ? 'web.late' : 'web.failed', { module: of.module });
    }
  }
}

function mustBeNamedOnce(what: string, all: readonly { readonly name: string }[]): void {
  const names = all.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`Two ${what} are called "${twice}"`);
}

/** What a module wants shown, if it is what can be shown. */
function checkedContent<Shape extends z.ZodType>(
  shape: Shape,
  shown: unknown,
  name: string,
): z.output<Shape> {
  const read = shape.safeParse(shown);
  if (read.success) return read.data;
  throw new CastellanError(
    'bad-input',
    `What "${name}" shows cannot be drawn: ${issuesOf(read.error)}`,
  );
}
