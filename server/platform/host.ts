/** The operator of the install: known by a secret in a file that only the program's account reads. */
import { timingSafeEqual } from 'node:crypto'
import { hashToken } from './access.ts'
import { readSecret } from './secrets.ts'

/** What the operator sends as `Authorization: Bearer …`. */
export const hostToken = (home: string) => `ch_${readSecret(home, 'host').toString('base64url')}`

/** Throws when the file is empty. */
export function hostChecker(home: string): (token: string) => boolean {
  const expected = hashToken(hostToken(home))
  return (token) => timingSafeEqual(hashToken(token), expected)
}
