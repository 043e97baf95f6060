/** Blocks that hold several things: columns, and a grid of products. */
import { Button, Checkbox, Menu, TextInput } from '@mantine/core'
import { PictureField } from '#ui/components/PictureField.tsx'
import { IconPlus, IconTrash } from '#ui/icons.ts'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { useProductNames } from '../products/queries.ts'
import type { FieldsProps } from './fields-props.ts'
import { ButtonFields, PictureFields, TextFields } from './WordBlocks.tsx'
import { newBlock } from './blocks.ts'
import type { BlockOf, SmallBlock } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const SMALL = ['text', 'picture', 'button', 'divider'] as const
const SMALL_MAX = 6

export function ColumnsFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'columns'>>) {
  const w = useWords()
  const set = (at: number, column: SmallBlock[]) =>
    onBlock({ ...block, columns: block.columns.map((one, index) => (index === at ? column : one)) })
  return (
    <>
      {block.columns.map((column, at) => (
        <fieldset key={at} className={styles.group}>
          <legend className={styles.fieldName}>{w('column', { count: at + 1 })}</legend>
          {column.map((one, place) => (
            <div key={one.block_id} className={styles.form}>
              <Small
                block={one}
                onBlock={(next) =>
                  set(
                    at,
                    column.map((old, index) => (index === place ? next : old)),
                  )
                }
                readOnly={readOnly}
              />
              {!readOnly && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconTrash size={14} stroke={1.75} />}
                  onClick={() =>
                    set(
                      at,
                      column.filter((_, index) => index !== place),
                    )
                  }
                >
                  {w('block_remove')}
                </Button>
              )}
            </div>
          ))}
          {!readOnly && column.length < SMALL_MAX && (
            <Menu>
              <Menu.Target>
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconPlus size={14} stroke={1.75} />}
                >
                  {w('column_add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {SMALL.map((kind) => (
                  <Menu.Item
                    key={kind}
                    onClick={() =>
                      set(at, [
                        ...column,
                        newBlock(kind, { text: w('new_text'), button: w('new_button') }) as SmallBlock,
                      ])
                    }
                  >
                    {w(`kind_${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </fieldset>
      ))}
    </>
  )
}

function Small({ block, onBlock, readOnly }: FieldsProps<SmallBlock>) {
  if (block.kind === 'text') return <TextFields block={block} onBlock={onBlock} readOnly={readOnly} />
  if (block.kind === 'picture') return <PictureFields block={block} onBlock={onBlock} readOnly={readOnly} />
  if (block.kind === 'button') return <ButtonFields block={block} onBlock={onBlock} readOnly={readOnly} />
  return <hr />
}

const PRODUCTS_MAX = 12

export function ProductsFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'products'>>) {
  const w = useWords()
  const ids = block.products.map(({ product_id }) => product_id)
  const names = useProductNames(ids)
  const choose = (product_ids: string[]) =>
    onBlock({
      ...block,
      products: product_ids.map(
        (product_id) => block.products.find((one) => one.product_id === product_id) ?? { product_id },
      ),
    })
  const change = (at: number, wish: object) =>
    onBlock({
      ...block,
      products: block.products.map((one, index) => (index === at ? { ...one, ...wish } : one)),
    })
  return (
    <>
      <TextInput
        label={w('block_title')}
        value={block.title ?? ''}
        onChange={(event) => onBlock({ ...block, title: event.currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
      {!readOnly && (
        <ProductPicker
          label={w('products')}
          placeholder={w('products_search')}
          product_ids={ids}
          onProducts={choose}
          max={PRODUCTS_MAX}
        />
      )}
      <Checkbox
        label={w('show_prices')}
        checked={block.show_prices}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, show_prices: event.currentTarget.checked })}
      />
      {!readOnly &&
        block.products.map(({ product_id, picture_id, url }, at) => (
          <fieldset key={product_id} className={styles.group}>
            <legend className={styles.fieldName}>{names[product_id] ?? '…'}</legend>
            <PictureField
              label={w('product_photo', { name: names[product_id] ?? '' })}
              alt={names[product_id] ?? ''}
              picture_id={picture_id ?? null}
              onPicture={(kept) => change(at, { picture_id: kept })}
            />
            <TextInput
              label={w('product_url', { name: names[product_id] ?? '' })}
              placeholder={w('url_example')}
              value={url ?? ''}
              onChange={(event) => change(at, { url: event.currentTarget.value || undefined })}
              maxLength={1000}
            />
          </fieldset>
        ))}
    </>
  )
}
