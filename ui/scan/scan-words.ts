import { featureWords } from '../words.ts'

const fr = {
  picture: 'Image de la caméra',
  starting: 'La caméra démarre…',
  looking: 'Placez le code dans le cadre',
  refused: 'La caméra n’est pas autorisée. Autorisez-la dans les réglages du navigateur, ou tapez le numéro.',
  absent: 'Aucune caméra trouvée. Tapez le numéro de la carte.',
}

export const scanWords = featureWords('scan', fr, {
  picture: 'Camera picture',
  starting: 'The camera is starting…',
  looking: 'Place the code in the frame',
  refused: 'The camera is not allowed. Allow it in the browser’s settings, or type the number.',
  absent: 'No camera found. Type the number of the card.',
})
