/** French spacing and signs, put in by program so that nobody has to type a narrow no-break space. */

const NARROW = '\u202f'

/**
 * Narrow no-break spaces before ; : ! ? % € and inside « », and curly apostrophes.
 * Addresses (https://…) and clock times (14:30) are left alone: a colon counts only at the end of a word.
 */
export function typography(text: string): string {
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/«\s*/g, `«${NARROW}`)
    .replace(/\s*»/g, `${NARROW}»`)
    .replace(/\s+([;:!?%€])/g, `${NARROW}$1`)
    .replace(/([\p{L}\p{N})}»’])([;:!?]+)(?=\s|$|»)/gu, `$1${NARROW}$2`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NARROW}`)
}
