/** What an SMTP server says, and what follows from it. */
import type { Handed } from './post.ts'

export type Reply = { code: number; enhanced: string | null; lines: string[] }

const REPLY_MAX = 64 * 1024

/** Puts lines together to replies (RFC 5321, 4.2.1); what is no reply ends the line. */
export function readReplies(tell: (reply: Reply) => void) {
  let [rest, lines]: [string, string[]] = ['', []]
  return (chunk: string) => {
    rest += chunk
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const said = rest.slice(0, end).replace(/\r$/, '')
      rest = rest.slice(end + 1)
      const [, code, more, words = ''] = /^(\d{3})([ -]?)(.*)$/.exec(said) ?? []
      lines.push(words)
      if (more === '-' && code) continue
      const enhanced = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null
      tell({ code: code ? Number(code) : 500, enhanced, lines })
      lines = []
    }
    if (rest.length > REPLY_MAX) {
      tell({ code: 500, enhanced: null, lines: ['too long a reply'] })
      rest = ''
    }
  }
}

/**
 * 4xx passes, 5xx stands. 5.7 and 4.7 speak of us, not of the person: it is tried again, slower. The server's words are
 * kept for the classifier, and never shown as they are.
 */
export function afterAnswer({ code, enhanced, lines }: Reply): Handed {
  if (code < 400) return null
  const error = [code, enhanced].filter(Boolean).join(' ')
  const words = lines.join(' ').slice(0, 500)
  const ours = enhanced?.startsWith('5.7.') ?? false
  return { failure: code < 500 || ours ? 'later' : 'refused', error, code, enhanced, words }
}
