/** For tests: sends a file to a shop as a browser does, and lets its jobs run. */
import { app } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'

type Sent = { kind?: string; name?: string; import_id?: string; kind_last?: boolean }

export async function sendFile(key: string, content: string | Buffer, sent: Sent = {}) {
  const { kind = 'customers', name = 'clients.csv', import_id = newId(), kind_last = false } = sent
  const field = `--b\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n`
  const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`
  const file = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')])
  const parts = kind_last ? [file, Buffer.from(field)] : [Buffer.from(field), file]
  const response = await app.inject({
    method: 'PUT',
    url: `/api/imports/${import_id}`,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'multipart/form-data; boundary=b',
      'accept-language': 'fr',
    },
    payload: Buffer.concat([...parts, Buffer.from('--b--\r\n')]),
  })
  return { status: response.statusCode, body: response.json(), import_id }
}
