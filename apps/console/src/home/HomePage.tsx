/** The first page: how the shop is doing, and what waits to be seen. */
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ChartSkeleton, FiguresSkeleton } from '#ui/components/Skeletons.tsx'
import { IconDeviceTablet, IconPrinter } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { StepsBanner } from '../first-run/StepsBanner.tsx'
import { meQuery } from '../session.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
import { AwaitingAlerts } from './AwaitingAlerts.tsx'
import { Months } from './Months.tsx'
import { Outstanding } from './Outstanding.tsx'
import { Periods } from './Periods.tsx'
import { homeQuery } from './queries.ts'
import type { HomeFigures } from './queries.ts'
import { Recency } from './Recency.tsx'
import { useWords } from './words.ts'
import styles from './home.module.css'

const WHO_SEES_FIGURES = ['owner', 'marketing', 'store_manager']

export function HomePage() {
  const w = useWords()
  const f = useFormats()
  const { staff, user } = useSuspenseQuery(meQuery).data
  const sees_figures = WHO_SEES_FIGURES.includes(staff?.role ?? '')
  const store_id = useStoreId()
  const figures = useQuery({ ...homeQuery(store_id), enabled: sees_figures })
  const first_name = (staff?.name ?? user.name).split(' ')[0]!
  const now = figures.data?.as_of ?? new Date()
  return (
    <Page
      title={w('hello', { name: first_name })}
      lead={w('at', { day: f.weekday(now), time: f.time(now) })}
      actions={
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} />}
          onClick={() => print()}
        >
          {w('print')}
        </Button>
      }
    >
      {staff?.role === 'owner' && <StepsBanner />}
      <AwaitingAlerts />
      {!sees_figures && <p>{w('not_yours')}</p>}
      {figures.error && !figures.data && (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      )}
      {sees_figures && figures.isPending && (
        <>
          <FiguresSkeleton />
          <ChartSkeleton />
        </>
      )}
      {figures.data && <Shown figures={figures.data} />}
    </Page>
  )
}

const hasBegun = ({ months, recency }: HomeFigures) =>
  months.some(({ sales, total_cents_before }) => sales > 0 || total_cents_before !== null) ||
  Object.values(recency).some((count) => count > 0)

function Shown({ figures }: { figures: HomeFigures }) {
  const w = useWords()
  if (!hasBegun(figures))
    return (
      <EmptyState
        picture="receipt"
        title={w('empty')}
        action={
          <Button
            component="a"
            href={`${place().shop_path}/till/`}
            variant="default"
            leftSection={<IconDeviceTablet size={18} stroke={1.75} />}
          >
            {w('open_till')}
          </Button>
        }
      >
        {w('empty_for')}
      </EmptyState>
    )
  return (
    <>
      <Periods figures={figures} />
      <Months figures={figures} />
      <div className={styles.two}>
        <Recency recency={figures.recency} />
        {figures.outstanding && <Outstanding outstanding={figures.outstanding} />}
      </div>
    </>
  )
}
