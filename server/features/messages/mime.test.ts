import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import PostalMime from 'postal-mime'
import { signedMessage } from './dkim.ts'
import { quoted, writeMime } from './mime.ts'
import { readToken, returnToken, tenantHint, tokensIn } from './return-path.ts'

const letter = {
  from: { name: 'Lili Rose & Cie "été"', address: 'bonjour@lilirose.example' },
  to: 'ada@exemple.fr',
  subject: `Vos 320 points vous attendent à Saint-Étienne, ${'très '.repeat(30)}vite 🎁`,
  message_id: '<a.b.c@lilirose.example>',
  date: new Date('2026-11-27T08:00:00Z'),
  headers: [['List-Unsubscribe', '<https://lilirose.example/u/x>']] as [string, string][],
}

test('what is written is read back by a parser that is not ours, word for word', async () => {
  const texts = [
    'Bonjour',
    '',
    '.\n..\n.hidden\n',
    `${'été '.repeat(200)}fin`,
    'a=b  \n\tc\t\nd =20',
    `${'.'.repeat(300)}`,
  ]
  for (const text of texts) {
    const { head, body } = writeMime(letter, text, `<p>${text}</p>`)
    const raw = await signedMessage({ head, body }, null, letter.date)
    assert.ok(
      raw.split('\r\n').every((line) => line.length <= 78 && /^[\t\x20-\x7e]*$/.test(line)),
      'seven bits',
    )
    assert.doesNotMatch(raw, /(^|\r\n)\./, 'no line begins with a dot')
    assert.doesNotMatch(raw, /[^\r]\n|\r[^\n]/)
    const mail = await PostalMime.parse(raw)
    assert.equal(mail.text!.trimEnd(), text.trimEnd())
    assert.equal(mail.subject, letter.subject)
    assert.deepEqual(mail.from, letter.from)
  }
  assert.equal(quoted('é'), '=C3=A9\r\n')
})

test('a signature holds in the eyes of a verifier that is not ours, and breaks with a changed word', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const resolver = async (name: string) =>
    name === 'c1._domainkey.lilirose.example' ? [[record]] : Promise.reject(new Error('no such name'))
  const key = { domain: 'lilirose.example', selector: 'c1', key: privateKey }
  for (const text of ['Bonjour  Ada,\n\n  deux  espaces \n\n\n', '', 'x'.repeat(500)]) {
    const raw = await signedMessage(writeMime(letter, text, `<p>${text}</p>`), key, letter.date)
    const [signature] = (await dkimVerify(Buffer.from(raw, 'latin1'), { resolver } as object))
      .results as any[]
    assert.equal(signature.status.result, 'pass', signature.status.comment)
    assert.equal(signature.status.aligned, 'lilirose.example')
    assert.match(signature.signingHeaders.keys.toLowerCase(), /list-unsubscribe/)
    const forged = Buffer.from(raw.replace('/u/x', '/u/y'), 'latin1')
    assert.notEqual((await dkimVerify(forged, { resolver } as object)).results[0]!.status.result, 'pass')
  }
})

test('a name that comes back is ours, or nobody’s', () => {
  const secret = Buffer.alloc(32, 7)
  const [tenant, message] = ['019a0000-0000-7000-8000-0123456789ab', '019a1111-2222-7333-8444-555566667777']
  const token = returnToken(secret, tenant, message)
  assert.match(token, /^[a-z2-7]{42}$/)
  assert.deepEqual(readToken(secret, token.toUpperCase()), {
    tenant_hint: tenantHint(tenant),
    message_id: message,
  })
  assert.deepEqual(tokensIn(`Final-Recipient: x\r\nTo: <bounces+${token}@a.fr> <id.${token}@b.fr>`), [
    token,
    token,
  ])
  for (const forged of [`b${token.slice(1)}`, `${token.slice(0, -1)}a`, token.slice(1), '', 'x'.repeat(42)])
    assert.ok(forged === token || readToken(secret, forged) === null)
})

test('what a template says is encoded once, and reads as if it had been written whole', async () => {
  const own = [
    `<p class="a">${'été, <b>gras</b> '.repeat(30)} `,
    `\n.\n<p>Fin = ${'x'.repeat(300)}</p>\t`,
    `${'.'.repeat(250)}`,
  ]
  for (const name of ['Ada', '', 'É'.repeat(90), ' ', '.', 'a\n', '\n.', '=']) {
    const pieces = [name, own[0]!, `${name}, bonjour`, own[1]!, name, own[2]!, '']
    const { head, body } = writeMime(letter, 'Bonjour', pieces)
    const raw = await signedMessage({ head, body }, null, letter.date)
    assert.ok(raw.split('\r\n').every((line) => line.length <= 78 && /^[\t\x20-\x7e]*$/.test(line)))
    assert.doesNotMatch(raw, /(^|\r\n)\.|[ \t]\r\n/, 'nothing is lost on the way')
    assert.equal((await PostalMime.parse(raw)).html!.replace(/\n$/, ''), pieces.join(''))
  }
})
