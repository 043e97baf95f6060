/** A customer of the town: the card, what the model knows of it, and what has happened to it lately. */
import type { Member } from './model.ts'

export type Person = { customer_id: string; model: Member; story: string[] }

/** Told in full, all stories of a town would fill the memory. */
const STORY_LENGTH = 16

/** Kept as text: a tenth of what the things themselves would hold. */
export function tell({ story }: Person, at: number, words: string, body?: object): void {
  story.push(`${new Date(at).toISOString()} ${words} ${body ? JSON.stringify(body) : ''}`)
  if (story.length > STORY_LENGTH) story.shift()
}

/** In words, for whoever looks for what went wrong. */
export const storyOf = ({ customer_id, story }: Person): string => [customer_id, ...story].join('\n')
