/** Who lives near Saint-Étienne, made up: first names by the decade they were given in, surnames, streets and towns. */
import type { Random } from './random.ts'

const words = (text: string) => text.trim().split(/\s+/)

/** The decade of birth, then names that were common then. A clothes shop knows more women than men. */
const WOMEN: Record<number, string[]> = {
  1930: words('Jeannine Paulette Simone Denise Yvette Ginette Odette Huguette'),
  1940: words('Monique Nicole Françoise Danielle Josiane Arlette Colette Jacqueline Claudette Michèle'),
  1950: words('Martine Brigitte Chantal Annie Dominique Christiane Marie-Claude Ghislaine Evelyne Mireille'),
  1960: words(
    'Sylvie Catherine Corinne Véronique Pascale Patricia Isabelle Muriel Agnès Fabienne Nadine Laurence',
  ),
  1970: words(
    'Sandrine Stéphanie Céline Karine Virginie Delphine Séverine Nathalie Sabrina Nadia Carole Estelle',
  ),
  1980: words('Aurélie Émilie Élodie Laetitia Julie Vanessa Mélanie Jennifer Fanny Audrey Samira Amandine'),
  1990: words('Marine Laura Pauline Mathilde Camille Manon Anaïs Marion Margaux Clémence Inès Justine'),
  2000: words('Léa Chloé Emma Sarah Océane Louise Jade Zoé Lina Romane'),
}
const MEN: Record<number, string[]> = {
  1940: words('Gérard Bernard Michel Roger'),
  1950: words('Alain Patrick Jean-Paul Serge'),
  1960: words('Philippe Éric Thierry Pascal Didier'),
  1970: words('Stéphane Christophe Laurent Frédéric Karim'),
  1980: words('Nicolas Julien Sébastien Mickaël Mehdi'),
  1990: words('Kévin Maxime Alexandre Romain Yanis'),
}
/** How many customers were born in each decade. */
const AGES: [decade: number, weight: number][] = [
  [1930, 2],
  [1940, 9],
  [1950, 16],
  [1960, 20],
  [1970, 20],
  [1980, 16],
  [1990, 11],
  [2000, 6],
]

const SURNAMES = words(`
  Abadie Achard Alvarez Amblard Arnaud Aubert Aubry Ayache Badiou Bailly Barbier Bardin Barlet Barou Bastide Baudry
  Bayle Beal Beaufils Belkacem Benali Béraud Berger Bernard Berthet Berthon Besson Blanc Blanchard Boissy Bonnard
  Bonnefoy Bonnet Borel Bouchet Boudon Boulanger Bourgeois Bourgin Boyer Breuil Brossard Brun Brunel Brunon Bruyère
  Buisson Cadet Carron Celle Chabanne Chalancon Chambon Champagnac Chapelon Chapuis Charbonnier Charra Charroin Chausse
  Chavanne Cheminal Chevalier Chomat Chometon Claudinon Clavel Cognet Colin Collard Colombet Combe Constant Coste Courbon
  Crozet Cuisson Dancert Darne David Défour Degache Delorme Deschamps Descos Desjoyaux Devun Didier Drevet Dubois Duchamp
  Ducreux Dufour Dumas Duplay Dupré Dupuy Durand Epalle Escot Exbrayat Fabre Faure Favier Fayard Fayolle Ferrand Ferreira
  Fournel Fournier Fraisse Françon Frappa Fressynet Gachet Gagnaire Garcia Garnier Gaucher Gay Gerin Gidon Girard Giraud
  Girodet Gonon Gouttebarge Granger Grangette Gras Grousson Guichard Guillaume Guyot Hamidi Imbert Jacquet Jacquemond Joly
  Jourjon Juban Lacombe Lafay Lardon Larue Laurent Leclerc Limousin Lopez Lyonnet Magand Malosse Marcoux Marin Martin
  Martinez Masson Mathevet Mathieu Merle Meunier Michalon Montagne Montmartin Morel Moulin Mounier Nicolas Olivier Oriol
  Padel Pagès Palle Paret Pascal Peyrard Peyron Philibert Pichon Pinatel Poncet Ponchon Portafaix Poyet Pradier Quiblier
  Ravel Raymond Reynaud Rey Richard Rivat Rivière Robert Rochette Roche Romeyer Rousset Roux Royet Sabatier Sagnard Sahuc
  Samuel Sanchez Seux Soulier Souvignet Tardy Teyssier Thiollier Thomas Tissot Tranchant Vacher Vallat Varenne Verney
  Vial Vialleton Vidal Vincent Vray Zerbib`)

const STREETS = [
  'rue des Acacias',
  'rue du Marché',
  'avenue de la Gare',
  'rue des Tilleuls',
  'rue de la Fontaine',
  'place de l’Église',
  'rue des Passementiers',
  'rue du Moulin',
  'impasse des Lilas',
  'rue des Écoles',
  'boulevard de la Mairie',
  'rue du Petit Bois',
  'chemin des Vignes',
  'rue du Stade',
  'allée des Cerisiers',
  'rue de la Mine',
  'rue Neuve',
]
const TOWNS: [[postal_code: string, city: string], weight: number][] = [
  [['42000', 'Saint-Étienne'], 42],
  [['42100', 'Saint-Étienne'], 26],
  [['42270', 'Saint-Priest-en-Jarez'], 5],
  [['42390', 'Villars'], 4],
  [['42290', 'Sorbiers'], 3],
  [['42650', 'Saint-Jean-Bonnefonds'], 3],
  [['42230', 'Roche-la-Molière'], 4],
  [['42700', 'Firminy'], 4],
  [['42400', 'Saint-Chamond'], 5],
  [['42350', 'La Talaudière'], 2],
  [['42660', 'Saint-Genest-Malifaux'], 2],
]

export type Name = { first_name: string; last_name: string; birth_year: number }

export function namedPerson(random: Random): Name {
  const decade = random.weigh(AGES)
  const men = MEN[decade]
  const first_name = random.pick(men && random.chance(0.14) ? men : WOMEN[decade]!)
  return { first_name, last_name: random.pick(SURNAMES), birth_year: decade + random.between(0, 9) }
}

export function address(random: Random) {
  const [postal_code, city] = random.weigh(TOWNS)
  return { line1: `${random.between(1, 118)} ${random.pick(STREETS)}`, postal_code, city, country: 'FR' }
}

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.between(0, 9)).join('')

/**
 * Numbers that ring nowhere: what ARCEP keeps for films and books (decision 2018-0881, article 2.5.12), 10,000 mobiles
 * among them; so `nth` is told instead of drawn, and no two people share one.
 */
export function mobilePhone(nth: number): string {
  const last = String(nth % 10_000).padStart(4, '0')
  return `06 39 98 ${last.slice(0, 2)} ${last.slice(2)}`
}
export const homePhone = (random: Random) => `04 65 71 ${digits(random, 2)} ${digits(random, 2)}`

const bare = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase()

const LAND_LINES = ['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49']

/** As many as are kept for fiction, one each: ten thousand mobiles, then fifty thousand land lines; then none is left. */
export function fictionPhone(nth: number): string | null {
  if (nth < 10_000) return mobilePhone(nth)
  const area = LAND_LINES[Math.floor(nth / 10_000) - 1]
  const last = String(nth % 10_000).padStart(4, '0')
  return area ? `${area} ${last.slice(0, 2)} ${last.slice(2)}` : null
}

/** Domains that RFC 2606 keeps for examples. */
export function emailOf({ first_name, last_name, birth_year }: Name, random: Random, nth?: number): string {
  const ending =
    nth !== undefined
      ? String(nth)
      : random.weigh([
          ['', 5],
          [String(birth_year % 100).padStart(2, '0'), 3],
          ['42', 2],
        ])
  const local = random.weigh([
    [`${bare(first_name)}.${bare(last_name)}${ending}`, 5],
    [`${bare(first_name).slice(0, 1)}.${bare(last_name)}${ending}`, 2],
    [`${bare(last_name)}.${bare(first_name)}${ending}`, 1],
  ])
  return `${local}@${random.pick(['example.org', 'example.com', 'example.net'])}`
}
