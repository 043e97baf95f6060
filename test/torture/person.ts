/** A customer of the town: the card, what the model knows of it, and what has happened to it lately. */
import type { Member } from './model.ts'

export type Person = { customer_id: string; model: Member; story: Told[] }
type Told = { at: number; words: string; body: object | undefined }

/** Told in full, all stories of a town would fill the memory. */
const STORY_LENGTH = 24

export function tell({ story }: Person, at: number, words: string, body?: object): void {
  story.push({ at, words, body })
  if (story.length > STORY_LENGTH) story.shift()
}

/** In words, for whoever looks for what went wrong. */
export const storyOf = ({ customer_id, story }: Person): string =>
  [
    customer_id,
    ...story.map(
      ({ at, words, body }) => `${new Date(at).toISOString()} ${words} ${body ? JSON.stringify(body) : ''}`,
    ),
  ].join('\n')
