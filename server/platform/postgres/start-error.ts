/**
 * Why the database could not be started, said so that a shopkeeper knows what to do next.
 * The language comes straight from the environment: these sentences are spoken before any setting is read.
 */

type Details = Record<string, string>
type Sentence = (d: Details) => string

const sentences = {
  folder_not_writable: {
    fr: (d) =>
      `Le dossier de données ${d.folder} ne peut pas être écrit (${d.reason}). ` +
      `Donnez à ce compte le droit d’y écrire, ou choisissez un autre dossier avec COMPTOIR_HOME.`,
    en: (d) =>
      `The data folder ${d.folder} cannot be written (${d.reason}). ` +
      `Give this account the right to write there, or choose another folder with COMPTOIR_HOME.`,
  },
  folder_in_use: {
    fr: (d) =>
      `Comptoir tourne déjà sur le dossier ${d.folder}${d.pid ? ` (processus ${d.pid})` : ''}. ` +
      `Arrêtez-le d’abord, ou donnez un autre dossier à celui-ci avec COMPTOIR_HOME.`,
    en: (d) =>
      `Comptoir already runs on the folder ${d.folder}${d.pid ? ` (process ${d.pid})` : ''}. ` +
      `Stop it first, or give this one another folder with COMPTOIR_HOME.`,
  },
  disk_full: {
    fr: (d) =>
      `Il n’y a plus assez de place sur le disque de ${d.folder}${d.free_mb ? ` (${d.free_mb} Mo libres)` : ''}. ` +
      `Libérez au moins ${d.needed_mb} Mo, puis relancez.`,
    en: (d) =>
      `There is not enough room left on the disk of ${d.folder}${d.free_mb ? ` (${d.free_mb} MB free)` : ''}. ` +
      `Free at least ${d.needed_mb} MB, then start again.`,
  },
  port_unavailable: {
    fr: (d) =>
      `PostgreSQL n’a trouvé aucun port libre sur cette machine (dernier essai\u202f: ${d.port}). ` +
      `Arrêtez un programme qui écoute, puis relancez.`,
    en: (d) =>
      `PostgreSQL found no free port on this machine (last tried: ${d.port}). ` +
      `Stop a program that listens, then start again.`,
  },
  web_port_taken: {
    fr: (d) =>
      `Le port ${d.port} est déjà pris sur ${d.host}, ou réservé. Arrêtez le programme qui l’occupe, ` +
      `ou choisissez-en un autre avec PORT (par exemple PORT=4001).`,
    en: (d) =>
      `Port ${d.port} is already taken on ${d.host}, or reserved. Stop the program that uses it, ` +
      `or choose another with PORT (for example PORT=4001).`,
  },
  platform_not_supported: {
    fr: (d) =>
      `La base de données fournie ne fonctionne pas sur cette machine (${d.platform}). ` +
      `Indiquez un serveur PostgreSQL 15 ou plus récent avec DATABASE_URL.`,
    en: (d) =>
      `The bundled database does not run on this machine (${d.platform}). ` +
      `Name a PostgreSQL server, 15 or later, with DATABASE_URL.`,
  },
  server_user_refused: {
    fr: (d) =>
      `PostgreSQL refuse de tourner en administrateur, et le compte sans droits (numéro ${d.uid}) ` +
      `n’est pas utilisable ici. Lancez Comptoir depuis un compte ordinaire.`,
    en: (d) =>
      `PostgreSQL refuses to run as root, and the account without rights (number ${d.uid}) ` +
      `cannot be used here. Start Comptoir from an ordinary account.`,
  },
  other_version: {
    fr: (d) =>
      `Les données de ${d.folder} viennent de PostgreSQL ${d.found}, alors que ce Comptoir apporte ` +
      `PostgreSQL ${d.ours}. Relancez la version de Comptoir qui les a écrites et exportez-les.`,
    en: (d) =>
      `The data in ${d.folder} come from PostgreSQL ${d.found} while this Comptoir brings ` +
      `PostgreSQL ${d.ours}. Start the Comptoir version that wrote them and export them.`,
  },
  not_a_database: {
    fr: (d) =>
      `Le dossier ${d.folder} n’est pas vide et ne contient pas de base PostgreSQL. ` +
      `Déplacez-le ailleurs, puis relancez\u202f: rien n’y a été touché.`,
    en: (d) =>
      `The folder ${d.folder} is not empty and holds no PostgreSQL database. ` +
      `Move it away, then start again: nothing in it was touched.`,
  },
  secret_wrong: {
    fr: (d) =>
      `Le mot de passe gardé dans ${d.folder} n’ouvre pas la base de données à côté. ` +
      `Remettez le dossier « secrets » de la sauvegarde qui va avec ces données.`,
    en: (d) =>
      `The password kept in ${d.folder} does not open the database beside it. ` +
      `Put back the “secrets” folder of the backup that belongs to these data.`,
  },
  server_unclear: {
    fr: (d) =>
      `Un autre processus (${d.pid}) utilise peut-être la base de ${d.folder}, et il n’a pas pu être ` +
      `reconnu ou arrêté. Arrêtez-le, puis relancez.`,
    en: (d) =>
      `Another process (${d.pid}) may be using the database in ${d.folder} and could not be ` +
      `recognised or stopped. Stop it, then start again.`,
  },
  server_failed: {
    fr: (d) => `PostgreSQL ne démarre pas\u202f: ${d.reason} Le journal complet est dans ${d.log}.`,
    en: (d) => `PostgreSQL does not start: ${d.reason} The whole journal is in ${d.log}.`,
  },
  server_unreachable: {
    fr: (d) =>
      `Le serveur de DATABASE_URL (${d.server}) ne répond pas\u202f: ${d.reason}. ` +
      `Vérifiez l’adresse, le compte et le mot de passe.`,
    en: (d) =>
      `The server of DATABASE_URL (${d.server}) does not answer: ${d.reason}. ` +
      `Check the address, the account and the password.`,
  },
  server_too_old: {
    fr: (d) => `Ce serveur est PostgreSQL ${d.found}. Comptoir demande PostgreSQL 15 ou plus récent.`,
    en: (d) => `This server is PostgreSQL ${d.found}. Comptoir asks for PostgreSQL 15 or later.`,
  },
  not_durable: {
    fr: (d) =>
      `Le réglage ${d.setting} de PostgreSQL vaut ${d.value}\u202f: une vente enregistrée pourrait être ` +
      `perdue lors d’une coupure. Remettez ${d.setting} = on, puis relancez.`,
    en: (d) =>
      `The PostgreSQL setting ${d.setting} is ${d.value}: a recorded sale could be lost in a power cut. ` +
      `Put ${d.setting} = on back, then start again.`,
  },
  role_refused: {
    fr: (d) =>
      `Le compte de DATABASE_URL ne peut pas préparer le rôle ${d.role} (${d.reason}). ` +
      `Demandez à l’administrateur du serveur\u202f: alter role ${d.owner} createrole;`,
    en: (d) =>
      `The account of DATABASE_URL cannot prepare the role ${d.role} (${d.reason}). ` +
      `Ask the administrator of the server for: alter role ${d.owner} createrole;`,
  },
  role_too_strong: {
    fr: (d) =>
      `Le rôle ${d.role} de ce serveur peut lire les données de toutes les enseignes. ` +
      `Retirez-lui ce droit\u202f: alter role ${d.role} nosuperuser nobypassrls;`,
    en: (d) =>
      `The role ${d.role} of this server may read the data of every shop. ` +
      `Take that right away: alter role ${d.role} nosuperuser nobypassrls;`,
  },
} satisfies Record<string, { fr: Sentence; en: Sentence }>

export type StartErrorCode = keyof typeof sentences

/** French unless the machine is set to English; LC_ALL wins over LANG, as everywhere else. */
export function spokenLanguage(environment: Record<string, string | undefined>): 'fr' | 'en' {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return locale.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

/** Chooses one of two sentences that the supervisor says while it works. */
export function say(fr: string, en: string): string {
  return spokenLanguage(process.env) === 'en' ? en : fr
}

export class StartError extends Error {
  code: StartErrorCode
  details: Details

  constructor(code: StartErrorCode, details: Details = {}, cause?: unknown) {
    super(sentences[code][spokenLanguage(process.env)](details), { cause })
    this.name = 'StartError'
    this.code = code
    this.details = details
  }

  in(language: 'fr' | 'en'): string {
    return sentences[this.code][language](this.details)
  }
}
