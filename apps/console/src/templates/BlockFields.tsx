/** The fields of each kind of block. */
import { Checkbox, NumberInput, Select, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { PictureField } from '#ui/components/PictureField.tsx'
import { storesQuery } from '../session.ts'
import { ChipsField } from './ChipsField.tsx'
import { ColumnsFields, ProductsFields } from './GroupFields.tsx'
import type { Block, BlockOf, OwnBlock } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export type FieldsProps<Of extends Block> = { block: Of; onBlock: (block: Of) => void; readOnly: boolean }

export function BlockFields({ block, onBlock, readOnly }: FieldsProps<OwnBlock>) {
  const w = useWords()
  switch (block.kind) {
    case 'text':
      return <TextFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'picture':
      return <PictureFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'button':
      return <ButtonFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'columns':
      return <ColumnsFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'products':
      return <ProductsFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'promotions':
      return <PromotionsFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'voucher':
      return <VoucherFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'countdown':
      return <CountdownFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'points':
      return (
        <>
          <Checkbox
            label={w('bar')}
            checked={block.bar}
            disabled={readOnly}
            onChange={(event) => onBlock({ ...block, bar: event.currentTarget.checked })}
          />
          <ChipsField
            signs
            label={w('points_words')}
            rows={2}
            value={block.words ?? ''}
            onValue={(words) => onBlock({ ...block, words })}
            readOnly={readOnly}
          />
        </>
      )
    case 'store':
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
    case 'map':
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
    case 'legal':
      return (
        <>
          <p className={styles.soft}>{w('legal_hint')}</p>
          <ChipsField
            signs
            label={w('legal_words')}
            rows={2}
            value={block.words ?? ''}
            onValue={(words) => onBlock({ ...block, words })}
            readOnly={readOnly}
          />
        </>
      )
    case 'divider':
      return null
  }
}

export function TextFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'text'>>) {
  const w = useWords()
  return (
    <>
      <ChipsField
        signs
        label={w('words')}
        value={block.words}
        onValue={(words) => onBlock({ ...block, words })}
        readOnly={readOnly}
        rows={6}
      />
      <AlignField align={block.align} onAlign={(align) => onBlock({ ...block, align })} readOnly={readOnly} />
    </>
  )
}

type AlignProps = {
  align: 'left' | 'center' | undefined
  onAlign: (align: 'left' | 'center') => void
  readOnly: boolean
}

function AlignField({ align = 'left', onAlign, readOnly }: AlignProps) {
  const w = useWords()
  return (
    <div>
      <div className={styles.fieldName}>{w('align')}</div>
      <SegmentedControl
        aria-label={w('align')}
        value={align}
        onChange={(value) => onAlign(value as 'left')}
        readOnly={readOnly}
        data={(['left', 'center'] as const).map((one) => ({ value: one, label: w(`align_${one}`) }))}
      />
    </div>
  )
}

export function PictureFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'picture'>>) {
  const w = useWords()
  return (
    <>
      {!readOnly && (
        <PictureField
          label={w('picture')}
          alt={block.alt}
          picture_id={block.picture_id}
          onPicture={(picture_id) => onBlock({ ...block, picture_id })}
        />
      )}
      {!block.decorative && (
        <AltField alt={block.alt} onAlt={(alt) => onBlock({ ...block, alt })} readOnly={readOnly} />
      )}
      <Checkbox
        label={w('decorative')}
        checked={block.decorative ?? false}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, decorative: event.currentTarget.checked })}
      />
      <UrlField
        url={block.url ?? ''}
        onUrl={(url) => onBlock(url ? { ...block, url } : without(block, 'url'))}
        readOnly={readOnly}
      />
      <Checkbox
        label={w('wide')}
        checked={block.wide ?? false}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, wide: event.currentTarget.checked })}
      />
    </>
  )
}

const without = <One extends object, Key extends keyof One>(one: One, key: Key): One => {
  const rest = { ...one }
  delete rest[key]
  return rest
}

export function AltField({
  alt,
  onAlt,
  readOnly,
}: {
  alt: string
  onAlt: (alt: string) => void
  readOnly: boolean
}) {
  const w = useWords()
  return (
    <TextInput
      label={w('alt')}
      description={w('alt_hint')}
      value={alt}
      onChange={(event) => onAlt(event.currentTarget.value)}
      maxLength={300}
      readOnly={readOnly}
    />
  )
}

export function UrlField({
  url,
  onUrl,
  readOnly,
}: {
  url: string
  onUrl: (url: string) => void
  readOnly: boolean
}) {
  const w = useWords()
  return (
    <ChipsField
      line
      label={w('url')}
      example={w('url_example')}
      value={url}
      onValue={onUrl}
      maxLength={1000}
      readOnly={readOnly}
    />
  )
}

export function ButtonFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'button'>>) {
  const w = useWords()
  return (
    <>
      <ChipsField
        line
        label={w('label')}
        value={block.label}
        onValue={(label) => onBlock({ ...block, label })}
        readOnly={readOnly}
      />
      <UrlField url={block.url} onUrl={(url) => onBlock({ ...block, url })} readOnly={readOnly} />
      <AlignField align={block.align} onAlign={(align) => onBlock({ ...block, align })} readOnly={readOnly} />
    </>
  )
}

function PromotionsFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'promotions'>>) {
  const w = useWords()
  return (
    <>
      <TextInput
        label={w('block_title')}
        value={block.title ?? ''}
        onChange={(event) => onBlock({ ...block, title: event.currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
      <NumberInput
        label={w('count')}
        value={block.count}
        min={1}
        max={6}
        allowDecimal={false}
        clampBehavior="strict"
        readOnly={readOnly}
        onChange={(value) => Number(value) >= 1 && onBlock({ ...block, count: Math.min(6, Number(value)) })}
      />
      <Checkbox
        label={w('show_reason')}
        checked={block.show_reason}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, show_reason: event.currentTarget.checked })}
      />
    </>
  )
}

function VoucherFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'voucher'>>) {
  const w = useWords()
  return (
    <>
      <Select
        label={w('voucher_from')}
        value={block.from}
        onChange={(from) => from && onBlock({ ...block, from: from as 'hand' })}
        data={(['message', 'hand'] as const).map((one) => ({ value: one, label: w(`voucher_${one}`) }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      <div>
        <div className={styles.fieldName}>{w('voucher_show')}</div>
        <SegmentedControl
          aria-label={w('voucher_show')}
          value={block.show}
          onChange={(show) => onBlock({ ...block, show: show as 'qr' })}
          readOnly={readOnly}
          data={(['qr', 'barcode', 'code'] as const).map((one) => ({
            value: one,
            label: w(`voucher_${one}`),
          }))}
        />
      </div>
      <ChipsField
        signs
        label={w('voucher_words')}
        rows={2}
        value={block.words ?? ''}
        onValue={(words) => onBlock({ ...block, words })}
        readOnly={readOnly}
      />
    </>
  )
}

function CountdownFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'countdown'>>) {
  const w = useWords()
  const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  return (
    <>
      <Select
        label={w('countdown_to')}
        value={block.to.kind}
        onChange={(kind) =>
          kind &&
          onBlock({ ...block, to: kind === 'day' ? { kind, day: inAWeek() } : { kind: kind as 'points' } })
        }
        data={(['points', 'voucher', 'day'] as const).map((one) => ({
          value: one,
          label: w(`countdown_${one}`),
        }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {block.to.kind === 'day' && (
        <DateField
          label={w('day')}
          value={block.to.day}
          readOnly={readOnly}
          onValue={(day) => onBlock({ ...block, to: { kind: 'day', day } })}
        />
      )}
      <TextInput
        label={w('countdown_words')}
        value={block.words ?? ''}
        onChange={(event) => onBlock({ ...block, words: event.currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
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
