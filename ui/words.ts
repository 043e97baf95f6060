/**
 * The words on the screens: French first, English second. Each feature folder keeps its own words and asks for
 * them by featureWords(); the English file is typed by the French one, so a missing sentence fails the compiler.
 */
import { useSyncExternalStore } from 'react'
import i18next from 'i18next'
import { makeFormats } from './format.ts'
import type { Formats, Language } from './format.ts'
import { typography } from './typography.ts'

type Tree = { [key: string]: string | Tree }

/** The same keys as the French words, any sentences. */
export type SameWords<T> = { [K in keyof T]: T[K] extends string ? string : SameWords<T[K]> }

type Plural = 'one' | 'other' | 'zero'
type Bare<K extends string> = K extends `${infer Stem}_${Plural}` ? Stem : K
export type WordKey<T> = {
  [K in keyof T & string]: T[K] extends string ? Bare<K> : `${K}.${WordKey<T[K]>}`
}[keyof T & string]

type Values = Record<string, string | number>
export type Say<T> = (key: WordKey<T>, values?: Values) => string

const STORED = 'comptoir.language'
const listeners = new Set<() => void>()
let options: { currency?: string; time_zone?: string } = {}
let formats: Formats = makeFormats({ language: 'fr' })

function inFrench(tree: Tree): Tree {
  const entries = Object.entries(tree).map(([key, value]): [string, string | Tree] => [
    key,
    typeof value === 'string' ? typography(value) : inFrench(value),
  ])
  return Object.fromEntries(entries)
}

/** What the reader chose, else what their browser speaks, else French. */
function firstLanguage(): Language {
  if (typeof window === 'undefined') return 'fr'
  const stored = localStorage.getItem(STORED)
  if (stored === 'fr' || stored === 'en') return stored
  return navigator.languages.find((tag) => /^(fr|en)\b/.test(tag))?.startsWith('en') ? 'en' : 'fr'
}

// A number in a sentence is written as the reader writes numbers.
const writeNumbers = {
  type: 'formatter' as const,
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown) => (typeof value === 'number' ? formats.number(value) : String(value)),
}

void i18next.use(writeNumbers).init({
  lng: firstLanguage(),
  fallbackLng: 'fr',
  initAsync: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
})

export const language = () => (i18next.language === 'en' ? 'en' : 'fr') satisfies Language

function refresh() {
  formats = makeFormats({ language: language(), ...options })
  if (typeof document !== 'undefined') document.documentElement.lang = language()
  for (const listener of listeners) listener()
}

/** Currency and time zone come from the shop; until they are known, euros and the reader's own zone. */
export function startWords(settings: { language?: Language; currency?: string; time_zone?: string } = {}) {
  const { language: wanted, ...rest } = settings
  options = { ...options, ...rest }
  if (wanted && typeof window !== 'undefined' && !localStorage.getItem(STORED))
    void i18next.changeLanguage(wanted)
  refresh()
}

export function setLanguage(wanted: Language) {
  localStorage.setItem(STORED, wanted)
  void i18next.changeLanguage(wanted)
  refresh()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language)
}

/** Money, dates and numbers in the reader's language; redraws when the language changes. */
export function useFormats(): Formats {
  return useSyncExternalStore(subscribe, () => formats)
}

/** The same, outside React. */
export const currentFormats = () => formats

/**
 * Registers a feature's words. `useWords()` is for components, `say()` for code outside React.
 * Plurals: keys ending in _one and _other, chosen by `count`.
 */
export function featureWords<T extends Tree>(feature: string, fr: T, en: SameWords<T>) {
  i18next.addResourceBundle('fr', feature, inFrench(fr), true, true)
  i18next.addResourceBundle('en', feature, en, true, true)
  const speak = (to: Language): Say<T> => {
    const translate = i18next.getFixedT(to, feature)
    return (key, values) => String(translate(key as string, { ...values }))
  }
  const voices = { fr: speak('fr'), en: speak('en') }
  return {
    useWords: (): Say<T> => voices[useLanguage()],
    say: ((key, values) => voices[language()](key, values)) as Say<T>,
  }
}
