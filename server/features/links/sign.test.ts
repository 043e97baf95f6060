import { test } from 'node:test'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { newId } from '../../lib/id.ts'
import { isWebAddress, linksFor, openToken, signToken, type LinkKeys } from './sign.ts'

const keys: LinkKeys = new Map([[1, randomBytes(32)]])
const [tenant_id, message_id] = [newId(), newId()]
const wish = {
  public_url: 'https://a.fr',
  tenant_id,
  slug: 'lili',
  message_id,
  origin: { kind: 'campaign' as const, id: 'c' },
  template_id: newId(),
  version: 1,
  tracked: true,
  short: false,
}

test('a token names its message, and only for its kind and its shop', () => {
  const token = signToken(keys, 'u', tenant_id, message_id)
  assert.equal(token.length, 44)
  assert.deepEqual(openToken(keys, 'u', tenant_id, token), { message_id, link_id: null })
  for (const [kind, tenant] of [
    ['p', tenant_id],
    ['l', tenant_id],
    ['u', newId()],
  ] as const)
    assert.equal(openToken(keys, kind, tenant, token), null)
})

test('M04: a token that was cut, lengthened or changed anywhere opens nothing', () => {
  const token = signToken(keys, 'u', tenant_id, message_id)
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'A' ? 'B' : 'A'
    assert.notDeepEqual(openToken(keys, 'u', tenant_id, token.slice(0, at) + other + token.slice(at + 1)), {
      message_id,
      link_id: null,
    })
  }
  for (const wrong of ['', 'x', token.slice(1), token.slice(0, -1), `${token}A`, `${token}AAAA`, ` ${token}`])
    assert.equal(openToken(keys, 'u', tenant_id, wrong), null)
})

test('a new key signs, the old one is believed as long as it is kept, then its tokens have expired', () => {
  const old = signToken(keys, 'u', tenant_id, message_id)
  const both: LinkKeys = new Map([...keys, [2, randomBytes(32)]])
  const fresh = signToken(both, 'u', tenant_id, message_id)
  assert.notEqual(fresh, old)
  assert.ok(openToken(both, 'u', tenant_id, old))
  const rid: LinkKeys = new Map([[2, both.get(2)!]])
  assert.equal(openToken(rid, 'u', tenant_id, old), 'expired')
  assert.deepEqual(openToken(rid, 'u', tenant_id, fresh), { message_id, link_id: null })
})

test('links: the same place and address is one row; followed per person only with a consent to tracking', () => {
  const made = linksFor(keys, wish)
  const [first, again, other] = [
    made.follow('https://x.fr/a', 1),
    made.follow('https://x.fr/a', 1),
    made.follow('https://x.fr/a', 2),
  ]
  assert.equal(first, again)
  assert.notEqual(first, other)
  assert.deepEqual(
    made.links.map(({ place }) => place),
    [1, 2],
  )
  assert.ok(made.pixel.startsWith('https://a.fr/t/lili/o/'))
  const token = first.split('/').at(-1)!
  assert.equal(openToken(keys, 'l', tenant_id, token)?.valueOf() !== null, true)

  const [one, two] = [
    linksFor(keys, { ...wish, tracked: false }),
    linksFor(keys, { ...wish, message_id: newId(), tracked: false }),
  ]
  assert.equal(one.follow('https://x.fr/a', 1), two.follow('https://x.fr/a', 1))
  assert.equal(one.pixel, '')
})

test('D-01: without a consent to tracking, nothing in the addresses of links tells one recipient from another', () => {
  const plain = (id: string) => {
    const made = linksFor(keys, { ...wish, message_id: id, tracked: false })
    return [made.follow('https://x.fr/a', 1), made.follow('https://x.fr/b', 2), made.pixel]
  }
  assert.deepEqual(plain(newId()), plain(newId()))
})

test('a text message’s link is short', () => {
  const made = linksFor(keys, { ...wish, short: true })
  const url = made.follow('https://x.fr/a', 1)
  assert.match(url, /^https:\/\/a\.fr\/t\/lili\/l\/[A-Za-z0-9_-]{10}$/)
  assert.equal(made.codes.length, 1)
  assert.equal(made.pixel, '')
})

test('M03: only a whole address of the web is followed; anything else stays as it was written', () => {
  for (const url of ['https://x.fr', 'http://x.fr/a?b=c#d', 'https://x.fr:8443/é'])
    assert.ok(isWebAddress(url), url)
  for (const url of [
    'javascript:alert(1)',
    '//evil.fr',
    '\\\\evil.fr',
    'https:/evil',
    'https://',
    'https://good.fr@evil.fr/',
    'https://evil.fr\\good.fr',
    'data:text/html,x',
    'mailto:a@b.fr',
    ' https://x.fr',
    `https://x.fr/${'a'.repeat(2001)}`,
  ])
    assert.ok(!isWebAddress(url), url)
  assert.equal(linksFor(keys, wish).follow('mailto:a@b.fr', 1), 'mailto:a@b.fr')
})
