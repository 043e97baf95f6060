/**
 * How a French name sounds, coarsely: Dupont, Dupond and Dupon are one; so are Lefèvre and Lefebvre, Moreau
 * and Moraud. Used only when the letters find nobody. The rules are ours, from the spellings of French
 * sounds; they err on the side of finding too many.
 */
const RULES: [RegExp, string][] = [
  [/ç/g, 's'],
  [/œ/g, 'e'],
  [/æ/g, 'e'],
  [/[^\p{L}]/gu, ''],
  [/ph/g, 'f'],
  [/s?ch|sh/g, '5'],
  [/h/g, ''],
  [/bv/g, 'v'],
  [/w/g, 'v'],
  [/e?aux?/g, 'o'],
  [/gn/g, 'n'],
  [/qu|q|ck/g, 'k'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/(?:er|ez|et)$/, 'e'],
  [/[tdsxpz]+$/, ''],
  [/(?:ain|ein|aim|eim|in|im|yn|ym|un|um)(?![aeiouynm])/g, '1'],
  [/(?:an|am|en|em)(?![aeiouynm])/g, '2'],
  [/(?:on|om)(?![aeiouynm])/g, '3'],
  [/(?:oeu|eu|oe|ai|ei|ay|ey)/g, 'e'],
  [/ou/g, 'u'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
  [/(?<=..)e$/, ''],
]

/** A short code for one word, or an empty text when there is nothing to hear. */
export function soundOf(word: string): string {
  let text = word.normalize('NFC').toLowerCase()
  for (const [spelling, sound] of RULES.slice(0, 3)) text = text.replace(spelling, sound)
  text = text.normalize('NFD').replace(/\p{M}/gu, '')
  for (const [spelling, sound] of RULES.slice(3)) text = text.replace(spelling, sound)
  return text.length >= 2 ? text.slice(0, 20) : ''
}
