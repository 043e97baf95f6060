/** Who reacts to what. The only file where features meet. */
import { unfoldLinesReaction } from './features/sales/unfold-lines.ts'
import type { Reaction } from './platform/facts.ts'

export const reactions: Reaction[] = [unfoldLinesReaction]
