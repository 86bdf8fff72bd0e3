import type { AiView } from '../../../src/dashboard/ai-wire.ts';
import { useCommunityView } from '../data/use-community-view.ts';

const isView = (answer: unknown): answer is AiView =>
  typeof answer === 'object' && answer !== null && 'places' in answer;

/** The AI board of a community. */
export const useAi = () => useCommunityView('/api/ai', isView);
