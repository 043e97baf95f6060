/** A file that cannot be read at all, with a sentence that tells its owner what to do. */
const SENTENCES = {
  old_excel: {
    fr:
      'Ce fichier est un ancien classeur Excel (.xls). Ouvrez-le dans Excel ou LibreOffice, ' +
      'puis « Enregistrer sous » au format « Classeur Excel (.xlsx) » ou « CSV ».',
    en:
      'This file is an old Excel workbook (.xls). Open it in Excel or LibreOffice, then “Save ' +
      'as” Excel workbook (.xlsx) or CSV.',
  },
  protected: {
    fr:
      'Ce classeur est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe, ' +
      'enregistrez-le et recommencez.',
    en: 'This workbook is protected by a password. Open it, remove the password, save it and try again.',
  },
  too_big: {
    fr:
      'Ce classeur est trop volumineux une fois ouvert. Enregistrez la feuille au format CSV, ' +
      'ou partagez-la en plusieurs fichiers.',
    en: 'This workbook is too big once opened. Save the sheet as CSV, or split it into several files.',
  },
  damaged: {
    fr:
      'Ce fichier est abîmé ou incomplet. Enregistrez-le de nouveau depuis votre tableur, puis ' +
      'recommencez.',
    en: 'This file is damaged or incomplete. Save it again from your spreadsheet, then try again.',
  },
  not_a_table: {
    fr: 'Ce fichier n’est pas un tableau. Choisissez un fichier CSV, Excel (.xlsx) ou LibreOffice (.ods).',
    en: 'This file is not a table. Choose a CSV, Excel (.xlsx) or LibreOffice (.ods) file.',
  },
  no_such_sheet: {
    fr: 'Cette feuille n’existe pas dans le classeur. Choisissez-en une autre.',
    en: 'There is no such sheet in the workbook. Choose another one.',
  },
} as const

export type UnreadableCode = keyof typeof SENTENCES

export class Unreadable extends Error {
  readonly code: UnreadableCode
  readonly sentences: { fr: string; en: string }

  constructor(code: UnreadableCode) {
    super(SENTENCES[code].en)
    this.code = code
    this.sentences = SENTENCES[code]
  }
}
