import type { Context } from '../../platform/database.ts'
import type { Photo } from '../../lib/photo.ts'

export const findPicture = ({ tx, tenant_id }: Context, picture_id: string) =>
  tx
    .selectFrom('picture as p')
    .innerJoin('picture_content as c', (join) =>
      join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.content_hash', '=', 'p.content_hash'),
    )
    .select([
      'p.picture_id',
      'p.sent_hash',
      'p.content_hash',
      'p.added_at',
      'c.media_type',
      'c.width',
      'c.height',
    ])
    .select((eb) => eb.fn<number>('octet_length', ['c.content']).as('byte_count'))
    .where('p.tenant_id', '=', tenant_id)
    .where('p.picture_id', '=', picture_id)
    .executeTakeFirst()

export const findContent = ({ tx, tenant_id }: Context, content_hash: Buffer) =>
  tx
    .selectFrom('picture_content')
    .select('content')
    .where('tenant_id', '=', tenant_id)
    .where('content_hash', '=', content_hash)
    .executeTakeFirst()

export const addContent = ({ tx, tenant_id }: Context, content_hash: Buffer, photo: Photo) =>
  tx
    .insertInto('picture_content')
    .values({
      tenant_id,
      content_hash,
      media_type: photo.type,
      width: photo.width,
      height: photo.height,
      content: photo.content,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

type NewPicture = { picture_id: string; content_hash: Buffer; sent_hash: Buffer }

/** Waits for whoever is just adding it; the first one stays. */
export const addPicture = ({ tx, tenant_id, actor, now }: Context, picture: NewPicture) =>
  tx
    .insertInto('picture')
    .values({ ...picture, tenant_id, added_by: actor, added_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'picture_id']).doNothing())
    .execute()
