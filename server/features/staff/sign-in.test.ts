import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { browser, personOf, PASSWORD } from '../../../test/person.ts'

test('a person signs in with the password and is who they are in that shop', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = browser(shop)
  const wrong = await page('POST', '/sign-in/sign-in/email', { email: ada.email, password: 'not the password' })
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_email_or_password'])
  const right = await page('POST', '/sign-in/sign-in/email', { email: ada.email, password: PASSWORD })
  assert.equal(right.status, 200, JSON.stringify(right.body))
  assert.deepEqual(Object.keys(right.body), ['user'])
  assert.match(String(right.headers['set-cookie']), /comptoir\.session_token=.*HttpOnly.*SameSite=Lax/i)
  const session = await page('GET', '/sign-in/get-session')
  assert.equal(session.body.user.email, ada.email)
})
