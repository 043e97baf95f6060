/** Whom a block is shown to: everybody, or by screen, season, store or tier. */
import { MultiSelect, Select, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { storesQuery } from '../session.ts'
import type { BlockOf, OwnBlock } from './queries.ts'
import { useWords } from './words.ts'

export type Shown = Exclude<OwnBlock, BlockOf<'legal'>>
type Only = NonNullable<Shown['only']>
type Props = { only: Only | undefined; onOnly: (only: Only | undefined) => void; readOnly: boolean }

const KINDS = ['everybody', 'phone', 'desk', 'season', 'weather', 'store', 'tier'] as const
const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const
const WEATHERS = ['sun', 'cloud', 'rain', 'storm', 'snow', 'fog'] as const
const TIERS_MAX = 20

const kindOf = (only: Only | undefined) =>
  !only ? 'everybody' : only.by === 'device' ? only.device : only.by

export function OnlyField({ only, onOnly, readOnly }: Props) {
  const w = useWords()
  const stores = useQuery(storesQuery).data?.items ?? []
  const choose = (kind: (typeof KINDS)[number]) => {
    if (kind === 'everybody') return onOnly(undefined)
    if (kind === 'phone' || kind === 'desk') return onOnly({ by: 'device', device: kind })
    if (kind === 'season') return onOnly({ by: 'season', seasons: ['summer'] })
    if (kind === 'weather') return onOnly({ by: 'weather', kinds: ['rain'], unknown: false })
    if (kind === 'tier') return onOnly({ by: 'tier', tiers: [w('only_tier_first')] })
    return stores[0] && onOnly({ by: 'store', store_ids: [stores[0].store_id] })
  }
  return (
    <>
      <Select
        label={w('only')}
        value={kindOf(only)}
        onChange={(kind) => kind && choose(kind as 'phone')}
        data={KINDS.map((one) => ({ value: one, label: w(`only_${one}`) }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {only?.by === 'season' && (
        <MultiSelect
          label={w('only_season')}
          data={SEASONS.map((one) => ({ value: one, label: w(`season_${one}`) }))}
          value={only.seasons}
          // Nobody at all is not meant by taking the last one away.
          onChange={(seasons) =>
            seasons.length > 0 && onOnly({ by: 'season', seasons: seasons as ['summer'] })
          }
          readOnly={readOnly}
        />
      )}
      {only?.by === 'weather' && (
        <>
          <MultiSelect
            label={w('only_weather')}
            data={WEATHERS.map((one) => ({ value: one, label: w(`weather_${one}`) }))}
            value={only.kinds}
            onChange={(kinds) => kinds.length > 0 && onOnly({ ...only, kinds: kinds as ['rain'] })}
            readOnly={readOnly}
          />
          <Select
            label={w('weather_unknown')}
            description={w('weather_unknown_hint')}
            value={only.unknown ? 'shown' : 'hidden'}
            onChange={(value) => value && onOnly({ ...only, unknown: value === 'shown' })}
            data={[
              { value: 'hidden', label: w('weather_unknown_hidden') },
              { value: 'shown', label: w('weather_unknown_shown') },
            ]}
            allowDeselect={false}
            readOnly={readOnly}
          />
        </>
      )}
      {only?.by === 'store' && (
        <MultiSelect
          label={w('only_store')}
          data={stores.map((one) => ({ value: one.store_id, label: one.name }))}
          value={only.store_ids}
          onChange={(store_ids) => store_ids.length > 0 && onOnly({ by: 'store', store_ids })}
          searchable={stores.length > 10}
          readOnly={readOnly}
        />
      )}
      {only?.by === 'tier' && (
        <TagsInput
          label={w('only_tier')}
          description={w('only_tier_hint')}
          value={only.tiers}
          onChange={(tiers) => tiers.length > 0 && onOnly({ by: 'tier', tiers })}
          maxTags={TIERS_MAX}
          readOnly={readOnly}
        />
      )}
    </>
  )
}
