/** Loops, which run without LiquidJS where they are simple, say what it would say. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { Liquid } from 'liquidjs'
import { readTemplate, type State } from './liquid.ts'

const values = {
  hours: ['lundi', 'mardi'],
  none: [],
  name: 'Ada',
  nested: [
    { name: 'a', list: [1, 2] },
    { name: 'b', list: [] },
  ],
  line: 'outside',
}
const state = (): State => ({
  missing: new Set(),
  size: 0,
  language: 'fr',
  currency: 'EUR',
  mark: null,
  address: () => '',
})

const SAME = [
  '{% for line in hours %}[{{ line }}]{% endfor %}{{ line }}',
  '{% for line in none %}x{% else %}rien{% endfor %}',
  '{% for line in absent %}x{% else %}rien{% endfor %}',
  '{% for line in absent %}x{% endfor %}',
  '{% for line in name %}[{{ line }}]{% endfor %}',
  '{% for one in nested %}{{ one.name }}{% for n in one.list %}{{ n }}{% else %}-{% endfor %}{% endfor %}',
  '{% for line in hours limit: 1 %}[{{ line }}]{% endfor %}',
  '{% for line in hours offset: 1 %}[{{ line }}]{% endfor %}',
  '{% for line in hours reversed %}[{{ line }}]{% endfor %}',
  '{% for line in hours %}{{ forloop.index }}{{ line }}{% endfor %}',
  '{% for n in (1..3) %}{{ n }}{% endfor %}',
  '{% for line in hours %}{{ line | upcase }}{% endfor %}',
  '{% for line in hours %}{% if line == "mardi" %}!{% endif %}{{ line }}{% endfor %}',
  '{% for one in nested %}{% for one in hours %}{{ one }}{% endfor %}{{ one.name }}{% endfor %}',
  '{% for line in hours %}{% assign seen = line %}{% endfor %}{{ seen }}',
  '{{ name | upcase }}{% for line in hours %}{{ line }}{% endfor %}{{ line }}',
]
for (const source of SAME)
  test(`as LiquidJS says it: ${source}`, () => {
    const said = new Liquid().parseAndRenderSync(source, values)
    assert.equal(readTemplate(source, 'text').fill(values, state()), said)
  })

test('loops within loops that write nothing end as well', () => {
  const depth = 16
  const source = '{% for a in hours %}'.repeat(depth) + '{% endfor %}'.repeat(depth)
  const filled = readTemplate(source, 'text')
  const begun = performance.now()
  assert.throws(() => filled.fill({ hours: ['a', 'b', 'c', 'd'] }, state()), { code: 'template_too_large' })
  assert.ok(performance.now() - begun < 5000)
})
