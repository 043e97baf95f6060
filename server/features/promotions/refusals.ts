import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  promotion_not_found: [404, 'Cette promotion n’existe pas.', 'There is no such promotion.'],
  promotion_needs_goods: [
    422,
    'Dites sur quel produit ou quelle catégorie porte la promotion, l’un ou l’autre.',
    'Say which product or which category the promotion is on, one of them.',
  ],
  promotion_ends_before_it_begins: [
    422,
    'La promotion finit avant de commencer.',
    'The promotion ends before it begins.',
  ],
  promotion_product_unknown: [422, 'Ce produit n’existe pas.', 'There is no such product.'],
  promotion_goods_forbidden: [
    422,
    'La loi interdit de promouvoir ces produits.',
    'The law forbids promoting these goods.',
  ],
  promotion_over_the_law: [
    422,
    'La remise dépasse ce que la loi permet sur ces produits. Réduisez-la.',
    'The discount is more than the law allows on these goods. Lower it.',
  ],
  promotion_needs_price: [
    422,
    'Un prix ou une somme en moins se dit d’un produit\u202f; sur une catégorie, donnez un pourcentage.',
    'A price or an amount off is said of a product; on a category, give a percentage.',
  ],
})
