/** One upload: its parts as they come, the file kept, looked at, and answered with what was found. */
import type { FastifyRequest } from 'fastify'
import { getImport, addUpload, lookAt } from './actions.ts'
import { audit } from '../../platform/audit.ts'
import { receiveFile, shownName } from './keep-file.ts'
import { FIELDS, type ImportKind } from './reading/fields.ts'
import { refuse } from './refusals.ts'
import { nameOf } from './routes.ts'
import { detailsOf } from './show.ts'

const isKind = (text: unknown): text is ImportKind => typeof text === 'string' && Object.hasOwn(FIELDS, text)

export async function receiveUpload(request: FastifyRequest, home: string) {
  const { import_id } = request.params as { import_id: string }
  if (!request.isMultipart()) throw refuse('import_file_missing')
  const tenant_id = request.tenant!.tenant_id
  let kind: unknown
  let arrived: { file: Awaited<ReturnType<typeof receiveFile>>; file_name: string } | undefined
  try {
    // The kind may come before the file or after it.
    for await (const part of request.parts()) {
      if (part.type === 'file')
        arrived = { file: await receiveFile(home, tenant_id, part.file), file_name: shownName(part.filename) }
      else if (part.fieldname === 'kind') kind = part.value
    }
    if (!arrived) throw refuse('import_file_missing')
    if (!isKind(kind)) throw refuse('import_kind_missing', { kinds: Object.keys(FIELDS) })
    const wish = {
      import_id: import_id.toLowerCase(),
      kind,
      home,
      ...arrived,
      reading: await lookAt(arrived.file.path),
      by_name: nameOf(request.principal),
    }
    return await request.inTenant(async (ctx) => {
      const added = await addUpload(ctx, wish)
      if (added)
        await audit(ctx, request, {
          action: 'import.uploaded',
          subject: `import:${import_id}`,
          details: { kind, bytes: wish.file.bytes },
        })
      return detailsOf(ctx, await getImport(ctx, import_id))
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw refuse('import_file_too_large')
    throw error
  } finally {
    // Nothing is left when it was moved to its place.
    await arrived?.file.drop()
  }
}
