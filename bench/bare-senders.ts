/** What the messages' benchmark is measured against: clients that do nothing but send. */
import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import smpp from 'smpp'

export const POOL = 100
export type Key = { domainName: string; keySelector: string; privateKey: string }

/** One finished mail over and over; with a key, each is signed anew. */
export async function bareNodemailer(
  url: string,
  { from, to, content }: { from: string; to: string; content: string },
  count: number,
  key: Key | null,
) {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: POOL,
    maxMessages: Infinity,
    ...(key && { dkim: key }),
  } as object)
  const bytes = Buffer.from(content, 'latin1')
  let left = count
  const one = async () => {
    while (left-- > 0) await transport.sendMail({ envelope: { from, to: [to] }, raw: bytes })
  }
  await Promise.all(Array.from({ length: POOL }, one))
  transport.close()
}

const WINDOW = 40

export async function bareSmpp(url: string, count: number) {
  const session = smpp.connect({ url })
  session.socket.setNoDelay(true)
  await once(session, 'connect')
  const { username: system_id, password } = new URL(url)
  await new Promise((bound) => session.bind_transceiver({ system_id, password }, bound))
  let left = count
  const one = async () => {
    while (left-- > 0)
      await new Promise((answered) =>
        session.submit_sm(
          {
            source_addr: 'BENCH',
            destination_addr: '33612345678',
            short_message: { message: `b${left} Vos points` },
          },
          answered,
        ),
      )
  }
  await Promise.all(Array.from({ length: WINDOW }, one))
  await new Promise<void>((closed) => session.close(closed))
}
