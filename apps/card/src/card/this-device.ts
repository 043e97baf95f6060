import { newId } from '#lib/id.ts'

const KEY = 'comptoir-telephone'

/** This telephone, so that one does not bring oneself. */
export function thisDevice(): string {
  const known = localStorage.getItem(KEY)
  if (known) return known
  const made = newId()
  localStorage.setItem(KEY, made)
  return made
}
