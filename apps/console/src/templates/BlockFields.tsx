/** The fields of each kind of block. */
import { ChipsField } from './ChipsField.tsx'
import type { FieldsProps } from './fields-props.ts'
import { ColumnsFields, ProductsFields } from './GroupFields.tsx'
import { CountdownFields, PointsFields, PromotionsFields, VoucherFields } from './OwnBlocks.tsx'
import type { BlockOf, OwnBlock } from './queries.ts'
import { MapFields, StoreFields } from './StoreBlocks.tsx'
import { ButtonFields, PictureFields, TextFields } from './WordBlocks.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function BlockFields({ block, onBlock, readOnly }: FieldsProps<OwnBlock>) {
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
    case 'points':
      return <PointsFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'countdown':
      return <CountdownFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'store':
      return <StoreFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'map':
      return <MapFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'legal':
      return <LegalFields block={block} onBlock={onBlock} readOnly={readOnly} />
    case 'divider':
      return null
  }
}

function LegalFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'legal'>>) {
  const w = useWords()
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
}
