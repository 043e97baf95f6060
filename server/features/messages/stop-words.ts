/** Whether somebody who answers wants no more. Pure. STOP however it is typed; never a word inside a sentence that asks something else. */

const STOPS = new Set([
  'stop',
  'stopp',
  'stopsms',
  'arret',
  'arreter',
  'arretez',
  'unsubscribe',
  'desinscription',
  'desabonnement',
  'desinscrire',
])

export function asksToStop(text: string): boolean {
  const own = text
    // What a phone or a mail program quotes is not what its owner says.
    .split(/\n\s*(?:>|--|le .{4,80} a écrit|on .{4,80} wrote)/i)[0]!
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9 \n]/g, ' ')
    .trim()
  const words = own.split(/\s+/)
  // STOP, STOP 36123, STOP SMS, STOP merci.
  return words.length <= 4 && STOPS.has(words[0] ?? '')
}
