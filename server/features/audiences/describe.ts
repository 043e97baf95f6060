/** What the builder shows: fields with what may be asked of them, choices, ready-made suggestions. */
import { fields } from '../../fields.ts'
import type { Context } from '../../platform/database.ts'
import { sayingFor } from './names.ts'
import { FILTER_OPERATORS, OPERATORS, type Asks } from './operators.ts'
import { sayRule } from './say.ts'
import { isList, isMeasure, type Choices, type Language, type Rule } from './shape.ts'
import { SUGGESTIONS } from './suggestions.ts'

const operatorsOf = (operators: Record<string, Asks>) =>
  Object.entries(operators).map(([operator, { values, of }]) => ({
    operator,
    values_min: values[0],
    values_max: values[1],
    of,
  }))

function choicesOf(choices: Choices | undefined, language: Language) {
  if (!choices) return { choices_of: null, choices: null }
  if (typeof choices === 'string') return { choices_of: choices, choices: null }
  if (isList(choices)) return { choices_of: choices.list, choices: null }
  return { choices_of: null, choices: choices.map(({ value, label }) => ({ value, label: label[language] })) }
}

/** In the reader's language, in the order in which people look for them. */
export function describeFields(language: Language) {
  return [...fields.values()].map((field) => {
    const events = isMeasure(field.reads) ? field.reads.events : null
    const isChoice = field.type === 'choice'
    return {
      key: field.key,
      group: field.group,
      label: field.label[language],
      phrase: field.phrase[language],
      none: field.none?.[language] ?? null,
      unit: field.unit?.[language] ?? null,
      type: field.type,
      ...choicesOf(field.choices, language),
      operators: operatorsOf(OPERATORS[field.type]),
      // What a choice is about is the choice itself.
      filters: (events?.filters ?? []).slice(isChoice ? 1 : 0).map((filter) => ({
        key: filter.key,
        label: filter.label[language],
        type: filter.type,
        ...choicesOf(filter.choices, language),
        operators: operatorsOf(FILTER_OPERATORS[filter.type]!),
      })),
      window: events?.at ? (events.window ?? 'past') : null,
      can_follow: events !== null && events.at !== null && (events.window ?? 'past') === 'past',
    }
  })
}

export const describeSuggestions = async (ctx: Context, language: Language) => {
  const saying = await sayingFor(
    ctx,
    SUGGESTIONS.map(({ rule }) => rule),
    language,
  )
  return SUGGESTIONS.map(({ key, name, why, rule }) => ({
    key,
    name: name[language],
    why: why[language],
    rule,
    sentence: sayRule(rule, saying),
  }))
}

/** The sentences of rules, in their order; null where there is no rule. */
export async function sayRules(
  ctx: Context,
  rules: (Rule | null)[],
  language: Language,
): Promise<(string | null)[]> {
  const saying = await sayingFor(
    ctx,
    rules.filter((rule) => rule !== null),
    language,
  )
  return rules.map((rule) => rule && sayRule(rule, saying))
}
