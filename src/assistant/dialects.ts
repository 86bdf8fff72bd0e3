import type { AiApi, AiQuestion } from '../core/ai/gateway.ts';
import { type Opened, bodyOf, chatUrl, openEnvelope } from './envelope.ts';
import { type Answered, NoAnswer, type Post } from './post-json.ts';
import { askedBySdk } from './sdk-dialect.ts';

/** Asks once, in the form of one API. Rejects with a NoAnswer, whose words hold neither key nor content. */
type Dialect = (question: AiQuestion, post: Post) => Promise<Opened>;

export const dialects: Readonly<Record<AiApi, Dialect>> = {
  async openai(question, post) {
    const { url, key } = question.endpoint;
    const answered = await post({
      ...{ url: chatUrl(url), body: bodyOf(question) },
      headers: { ...(key && { authorization: `Bearer ${key.reveal()}` }) },
    });
    mustBeFine(answered);
    const opened = openEnvelope(answered.text);
    if (opened) return opened;
    throw new NoAnswer('unread', 'the answer is not of the OpenAI form');
  },
  anthropic: (question, post) =>
    askedBySdk(question, checking(post), async (settings, model) => {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(model);
    }),
  google: (question, post) =>
    askedBySdk(question, checking(post), async (settings, model) => {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings)(model);
    }),
};

const checking =
  (post: Post): Post =>
  async (posting) => {
    const answered = await post(posting);
    mustBeFine(answered);
    return answered;
  };

/** What a server meant by its answer. Its words are told to nobody: they may hold what was sent. */
function mustBeFine({ status, afterMs }: Answered): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new NoAnswer('never', `it answered ${status} and leads elsewhere; name the real address`);
  const isPassing = status === 408 || status === 429 || status >= 500;
  const isContent = status === 400 || status === 413 || status === 422;
  const kind = isPassing ? 'again' : isContent ? 'content' : 'never';
  throw new NoAnswer(kind, `it answered ${status}`, afterMs);
}
