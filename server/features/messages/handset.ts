/** The built-in handset: an SMPP server on loopback that keeps the text messages it is sent. Development and demo only. */
import type { AddressInfo } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'
import { newId } from '../../lib/id.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { addReceived } from './queries.ts'

/** Parts of a long message wait for each other here; what never completes is forgotten with the connection. */
type Waiting = Map<string, string[]>

export async function openHandset(db: Database) {
  const server = smpp.createServer({}, (session) => {
    session.socket.setNoDelay(true)
    session.socket.unref()
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: Pdu) => session.send(pdu.response({ system_id: 'handset' })))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
    const waiting: Waiting = new Map()
    session.on('submit_sm', (pdu: Pdu) => void take(db, session, pdu, waiting))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  server.unref()
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((closed) => {
      for (const session of server.sessions) session.destroy()
      server.close(() => closed())
    })
  return { url: `smpp://comptoir:comptoir@127.0.0.1:${port}`, close }
}

/** Answered once it is written: what the handset has said yes to can be read. */
async function take(db: Database, session: Session, pdu: Pdu, waiting: Waiting) {
  const received_id = newId()
  const SYSTEM_ERROR = 0x08
  try {
    const whole = putTogether(pdu, waiting)
    if (whole !== null) await keep(db, pdu, whole, received_id)
    session.send(pdu.response({ message_id: received_id }))
  } catch {
    session.send(pdu.response({ command_status: SYSTEM_ERROR }))
  }
}

function putTogether(pdu: Pdu, waiting: Waiting): string | null {
  const { message = '', udh } = pdu.short_message ?? {}
  const text = String(message)
  const header = Array.isArray(udh)
    ? udh.find((element) => element[0] === 0 && element.length === 5)
    : undefined
  if (!header) return text
  const [reference, count, number] = [header[2]!, header[3]!, header[4]!]
  const key = `${pdu.source_addr}>${pdu.destination_addr}#${reference}`
  const parts = waiting.get(key) ?? []
  parts[number - 1] = text
  if (parts.filter((part) => part !== undefined).length < count) {
    waiting.set(key, parts)
    return null
  }
  waiting.delete(key)
  return parts.join('')
}

function keep(db: Database, pdu: Pdu, body_text: string, received_id: string) {
  const hex = pdu.source_subaddress?.toString('hex') ?? ''
  const tenant_id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return inTenant(db, { tenant_id, actor: 'system' }, (ctx) =>
    addReceived(ctx, {
      received_id,
      channel: 'sms',
      sender: pdu.source_addr ?? '',
      recipient: `+${pdu.destination_addr}`,
      subject: null,
      body_text,
      body_html: null,
      raw: JSON.stringify({ ...pdu, source_subaddress: hex, short_message: body_text }),
    }),
  )
}
