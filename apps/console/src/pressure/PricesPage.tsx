/** The prices of the shop's contracts, what a volume costs, and what messages came to. */
import { useState } from 'react'
import { ActionIcon, Alert, Button, NumberInput, SegmentedControl } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { showDone } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconPlus, IconTrash } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { costOf } from '../../../../server/features/pressure/cost.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { costsQuery, pricesQuery, useChannelNames } from './queries.ts'
import { SpentPart } from './SpentPart.tsx'
import { useWords } from './words.ts'
import styles from './pressure.module.css'

const PRICED = ['email', 'sms', 'letter', 'phone'] as const
type Priced = (typeof PRICED)[number]
type Prices = Parameters<typeof costOf>[0]

/** Sold by the thousand; the others one by one. */
const unitOf = (channel: Priced) => (channel === 'email' ? 1000 : 1)

export function PricesPage() {
  const w = useWords()
  const { version, prices } = useSuspenseQuery(pricesQuery).data
  return (
    <Page
      title={w('prices_title')}
      lead={w('prices_lead')}
      breadcrumbs={[{ label: w('rules_tab'), to: paths.pressure }]}
    >
      <MessageTabs />
      <Form key={version} version={version} given={prices} />
      <Section title={w('spent_title')}>
        <SpentPart />
      </Section>
    </Page>
  )
}

function Form({ version, given }: { version: number; given: Prices }) {
  const w = useWords()
  const queries = useQueryClient()
  const may = useRole().among('owner', 'marketing')
  const [prices, setPrices] = useState(given)
  const changed = JSON.stringify(prices) !== JSON.stringify(given)
  const save = useMutation({
    mutationFn: () => api.put('/message-prices', { body: { version, prices } }),
    onSuccess: (now) => {
      queries.setQueryData(pricesQuery.queryKey, now)
      showDone({ message: w('prices_saved') })
    },
  })
  return (
    <form
      className={styles.result}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <fieldset disabled={!may} className={styles.group}>
        <div className={styles.prices}>
          {PRICED.map((channel) => (
            <ChannelPrice key={channel} channel={channel} prices={prices} setPrices={setPrices} />
          ))}
        </div>
      </fieldset>
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      {may && (
        <div className={styles.actions}>
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            {w('save')}
          </Button>
          {changed && <span className={styles.quiet}>{w('unsaved')}</span>}
        </div>
      )}
      <Plot prices={prices} />
    </form>
  )
}

type ChannelProps = { channel: Priced; prices: Prices; setPrices: (prices: Prices) => void }

function ChannelPrice({ channel, prices, setPrices }: ChannelProps) {
  const w = useWords()
  const f = useFormats()
  const name = useChannelNames()
  const known = useSuspenseQuery(costsQuery).data.channels.find((one) => one.channel === channel)!
  const tiers = prices[channel]
  const set = (next: typeof tiers) => setPrices({ ...prices, [channel]: next })
  const change = (at: number, part: Partial<(typeof tiers)[number]>) =>
    set(tiers.map((tier, nth) => (nth === at ? { ...tier, ...part } : tier)))
  const reach = f.percent(known.reach_basis_points / 10_000)
  return (
    <section className={styles.priceCard} aria-label={name(channel)}>
      <h2 className={styles.hoursTitle}>{name(channel)}</h2>
      <p className={styles.quiet}>
        {w(known.measured ? 'price_reach' : 'price_reach_guess', { share: reach })}{' '}
        {w('price_this_month', { count: known.this_month })}
      </p>
      {tiers.map((tier, at) => (
        <div key={at} className={styles.tier}>
          <NumberInput
            label={w('price_from')}
            suffix={w('price_from_suffix')}
            thousandSeparator={'\u202f'}
            hideControls
            disabled={at === 0}
            min={1}
            value={tier.from}
            onChange={(value) => change(at, { from: Math.max(1, Math.round(Number(value) || 1)) })}
          />
          <PriceInput
            label={w(unitOf(channel) === 1 ? 'price_each' : 'price_thousand')}
            millicents={tier.millicents}
            unit={unitOf(channel)}
            onMillicents={(millicents) => change(at, { millicents })}
          />
          {at > 0 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={42}
              aria-label={w('price_remove')}
              onClick={() => set(tiers.filter((_, nth) => nth !== at))}
            >
              <IconTrash size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        className={styles.start}
        leftSection={<IconPlus size={18} stroke={1.75} />}
        onClick={() =>
          set([...tiers, { from: tiers.at(-1)!.from * 10, millicents: tiers.at(-1)!.millicents }])
        }
      >
        {w('price_add')}
      </Button>
    </section>
  )
}

const MILLICENTS_PER_EURO = 100_000

type PriceProps = {
  label: string
  millicents: number
  unit: number
  onMillicents: (millicents: number) => void
}

function PriceInput({ label, millicents, unit, onMillicents }: PriceProps) {
  return (
    <NumberInput
      label={label}
      suffix={'\u202f€'}
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      decimalScale={unit === 1 ? 4 : 2}
      fixedDecimalScale={unit !== 1}
      hideControls
      min={0}
      value={(millicents * unit) / MILLICENTS_PER_EURO}
      onChange={(value) => onMillicents(Math.round((Number(value) * MILLICENTS_PER_EURO) / unit))}
    />
  )
}

const LARGE = Array.from({ length: 11 }, (_, nth) => nth * 10_000)
const SMALL = Array.from({ length: 11 }, (_, nth) => nth * 500)
const SHOWN = { email: 50_000, sms: 10_000, letter: 1_000, phone: 200 } as const

function Plot({ prices }: { prices: Prices }) {
  const w = useWords()
  const f = useFormats()
  const name = useChannelNames()
  const [channel, setChannel] = useState<Priced>('sms')
  const volumes = channel === 'letter' || channel === 'phone' ? SMALL : LARGE
  const cents = (count: number) => costOf(prices, channel, count) / 1_000
  const flat = (count: number) => (count * costOf(prices, channel, 1)) / 1_000
  const shown = SHOWN[channel]
  const each = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 4 }).format(cents(shown) / 100 / shown)
  return (
    <div className={styles.result}>
      <SegmentedControl
        className={styles.start}
        aria-label={w('plot_volume')}
        data={PRICED.map((value) => ({ value, label: name(value) }))}
        value={channel}
        onChange={(value) => setChannel(value as Priced)}
      />
      <ChartFrame
        sentence={w('plot_said', {
          count: `${f.number(shown)} ${name(channel)}`,
          cost: f.moneyRound(cents(shown)),
          each: `${each}\u202f€`,
        })}
        about={w('plot_about')}
        headings={[w('plot_volume'), w('plot_cost'), w('plot_flat')]}
        rows={volumes.map((count) => [
          f.number(count),
          f.moneyRound(cents(count)),
          f.moneyRound(flat(count)),
        ])}
      >
        <TimeChart
          labels={volumes.map((count) => f.numberShort(count))}
          main={{ label: w('plot_cost'), values: volumes.map(cents) }}
          compared={{ label: w('plot_flat'), values: volumes.map(flat) }}
          write={f.moneyRound}
          spoken={w('plot_volume')}
        />
      </ChartFrame>
    </div>
  )
}
