/** Promotions that messages choose from for each reader; beside the list the one that is open. */
import { Badge, Button, SegmentedControl } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { Beside } from '#ui/components/Beside.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import type { Promotion } from './promotion-wish.ts'
import { PromotionForm } from './PromotionForm.tsx'
import type { PromotionsSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Show = 'open' | 'coming' | 'over'

const route = getRouteApi('/shell/messages/promotions')
const PAGE = 50

const promotionsQuery = (show: Show) =>
  infiniteQueryOptions({
    queryKey: ['/promotions', show],
    queryFn: ({ pageParam, signal }) =>
      api.get('/promotions', {
        query: { show, limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })

export function PromotionsPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const may_write = useRole().among('owner', 'marketing')
  const change = (wish: Partial<PromotionsSearch>) =>
    void navigate({ to: paths.promotions, search: { ...search, ...wish }, replace: true })
  const found = useInfiniteQuery(promotionsQuery(search.when ?? 'open'))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const opened = items.find(({ promotion_id }) => promotion_id === search.open)
  const add = may_write && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => change({ open: 'new' })}>
      {w('promotion_new')}
    </Button>
  )
  const list = found.error ? (
    <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  ) : found.isPending ? (
    <TextSkeleton lines={5} />
  ) : items.length === 0 ? (
    <EmptyState
      picture="gift"
      title={w(search.when ? 'promotions_none_found' : 'promotions_none')}
      action={!search.when && add}
    >
      {w('promotions_none_for')}
    </EmptyState>
  ) : (
    <ul className={styles.cards}>
      {items.map((one) => (
        <PromotionCard key={one.promotion_id} one={one} search={search} />
      ))}
    </ul>
  )
  return (
    <Page title={w('promotions_title')} lead={w('promotions_lead')} actions={items.length > 0 && add}>
      <MessageTabs />
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={w('promotions_title')}
          value={search.when ?? 'open'}
          onChange={(show) =>
            change({ when: show === 'open' ? undefined : (show as 'over'), open: undefined })
          }
          data={[
            { value: 'open', label: w('show_now') },
            { value: 'coming', label: w('show_coming') },
            { value: 'over', label: w('show_over') },
          ]}
        />
      </div>
      <Beside
        list={
          <>
            {list}
            {found.hasNextPage && (
              <Button
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {w('more')}
              </Button>
            )}
          </>
        }
        record={
          (opened || search.open === 'new') && (
            <PromotionForm
              key={search.open}
              promotion={opened ?? null}
              readOnly={!may_write}
              onDone={(open) => change({ open })}
            />
          )
        }
        label={w('promotion_edit')}
        onClose={() => change({ open: undefined })}
      />
    </Page>
  )
}

function PromotionCard({ one, search }: { one: Promotion; search: PromotionsSearch }) {
  const w = useWords()
  const f = useFormats()
  const isComing = new Date(one.valid_from) > new Date()
  return (
    <li className={styles.card} data-opened={one.promotion_id === search.open || undefined}>
      <span className={styles.percent}>{discountWords(one, f)}</span>
      <span className={styles.cardWords}>
        <Link
          to={paths.promotions}
          search={{ ...search, open: one.promotion_id }}
          replace
          className={styles.cardName}
        >
          {one.name}
        </Link>
        <span className={styles.soft}>
          {[
            one.product_name === one.name ? null : (one.product_name ?? one.category),
            isComing
              ? w('promotion_from', { day: f.dayMonth(one.valid_from) })
              : w('promotion_until', { day: f.dayMonth(new Date(Date.parse(one.valid_until) - 1)) }),
            one.per_customer_max !== null && w('promotion_each', { count: one.per_customer_max }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={styles.cardState}>
        {one.withdrawn_at && <Badge color="gray">{w('withdrawn_mark')}</Badge>}
        <span>{soldWords(one, w, f)}</span>
        <span className={styles.soft}>{w('promotion_shown', { count: one.shown })}</span>
      </span>
    </li>
  )
}

/** « 12 vendus sur 60 », or only how many. */
function soldWords(
  { sold_milli, left_milli }: Promotion,
  w: ReturnType<typeof useWords>,
  f: Formats,
): string {
  const [sold, count] = [f.number(sold_milli / 1000), Math.ceil(sold_milli / 1000)]
  if (left_milli === null) return w('promotion_sold', { count, sold })
  if (left_milli === 0) return w('promotion_sold_out', { count, sold })
  return w('promotion_sold_left', { count, sold, left: f.number(left_milli / 1000) })
}

type Formats = ReturnType<typeof useFormats>

function discountWords({ discount }: Promotion, f: ReturnType<typeof useFormats>): string {
  if (discount.kind === 'percent') return `−${f.percent(discount.percent / 100)}`
  if (discount.kind === 'amount') return `−${f.moneyShort(discount.cents)}`
  return f.moneyShort(discount.cents)
}
