import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fillPath, matchPath } from './route.ts'

test('a path is matched by its parts, and names are read from it', () => {
  assert.deepEqual(matchPath('/', '/'), {})
  assert.deepEqual(matchPath('/customers/:customer_id', '/customers/a%2Fb'), { customer_id: 'a/b' })
  assert.deepEqual(matchPath('/customers/:customer_id/', '/customers/7/'), { customer_id: '7' })
  assert.equal(matchPath('/customers/:customer_id', '/customers'), undefined)
  assert.equal(matchPath('/customers/:customer_id', '/customers/7/edit'), undefined)
  assert.equal(matchPath('/sales/:sale_id', '/customers/7'), undefined)
  assert.equal(fillPath('/customers/:customer_id', { customer_id: 'a/b' }), '/customers/a%2Fb')
})
