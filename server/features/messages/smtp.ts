/** Hands e-mail over by SMTP on lines that stay open, envelope and next envelope in one breath where that is understood (RFC 2920). */
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Handed } from './post.ts'
import { afterAnswer, readReplies, type Reply } from './smtp-replies.ts'

/** `content`: the message, each letter one byte. */
export type Envelope = { from: string; to: string; content: string }
export type SmtpLines = { send: (mail: Envelope) => Promise<Handed>; close: () => Promise<void> }

type Waiting = Envelope & { settle: (handed: Handed) => void; tries: number }

const CONNECT_MS = 15_000
const SILENCE_MS = 40_000
const IDLE_MS = 5_000
/** Servers hang up on who stays for ever; a new line costs little. */
const MAILS_PER_LINE = 1_000
const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost'])

/** `smtp://user:password@host:port`, or `smtps:`. A line that is not encrypted carries no password beyond this machine. */
export function openSmtp(url: string, lines_max = 10): SmtpLines {
  const where = new URL(url)
  const queue: Waiting[] = []
  const open = new Set<Promise<void>>()
  const idle: ((mail: Waiting | null) => void)[] = []
  let closed = false

  const take = () => queue.shift()
  /** The next one, or null when none came for a while. */
  const await_next = () =>
    new Promise<Waiting | null>((settle) => {
      const give = (mail: Waiting | null) => {
        clearTimeout(timer)
        settle(mail)
      }
      const timer = setTimeout(() => {
        idle.splice(idle.indexOf(give), 1)
        settle(null)
      }, IDLE_MS).unref()
      idle.push(give)
    })

  const start = () => {
    const line = talk(where, { take, await_next, putBack: (mail) => queue.unshift(mail) })
      .then(
        () => true,
        (error: Error) => {
          // Nobody could be reached: what waits hears it, unless another line still takes.
          if (open.size > 1) return false
          for (const mail of queue.splice(0)) mail.settle({ failure: 'later', error: error.message })
          return false
        },
      )
      .then((was_open) => {
        open.delete(line)
        if (was_open && queue.length > 0 && !closed) start()
      })
    open.add(line)
  }
  return {
    send: ({ from, to, content }) =>
      new Promise((settle) => {
        const mail = { from, to, content, settle, tries: 0 }
        const waiting = idle.shift()
        if (waiting) return waiting(mail)
        queue.push(mail)
        if (open.size < lines_max) start()
      }),
    async close() {
      closed = true
      for (const give of idle.splice(0)) give(null)
      await Promise.allSettled(open)
    },
  }
}

type Source = {
  take: () => Waiting | undefined
  await_next: () => Promise<Waiting | null>
  putBack: (mail: Waiting) => void
}

/** One line from the greeting to the farewell. Rejects when it could not be opened; later failures go to the mails. */
async function talk(where: URL, source: Source): Promise<void> {
  const { line, pipelines } = await openLine(where)
  let current: Waiting | null | undefined
  let next: Waiting | undefined
  let begun = false
  const propose = (mail: Waiting) => `MAIL FROM:<${mail.from}>\r\nRCPT TO:<${mail.to}>\r\nDATA\r\n`
  try {
    for (let sent = 0; sent < MAILS_PER_LINE; sent++) {
      const proposed: boolean = next !== undefined
      current = next ?? source.take() ?? (await source.await_next())
      next = undefined
      begun = false
      if (!current) break
      const answers = pipelines
        ? await line.ask(proposed ? '' : propose(current), 3)
        : await askInTurn(line, propose(current))
      const no = answers.find(({ code }) => code >= 400)
      if (no) {
        if (answers[2]?.code === 354) await line.ask('.\r\n', 1)
        current.settle(afterAnswer(no))
        current = null
        if (no.code === 421) break
        continue
      }
      if (pipelines && sent < MAILS_PER_LINE - 1) next = source.take()
      begun = true
      const [answer] = await line.ask(endOf(current.content) + (next ? propose(next) : ''), 1)
      current.settle(afterAnswer(answer!))
      current = null
    }
    line.end()
  } catch (error) {
    line.destroy()
    const said = (error as Error).message
    if (current) current.settle({ failure: begun ? 'unsure' : 'later', error: said })
    if (next && next.tries++ === 0) source.putBack(next)
    else next?.settle({ failure: 'later', error: said })
  }
}

/** A server that wants one command at a time gets no more once it has said no. */
async function askInTurn(line: Line, commands: string): Promise<Reply[]> {
  const answers: Reply[] = []
  for (const command of commands.trimEnd().split('\r\n')) {
    const [answer] = await line.ask(`${command}\r\n`, 1)
    answers.push(answer!)
    if (answer!.code >= 400) break
  }
  return answers
}

/** Dots that begin a line are doubled (RFC 5321, 4.5.2); ours never do. */
function endOf(content: string): string {
  const stuffed = content.includes('\r\n.') ? content.replaceAll('\r\n.', '\r\n..') : content
  return stuffed + (stuffed.endsWith('\r\n') ? '.\r\n' : '\r\n.\r\n')
}

type Line = {
  /** Sends, and waits for so many replies, of which others may have been asked for before. */
  ask: (content: string, replies: number) => Promise<Reply[]>
  end: () => void
  destroy: () => void
}

async function openLine(where: URL): Promise<{ line: Line; pipelines: boolean }> {
  const host = where.hostname.replace(/^\[|\]$/g, '')
  const implicit = where.protocol === 'smtps:'
  const port = Number(where.port) || (implicit ? 465 : 25)
  let socket: Socket = implicit ? connectTls({ host, port, servername: host }) : connect({ host, port })
  let line = over(socket)
  const expect = async (command: string, ...codes: number[]) => {
    const [reply] = await line.ask(command && `${command}\r\n`, 1)
    if (!codes.includes(reply!.code))
      throw new Error(`SMTP ${command.split(' ')[0] || 'greeting'}: ${reply!.code}`)
    return reply!.lines.map((said) => said.toUpperCase())
  }
  try {
    await expect('', 220)
    let offers = await expect('EHLO comptoir.local', 250)
    const encrypts = implicit || offers.includes('STARTTLS')
    if (!implicit && encrypts) {
      await expect('STARTTLS', 220)
      socket.removeAllListeners()
      socket = connectTls({ socket, servername: host })
      line = over(socket)
      offers = await expect('EHLO comptoir.local', 250)
    }
    if (where.username) {
      if (!encrypts && !LOOPBACK.has(where.hostname)) throw new Error('the SMTP server does not encrypt')
      const [user, password] = [decodeURIComponent(where.username), decodeURIComponent(where.password)]
      await expect(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`, 235)
    }
    return { line, pipelines: offers.includes('PIPELINING') }
  } catch (error) {
    line.destroy()
    throw error
  }
}

function over(socket: Socket): Line {
  const replies: Reply[] = []
  let wanted: { count: number; settle: (replies: Reply[]) => void; fail: (error: Error) => void } | undefined
  let gone: Error | undefined
  const give = () => {
    if (wanted && replies.length >= wanted.count) {
      const { settle, count } = wanted
      wanted = undefined
      settle(replies.splice(0, count))
    } else if (gone && wanted) {
      const { fail } = wanted
      wanted = undefined
      fail(gone)
    }
  }
  const lost = (why: string) => {
    gone ??= new Error(why)
    give()
  }
  socket.setNoDelay(true)
  socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('no answer in time')))
  const read = readReplies((reply) => {
    replies.push(reply)
    give()
  })
  socket.setEncoding('latin1')
  socket.once('data', () => socket.setTimeout(SILENCE_MS))
  socket.on('data', read)
  socket.on('error', (error: NodeJS.ErrnoException) => lost(error.code ?? error.message))
  socket.on('close', () => lost('the line closed'))
  return {
    ask: (content, count) =>
      new Promise((settle, fail) => {
        wanted = { count, settle, fail }
        if (gone) return give()
        // One piece, one write: two cost the line more than putting them together.
        if (content) socket.write(content, 'latin1')
        give()
      }),
    end: () => {
      socket.end('QUIT\r\n')
      setTimeout(() => socket.destroy(), 2_000).unref()
    },
    destroy: () => socket.destroy(),
  }
}
