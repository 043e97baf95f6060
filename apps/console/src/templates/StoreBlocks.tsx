/** The blocks about a store: where it is and when it is open, and the way there. */
import { Checkbox, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PictureField } from '#ui/components/PictureField.tsx'
import { storesQuery } from '../session.ts'
import type { FieldsProps } from './fields-props.ts'
import type { BlockOf } from './queries.ts'
import { AltField } from './WordBlocks.tsx'
import { useWords } from './words.ts'

export function StoreFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'store'>>) {
  const w = useWords()
  return (
    <>
      <StoreSelect
        store_id={block.store_id}
        onStore={(store_id) => onBlock({ ...block, store_id })}
        readOnly={readOnly}
      />
      <Checkbox
        label={w('show_hours')}
        checked={block.show_hours}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, show_hours: event.currentTarget.checked })}
      />
      <Checkbox
        label={w('show_phone')}
        checked={block.show_phone}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, show_phone: event.currentTarget.checked })}
      />
    </>
  )
}

export function MapFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'map'>>) {
  const w = useWords()
  return (
    <>
      <StoreSelect
        store_id={block.store_id}
        onStore={(store_id) => onBlock({ ...block, store_id })}
        readOnly={readOnly}
      />
      {!readOnly && (
        <PictureField
          label={w('picture')}
          alt={block.alt}
          picture_id={block.picture_id}
          onPicture={(picture_id) => onBlock({ ...block, picture_id })}
        />
      )}
      {block.picture_id && (
        <AltField alt={block.alt} onAlt={(alt) => onBlock({ ...block, alt })} readOnly={readOnly} />
      )}
    </>
  )
}

type StoreProps = { store_id: string | null; onStore: (store_id: string | null) => void; readOnly: boolean }

function StoreSelect({ store_id, onStore, readOnly }: StoreProps) {
  const w = useWords()
  const stores = useQuery(storesQuery).data?.items ?? []
  return (
    <Select
      label={w('store')}
      value={store_id ?? 'own'}
      onChange={(value) => onStore(value === 'own' ? null : value)}
      data={[
        { value: 'own', label: w('store_own') },
        ...stores.map((one) => ({ value: one.store_id, label: one.name })),
      ]}
      allowDeselect={false}
      searchable={stores.length > 10}
      readOnly={readOnly}
    />
  )
}
