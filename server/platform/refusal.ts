/**
 * Every way the product may say no. Each feature lists its own once, with the status and the sentence in both
 * languages; the code is API, the sentence is for people.
 */
import { assert } from '../lib/assert.ts'

type Entry = readonly [status: number, fr: string, en: string]

const listed = new Map<string, Entry>()

export class Refusal extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(code: string, details: Record<string, unknown> = {}) {
    super(listed.get(code)?.[2] ?? code)
    this.code = code
    this.details = details
  }
}

/** Declares a feature's refusals; the function it gives makes one of them, to be thrown. */
export function refusals<const T extends Record<string, Entry>>(entries: T) {
  for (const [code, entry] of Object.entries(entries)) {
    assert(!listed.has(code), `the refusal ${code} is listed once`)
    listed.set(code, entry)
  }
  return (code: keyof T & string, details?: Record<string, unknown>) => new Refusal(code, details)
}

export function sayRefusal(code: string, language: 'fr' | 'en') {
  const entry = listed.get(code)
  assert(entry, `the refusal ${code} is listed`)
  return { status: entry[0], title: language === 'fr' ? entry[1] : entry[2] }
}

/** For the API's page: every code with its status. */
export const listRefusals = () => [...listed].map(([code, [status, fr, en]]) => ({ code, status, fr, en }))

export const refuse = refusals({
  not_signed_in: [401, 'Connectez-vous d’abord.', 'Sign in first.'],
  not_allowed: [403, 'Votre rôle ne permet pas cette action.', 'Your role does not allow this.'],
  wrong_tenant: [
    403,
    'Ce compte n’appartient pas à cette enseigne.',
    'This account does not belong to this shop.',
  ],
  tenant_not_found: [
    404,
    'Cette enseigne n’existe pas à cette adresse.',
    'There is no shop at this address.',
  ],
  not_found: [404, 'Cette page ou cette fiche n’existe pas.', 'There is no such thing here.'],
  invalid_request: [
    400,
    'La demande est mal formée : voyez le détail.',
    'The request is malformed: see the details.',
  ],
  too_many_tries: [
    429,
    'Trop d’essais. Attendez un peu avant de recommencer.',
    'Too many tries. Wait a little before the next.',
  ],
  too_large: [413, 'C’est trop volumineux.', 'This is too large.'],
  conflict: [
    409,
    'Cela a changé entre-temps : rechargez et recommencez.',
    'This changed meanwhile: reload and try again.',
  ],
  internal_error: [
    500,
    'Une erreur est survenue de notre côté. Rien n’a été enregistré à moitié.',
    'Something went wrong on our side. Nothing was half written.',
  ],
  database_away: [
    503,
    'La base de données ne répond pas. Réessayez dans un instant.',
    'The database does not answer. Try again in a moment.',
  ],
})
