/** Our own SMTP client, against servers that are as servers are: hasty, strict, full, gone. */
import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createSecureContext, setDefaultCACertificates, getCACertificates, TLSSocket } from 'node:tls'
import { openSmtp } from './smtp.ts'
import { CERTIFICATE, PRIVATE_KEY } from './smtp.fixture.ts'

type Script = {
  offers?: string[]
  /** What it answers to a command; null hangs up, undefined is a yes. */
  answer?: (command: string) => string | null | undefined
  /** What it answers to a content. */
  taken?: (content: string) => string | null
}

/** Keeps what came at once, each content as it was meant, and how each line was encrypted. */
async function server({
  offers = ['PIPELINING'],
  answer = () => undefined,
  taken = () => '250 2.0.0 taken',
}: Script) {
  const chunks: string[] = []
  const contents: { content: string; encrypted: boolean }[] = []
  const listener = createServer((socket) => converse(socket, true))
  function converse(socket: Socket, greets: boolean) {
    const encrypted = socket instanceof TLSSocket
    let [rest, in_content] = ['', false]
    const say = (line: string | null) => (line === null ? socket.destroy() : socket.write(`${line}\r\n`))
    socket.on('error', () => {})
    if (greets) say('220 here')
    socket.on('data', (chunk) => {
      chunks.push(chunk.toString('latin1'))
      rest += chunk.toString('latin1')
      for (;;) {
        const mark = in_content ? '\r\n.\r\n' : '\r\n'
        // A content may be empty: then its end begins with the line before.
        const end = in_content && rest.startsWith('.\r\n') ? -2 : rest.indexOf(mark)
        if (end === -1) return
        const said = rest.slice(0, Math.max(0, end))
        rest = rest.slice(end + mark.length)
        if (in_content) {
          in_content = false
          const content = said.replaceAll('\r\n..', '\r\n.')
          if (content !== '') contents.push({ content, encrypted })
          say(taken(content))
          continue
        }
        if (said === 'STARTTLS') {
          say('220 go on')
          socket.removeAllListeners('data')
          const secureContext = createSecureContext({ key: PRIVATE_KEY, cert: CERTIFICATE })
          return converse(new TLSSocket(socket, { isServer: true, secureContext }), false)
        }
        const all = encrypted ? offers.filter((one) => one !== 'STARTTLS') : offers
        const usual = said.startsWith('EHLO')
          ? ['250-here', ...all.map((one) => `250-${one}`), '250 8BITMIME'].join('\r\n')
          : said === 'DATA'
            ? '354 go on'
            : said === 'QUIT'
              ? '221 bye'
              : '250 2.1.0 fine'
        const given = answer(said)
        const reply = given === undefined ? usual : given
        in_content = reply?.startsWith('354') ?? false
        say(reply)
        if (reply === null) return
      }
    })
  }
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
  const { port } = listener.address() as { port: number }
  return { url: `smtp://localhost:${port}`, chunks, contents, close: () => listener.close() }
}

const mailTo = (name: string, content = `Subject: ${name}\r\n\r\nBonjour\r\n`) => ({
  from: 'bonjour@boutique.example',
  to: `${name}@exemple.fr`,
  content,
})
const NAMES = ['ada', 'bea', 'cleo', 'dora', 'eva']

/** All at once over one line: how each ended, and what the server saw. */
async function sendAll(script: Script, mails = NAMES.map((name) => mailTo(name))) {
  const { url, close, ...seen } = await server(script)
  const lines = openSmtp(url, 1)
  const ended = await Promise.all(mails.map((mail) => lines.send(mail)))
  await lines.close()
  close()
  return { ended, ...seen, arrived: seen.contents.map(({ content }) => /^Subject: (.*)/.exec(content)![1]) }
}

test('where that is understood, an envelope goes with the content before it, in one breath', async () => {
  const { ended, arrived, chunks } = await sendAll({})
  assert.deepEqual(
    ended,
    NAMES.map(() => null),
  )
  assert.deepEqual(arrived, NAMES)
  assert.match(
    chunks.join(''),
    /Bonjour\r\n\.\r\nMAIL FROM:<bonjour@boutique\.example>\r\nRCPT TO:<bea@exemple\.fr>\r\nDATA\r\n/,
  )
  assert.ok(chunks.some((chunk) => /Bonjour[^]*MAIL FROM/.test(chunk)))
})

test('a server that does not offer it hears one command at a time', async () => {
  const { ended, arrived, chunks } = await sendAll({ offers: [] })
  assert.deepEqual([ended, arrived], [NAMES.map(() => null), NAMES])
  for (const chunk of chunks.filter((one) => /^(MAIL|RCPT|DATA)/.test(one)))
    assert.equal(chunk.indexOf('\r\n'), chunk.length - 2, chunk)
})

for (const offers of [['PIPELINING'], []])
  for (const after of ['354 go on', '554 5.5.1 nobody to send it to'])
    test(`a refused address takes nobody with it (${offers[0] ?? 'in turn'}, DATA: ${after})`, async () => {
      let refused = false
      const answer = (command: string) => {
        if (command.startsWith('RCPT')) {
          refused = command.includes('cleo')
          return refused ? '550 5.1.1 no such user' : undefined
        }
        return command === 'DATA' && refused ? after : undefined
      }
      const { ended, arrived } = await sendAll({ offers, answer })
      assert.deepEqual(arrived, ['ada', 'bea', 'dora', 'eva'])
      assert.deepEqual(
        ended.map((one) => one?.failure ?? null),
        [null, null, 'refused', null, null],
      )
      assert.deepEqual(
        [ended[2]!.code, ended[2]!.enhanced, ended[2]!.words],
        [550, '5.1.1', '5.1.1 no such user'],
      )
    })

test('what passes is tried later, what stands is refused, and what speaks of us is tried later', async () => {
  const says: Record<string, string> = {
    ada: '451 4.7.1 later',
    bea: '554 5.6.0 not like this',
    cleo: '550 5.7.1 who are you',
    dora: '250-first\r\n250 taken',
  }
  const { ended } = await sendAll({
    taken: (content) => says[/^Subject: (.*)/.exec(content)![1]!] ?? '250 taken',
  })
  assert.deepEqual(
    ended.map((one) => one && [one.failure, one.code]),
    [['later', 451], ['refused', 554], ['later', 550], null, null],
  )
})

test('a line that closes after a content leaves that one in doubt; the next goes by another line, once', async () => {
  const { ended, arrived } = await sendAll({
    taken: (content) => (content.includes('bea') ? null : '250 taken'),
  })
  assert.deepEqual(
    ended.map((one) => one?.failure ?? null),
    [null, 'unsure', null, null, null],
  )
  assert.deepEqual(arrived, NAMES, 'each once, the one in doubt too')
})

test('a line that closes before a content leaves nothing in doubt', async () => {
  const { ended, arrived } = await sendAll({
    answer: (command) => (command.includes('bea') ? null : undefined),
  })
  assert.deepEqual(
    ended.map((one) => one?.failure ?? null),
    [null, 'later', null, null, null],
  )
  assert.deepEqual(arrived, ['ada', 'cleo', 'dora', 'eva'])
})

test('a line that begins with a dot arrives as it was written, and ends nothing', async () => {
  const content = 'Subject: ada\r\n\r\n.\r\n..\r\n.MAIL FROM:<x@y>\r\nend'
  const { ended, contents } = await sendAll({}, [mailTo('ada', content), mailTo('bea')])
  assert.deepEqual(ended, [null, null])
  assert.equal(contents[0]!.content, content)
  assert.equal(contents.length, 2)
})

test('what can be encrypted is, by a certificate that holds; by another nothing leaves', async () => {
  const script = { offers: ['PIPELINING', 'STARTTLS'] }
  const before = await sendAll(script)
  assert.deepEqual(before.contents, [])
  assert.deepEqual(
    before.ended.map((one) => one!.failure),
    NAMES.map(() => 'later'),
  )
  const own = getCACertificates('default')
  setDefaultCACertificates([...own, CERTIFICATE])
  try {
    const { ended, contents, arrived } = await sendAll(script)
    assert.deepEqual([ended, arrived], [NAMES.map(() => null), NAMES])
    assert.ok(contents.every(({ encrypted }) => encrypted))
  } finally {
    setDefaultCACertificates(own)
  }
})
