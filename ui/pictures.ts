/** Where a kept picture is shown from, for everybody. */
import { place } from './places.ts'

export const addressOfPicture = (picture_id: string) =>
  `${place().shop_path}/api/pictures/${encodeURIComponent(picture_id)}`
