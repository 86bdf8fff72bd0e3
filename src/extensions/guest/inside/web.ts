import type { Module } from '../../../sdk/index.ts';
import type { FormValue, Say, WebRequest } from '../../../sdk/index.ts';
import { type Said, type Worded, markOfSaid } from '../description.ts';
import type { Standing } from '../description.ts';
import { type Answers, type Few, believed } from './believed.ts';

/** The pages, cards and routes of a module as data: all of them but their functions. */
export const webDeclared = ({ routes, pages, cards }: Module) => ({
  routes: routes?.map(({ method, path, access, needs }) => ({ method, path, access, needs })),
  pages: pages?.map(({ name, title, capability, refreshSeconds, needs, acts }) => ({
    ...{ name, title, capability, refreshSeconds, needs },
    acts: Object.fromEntries(Object.entries(acts).map(([act, one]) => [act, { needs: one.needs }])),
  })),
  cards: cards?.map(({ name, title, refreshSeconds, needs }) => ({
    ...{ name, title, refreshSeconds, needs },
  })),
});

interface Turn {
  readonly index: number;
  readonly standing: Standing;
}

/** What the host asks of them. */
export const webAnswers = (module: Module, few: Few): Answers => ({
  async route(data, signal) {
    const { index, standing, request } = believed<Turn & { request: WebRequest }>(data);
    const one = module.routes?.[index];
    return one?.answer(request, few(standing, {}, one.needs), signal);
  },
  page(data) {
    const { index, standing } = believed<Turn>(data);
    const one = module.pages?.[index];
    return inMarks((say) => one?.show(few(standing, {}, one.needs), say));
  },
  act(data) {
    const { index, standing, act, values } = believed<
      Turn & { act: string; values: Readonly<Record<string, FormValue>> }
    >(data);
    const one = module.pages?.[index]?.acts[act];
    return inMarks((say) => one?.act(values, few(standing, {}, one.needs), say));
  },
  card(data) {
    const { index, standing } = believed<Turn>(data);
    const one = module.cards?.[index];
    return inMarks((say) => one?.show(few(standing, {}, one.needs), say));
  },
});

/** Words are chosen by the host: where they go, marks stand. */
async function inMarks(show: (say: Say) => unknown): Promise<Worded> {
  const said: Said[] = [];
  const content: unknown = await show((key, facts = {}) => {
    said.push({ key, facts });
    return markOfSaid(said.length - 1);
  });
  return { content, said };
}
