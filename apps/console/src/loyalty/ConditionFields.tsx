/** When something holds, as sentences one adds: each condition is a chip that says itself, and opens to be changed. */
import { useState } from 'react'
import { Button, CloseButton, Menu } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconFilter, IconPlus } from '#ui/icons.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useLanguage } from '#ui/words.ts'
import { conditionsInWords } from '../../../../server/features/programmes/rules.ts'
import { storesQuery } from '../session.ts'
import { askedIn, begun, GROUP_NAMES, GROUPS, has, isOfPurchases, only, without } from './conditions.ts'
import type { Asked } from './conditions.ts'
import { ConditionPanel } from './ConditionPanel.tsx'
import type { Conditions, Programme } from './draft.ts'
import { tiersOf } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { Problem } from './Question.tsx'
import { useNames } from './queries.ts'
import { useToday } from './use-draft.ts'
import styles from './loyalty.module.css'

type ConditionProps = {
  draft: Programme
  when: Conditions
  onWhen: (when: Conditions) => void
  problemAt: (field: string) => string | undefined
  /** For what is not a purchase. */
  isActivity?: boolean
}

export function ConditionFields(props: ConditionProps) {
  const { draft, when, onWhen, problemAt } = props
  const e = useEditorWords()
  const say = useConditionWords(draft)
  const today = useToday()
  const [open, setOpen] = useState<Asked | null>(null)
  const held = askedIn(when)
  const shown = open && !held.includes(open) ? [...held, open] : held
  const offered = useOffered(props)
  const add = (asked: Asked) => {
    onWhen({ ...when, ...begun(asked, today) })
    setOpen(asked === 'first_purchase' ? null : asked)
  }
  return (
    <div className={styles.conditions}>
      <div className={styles.chips}>
        {shown.map((asked) => (
          <span
            key={asked}
            className={styles.chip}
            data-open={open === asked || undefined}
            data-wrong={problemOf(asked, problemAt) !== undefined || undefined}
          >
            <button
              type="button"
              className={styles.chipWords}
              aria-expanded={open === asked}
              onClick={() => setOpen(open === asked ? null : asked)}
            >
              {say(when, asked)}
            </button>
            <CloseButton
              size={28}
              aria-label={e('remove', { what: say(when, asked) })}
              onClick={() => {
                onWhen(without(when, asked))
                if (open === asked) setOpen(null)
              }}
            />
          </span>
        ))}
        <Menu shadow="sm" position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              variant="subtle"
              size="compact-md"
              leftSection={
                shown.length === 0 ? (
                  <IconFilter size={18} stroke={1.75} />
                ) : (
                  <IconPlus size={18} stroke={1.75} />
                )
              }
            >
              {shown.length === 0 ? e('condition_add_first') : e('condition_add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.menu}>
            {GROUP_NAMES.map((group) => {
              const some = GROUPS[group].filter((asked) => offered(asked) && !shown.includes(asked))
              return (
                some.length > 0 && [
                  <Menu.Label key={group}>{e(`group_${group}`)}</Menu.Label>,
                  ...some.map((asked) => (
                    <Menu.Item key={asked} onClick={() => add(asked)}>
                      {e(`ask_${asked}`)}
                    </Menu.Item>
                  )),
                ]
              )
            })}
          </Menu.Dropdown>
        </Menu>
      </div>
      {open && (
        <div className={styles.panel} role="group" aria-label={e(`ask_${open}`)}>
          <ConditionPanel asked={open} draft={draft} when={when} onWhen={onWhen} problemAt={problemAt} />
          <Button
            variant="default"
            size="compact-md"
            className={styles.add}
            onClick={({ currentTarget }) => !stopAtWrongField(currentTarget.parentElement!) && setOpen(null)}
          >
            {e('done')}
          </Button>
        </div>
      )}
      {shown
        .filter((asked) => asked !== open)
        .map((asked) => (
          <Problem key={asked}>{problemOf(asked, problemAt)}</Problem>
        ))}
    </div>
  )
}

/** Anything wrong with a condition, whichever of its fields it is. */
function problemOf(asked: Asked, problemAt: (field: string) => string | undefined): string | undefined {
  const ends = [
    '',
    '.from',
    '.to',
    '.from_minute',
    '.to_minute',
    '.days_before',
    '.days_after',
    '.0',
    '.1',
    '.2',
  ]
  const fields = asked === 'basket' ? ['basket_min_cents', 'basket_max_cents'] : [asked]
  for (const field of fields)
    for (const end of ends) {
      const problem = problemAt(`${field}${end}`)
      if (problem) return problem
    }
  return undefined
}

/** Tiers and clubs are offered where there are some, stores where there is a choice. */
function useOffered({ draft, isActivity }: ConditionProps) {
  const stores = useSuspenseQuery(storesQuery).data.items
  return (asked: Asked): boolean => {
    if (isActivity && isOfPurchases(asked)) return false
    if (asked === 'tier_ids') return tiersOf(draft).length > 0
    if (asked === 'store_ids') return stores.length > 1
    return true
  }
}

/** « le mardi de 14 h à 17 h » as customers read it; the shop's own words where customers do not. */
function useConditionWords(draft: Programme) {
  const e = useEditorWords()
  const language = useLanguage()
  const names = useNames([draft])
  return (when: Conditions, asked: Asked): string => {
    const one = only(when, asked)
    if (!has(when, asked)) return e('condition_choose', { what: e(`ask_${asked}`) })
    if (asked === 'tags') return e('tags_are', { names: (one.tags ?? []).join(', ') })
    if (asked === 'audience_ids') return e('audiences_are', { count: (one.audience_ids ?? []).length })
    return conditionsInWords(draft, one, language, names) || e(`ask_${asked}`)
  }
}
