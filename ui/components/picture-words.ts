import { featureWords } from '../words.ts'

const fr = {
  choose: 'Choisir une photo',
  change: 'Changer la photo',
  remove: 'Retirer la photo',
  hint: 'JPEG, PNG ou WebP. Elle est réduite avant l’envoi.',
  drop: 'Ou déposez-la ici.',
  sending: 'Envoi de la photo…',
  unreadable: 'Cette image n’est pas lisible : choisissez un JPEG, un PNG ou un WebP.',
}

export const pictureWords = featureWords('picture', fr, {
  choose: 'Choose a photo',
  change: 'Change the photo',
  remove: 'Remove the photo',
  hint: 'JPEG, PNG or WebP. It is made smaller before it is sent.',
  drop: 'Or drop it here.',
  sending: 'Sending the photo…',
  unreadable: 'This picture cannot be read: choose a JPEG, a PNG or a WebP.',
})
