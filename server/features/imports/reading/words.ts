/**
 * The words shopkeepers and tills put above their columns, in French and English.
 * Compared without accents, case or punctuation: « N° Tél. » is `n tel`.
 */
import { FIELDS } from './fields.ts'
import type { Field, ImportKind } from './fields.ts'

type Words = { [K in ImportKind]: { [field: string]: string } }

const WORDS: Words = {
  customers: {
    external_id:
      'id|identifiant|code client|id client|ref client|reference client|num client|' +
      'numero client|n client|no client|customer id|client id|customerid|customer number|' +
      'external id',
    first_name: 'prenom|prenoms|first name|firstname|given name|forename|prenom client|prenom usuel',
    last_name:
      'nom|nom de famille|nom client|last name|lastname|surname|family name|nom usage|' + 'nom d usage',
    full_name:
      'nom prenom|prenom nom|nom et prenom|prenom et nom|nom complet|full name|name|client|' +
      'customer|customer name|contact|nom contact|raison sociale',
    email:
      'email|e mail|mail|courriel|adresse email|adresse e mail|adresse mail|mel|email address|' +
      'e mail address|email client|adresse electronique|adresse courriel',
    phone:
      'telephone|tel|phone|phone number|numero de telephone|n tel|n telephone|num tel|tel fixe|' +
      'telephone fixe|fixe|tel domicile|telephone 1|tel 1|phone 1|landline|home phone|numero|' +
      'tel client',
    mobile:
      'mobile|portable|tel portable|telephone portable|tel mobile|telephone mobile|gsm|cell|' +
      'cell phone|cellphone|mobile phone|numero portable|num portable|n portable|tel 2|' +
      'telephone 2|gsm client',
    birth_date:
      'date de naissance|naissance|ne le|nee le|ne e le|date naissance|ddn|anniversaire|' +
      'birth date|birthdate|birthday|date of birth|dob|date anniversaire|dt naissance',
    address_line1:
      'adresse|adresse 1|adresse1|rue|voie|address|address 1|address1|address line 1|street|' +
      'street address|adresse postale|adresse ligne 1|n et rue|numero et rue',
    address_line2:
      'adresse 2|adresse2|complement|complement adresse|complement d adresse|address 2|' +
      'address2|address line 2|adresse ligne 2|batiment|appartement|residence|lieu dit',
    postal_code: 'code postal|cp|c p|codepostal|postal code|postcode|zip|zip code|zipcode|code post',
    city: 'ville|commune|localite|city|town|adresse ville',
    country: 'pays|country|code pays|country code',
    language: 'langue|language|lang|locale',
    card_number:
      'carte|numero de carte|numero carte|n carte|num carte|no carte|carte fidelite|' +
      'n carte fidelite|numero carte fidelite|carte de fidelite|code carte|card|card number|' +
      'loyalty card|card no|code barre carte|fidelite',
    points_balance:
      'points|solde|solde points|solde de points|nb points|nombre de points|points fidelite|' +
      'cumul points|points balance|balance|loyalty points|pts|total points|points restants',
    home_store:
      'magasin|boutique|magasin principal|magasin de rattachement|store|shop|home store|' +
      'point de vente|pdv|enseigne|magasin habituel|code magasin',
    tags:
      'tags|etiquettes|etiquette|groupe|groupes|segment|categorie|categorie client|type client|' +
      'profil|labels',
    notes:
      'notes|note|commentaire|commentaires|remarque|remarques|observation|observations|comment|' +
      'comments|infos|memo',
    created_at:
      'date de creation|date creation|cree le|creation|date inscription|date d inscription|' +
      'inscrit le|inscription|date adhesion|created at|created|signup date|client depuis|' +
      'date d adhesion|created on|customer since',
    consent_email:
      'consentement email|optin email|opt in email|accord email|newsletter|abonne newsletter|' +
      'accepte email|accepte les emails|email consent|email opt in|consent email|optin mail|' +
      'accord e mail|consentement e mail|optin e mail|opt in e mail|accepte les e mails|' +
      'opt in mail|inscrit newsletter|rgpd email|optin',
    consent_sms:
      'consentement sms|optin sms|opt in sms|accord sms|accepte sms|sms consent|sms opt in|' +
      'consent sms|accepte les sms|rgpd sms|sms',
    ignored: 'civilite|titre|sexe|genre|gender|title|salutation|civ|sex|mme m|age',
  },
  products: {
    sku:
      'sku|reference|ref|code article|code produit|ref produit|reference produit|' +
      'reference article|code|article id|product id|productid|id produit|stock code|stockcode|' +
      'ref article|item|item code|id',
    name:
      'nom|designation|libelle|produit|article|nom du produit|nom produit|intitule|name|title|' +
      'product name|product|product description|item name|libelle article|libelle produit|' +
      'description|descriptif',
    category:
      'categorie|famille|rayon|categories|category|department|product type|producttype|type|' +
      'type de produit|famille produit|groupe|collection|product category|commodity|' +
      'sous famille',
    brand: 'marque|brand|fabricant|fournisseur|manufacturer|griffe|createur|label',
    price:
      'prix|prix ttc|pv ttc|prix de vente|prix vente|prix public|pvc|pv|tarif|price|unit price|' +
      'unitprice|retail price|prix unitaire|prix ttc eur|pu ttc|pu|prix eur|sale price|montant',
    photo_url:
      'photo|image|photo url|image url|url image|url photo|lien photo|lien image|visuel|' +
      'picture|url|product image|image src|img',
    barcode:
      'code barre|code barres|codebarre|codebarres|ean|ean13|ean 13|gencod|gencode|gtin|upc|' +
      'barcode|bar code|isbn',
    ignored:
      'stock|quantite|qte|qty|quantity|tva|taux tva|vat|poids|weight|prix achat|prix d achat|' +
      'pa ht|comments|commentaires',
  },
  sales: {
    sale_reference:
      'ticket|n ticket|numero ticket|num ticket|numero de ticket|ticket de caisse|facture|' +
      'n facture|numero facture|numero de facture|commande|n commande|numero commande|' +
      'numero de commande|invoice|invoice no|invoiceno|invoice number|order|order id|orderid|' +
      'order number|transaction|transaction id|transactionid|receipt|receipt number|basket|' +
      'basket id|vente|n vente|id vente|reference vente|sale id|sale reference|ref vente|piece|' +
      'n piece',
    occurred_at:
      'date heure|date et heure|horodatage|date vente|date de vente|date achat|date d achat|' +
      'date ticket|date facture|date commande|invoice date|invoicedate|order date|timestamp|ts|' +
      'datetime|date time|transaction timestamp|transaction date|purchase date|sold at|' +
      'occurred at|created at|vendu le|date de facture|date de commande|date transaction',
    occurred_date: 'date|jour|day|le',
    occurred_time: 'heure|time|heure vente|heure ticket|hour',
    customer_card:
      'carte|n carte|numero carte|num carte|carte fidelite|numero de carte|card|card number|' +
      'loyalty card|carte client|n carte fidelite',
    customer_email: 'email|e mail|mail|courriel|email client|customer email|adresse email|adresse mail',
    customer_phone:
      'telephone|tel|mobile|portable|phone|tel client|telephone client|customer phone|' + 'tel portable',
    customer_id:
      'client|id client|code client|n client|numero client|customer|customer id|customerid|' +
      'user id|userid|user|client id|household id|household|id acheteur|ref client|' +
      'customer number|identifiant client',
    store:
      'magasin|boutique|store|store id|shop|point de vente|pdv|code magasin|site|caisse|' +
      'store code|store name|nom magasin',
    sku:
      'sku|reference|ref|code article|code produit|ref produit|reference article|' +
      'reference produit|article|product id|productid|id produit|stock code|stockcode|item|' +
      'item code|ean|code barre|barcode|ref article|gencod',
    description:
      'designation|libelle|description|produit|nom produit|libelle article|product|' +
      'product name|product description|item name|intitule|nom article|article libelle',
    category: 'categorie|famille|rayon|category|department|product type|producttype|product category',
    quantity: 'quantite|qte|qt|nb|nombre|quantity|qty|units|unites|nb articles|pieces|qte vendue',
    unit_price:
      'prix unitaire|pu|pu ttc|prix|prix ttc|unit price|unitprice|price|prix unitaire ttc|' +
      'tarif|pv ttc|item price|prix de vente',
    line_total:
      'total ligne|montant ligne|montant|montant ttc|ca ttc|ca|line total|amount|sales value|' +
      'line amount|prix total|sous total|subtotal|total ttc ligne|net ttc',
    discount:
      'remise|reduction|rabais|discount|montant remise|discount amount|remise ttc|retail disc|' +
      'coupon value|promotion montant|remise eur',
    total:
      'total|total ttc|total ticket|montant total|total vente|total amount|order total|' +
      'grand total|net a payer|montant ticket|total facture|total commande',
    vat: 'tva|taux tva|taux de tva|montant tva|vat|vat rate|tax|taxe|tax rate|vat amount',
    status: 'statut|etat|status|state|order status|statut commande',
    is_return: 'retour|est retour|is return|return|avoir|rembourse|refund|is refund|returned',
    ignored:
      'mode de paiement|paiement|reglement|payment|payment type|payment method|vendeur|seller|' +
      'cashier|device|devise|currency|country|pays|city|ville|url|comments|commentaires|notes|' +
      'channel|canal|referrer',
  },
}

export function plainWords(header: string): string {
  const plain = header.slice(0, 120).normalize('NFKD').replace(/\p{M}/gu, '').replace(/[°º]/g, ' ')
  const parted = plain.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase()
  return parted
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** `rank` is the place among the field's words: the first are the surest. */
type Found = { field: Field; exact: boolean; rank: number }

const meanings = new Map<ImportKind, Map<string, Found>>()
for (const kind of Object.keys(WORDS) as ImportKind[]) {
  const byWords = new Map<string, Found>()
  for (const field of FIELDS[kind]) {
    const list = WORDS[kind][field]?.split('|') ?? []
    list.forEach((words, rank) => {
      const known = byWords.get(words)
      if (!known || known.rank > rank) byWords.set(words, { field, exact: true, rank })
    })
  }
  meanings.set(kind, byWords)
}

/** Words that qualify without changing the meaning: « E-mail (obligatoire) », « Nom du client ». */
const EMPTY_WORDS = new Set(
  (
    'de du des la le les l d of the client cliente customer eur euro euros obligatoire required ' +
    'personnel perso principal'
  ).split(' '),
)

export function headerMeaning(header: string, kind: ImportKind): Found | null {
  const byWords = meanings.get(kind)!
  const words = plainWords(header)
  const exact = byWords.get(words) ?? byWords.get(words.replaceAll(' ', ''))
  if (exact) return exact
  const core = words
    .split(' ')
    .filter((word) => !EMPTY_WORDS.has(word))
    .join(' ')
  const near = byWords.get(core)
  return near ? { ...near, exact: false } : null
}

/** Whether these words stand above a column in any kind of file. */
export function meaningOfHeader(header: string): Field | null {
  for (const kind of meanings.keys()) {
    const found = headerMeaning(header, kind)
    if (found) return found.field
  }
  return null
}
