import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openCodes } from './codes.ts'
import { withCode } from './told.ts'

const home = mkdtempSync(join(tmpdir(), 'comptoir-codes-'))
after(() => rmSync(home, { recursive: true, force: true }))

test('a message keeps its voucher’s code sealed, and says it only in its words', () => {
  const codes = openCodes(home)
  const { code, code_sealed } = codes.make()
  const kept = {
    place: 'ici',
    voucher: { name: '−10 %', code_sealed: code_sealed.toString('base64'), until: null },
  }
  assert.ok(!JSON.stringify(kept).includes(code))
  const { place, voucher } = withCode(codes, kept) as any
  assert.deepEqual([place, voucher.name, voucher.code, voucher.until], ['ici', '−10 %', code, null])
  assert.equal(voucher.code_grouped.replaceAll('-', ''), code)
  assert.equal(voucher.code_sealed, undefined)
})

test('what has no voucher, or one that is told already, stays as it is', () => {
  const codes = openCodes(home)
  for (const values of [{}, { voucher: null }, { voucher: { code: 'ABCD' } }])
    assert.deepEqual(withCode(codes, values), values)
})
