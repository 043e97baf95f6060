/** People with names as skewed as real ones: a few names very frequent, a long tail of rare ones. */
import { makeCardNumber } from '../server/features/customers/card-number.ts'
import { fold, nameTokens, sortName } from '../server/features/customers/name-words.ts'
import { newId } from '../server/lib/id.ts'

export type BenchPerson = {
  customer_id: string
  first_name: string
  last_name: string
  sort_name: string
  tokens: string[]
  card: string
  phone: string
  email: string
  store_id: string
}

const words = (text: string) => text.trim().split(/\s+/)

const FIRST = words(`
  Marie Jean Pierre Michel André Jeanne Philippe Louis Nathalie Isabelle Alain Jacques Catherine Françoise
  Martine Christophe Sylvie Monique Julien Nicolas Sandrine Camille Thomas Julie Léa Manon Chloé Emma
  Lucas Hugo Élodie Céline Aurélie Mathilde Margaux Marion Maxime Antoine Anne-Marie Jean-Luc Jean-Pierre
  Marie-Claire Zoé Inès Anaïs Yasmine Mohamed Fatima Karim Loïc Gaëlle Maëlle Noémie Rémi Valérie
  Véronique Sébastien Frédéric Étienne Benoît`)
const LAST = words(`
  Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux
  David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre
  Faure Andre Mercier Blanc Guerin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin
  Clement Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire
  Noel Meyer Dufour Meunier Brun Blanchard Giraud Joly Riviere Lucas Brunet Gaillard Barbier Arnaud
  Martinez Gerard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine
  Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoit Rey Leclerc Payet Rolland Leclercq
  Guillaume Lecomte Le-Goff Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps
  Huet Vasseur Perez Boucher Fleury Royer Klein`)
const SYLLABLES = words(`
  ba bel bou bre cha cor da del dou fe fon ga gui la lan le lo mar mau mo na pa pel per ra ri ro sa sau ta
  tel val ver vi`)

const MAILBOXES = ['gmail.com', 'orange.fr', 'hotmail.fr', 'free.fr']

/** The nth name about n times rarer than the first (Zipf). */
const skewed = (names: string[]) =>
  names[Math.min(names.length - 1, Math.floor(names.length ** Math.random()) - 1)]!
const digit = () => Math.floor(Math.random() * 10)
const digits = (count: number) => Array.from({ length: count }, digit).join('')

function lastName(): string {
  if (Math.random() < 0.45) return skewed(LAST)
  const name = Array.from(
    { length: 2 + Math.floor(Math.random() * 2) },
    () => SYLLABLES[Math.floor(Math.random() * SYLLABLES.length)],
  ).join('')
  return name[0]!.toUpperCase() + name.slice(1) + ['', 't', 'n', 'rd', 'ux'][Math.floor(Math.random() * 5)]
}

export function makePeople(count: number, store_ids: string[]): BenchPerson[] {
  const cards = new Set<string>()
  while (cards.size < count) cards.add(makeCardNumber())
  const card_numbers = [...cards]
  return Array.from({ length: count }, (_, at) => {
    const [first_name, last_name] = [skewed(FIRST), lastName()]
    return {
      customer_id: newId(),
      first_name,
      last_name,
      sort_name: sortName(first_name, last_name),
      tokens: nameTokens(first_name, last_name),
      card: card_numbers[at]!,
      phone: `+336${digits(8)}`,
      store_id: skewed(store_ids),
      email: `${fold(first_name)}.${fold(last_name)}${at}@${skewed(MAILBOXES)}`,
    }
  })
}
