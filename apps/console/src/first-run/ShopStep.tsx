/** The colour of the shop, on a card that shows it at once. */
import { useState } from 'react'
import { Button, ColorInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { applyTenantTheme, tenantTheme } from '#ui/tenant-theme.ts'
import { houseWords } from '#ui/house-words.ts'
import { shopQuery } from '../session.ts'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

const HOUSE = '#1f5c46'
const OFFERED = [HOUSE, '#1d4e89', '#7a2e4d', '#b5483a', '#a1641f', '#5b4a8a', '#2f3e46', '#c2185b']

export function ShopStep() {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const shop = useSuspenseQuery(shopQuery).data
  const [primary, setPrimary] = useState(shop.theme.primary ?? HOUSE)
  const theme = tenantTheme({ primary })
  const save = useMutation({
    mutationFn: () => api.patch('/tenant', { body: { theme: { primary } } }),
    onSuccess: (changed) => {
      queries.setQueryData(shopQuery.queryKey, changed)
      applyTenantTheme({ primary })
      showDone({ message: house('saved') })
    },
  })
  return (
    <>
      <p>{w('shop_lead')}</p>
      <div className={styles.two}>
        <div
          className={styles.card}
          role="img"
          aria-label={w('card_preview')}
          style={{ background: theme.brand, color: theme.on_brand }}
        >
          <div className={styles.cardShop}>{shop.name}</div>
          <div className={styles.cardFoot}>
            <span>{w('sample_name')}</span>
            <span className={styles.cardPoints}>{w('sample_points')}</span>
          </div>
        </div>
        <ColorInput
          label={w('colour')}
          description={theme.changed ? w('colour_changed') : undefined}
          format="hex"
          withEyeDropper={false}
          swatches={OFFERED}
          swatchesPerRow={8}
          value={primary}
          onChange={(value) => /^#[0-9a-f]{6}$/i.test(value) && setPrimary(value)}
        />
      </div>
      <div className={styles.foot}>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {w('save_colour')}
        </Button>
      </div>
    </>
  )
}
