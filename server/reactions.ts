/** Who reacts to what. The only file where features meet. */
import type { Reaction } from './platform/facts.ts'

export const reactions: Reaction[] = []
