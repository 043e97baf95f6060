import { test } from 'node:test'
import assert from 'node:assert/strict'
import {
  distanceKm,
  findTown,
  postalCodesNear,
  postalCodesNearTown,
  searchTowns,
  townName,
} from './places.ts'

const found = (text: string) => searchTowns(text, 5).map(townName)

test('a town is found however its name is typed, and by its postal code', () => {
  for (const typed of ['Saint-Étienne', 'saint etienne', 'ST ETIENNE', 'st-étienne', 'Saint Etienne '])
    assert.equal(found(typed)[0], 'Saint-Étienne (42000)', typed)
  for (const code of ['42000', '42100']) assert.ok(found(code).includes('Saint-Étienne (42000)'), code)
  assert.equal(found("l'abergement-cl")[0], "L'Abergement-Clémenciat (01400)")
  assert.equal(found('lyon')[0], 'Lyon (69000)')
  assert.ok(found('chaponost')[0]?.startsWith('Chaponost'))
  for (const nothing of ['', ' ', 's', '%', 'Xyzzy', "'; drop table customer; --"])
    assert.deepEqual(found(nothing), [])
  assert.equal(searchTowns('saint', 8).length, 8)
})

test('around a town are its own postal codes and those within the distance', () => {
  const near = postalCodesNearTown('42218', 5)
  for (const code of ['42000', '42100', '42230']) assert.ok(near.includes(code), code)
  assert.ok(near.includes('42150'), 'La Ricamarie is next to it')
  assert.ok(!near.includes('69001'))
  assert.ok(postalCodesNearTown('42218', 60).includes('69001'))
  assert.deepEqual(postalCodesNearTown('00000', 5), [])
  assert.deepEqual(postalCodesNear('99999', 5), ['99999'])
  const [lyon, marseille] = [findTown('69123')!, findTown('13055')!]
  assert.ok(Math.abs(distanceKm(lyon, marseille) - 277) < 5)
})
