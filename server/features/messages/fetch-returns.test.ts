/** A bounce waits in an IMAP mailbox, played by a server that speaks just enough of RFC 3501. */
import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { test } from 'node:test'
import { addCustomer, queued, stored } from '../../../test/outbox.ts'
import { config, db, openShop } from '../../../test/shop.ts'
import { readSecret } from '../../platform/secrets.ts'
import { writeBounce } from './answer-mail.ts'
import { MessageBounced } from './events.ts'
import { fetchReturns } from './fetch-returns.ts'
import { queueMessages } from './queue.ts'
import { messageIdOf, returnToken } from './return-path.ts'

async function imapWith(mail: string) {
  let seen = false
  const serve = (socket: Socket) => {
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    socket.on('error', () => {})
    say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready')
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        answer(line)
      }
    })
    let waiting: string | null = null
    const answer = (line: string) => {
      if (waiting !== null) {
        say(`${waiting} OK signed in`)
        waiting = null
        return
      }
      const [tag = '', ...words] = line.split(' ')
      const command = words.join(' ').toUpperCase()
      if (command.startsWith('AUTHENTICATE') && words.length < 3) {
        waiting = tag
        return say('+ ')
      }
      if (command.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1 AUTH=PLAIN')
      if (command.startsWith('LIST')) say('* LIST () "/" "INBOX"')
      if (command.startsWith('SELECT')) {
        say('* FLAGS (\\Seen)')
        say('* 1 EXISTS')
        say('* OK [UIDVALIDITY 1] fine')
        say('* OK [UIDNEXT 8] fine')
      }
      if (command.startsWith('UID SEARCH')) say(seen ? '* SEARCH' : '* SEARCH 7')
      if (command.startsWith('UID FETCH'))
        socket.write(`* 1 FETCH (UID 7 BODY[] {${Buffer.byteLength(mail)}}\r\n${mail})\r\n`)
      if (command.startsWith('UID STORE')) seen = true
      if (command.startsWith('LOGOUT')) say('* BYE')
      say(`${tag} OK done`)
    }
  }
  const server = createServer(serve)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `imap://bounces:secret@127.0.0.1:${port}/INBOX`, close: () => server.close() }
}

test('a bounce that waits in a mailbox is read once', async (t) => {
  const shop = await openShop()
  const customer_id = await addCustomer(shop)
  const wish = queued(customer_id)
  await shop.within(async (ctx) => {
    await queueMessages(ctx, [wish])
    await ctx.tx
      .updateTable('message')
      .set({ state: 'sent', sent_at: ctx.now, due_at: null })
      .where('tenant_id', '=', ctx.tenant_id)
      .execute()
  })
  const named = { tenant_id: shop.tenant_id, message_id: wish.message_id }
  const token = returnToken(readSecret(config.home, 'return-path'), named.tenant_id, named.message_id)
  const raw = `Message-ID: ${messageIdOf(named, token, 'a@lilirose.example')}\r\nSubject: x\r\n\r\nBonjour`
  const imap = await imapWith(
    writeBounce({ recipient: wish.recipient, sender: 'a@lilirose.example', raw }, 'hard'),
  )
  t.after(() => imap.close())
  const settings = { home: config.home, returns_imap_url: imap.url }
  assert.deepEqual([await fetchReturns(db, settings), await fetchReturns(db, settings)], [1, 0])
  assert.equal((await shop.announced(MessageBounced)).length, 1)
  assert.equal((await stored(shop, wish.message_id)).state, 'sent')
  assert.equal(await fetchReturns(db, { ...settings, returns_imap_url: null }), 0)
})
