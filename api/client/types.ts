// Generated from the routes by `npm run generate`. Do not edit.
/** The stores you may see */
export type ListStores = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ store_id: string; name: string; merchant_id: string; code: string | null; address_line1: string | null; address_line2: string | null; postal_code: string | null; city: string | null; country: string; phone: string | null; email: string | null; time_zone: string; opening_hours: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions: ({ from: string; to: string; label: string; hours: ([string, string])[] })[]; created_at: string; closed_at: string | null })[] }
}
/** One store */
export type GetStore = {
  params: { store_id: string }
  query: {}
  body: undefined
  answer: { store_id: string; name: string; merchant_id: string; code: string | null; address_line1: string | null; address_line2: string | null; postal_code: string | null; city: string | null; country: string; phone: string | null; email: string | null; time_zone: string; opening_hours: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions: ({ from: string; to: string; label: string; hours: ([string, string])[] })[]; created_at: string; closed_at: string | null }
}
/** Open a store or change it */
export type PutStore = {
  params: { store_id: string }
  query: {}
  body: { name: string; merchant_id?: string; code?: string | null; address_line1?: string | null; address_line2?: string | null; postal_code?: string | null; city?: string | null; country?: string; phone?: string | null; email?: string | null; time_zone?: string; opening_hours?: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions?: ({ from: string; to: string; label: string; hours: ([string, string])[] })[] }
  answer: { store_id: string; name: string; merchant_id: string; code: string | null; address_line1: string | null; address_line2: string | null; postal_code: string | null; city: string | null; country: string; phone: string | null; email: string | null; time_zone: string; opening_hours: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions: ({ from: string; to: string; label: string; hours: ([string, string])[] })[]; created_at: string; closed_at: string | null }
}
/** Public holidays of a year, to propose as closed days */
export type ProposeHolidays = {
  params: { store_id: string }
  query: { year: number }
  body: undefined
  answer: { items: ({ date: string; label: { fr: string; en: string } })[] }
}
/** Close a store for good; its history stays */
export type CloseStore = {
  params: { store_id: string }
  query: {}
  body: undefined
  answer: { store_id: string; name: string; merchant_id: string; code: string | null; address_line1: string | null; address_line2: string | null; postal_code: string | null; city: string | null; country: string; phone: string | null; email: string | null; time_zone: string; opening_hours: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions: ({ from: string; to: string; label: string; hours: ([string, string])[] })[]; created_at: string; closed_at: string | null }
}
/** Open a closed store again */
export type ReopenStore = {
  params: { store_id: string }
  query: {}
  body: undefined
  answer: { store_id: string; name: string; merchant_id: string; code: string | null; address_line1: string | null; address_line2: string | null; postal_code: string | null; city: string | null; country: string; phone: string | null; email: string | null; time_zone: string; opening_hours: { monday?: ([string, string])[]; tuesday?: ([string, string])[]; wednesday?: ([string, string])[]; thursday?: ([string, string])[]; friday?: ([string, string])[]; saturday?: ([string, string])[]; sunday?: ([string, string])[] }; exceptions: ({ from: string; to: string; label: string; hours: ([string, string])[] })[]; created_at: string; closed_at: string | null }
}
/** The companies behind the stores */
export type ListMerchants = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ merchant_id: string; name: string; legal_name: string | null; siret: string | null; created_at: string })[] }
}
/** Add a company or change it */
export type PutMerchant = {
  params: { merchant_id: string }
  query: {}
  body: { name: string; legal_name?: string | null; siret?: string | null }
  answer: { merchant_id: string; name: string; legal_name: string | null; siret: string | null; created_at: string }
}
/** What the shop sells */
export type ListProducts = {
  params: {}
  query: { q?: string; category?: string; retired?: boolean; cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null })[]; next_cursor: string | null; total: number }
}
/** One product */
export type GetProduct = {
  params: { product_id: string }
  query: {}
  body: undefined
  answer: { product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null }
}
/** Add a product or change it */
export type PutProduct = {
  params: { product_id: string }
  query: {}
  body: { sku: string; name: string; price_cents: number; category?: string | null; brand?: string | null; supplier?: string | null; barcode?: string | null }
  answer: { product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null }
}
/** No longer sold; its past sales stay */
export type RetireProduct = {
  params: { product_id: string }
  query: {}
  body: undefined
  answer: { product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null }
}
/** Sell a retired product again */
export type SellAgain = {
  params: { product_id: string }
  query: {}
  body: undefined
  answer: { product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null }
}
/** A JPEG, PNG or WebP of 2 MB at most */
export type PutPhoto = {
  params: { product_id: string }
  query: {}
  body: undefined
  answer: { product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null }
}
/** The picture of a product */
export type GetPhoto = {
  params: { product_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** The categories in use */
export type ListCategories = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ category: string; products: number })[] }
}
/** Everything a till sells, or what changed since the version it holds */
export type ListTillProducts = {
  params: {}
  query: { since?: string }
  body: undefined
  answer: { items: ({ product_id: string; sku: string; name: string; price_cents: number; category: string | null; brand: string | null; supplier: string | null; barcode: string | null; has_photo: boolean; created_at: string; updated_at: string; retired_at: string | null })[]; version: string | null }
}
/** The tills of your stores */
export type ListDevices = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ device_id: string; store_id: string; name: string; receipt_code: string; paired_at: string | null; seen_at: string | null; user_agent: string | null; retired_at: string | null })[] }
}
/** Add a till, rename it or move it; the code pairs it */
export type PutDevice = {
  params: { device_id: string }
  query: {}
  body: { store_id: string; name: string }
  answer: { device_id: string; store_id: string; name: string; receipt_code: string; paired_at: string | null; seen_at: string | null; user_agent: string | null; retired_at: string | null; pairing_code: string | null; expires_at: string | null }
}
/** Retire a till: it stops at once */
export type RetireDevice = {
  params: { device_id: string }
  query: {}
  body: undefined
  answer: { device_id: string; store_id: string; name: string; receipt_code: string; paired_at: string | null; seen_at: string | null; user_agent: string | null; retired_at: string | null }
}
/** A new code: the screen that types it becomes this till */
export type PairAgain = {
  params: { device_id: string }
  query: {}
  body: undefined
  answer: { pairing_code: string; expires_at: string }
}
/** Become the till that this code was made for */
export type Pair = {
  params: {}
  query: {}
  body: { code: string; user_agent?: string }
  answer: { device_id: string; token: string; receipt_code: string; store: { store_id: string; merchant_id: string; name: string; code: string | null; time_zone: string; opening_hours: Record<string, unknown>; exceptions: (Record<string, unknown>)[]; address_line1: string | null; postal_code: string | null; city: string | null; phone: string | null }; tenant: { tenant_id: string; slug: string; name: string; language: "fr" | "en"; currency: string; time_zone: string; theme: Record<string, unknown> } }
}
/** What a till needs to work all day without network */
export type BootstrapTill = {
  params: {}
  query: {}
  body: undefined
  answer: { now: string; device: { device_id: string; name: string; receipt_code: string }; store: { store_id: string; merchant_id: string; name: string; code: string | null; time_zone: string; opening_hours: Record<string, unknown>; exceptions: (Record<string, unknown>)[]; address_line1: string | null; postal_code: string | null; city: string | null; phone: string | null }; tenant: { tenant_id: string; slug: string; name: string; language: "fr" | "en"; currency: string; time_zone: string; theme: Record<string, unknown> }; staff: ({ staff_id: string; name: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; pin_verifier: { salt: string; iterations: number; hash: string; digits?: number } | null })[]; programme: { version: number; effective_at: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; words: { fr: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string }; en: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string } } } | null; next_programme: { version: number; effective_at: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; words: { fr: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string }; en: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string } } } | null; clubs: ({ club_id: string; name: string; description: string })[]; friends: boolean; consent_texts: ({ channel: string; purpose: string; version: number; language: string; text: string })[]; settings: { offline_limit_cents: number; correction_limit_units: { owner: number | null; service: number | null }; voucher_limit_cents: { owner: number | null; store_manager: number | null; seller: number | null }; gift_card_vat: { type: "multi" } | { type: "single"; rate_basis_points: number }; gift_card_months: number | null; reward_near: { share_basis_points: number; missing_units_max: number | null }; receipt_footer: string; receipts: ("qr" | "email" | "print" | "none")[]; ask_consents: ("email" | "sms" | "push")[]; household_size_max: number; household_undo_days: number; correction_approval_above_units: number | null; expiry_warning_days: number[]; spending_limits: { units_per_day: number | null; rewards_per_hour: number | null; corrections_per_day: number | null }; return_without_sale: "take_back_at_current_rule" | "leave"; till_lock_s: number }; products_version: string | null; cards_version: string | null }
}
/** The customers a till keeps for when there is no network, or what changed since its version */
export type ListTillCustomers = {
  params: {}
  query: { since?: string; cursor?: string; version?: string }
  body: undefined
  answer: { items: ({ customer_id: string; account_id: string; first_name: string | null; last_initial: string | null; card: string | null; last4s: string[]; phone_hashes: string[]; email_hashes: string[]; created_at: string; home_store_id: string | null; birthday: string | null; has_bought?: boolean; tags?: string[]; club_ids?: string[]; locked?: boolean; audience_ids?: string[]; promotions?: Record<string, number>; shown?: string[]; asked: string[]; accounts: ({ unit: string; available: number; pending: number; debt: number; remainders: Record<string, number>; counters?: Record<string, number>; tier?: { tier_id: string | null; since_ms: number; until_ms: number | null; floor_tier_id?: string | null; in_grace?: boolean; next_tier_id?: string | null } & Record<string, unknown>; expiring: { units: number; expires_at: string } | null })[]; vouchers: ({ voucher_id: string; kind: string; name: string; balance_cents: number; terms: Record<string, unknown>; expires_at: string | null; last4: string })[] })[]; gone: string[]; next_cursor: string | null; version: string }
}
/** A seller takes the till by PIN */
export type BeginShift = {
  params: {}
  query: {}
  body: { staff_id: string; pin: string }
  answer: { staff_token: string; expires_at: string; staff: { staff_id: string; name: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery" } }
}
/** The keys of other programs */
export type ListApiKeys = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ api_key_id: string; name: string; hint: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; created_by: string; created_at: string; last_used_at: string | null; revoked_at: string | null })[] }
}
/** Make a key, shown this once; or rename it */
export type PutApiKey = {
  params: { api_key_id: string }
  query: {}
  body: { name: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery" }
  answer: { api_key_id: string; name: string; hint: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; created_by: string; created_at: string; last_used_at: string | null; revoked_at: string | null; key: string | null }
}
/** Stop a key at once */
export type RevokeApiKey = {
  params: { api_key_id: string }
  query: {}
  body: undefined
  answer: { api_key_id: string; name: string; hint: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; created_by: string; created_at: string; last_used_at: string | null; revoked_at: string | null }
}
/** Who did what, newest first */
export type ListAudit = {
  params: {}
  query: { cursor?: string; limit?: number; action?: string; subject?: string }
  body: undefined
  answer: { items: ({ audit_id: string; recorded_at: string; actor: string; actor_name: string; action: string; subject: string | null; details: Record<string, unknown>; request_id: string | null })[]; next_cursor: string | null }
}
/** Find a customer by card, phone, last four digits, e-mail or name */
export type SearchCustomers = {
  params: {}
  query: { q: string; store_id?: string; limit?: number }
  body: undefined
  answer: { items: ({ customer_id: string; first_name: string | null; last_name: string | null; card_number: string | null; phone_hint: string | null; email_hint: string | null; home_store_id: string | null; match: string; created_at: string; last_sale_at: string | null; left_at: string | null })[]; duration_ms: number }
}
/** Customers by filter, in order, page by page */
export type ListCustomers = {
  params: {}
  query: { cursor?: string; limit?: number; q?: string; store_id?: string; tag?: string; list_id?: string; recency?: "active" | "slowing" | "asleep" | "lost" | "never"; created_from?: string; created_to?: string; consent_email?: boolean; consent_sms?: boolean; consent_phone?: boolean; consent_letter?: boolean; consent_push?: boolean; spent_cents_min?: number; birthday_month?: number; left?: "no" | "yes" | "all"; sort?: "name" | "created" | "last_sale" | "spent" }
  body: undefined
  answer: { items: ({ customer_id: string; first_name: string | null; last_name: string | null; card_number: string | null; phone: string | null; email: string | null; home_store_id: string | null; created_at: string; last_sale_at: string | null; sales_count: number; spent_cents: number; balance: Record<string, number>; tags: string[]; left_at: string | null })[]; next_cursor: string | null; total?: number }
}
/** The same list as a file; written down in the journal */
export type ExportCustomers = {
  params: {}
  query: { q?: string; store_id?: string; tag?: string; list_id?: string; recency?: "active" | "slowing" | "asleep" | "lost" | "never"; created_from?: string; created_to?: string; consent_email?: boolean; consent_sms?: boolean; consent_phone?: boolean; consent_letter?: boolean; consent_push?: boolean; spent_cents_min?: number; birthday_month?: number; left?: "no" | "yes" | "all"; sort?: "name" | "created" | "last_sale" | "spent"; columns?: string }
  body: undefined
  answer: Blob
}
/** The whole record of a customer */
export type GetCustomer = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { customer_id: string; account_id: string; first_name: string | null; last_name: string | null; birth_date: string | null; language: string; home_store_id: string | null; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; source: string; created_at: string; created_store_id: string | null; updated_at: string; left_at: string | null; card_number: string | null; card_number_grouped: string | null; emails: ({ value: string; source: string; recorded_at: string; verified_at: string | null })[]; phones: ({ value: string; source: string; recorded_at: string; verified_at: string | null; type: string | null; last4: string })[]; external_ids: ({ system: string; value: string })[]; tags: string[]; notes: ({ note_id: string; text: string; written_by_name: string; written_at: string })[]; consents: ({ channel: string; purpose: string; given: boolean; occurred_at: string; source: string; text_version: number; language: string; text: string | null })[]; accounts: ({ unit: string; balance: number; available: number; pending: number; held: number; debt: number; expiring: ({ units: number; expires_at: string })[] })[]; next_reward: unknown; vouchers: ({ voucher_id: string; kind: string; name: string; balance_cents: number; terms: unknown; expires_at: string | null; last4: string })[]; lists: ({ list_id: string; name: string; benefit: string; joined_at: string })[]; figures: { first_visit_at: string | null; last_visit_at: string | null; visits: number; spent_cents: number; returned_cents: number; average_basket_cents: number | null; days_between_visits: number | null; favourite_categories: ({ category: string; total_cents: number; share: number })[]; sales_by_month: ({ month: string; sales: number; total_cents: number })[] } }
}
/** Create a customer and their card */
export type CreateCustomer = {
  params: { customer_id: string }
  query: {}
  body: { first_name?: string | null; last_name?: string | null; emails?: string[]; phones?: string[]; birth_date?: string | null; address?: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null }; language?: "fr" | "en"; home_store_id?: string | null; tags?: string[]; card_number?: string; external_ids?: ({ system: string; value: string })[]; source?: string; accept_duplicates?: boolean; consents?: ({ consent_id?: string; channel: "email" | "sms" | "phone" | "letter" | "push" | "tracking"; purpose: string; given: boolean; text_version?: number; language?: "fr" | "en"; occurred_at?: string })[] }
  answer: { customer: { customer_id: string; account_id: string; first_name: string | null; last_name: string | null; birth_date: string | null; language: string; home_store_id: string | null; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; source: string; created_at: string; created_store_id: string | null; updated_at: string; left_at: string | null; card_number: string | null; card_number_grouped: string | null; emails: ({ value: string; source: string; recorded_at: string; verified_at: string | null })[]; phones: ({ value: string; source: string; recorded_at: string; verified_at: string | null; type: string | null; last4: string })[]; external_ids: ({ system: string; value: string })[]; tags: string[]; notes: ({ note_id: string; text: string; written_by_name: string; written_at: string })[]; consents: ({ channel: string; purpose: string; given: boolean; occurred_at: string; source: string; text_version: number; language: string; text: string | null })[]; accounts: ({ unit: string; balance: number; available: number; pending: number; held: number; debt: number; expiring: ({ units: number; expires_at: string })[] })[]; next_reward: unknown; vouchers: ({ voucher_id: string; kind: string; name: string; balance_cents: number; terms: unknown; expires_at: string | null; last4: string })[]; lists: ({ list_id: string; name: string; benefit: string; joined_at: string })[]; figures: { first_visit_at: string | null; last_visit_at: string | null; visits: number; spent_cents: number; returned_cents: number; average_basket_cents: number | null; days_between_visits: number | null; favourite_categories: ({ category: string; total_cents: number; share: number })[]; sales_by_month: ({ month: string; sales: number; total_cents: number })[] } }; created: boolean }
}
/** Change what is known of a customer */
export type ChangeCustomer = {
  params: { customer_id: string }
  query: {}
  body: { first_name?: string | null; last_name?: string | null; emails?: string[]; phones?: string[]; birth_date?: string | null; address?: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null }; language?: "fr" | "en"; home_store_id?: string | null; tags?: string[]; card_number?: string; external_ids?: ({ system: string; value: string })[]; source?: string; accept_duplicates?: boolean }
  answer: { customer_id: string; account_id: string; first_name: string | null; last_name: string | null; birth_date: string | null; language: string; home_store_id: string | null; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; source: string; created_at: string; created_store_id: string | null; updated_at: string; left_at: string | null; card_number: string | null; card_number_grouped: string | null; emails: ({ value: string; source: string; recorded_at: string; verified_at: string | null })[]; phones: ({ value: string; source: string; recorded_at: string; verified_at: string | null; type: string | null; last4: string })[]; external_ids: ({ system: string; value: string })[]; tags: string[]; notes: ({ note_id: string; text: string; written_by_name: string; written_at: string })[]; consents: ({ channel: string; purpose: string; given: boolean; occurred_at: string; source: string; text_version: number; language: string; text: string | null })[]; accounts: ({ unit: string; balance: number; available: number; pending: number; held: number; debt: number; expiring: ({ units: number; expires_at: string })[] })[]; next_reward: unknown; vouchers: ({ voucher_id: string; kind: string; name: string; balance_cents: number; terms: unknown; expires_at: string | null; last4: string })[]; lists: ({ list_id: string; name: string; benefit: string; joined_at: string })[]; figures: { first_visit_at: string | null; last_visit_at: string | null; visits: number; spent_cents: number; returned_cents: number; average_basket_cents: number | null; days_between_visits: number | null; favourite_categories: ({ category: string; total_cents: number; share: number })[]; sales_by_month: ({ month: string; sales: number; total_cents: number })[] } }
}
/** Close the card of a person who leaves; says what stays and why */
export type LeaveProgramme = {
  params: { customer_id: string }
  query: {}
  body: { why?: string }
  answer: { left_at: string; withdrawn: ({ channel: string; purpose: string })[]; kept: ({ what: string; why: string })[] }
}
/** Open the card again of a person who comes back */
export type ReturnToProgramme = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { customer_id: string; account_id: string; first_name: string | null; last_name: string | null; birth_date: string | null; language: string; home_store_id: string | null; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; source: string; created_at: string; created_store_id: string | null; updated_at: string; left_at: string | null; card_number: string | null; card_number_grouped: string | null; emails: ({ value: string; source: string; recorded_at: string; verified_at: string | null })[]; phones: ({ value: string; source: string; recorded_at: string; verified_at: string | null; type: string | null; last4: string })[]; external_ids: ({ system: string; value: string })[]; tags: string[]; notes: ({ note_id: string; text: string; written_by_name: string; written_at: string })[]; consents: ({ channel: string; purpose: string; given: boolean; occurred_at: string; source: string; text_version: number; language: string; text: string | null })[]; accounts: ({ unit: string; balance: number; available: number; pending: number; held: number; debt: number; expiring: ({ units: number; expires_at: string })[] })[]; next_reward: unknown; vouchers: ({ voucher_id: string; kind: string; name: string; balance_cents: number; terms: unknown; expires_at: string | null; last4: string })[]; lists: ({ list_id: string; name: string; benefit: string; joined_at: string })[]; figures: { first_visit_at: string | null; last_visit_at: string | null; visits: number; spent_cents: number; returned_cents: number; average_basket_cents: number | null; days_between_visits: number | null; favourite_categories: ({ category: string; total_cents: number; share: number })[]; sales_by_month: ({ month: string; sales: number; total_cents: number })[] } }
}
/** Where each value came from, and when */
export type ListCustomerValues = {
  params: { customer_id: string }
  query: { field?: string }
  body: undefined
  answer: { items: ({ value_id: string; field: string; value: unknown; source: string; recorded_at: string; recorded_by: string })[] }
}
/** Leave a note on a record */
export type WriteCustomerNote = {
  params: { customer_id: string; note_id: string }
  query: {}
  body: { text: string }
  answer: { note_id: string; text: string; written_by_name: string; written_at: string }
}
/** Take a note away */
export type RemoveCustomerNote = {
  params: { customer_id: string; note_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Put a tag on a customer */
export type TagCustomer = {
  params: { customer_id: string; tag: string }
  query: {}
  body: undefined
  answer: { tags: string[] }
}
/** Take a tag off a customer */
export type UntagCustomer = {
  params: { customer_id: string; tag: string }
  query: {}
  body: undefined
  answer: { tags: string[] }
}
/** Record a yes or a no, with the text that was shown */
export type RecordConsent = {
  params: { customer_id: string; consent_id: string }
  query: {}
  body: { channel: "email" | "sms" | "phone" | "letter" | "push" | "tracking"; purpose: string; given: boolean; text_version?: number; language?: "fr" | "en"; occurred_at?: string }
  answer: { consents: ({ channel: string; purpose: string; given: boolean; occurred_at: string; source: string; text_version: number; language: string; text: string | null })[] }
}
/** Every answer of a customer with its proof */
export type ListConsentHistory = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { items: ({ consent_id: string; channel: string; purpose: string; given: boolean; occurred_at: string; recorded_at: string; source: string; text_version: number; language: string; text_hash: string; text: string | null; store_id: string | null; device_id: string | null; actor: string })[] }
}
/** What customers are asked, by version */
export type ListConsentTexts = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ channel: string; purpose: string; version: number; language: string; text: string; in_force: boolean })[] }
}
/** Write a version of a consent text; one that stands is never changed */
export type WriteConsentText = {
  params: { channel: "email" | "sms" | "phone" | "letter" | "push" | "tracking"; purpose: string; version: number; language: "fr" | "en" }
  query: {}
  body: { text: string }
  answer: { channel: string; purpose: string; version: number; language: string; text: string }
}
/** Everything that happened with a customer, newest first */
export type GetTimeline = {
  params: { customer_id: string }
  query: { cursor?: string; limit?: number; kinds?: string }
  body: undefined
  answer: { items: ({ id: string; kind: string; occurred_at: string; title: string; payload: unknown; store_id: string | null; actor: string | null; actor_name: string | null })[]; next_cursor: string | null }
}
/** Every point explained, with the running balance */
export type GetStatement = {
  params: { customer_id: string }
  query: { cursor?: string; limit?: number; unit?: string }
  body: undefined
  answer: { items: ({ entry_id: string; occurred_at: string; unit: string; kind: string; units: number; amount: number; balance_after: number; explanation: string; cause: { kind: string; id: string }; reason: string | null; actor_name: string | null })[]; next_cursor: string | null }
}
/** Every point of mine explained, newest first, with what there was after it */
export type GetCardStatement = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ entry_id: string; occurred_at: string; unit: string; amount_words: string | null; explanation: string; balance_words: string })[]; next_cursor: string | null }
}
/** Privileged lists */
export type ListLists = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ list_id: string; name: string; benefit: string; criteria: unknown; created_at: string; members?: number })[] }
}
/** Write a privileged list */
export type WriteList = {
  params: { list_id: string }
  query: {}
  body: { name: string; benefit?: string; criteria?: { measure: "spend_cents" | "purchases" | "items"; at_least: number; within_days: number; category?: string; store_id?: string } | null }
  answer: { list_id: string; name: string; benefit: string; criteria: unknown; created_at: string; members?: number }
}
/** End a privileged list */
export type EndList = {
  params: { list_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Put a customer on a list by hand */
export type JoinList = {
  params: { list_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: { list_id: string; customer_id: string }
}
/** Take a customer off a list by hand */
export type LeaveList = {
  params: { list_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** What one wants to be told */
export type ListAlertRules = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ rule_id: string; name: string; criteria: { measure: "sale_cents" | "sale_items" | "spend_cents" | "purchases" | "items"; at_least: number; within_days?: number; store_id?: string }; created_at: string })[] }
}
/** Ask to be told */
export type WriteAlertRule = {
  params: { rule_id: string }
  query: {}
  body: { name: string; criteria: { measure: "sale_cents" | "sale_items" | "spend_cents" | "purchases" | "items"; at_least: number; within_days?: number; store_id?: string } }
  answer: { rule_id: string; name: string; criteria: { measure: "sale_cents" | "sale_items" | "spend_cents" | "purchases" | "items"; at_least: number; within_days?: number; store_id?: string }; created_at: string }
}
/** Ask no more */
export type EndAlertRule = {
  params: { rule_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** What there is to tell, newest first */
export type ListAlerts = {
  params: {}
  query: { cursor?: string; limit?: number; seen?: boolean }
  body: undefined
  answer: { items: ({ alert_id: string; rule_id: string | null; name: string | null; kind: string; customer_id: string | null; first_name: string | null; last_name: string | null; store_id: string | null; sale_id: string | null; details: unknown; raised_at: string; seen_at: string | null; seen_by: string | null })[]; next_cursor: string | null }
}
/** Say that an alert was seen */
export type SeeAlert = {
  params: { alert_id: string }
  query: {}
  body: undefined
  answer: { alert_id: string; seen_at: string; seen_by: string }
}
/** Audiences, the newest first */
export type ListAudiences = {
  params: {}
  query: { cursor?: string; limit?: number; archived?: boolean }
  body: undefined
  answer: { items: ({ audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; days: number[] })[]; next_cursor: string | null }
}
/** Write an audience that follows a rule */
export type WriteAudience = {
  params: { audience_id: string }
  query: {}
  body: { name: string; description?: string; rule: Record<string, unknown> }
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** One audience, with where it serves */
export type ReadAudience = {
  params: { audience_id: string }
  query: {}
  body: undefined
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** Keep who is in an audience now, as an audience of its own */
export type FreezeAudience = {
  params: { audience_id: string; source_id: string }
  query: {}
  body: { name: string; description?: string }
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** Begin an audience with the rule of another */
export type CopyAudience = {
  params: { audience_id: string; source_id: string }
  query: {}
  body: { name: string; description?: string }
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** An audience of those whom a file names by e-mail, phone or card; the lines nobody answers to are told */
export type WriteAudienceFile = {
  params: { audience_id: string }
  query: {}
  body: { name: string; description?: string; file_name: string; content: string }
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** Archive an audience that serves nowhere */
export type ArchiveAudience = {
  params: { audience_id: string }
  query: {}
  body: undefined
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** Take an archived audience up again */
export type RestoreAudience = {
  params: { audience_id: string }
  query: {}
  body: undefined
  answer: { audience_id: string; name: string; description: string; kind: "rule" | "frozen" | "file"; rule: Record<string, unknown> | null; sentence: string | null; source_id: string | null; created_at: string; updated_at: string; judged_at: string | null; archived_at: string | null; members: number; file: { name: string; column: string; lines: number; matched: number; unmatched: ({ line: number; text: string })[] }; used_by: ({ kind: string; id: string; name: string })[] }
}
/** How many people a rule holds for, with some of them; given up after four seconds. Where 50,000 people or more are to be counted and it takes longer than a second, an estimate, said as such; `exact` asks for none */
export type CountAudience = {
  params: {}
  query: {}
  body: { rule: Record<string, unknown>; exact?: boolean }
  answer: { count: number; of: number; sentence: string; sample: ({ customer_id: string; first_name: string | null; last_name: string | null; home_store_id: string | null })[]; estimate: { low: number; high: number; sampled: number } }
}
/** Who is in an audience, the newest first; a store sees its own customers */
export type ListAudienceMembers = {
  params: { audience_id: string }
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ customer_id: string; first_name: string | null; last_name: string | null; home_store_id: string | null; entered_at: string })[]; next_cursor: string | null }
}
/** Why a customer is in an audience or not: each condition with its figure */
export type ExplainAudienceMember = {
  params: { audience_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: { audience_id: string; customer_id: string; is_member: boolean; left: boolean; why: Record<string, unknown> | null }
}
/** Who is in an audience as a file; written down in the journal */
export type ExportAudience = {
  params: { audience_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Who came and went by day, of the last 90 days that changed something */
export type ListAudienceDays = {
  params: { audience_id: string }
  query: {}
  body: undefined
  answer: { items: ({ day: string; came: number; went: number; members: number })[] }
}
/** How many are in both of two audiences, and in either alone */
export type OverlapAudiences = {
  params: { audience_id: string }
  query: { with: string }
  body: undefined
  answer: { only_a: number; both: number; only_b: number }
}
/** What can be asked of people, in the reader’s language */
export type ListAudienceFields = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ key: string; label: string; type: string; choices_of: string | null; choices: ({ value: string; label: string })[] | null; operators: ({ operator: string; values_min: number; values_max: number; of: string })[]; group: string; phrase: string; none: string | null; unit: string[] | null; filters: ({ key: string; label: string; type: string; choices_of: string | null; choices: ({ value: string; label: string })[] | null; operators: ({ operator: string; values_min: number; values_max: number; of: string })[] })[]; window: string | null; can_follow: boolean })[] }
}
/** What a condition may name: stores, products, tiers… */
export type ListAudienceChoices = {
  params: {}
  query: { of: "stores" | "categories" | "brands" | "products" | "tags" | "tiers" | "clubs" | "lists" | "audiences" | "units" | "places" | "imports" | "campaigns" | "private_sales" | "activities"; q?: string; only?: string }
  body: undefined
  answer: { items: ({ value: string; label: string })[] }
}
/** Audiences to begin with */
export type ListAudienceSuggestions = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ key: string; name: string; why: string; rule: Record<string, unknown>; sentence: string })[] }
}
/** What customers do that is not a purchase, by the names that the product knows */
export type ListActivityKinds = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ activity: string; name: string; by: "hand" | "itself" })[] }
}
/** What a customer did that is not a purchase, newest first, with what it gave and why */
export type ListActivitiesOfCustomer = {
  params: { customer_id: string }
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ activity_id: string; customer_id: string; activity: string; name: string; store_id: string | null; channel: string | null; properties: unknown; occurred_at: string; recorded_at: string; actor_name: string | null; earned: ({ unit: string; units: number; words: string; why: string[]; available_at: string | null; expires_at: string | null; debt_repaid: number; capped: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string })[]; tier_changes: ({ ladder_id: string; from: string | null; to: string | null })[]; cancelled_at: string | null; cancelled_reason: string | null; taken_back: ({ unit: string; units: number; words: string; owed: number; forgiven: number })[] })[]; next_cursor: string | null }
}
/** Write down something a customer did that is not a purchase, and give what it earns */
export type RecordActivity = {
  params: { customer_id: string; activity_id: string }
  query: {}
  body: { activity: string; store_id?: string | null; occurred_at: string; channel?: string | null; properties?: Record<string, string | number | boolean | null> }
  answer: { activity_id: string; customer_id: string; activity: string; name: string; store_id: string | null; channel: string | null; properties: unknown; occurred_at: string; recorded_at: string; actor_name: string | null; earned: ({ unit: string; units: number; words: string; why: string[]; available_at: string | null; expires_at: string | null; debt_repaid: number; capped: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string })[]; tier_changes: ({ ladder_id: string; from: string | null; to: string | null })[]; cancelled_at: string | null; cancelled_reason: string | null; taken_back: ({ unit: string; units: number; words: string; owed: number; forgiven: number })[] }
}
/** Say that an activity was none: exactly what it gave is taken back */
export type CancelActivity = {
  params: { customer_id: string; activity_id: string }
  query: {}
  body: { reason: string }
  answer: { activity_id: string; customer_id: string; activity: string; name: string; store_id: string | null; channel: string | null; properties: unknown; occurred_at: string; recorded_at: string; actor_name: string | null; earned: ({ unit: string; units: number; words: string; why: string[]; available_at: string | null; expires_at: string | null; debt_repaid: number; capped: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string })[]; tier_changes: ({ ladder_id: string; from: string | null; to: string | null })[]; cancelled_at: string | null; cancelled_reason: string | null; taken_back: ({ unit: string; units: number; words: string; owed: number; forgiven: number })[] }
}
/** What the shop asks and promises for a friend */
export type ReadReferralTerms = {
  params: {}
  query: {}
  body: undefined
  answer: { on: boolean; minimum_cents: number; within_days: number; wait_days: number; month_max: number; words: string }
}
/** Offer to bring friends, on these terms; friends brought before keep theirs */
export type WriteReferralTerms = {
  params: {}
  query: {}
  body: { minimum_cents: number; within_days: number; wait_days: number; month_max: number }
  answer: { on: boolean; minimum_cents: number; within_days: number; wait_days: number; month_max: number; words: string }
}
/** Offer it no more; friends already brought are still rewarded */
export type EndReferralTerms = {
  params: {}
  query: {}
  body: undefined
  answer: undefined
}
/** Who brought whom, newest first */
export type ListReferrals = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ referral_id: string; referrer_id: string; referrer_name: string | null; friend_id: string; friend_name: string | null; asked_at: string; bought_at: string | null; due_at: string | null; rewarded_at: string | null; ended_at: string | null; ended_why: string | null; state: "waiting" | "bought" | "rewarded" | "ended" })[]; next_cursor: string | null }
}
/** Friends brought over a year, what became of them, and who brings most */
export type ReadReferralFigures = {
  params: {}
  query: {}
  body: undefined
  answer: { months: ({ month: string; asked: number; bought: number; rewarded: number; ended: number; spent_cents: number })[]; best: ({ customer_id: string; name: string | null; rewarded: number; asked: number })[] }
}
/** Say by whose code a new customer came */
export type BringFriend = {
  params: { referral_id: string }
  query: {}
  body: { code: string; customer_id: string; device?: string }
  answer: { referral_code: string | null; link: string | null; words: string | null; brought: ({ referral_id: string; referrer_id: string; referrer_name: string | null; friend_id: string; friend_name: string | null; asked_at: string; bought_at: string | null; due_at: string | null; rewarded_at: string | null; ended_at: string | null; ended_why: string | null; state: "waiting" | "bought" | "rewarded" | "ended" })[]; brought_by: { referral_id: string; referrer_id: string; referrer_name: string | null; friend_id: string; friend_name: string | null; asked_at: string; bought_at: string | null; due_at: string | null; rewarded_at: string | null; ended_at: string | null; ended_why: string | null; state: "waiting" | "bought" | "rewarded" | "ended" } | null }
}
/** A customer’s code, who brought them and whom they brought */
export type ListReferralsOfCustomer = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { referral_code: string | null; link: string | null; words: string | null; brought: ({ referral_id: string; referrer_id: string; referrer_name: string | null; friend_id: string; friend_name: string | null; asked_at: string; bought_at: string | null; due_at: string | null; rewarded_at: string | null; ended_at: string | null; ended_why: string | null; state: "waiting" | "bought" | "rewarded" | "ended" })[]; brought_by: { referral_id: string; referrer_id: string; referrer_name: string | null; friend_id: string; friend_name: string | null; asked_at: string; bought_at: string | null; due_at: string | null; rewarded_at: string | null; ended_at: string | null; ended_why: string | null; state: "waiting" | "bought" | "rewarded" | "ended" } | null }
}
/** My code for friends, on this telephone */
export type ShowReferralCode = {
  params: {}
  query: {}
  body: { device: string }
  answer: { referral_code: string | null; link: string | null; words: string | null }
}
/** Say by whose code I came */
export type ComeByFriend = {
  params: { referral_id: string }
  query: {}
  body: { code: string; device?: string }
  answer: { referral_code: string | null; link: string | null; words: string | null }
}
/** Where a customer stands on every ladder, what is missing and what keeps it */
export type ReadTiersOfCustomer = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { items: ({ ladder_id: string; name: string; measures: "amount" | "visits" | "units"; unit: string | null; tier: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[] } | null; since: string | null; until: string | null; in_grace: boolean; value: number; value_words: string; next: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[]; threshold: number; missing: number; missing_words: string; progress: number } | null; follows: { tier_id: string; name: string } | null; to_keep: number | null; to_keep_words: string | null; grant: { tier_id: string; reason: string; until: string | null; granted_by_name: string; granted_at: string } | null; tiers: ({ tier_id: string; name: string; threshold: number })[]; changes: ({ change_id: string; from_tier: string | null; to_tier: string | null; cause_kind: string; occurred_at: string })[] })[] }
}
/** Give a tier by hand: a floor, until a day or until it is taken back */
export type GrantTier = {
  params: { customer_id: string; ladder_id: string }
  query: {}
  body: { tier_id: string; reason: string; until?: string | null }
  answer: { items: ({ ladder_id: string; name: string; measures: "amount" | "visits" | "units"; unit: string | null; tier: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[] } | null; since: string | null; until: string | null; in_grace: boolean; value: number; value_words: string; next: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[]; threshold: number; missing: number; missing_words: string; progress: number } | null; follows: { tier_id: string; name: string } | null; to_keep: number | null; to_keep_words: string | null; grant: { tier_id: string; reason: string; until: string | null; granted_by_name: string; granted_at: string } | null; tiers: ({ tier_id: string; name: string; threshold: number })[]; changes: ({ change_id: string; from_tier: string | null; to_tier: string | null; cause_kind: string; occurred_at: string })[] })[] }
}
/** Take back a tier that was given by hand; what was earned stays */
export type TakeTierGrantBack = {
  params: { customer_id: string; ladder_id: string }
  query: {}
  body: undefined
  answer: { items: ({ ladder_id: string; name: string; measures: "amount" | "visits" | "units"; unit: string | null; tier: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[] } | null; since: string | null; until: string | null; in_grace: boolean; value: number; value_words: string; next: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[]; threshold: number; missing: number; missing_words: string; progress: number } | null; follows: { tier_id: string; name: string } | null; to_keep: number | null; to_keep_words: string | null; grant: { tier_id: string; reason: string; until: string | null; granted_by_name: string; granted_at: string } | null; tiers: ({ tier_id: string; name: string; threshold: number })[]; changes: ({ change_id: string; from_tier: string | null; to_tier: string | null; cause_kind: string; occurred_at: string })[] })[] }
}
/** How many have which tier, how that moved over a year, and who loses theirs next */
export type ReadTierFigures = {
  params: { ladder_id: string }
  query: {}
  body: undefined
  answer: { ladder_id: string; name: string; measures: "amount" | "visits" | "units"; unit: string | null; people: number; tiers: { none: number; of_old_tiers: number; list: ({ tier_id: string; name: string; threshold: number; people: number; in_grace: number })[] }; months: ({ month: string; up: number; down: number })[]; coming: ({ month: string; reviewed: number; lower: number; grace: number })[]; backfill: { accounts_done: number; accounts_all: number; started_at: string; finished_at: string | null } | null }
}
/** People on a ladder by what counts, most first: of a tier, near it, or whose tier ends soon */
export type ListPeopleOnLadder = {
  params: { ladder_id: string }
  query: { cursor?: string; limit?: number; tier_id?: string; who?: "near" | "ending" }
  body: undefined
  answer: { items: ({ customer_id: string; first_name: string | null; last_name: string | null; tier_id: string | null; value: number; until: string | null })[]; next_cursor: string | null }
}
/** The clubs of the shop, with how many are in and how many wait */
export type ListClubs = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; list_id: string | null; members_max: number | null; created_at: string; ended_at: string | null; members: number; waiting: number })[] }
}
/** One club, with what the programme gives to its members */
export type ReadClub = {
  params: { club_id: string }
  query: {}
  body: undefined
  answer: { club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; list_id: string | null; members_max: number | null; created_at: string; ended_at: string | null; members: number; waiting: number; rewards: ({ reward_id: string; name: string; kind: string; unit: string; cost: number })[]; multipliers: ({ multiplier_id: string; name: string; factor_milli: number })[]; rules: string[] }
}
/** Write a club whole */
export type WriteClub = {
  params: { club_id: string }
  query: {}
  body: { name: string; description?: string; advantages?: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; list_id?: string | null; members_max?: number | null }
  answer: { club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; list_id: string | null; members_max: number | null; created_at: string; ended_at: string | null }
}
/** End a club: its members are let go */
export type EndClub = {
  params: { club_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Who is in a club, newest first */
export type ListClubMembers = {
  params: { club_id: string }
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ membership_id: string; customer_id: string; first_name: string | null; last_name: string | null; joined_at: string; joined_how: string })[]; next_cursor: string | null }
}
/** Put a customer in a club; at the till only in those joined by choice */
export type JoinClub = {
  params: { club_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: { clubs: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string; joined_how: string; left_at: string | null; left_how: string | null })[]; past: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string; joined_how: string; left_at: string | null; left_how: string | null })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[] }
}
/** Take a customer out of a club */
export type LeaveClub = {
  params: { club_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** A customer’s clubs, those they left, and what waits for an answer */
export type ListClubsOfCustomer = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { clubs: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string; joined_how: string; left_at: string | null; left_how: string | null })[]; past: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string; joined_how: string; left_at: string | null; left_how: string | null })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[] }
}
/** Who asks to be in a club or was invited, and waits */
export type ListClubRequests = {
  params: { club_id: string }
  query: {}
  body: undefined
  answer: { items: ({ request_id: string; customer_id: string; first_name: string | null; last_name: string | null; kind: "request" | "invitation"; asked_at: string })[] }
}
/** Write down that a customer asks to be in a club, or invite them */
export type AskForClub = {
  params: { club_id: string; request_id: string }
  query: {}
  body: { customer_id: string; kind: "request" | "invitation" }
  answer: { request_id: string; club_id: string; customer_id: string; kind: "request" | "invitation" }
}
/** Say yes or no to a request, or take an invitation back */
export type AnswerClubRequest = {
  params: { club_id: string; request_id: string }
  query: {}
  body: { answer: "accepted" | "refused" | "withdrawn" }
  answer: { request_id: string; answer: "accepted" | "refused" | "withdrawn" }
}
/** Join a club */
export type JoinClubByCard = {
  params: { club_id: string }
  query: {}
  body: undefined
  answer: { mine: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[]; open: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; full: boolean })[] }
}
/** Leave a club */
export type LeaveClubByCard = {
  params: { club_id: string }
  query: {}
  body: undefined
  answer: { mine: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[]; open: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; full: boolean })[] }
}
/** Ask to be in a club */
export type AskForClubByCard = {
  params: { club_id: string; request_id: string }
  query: {}
  body: undefined
  answer: { mine: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[]; open: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; full: boolean })[] }
}
/** Answer an invitation, or take a request back */
export type AnswerClubByCard = {
  params: { club_id: string; request_id: string }
  query: {}
  body: { answer: "accepted" | "refused" | "withdrawn" }
  answer: { mine: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[]; open: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; full: boolean })[] }
}
/** Today and this month by store beside last year, thirteen months, recency and what is owed */
export type GetHomeFigures = {
  params: {}
  query: { store_id?: string }
  body: undefined
  answer: { day: string; as_of: string; stores: ({ store_id: string; name: string; today: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; today_before: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; month: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; month_before: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> } })[]; total: { today: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; today_before: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; month: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> }; month_before: { sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; returned_cents: number; new_cards: number; units_given: Record<string, number>; units_spent: Record<string, number> } }; months: ({ month: string; sales: number; sales_with_card: number; total_cents: number; card_total_cents: number; new_cards: number; total_cents_before: number | null })[]; recency: { active: number; slowing: number; asleep: number; lost: number; never: number }; outstanding: { points: ({ unit: string; units: number; value_cents: number | null })[]; gift_cards_count: number; gift_cards_cents: number; total_cents: number } | null }
}
/** The months of the shop, newest first; past ones are counted as far as a call allows */
export type ListAccountingMonths = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ month: string; state: "closed" | "to_close" | "waiting" | "under_way" | "before"; closed_at: string | null; closed_by_name: string | null; owed_cents: number | null; promised_cents: number | null; gift_cards_cents: number | null })[]; counting: { done: number; total: number }; currency: string }
}
/** A month as it was closed, or as it would be closed now, or as it stood at the end of a day of it */
export type GetAccountingMonth = {
  params: { month: string }
  query: { on?: string }
  body: undefined
  answer: { month: string; state: "closed" | "to_close" | "waiting" | "under_way" | "before"; closed_at: string | null; closed_by_name: string | null; content_hash: string | null; figures: { parameters: { month: string; from_at: string; to_at: string; lived: string; currency: string; settings: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; settings_version: number; units: ({ unit: string; kind: string | null; value_micro: number; cost_micro: number; value_from: "shop" | "rewards" | "pays" | "nothing" })[]; merchants: ({ merchant_id: string; name: string; siren: string | null })[] }; merchants: ({ merchant_id: string; name: string; siren: string | null; units: ({ unit: string; tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; estimate: "shop" | "past" | "prudence"; use_bp: number | null; expected_used: number; expected_lost: number; cohorts: ({ vintage: string; outstanding: number; to_be_used: number; owed_cents: number })[]; by_expiry: ({ key: string; amount: number })[]; owed_cents: number; owed_new_cents: number; one_point_more_cents: number; one_point_less_cents: number; onerous_cents: number | null })[]; vouchers: { tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; estimate: "shop" | "past" | "prudence"; use_bp: number | null; expected_used: number; expected_lost: number; cohorts: ({ vintage: string; outstanding: number; to_be_used: number; owed_cents: number })[]; by_expiry: ({ key: string; amount: number })[]; owed_cents: number; owed_new_cents: number; one_point_more_cents: number; one_point_less_cents: number } | null; gift_cards: ({ class: string; origin: string; vat_type: "single" | "multi"; vat_rate_bp: number; tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; by_vintage: ({ key: string; amount: number })[]; by_expiry: ({ key: string; amount: number })[]; vat_at_issue_cents: number; vat_at_use_cents: number })[]; owed_cents: number; opening_owed_cents: number; gift_cards_cents: number; entries: ({ no: number; about: "points_new" | "points_released" | "onerous" | "cards_sold" | "cards_used" | "cards_refunded" | "cards_withdrawn" | "cards_expired" | "cards_brought_in"; label: string; lines: ({ account: string; label: string; debit_cents: number; credit_cents: number })[] })[]; books: { deferred_cents: number; deferred_from: "rebates" | "sales"; provision_cents: number; onerous_cents: number; allocated: Record<string, Record<string, number>>; next_no: number } })[]; thresholds: ({ entity: string; merchant_ids: string[]; outstanding_cents: number; used_12_months_cents: number; limit_cents: number; share_bp: number; alert: boolean })[]; curves: ({ unit: string; months_of_history: number; ages: ({ age: number; share: number; cohorts: number })[] })[]; totals: { owed_cents: number; gift_cards_cents: number; vat_at_issue_cents: number; vat_at_use_cents: number } } }
}
/** Close a month for good; what comes late is counted in the next */
export type CloseAccountingMonth = {
  params: { month: string }
  query: {}
  body: {}
  answer: { month: string; state: "closed" | "to_close" | "waiting" | "under_way" | "before"; closed_at: string | null; closed_by_name: string | null; content_hash: string | null; figures: { parameters: { month: string; from_at: string; to_at: string; lived: string; currency: string; settings: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; settings_version: number; units: ({ unit: string; kind: string | null; value_micro: number; cost_micro: number; value_from: "shop" | "rewards" | "pays" | "nothing" })[]; merchants: ({ merchant_id: string; name: string; siren: string | null })[] }; merchants: ({ merchant_id: string; name: string; siren: string | null; units: ({ unit: string; tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; estimate: "shop" | "past" | "prudence"; use_bp: number | null; expected_used: number; expected_lost: number; cohorts: ({ vintage: string; outstanding: number; to_be_used: number; owed_cents: number })[]; by_expiry: ({ key: string; amount: number })[]; owed_cents: number; owed_new_cents: number; one_point_more_cents: number; one_point_less_cents: number; onerous_cents: number | null })[]; vouchers: { tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; estimate: "shop" | "past" | "prudence"; use_bp: number | null; expected_used: number; expected_lost: number; cohorts: ({ vintage: string; outstanding: number; to_be_used: number; owed_cents: number })[]; by_expiry: ({ key: string; amount: number })[]; owed_cents: number; owed_new_cents: number; one_point_more_cents: number; one_point_less_cents: number } | null; gift_cards: ({ class: string; origin: string; vat_type: "single" | "multi"; vat_rate_bp: number; tally: { opening: number; issued: number; given: number; imported: number; spent: number; restored: number; expired: number; reversed: number; corrected: number; merged: number; closing: number; pending: number; debt: number; elsewhere: number; late: number }; by_vintage: ({ key: string; amount: number })[]; by_expiry: ({ key: string; amount: number })[]; vat_at_issue_cents: number; vat_at_use_cents: number })[]; owed_cents: number; opening_owed_cents: number; gift_cards_cents: number; entries: ({ no: number; about: "points_new" | "points_released" | "onerous" | "cards_sold" | "cards_used" | "cards_refunded" | "cards_withdrawn" | "cards_expired" | "cards_brought_in"; label: string; lines: ({ account: string; label: string; debit_cents: number; credit_cents: number })[] })[]; books: { deferred_cents: number; deferred_from: "rebates" | "sales"; provision_cents: number; onerous_cents: number; allocated: Record<string, Record<string, number>>; next_no: number } })[]; thresholds: ({ entity: string; merchant_ids: string[]; outstanding_cents: number; used_12_months_cents: number; limit_cents: number; share_bp: number; alert: boolean })[]; curves: ({ unit: string; months_of_history: number; ages: ({ age: number; share: number; cohorts: number })[] })[]; totals: { owed_cents: number; gift_cards_cents: number; vat_at_issue_cents: number; vat_at_use_cents: number } } }
}
/** Count a closed month again from its entries and compare */
export type ProveAccountingMonth = {
  params: { month: string }
  query: {}
  body: undefined
  answer: { month: string; proved: boolean; figures_same: boolean; differences: ({ what: string; kept: number; counted: number })[]; content_hash: string; checked_at: string }
}
/** The entries of a closed month, for a spreadsheet */
export type GetAccountingJournal = {
  params: { month: string }
  query: {}
  body: undefined
  answer: undefined
}
/** The entries of a company’s closed month, as article A47 A-1 of the tax procedures book wants them */
export type GetAccountingFec = {
  params: { month: string }
  query: { merchant_id?: string }
  body: undefined
  answer: undefined
}
/** How the shop counts what it owes, and to which accounts */
export type GetAccountingSettings = {
  params: {}
  query: {}
  body: undefined
  answer: { version: number; settings: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; defaults: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; reason: string | null; written_by_name: string | null; written_at: string | null }
}
/** Change how the shop counts, from the next close on; a rate or worth set by hand wants its reason */
export type ChangeAccountingSettings = {
  params: {}
  query: {}
  body: { version: number; settings: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; reason?: string }
  answer: { version: number; settings: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; defaults: { method: "provision" | "deferred" | "ifrs15"; vat_rate_bp: number; margin_bp: number | null; units: Record<string, { value_micro: number | null; cost_micro: number | null; use_bp: number | null }>; voucher_use_bp: number | null; accounts: { customers: { number: string; label: string }; gift_cards: { number: string; label: string }; vat: { number: string; label: string }; deferred: { number: string; label: string }; rebates: { number: string; label: string }; sales: { number: string; label: string }; provision: { number: string; label: string }; provision_charge: { number: string; label: string }; provision_income: { number: string; label: string }; breakage: { number: string; label: string }; brought_in: { number: string; label: string } }; journal_code: string; journal_label: string }; reason: string | null; written_by_name: string | null; written_at: string | null }
}
/** Set money of a gift card aside for a quarter of an hour, once */
export type HoldVoucher = {
  params: { voucher_id: string; hold_id: string }
  query: {}
  body: { amount_cents: number }
  answer: { hold_id: string; voucher_id: string; amount_cents: number; state: "held" | "captured" | "released" | "lapsed"; captured_cents: number | null; sale_id: string | null; actor: string; held_at: string; lapses_at: string; ended_at: string | null }
}
/** Give back what was set aside */
export type ReleaseVoucherHold = {
  params: { voucher_id: string; hold_id: string }
  query: {}
  body: undefined
  answer: { hold_id: string; voucher_id: string; amount_cents: number; state: "held" | "captured" | "released" | "lapsed"; captured_cents: number | null; sale_id: string | null; actor: string; held_at: string; lapses_at: string; ended_at: string | null }
}
/** Take what was set aside, or a part; the rest is free again */
export type CaptureVoucherHold = {
  params: { voucher_id: string; hold_id: string }
  query: {}
  body: { amount_cents: number; sale_id?: string }
  answer: { hold_id: string; voucher_id: string; amount_cents: number; state: "held" | "captured" | "released" | "lapsed"; captured_cents: number | null; sale_id: string | null; actor: string; held_at: string; lapses_at: string; ended_at: string | null }
}
/** What each merchant owes on gift cards beside the legal mark, and what was given to causes */
export type GetVoucherFigures = {
  params: {}
  query: {}
  body: undefined
  answer: { merchants: ({ merchant_id: string; name: string; cards: number; sold_cents: number; given_cents: number; single_cents: number; limit_cents: number; share_basis_points: number; is_near: boolean })[]; gifts: ({ cause: string; gifts: number; given_cents: number; given_year_cents: number })[] }
}
/** Vouchers and gift cards by filter, newest first, with what is outstanding */
export type ListVouchers = {
  params: {}
  query: { cursor?: string; limit?: number; kind?: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; state?: "open" | "used" | "expired" | "withdrawn"; origin?: string; customer_id?: string; store_id?: string; expiring_days?: number; q?: string }
  body: undefined
  answer: { items: ({ voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null })[]; next_cursor: string | null; totals?: ({ kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; count: number; open_count: number; outstanding_cents: number })[] }
}
/** The same list as a file, without codes; written down in the journal */
export type ExportVouchers = {
  params: {}
  query: { kind?: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; state?: "open" | "used" | "expired" | "withdrawn"; origin?: string; customer_id?: string; store_id?: string; expiring_days?: number; q?: string }
  body: undefined
  answer: Blob
}
/** One voucher with everything that happened to it; never its code */
export type GetVoucher = {
  params: { voucher_id: string }
  query: {}
  body: undefined
  answer: { voucher: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null }; entries: ({ entry_id: string; kind: string; amount_cents: number; sale_id: string | null; cause_id: string; store_id: string | null; actor: string; occurred_at: string })[]; holds: ({ hold_id: string; voucher_id: string; amount_cents: number; state: "held" | "captured" | "released" | "lapsed"; captured_cents: number | null; sale_id: string | null; actor: string; held_at: string; lapses_at: string; ended_at: string | null })[]; payments: ({ means: string; amount_cents: number })[] }
}
/** Sell a gift card, or give a voucher; its code is in this answer only */
export type PutVoucher = {
  params: { voucher_id: string }
  query: {}
  body: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale"; origin: "sold" | "offered" | "goodwill"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number; product_id?: string; category?: string; description?: string; customer_id?: string; store_id?: string; valid_from?: string; expires_at?: string; payments?: ({ means: string; amount_cents: number })[] }
  answer: { voucher: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null }; code: string | null; code_grouped: string | null }
}
/** Mark a service, an experience or a private sale as used; once, however often it is asked */
export type UseVoucher = {
  params: { voucher_id: string }
  query: {}
  body: { store_id?: string }
  answer: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null }
}
/** Take the mark back; a seller within a quarter of an hour */
export type UndoVoucherUse = {
  params: { voucher_id: string }
  query: {}
  body: undefined
  answer: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null }
}
/** A voucher by its code: what it is worth and whether it can be used now; guesses are counted */
export type LookUpVoucher = {
  params: {}
  query: {}
  body: { code: string }
  answer: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; description: string | null; last4: string; customer_id: string | null; balance_cents: number; available_cents: number; terms: Record<string, unknown>; valid_from: string; expires_at: string | null; usable: boolean; why_not: string | null }
}
/** The whole code, for its holder or for the owner; written down in the journal */
export type SeeVoucherCode = {
  params: { voucher_id: string }
  query: {}
  body: undefined
  answer: { code: string; code_grouped: string }
}
/** Take a voucher back for good, with what is left on it */
export type WithdrawVoucher = {
  params: { voucher_id: string }
  query: {}
  body: { reason: string }
  answer: { voucher_id: string; kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "experience" | "private_sale" | "donation"; name: string; state: "open" | "used" | "expired" | "withdrawn"; origin: string; last4: string; customer_id: string | null; customer_name: string | null; store_id: string | null; merchant_id: string; amount_cents: number; balance_cents: number; held_cents: number; terms: Record<string, unknown>; redemption_id: string | null; issued_at: string; issued_by: string; valid_from: string; expires_at: string | null; withdrawn_at: string | null; withdrawn_why: string | null; description: string | null; picture_id: string | null; vat_type: "single" | "multi" | null; vat_rate_bp: number | null }
}
/** The catalogue: every reward, what it has given away, how many are left */
export type ListRewards = {
  params: {}
  query: {}
  body: undefined
  answer: { version: number; items: ({ reward_id: string; name: string; status: "in_force" | "coming" | "retired"; reward: { reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean }; stock: { left_count: number; set_aside: number; low_at: number } | null; taken: number; taken_30_days: number; used: number; open: number; cost_cents: number; owed_cents: number })[] }
}
/** Add or change one reward: the next version of the programme, with the same rules, from now on */
export type WriteReward = {
  params: { reward_id: string }
  query: {}
  body: { seen_version: number; reward: { name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean } }
  answer: { version: number }
}
/** Take one reward out of the catalogue from now on; what was taken stays good */
export type RetireReward = {
  params: { reward_id: string }
  query: {}
  body: { seen_version: number }
  answer: { version: number }
}
/** How many are left of a limited reward, and what changed it last */
export type GetRewardStock = {
  params: { reward_id: string }
  query: {}
  body: undefined
  answer: { reward_id: string; left_count: number; set_aside: number; low_at: number; changes: ({ change_id: string; quantity: number; reason: "restock" | "count" | "loss" | "taken" | "given_back"; counted: number | null; note: string | null; redemption_id: string | null; changed_by: string; changed_at: string; left_after: number })[] }
}
/** At how many or fewer the shop is told */
export type WatchRewardStock = {
  params: { reward_id: string }
  query: {}
  body: { low_at: number }
  answer: { reward_id: string; left_count: number; set_aside: number; low_at: number; changes: ({ change_id: string; quantity: number; reason: "restock" | "count" | "loss" | "taken" | "given_back"; counted: number | null; note: string | null; redemption_id: string | null; changed_by: string; changed_at: string; left_after: number })[] }
}
/** A delivery, a loss, or what somebody counted on the shelf; once */
export type ChangeRewardStock = {
  params: { reward_id: string; change_id: string }
  query: {}
  body: { reason: "restock" | "loss"; quantity: number; note?: string } | { reason: "count"; quantity: number; note?: string }
  answer: { reward_id: string; left_count: number; set_aside: number; low_at: number; changes: ({ change_id: string; quantity: number; reason: "restock" | "count" | "loss" | "taken" | "given_back"; counted: number | null; note: string | null; redemption_id: string | null; changed_by: string; changed_at: string; left_after: number })[] }
}
/** The rewards of the programme, and how far this customer is from each */
export type ListCustomerRewards = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { items: ({ reward: { reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean }; affordable: boolean; missing: number; progress: number; held: number; why_closed: "not_yet" | "over" | "tier" | "club" | "limit" | "out_of_stock" | null; stock_left: number | null })[] }
}
/** Take a reward now, or set its points aside for a sale that carries the same redemption_id */
export type TakeReward = {
  params: { customer_id: string; redemption_id: string }
  query: {}
  body: { reward_id: string; hold?: boolean; store_id?: string }
  answer: { redemption_id: string; reward_id: string; state: "held" | "done" | "cancelled"; lapses_at: string | null; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; voucher: { voucher_id: string; kind: string; name: string; last4: string; amount_cents: number; balance_cents: number; terms: Record<string, unknown>; expires_at: string | null } | null }
}
/** Release points set aside, or cancel a reward that was not used; a seller within a quarter of an hour */
export type CancelReward = {
  params: { customer_id: string; redemption_id: string }
  query: {}
  body: undefined
  answer: { redemption_id: string; state: "released" | "cancelled"; accounts: ({ unit: string; available: number; pending: number; debt: number })[] }
}
/** Take a reward with my points; its code is for me */
export type TakeOwnReward = {
  params: { redemption_id: string }
  query: {}
  body: { reward_id: string }
  answer: { redemption_id: string; reward_id: string; state: "held" | "done" | "cancelled"; lapses_at: string | null; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; voucher: { voucher_id: string; kind: string; name: string; last4: string; amount_cents: number; balance_cents: number; terms: Record<string, unknown>; expires_at: string | null; code: string; code_grouped: string } | null }
}
/** Record a sale, once: points, rewards and vouchers in one answer */
export type RecordSale = {
  params: { sale_id: string }
  query: {}
  body: { store_id?: string; customer_id?: string; card_number?: string; staff_id?: string; receipt_number?: string; occurred_at: string; lines?: ({ line_no?: number; product_id?: string; sku?: string; label?: string; category?: string; quantity_milli: number; unit_price_cents: number; discount_cents?: number })[]; amount_cents?: number; discount_cents?: number; payments?: ({ means: string; amount_cents: number })[]; vouchers?: ({ voucher_id?: string; code?: string; amount_cents?: number; hold_id?: string })[]; redemptions?: ({ redemption_id: string; reward_id: string })[]; points?: ({ unit: string; units: number; hold_id?: string })[]; promotions?: { given?: ({ promotion_id: string; line_no: number; quantity_milli: number; discount_cents: number })[] }; channel?: string; offline?: boolean }
  answer: { sale_id: string; receipt_number: string | null; customer: { customer_id: string; first_name: string | null } | null; earned: ({ unit: string; units: number; pending: boolean })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string; kind: string; value_cents: number; expires_at: string | null })[]; vouchers: ({ voucher_id: string; kind: string; used_cents: number; left_cents: number; shortfall_cents: number; why_not: string | null })[]; points: ({ unit: string; units: number; cents: number; counts_as: string; shortfall_cents: number; why_not: string | null })[]; promotions: ({ promotion_id: string; name: string; line_no: number; quantity_milli: number; discount_cents: number })[]; tiers: ({ ladder_id: string; ladder_name: string; tier_id: string | null; tier_name: string | null; value: number; until: string | null; next: { tier_id: string; name: string; threshold: number; missing: number; progress: number } | null })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; next_reward: { reward_id: string; name: string; unit: string; missing: number; progress: number } | null; say: { fr: string[]; en: string[] } }
}
/** A sale with its lines, its returns and what it gave */
export type ReadSale = {
  params: { sale_id: string }
  query: {}
  body: undefined
  answer: { sale_id: string; store_id: string; customer_id: string | null; staff_id: string | null; channel: string; receipt_number: string | null; occurred_at: string; recorded_at: string; gross_cents: number; discount_cents: number; total_cents: number; lines: ({ line_no: number; product_id: string | null; sku: string | null; label: string; category: string | null; quantity_milli: number; unit_price_cents: number; gross_cents: number; total_cents: number; promotions: ({ name: string; quantity_milli: number; discount_cents: number })[]; returned_milli: number })[]; payments: ({ means: string; amount_cents: number })[]; answer: Record<string, unknown>; awards: (Record<string, unknown>)[]; points_paid: (Record<string, unknown>)[]; cancelled: { cancelled_at: string; cancelled_by: string; reason: string; return_id: string } | null; returns: ({ return_id: string; occurred_at: string; total_cents: number; reason: string | null; lines: ({ n: number; qty: number; total: number })[] })[] }
}
/** What a sale would cost and give, by the same rules; nothing is written */
export type PreviewSale = {
  params: {}
  query: {}
  body: { store_id?: string; customer_id?: string; card_number?: string; staff_id?: string; receipt_number?: string; occurred_at: string; lines?: ({ line_no?: number; product_id?: string; sku?: string; label?: string; category?: string; quantity_milli: number; unit_price_cents: number; discount_cents?: number })[]; amount_cents?: number; discount_cents?: number; payments?: ({ means: string; amount_cents: number })[]; vouchers?: ({ voucher_id?: string; code?: string; amount_cents?: number; hold_id?: string })[]; redemptions?: ({ redemption_id: string; reward_id: string })[]; points?: ({ unit: string; units: number; hold_id?: string })[]; promotions?: { given?: ({ promotion_id: string; line_no: number; quantity_milli: number; discount_cents: number })[] }; channel?: string; offline?: boolean; sale_id?: string }
  answer: { sale_id: string; receipt_number: string | null; customer: { customer_id: string; first_name: string | null } | null; earned: ({ unit: string; units: number; pending: boolean })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string; kind: string; value_cents: number; expires_at: string | null })[]; vouchers: ({ voucher_id: string; kind: string; used_cents: number; left_cents: number; shortfall_cents: number; why_not: string | null })[]; points: ({ unit: string; units: number; cents: number; counts_as: string; shortfall_cents: number; why_not: string | null })[]; promotions: ({ promotion_id: string; name: string; line_no: number; quantity_milli: number; discount_cents: number })[]; tiers: ({ ladder_id: string; ladder_name: string; tier_id: string | null; tier_name: string | null; value: number; until: string | null; next: { tier_id: string; name: string; threshold: number; missing: number; progress: number } | null })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; next_reward: { reward_id: string; name: string; unit: string; missing: number; progress: number } | null; say: { fr: string[]; en: string[] } }
}
/** Record up to 500 sales; each is answered by itself, a bad one fails alone */
export type RecordSales = {
  params: {}
  query: {}
  body: { sales: ({ store_id?: string; customer_id?: string; card_number?: string; staff_id?: string; receipt_number?: string; occurred_at: string; lines?: ({ line_no?: number; product_id?: string; sku?: string; label?: string; category?: string; quantity_milli: number; unit_price_cents: number; discount_cents?: number })[]; amount_cents?: number; discount_cents?: number; payments?: ({ means: string; amount_cents: number })[]; vouchers?: ({ voucher_id?: string; code?: string; amount_cents?: number; hold_id?: string })[]; redemptions?: ({ redemption_id: string; reward_id: string })[]; points?: ({ unit: string; units: number; hold_id?: string })[]; promotions?: { given?: ({ promotion_id: string; line_no: number; quantity_milli: number; discount_cents: number })[] }; channel?: string; offline?: boolean; sale_id: string })[] }
  answer: { answers: ({ sale_id: string; status: number; answer?: { sale_id: string; receipt_number: string | null; customer: { customer_id: string; first_name: string | null } | null; earned: ({ unit: string; units: number; pending: boolean })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string; kind: string; value_cents: number; expires_at: string | null })[]; vouchers: ({ voucher_id: string; kind: string; used_cents: number; left_cents: number; shortfall_cents: number; why_not: string | null })[]; points: ({ unit: string; units: number; cents: number; counts_as: string; shortfall_cents: number; why_not: string | null })[]; promotions: ({ promotion_id: string; name: string; line_no: number; quantity_milli: number; discount_cents: number })[]; tiers: ({ ladder_id: string; ladder_name: string; tier_id: string | null; tier_name: string | null; value: number; until: string | null; next: { tier_id: string; name: string; threshold: number; missing: number; progress: number } | null })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; next_reward: { reward_id: string; name: string; unit: string; missing: number; progress: number } | null; say: { fr: string[]; en: string[] } }; problem?: { code: string; title: string; status: number; request_id: string } & Record<string, unknown> })[] }
}
/** Sales, newest first, by store, customer, receipt or time */
export type ListSales = {
  params: {}
  query: { store_id?: string; customer_id?: string; receipt_number?: string; from?: string; to?: string; cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ sale_id: string; store_id: string; customer_id: string | null; first_name: string | null; last_name: string | null; receipt_number: string | null; occurred_at: string; total_cents: number; discount_cents: number; cancelled_at: string | null; item_count: number; earned: ({ unit: string; units: number })[] })[]; next_cursor: string | null }
}
/** Take goods back, by line and by piece: what the sale gave for them goes back too */
export type ReturnSale = {
  params: { sale_id: string; return_id: string }
  query: {}
  body: { store_id?: string; lines: ({ line_no: number; quantity_milli: number })[]; reason?: string; occurred_at?: string }
  answer: { return_id: string; sale_id: string | null; total_cents: number; reversed: ({ unit: string; units: number; owed: number; forgiven: number })[]; restored: ({ unit: string; units: number; cents: number })[]; vouchers_withdrawn: ({ voucher_id: string; reward_name: string })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; refund: { to_vouchers_cents: number; to_points_cents: number; to_customer_cents: number } }
}
/** Undo a sale that was a mistake: on its own day, or later by a manager */
export type CancelSale = {
  params: { sale_id: string }
  query: {}
  body: { reason: string; occurred_at?: string }
  answer: { sale_id: string; cancelled_at: string; reason: string; return: { return_id: string; sale_id: string | null; total_cents: number; reversed: ({ unit: string; units: number; owed: number; forgiven: number })[]; restored: ({ unit: string; units: number; cents: number })[]; vouchers_withdrawn: ({ voucher_id: string; reward_name: string })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; refund: { to_vouchers_cents: number; to_points_cents: number; to_customer_cents: number } } }
}
/** Goods back and goods out in one ticket: both or neither, the return first */
export type ExchangeGoods = {
  params: { exchange_id: string }
  query: {}
  body: { return: { store_id?: string; lines: ({ line_no: number; quantity_milli: number })[]; reason?: string; occurred_at?: string; sale_id: string; return_id: string }; sale: { store_id?: string; customer_id?: string; card_number?: string; staff_id?: string; receipt_number?: string; occurred_at: string; lines?: ({ line_no?: number; product_id?: string; sku?: string; label?: string; category?: string; quantity_milli: number; unit_price_cents: number; discount_cents?: number })[]; amount_cents?: number; discount_cents?: number; payments?: ({ means: string; amount_cents: number })[]; vouchers?: ({ voucher_id?: string; code?: string; amount_cents?: number; hold_id?: string })[]; redemptions?: ({ redemption_id: string; reward_id: string })[]; points?: ({ unit: string; units: number; hold_id?: string })[]; promotions?: { given?: ({ promotion_id: string; line_no: number; quantity_milli: number; discount_cents: number })[] }; channel?: string; offline?: boolean; sale_id: string } }
  answer: { exchange_id: string; return: { return_id: string; sale_id: string | null; total_cents: number; reversed: ({ unit: string; units: number; owed: number; forgiven: number })[]; restored: ({ unit: string; units: number; cents: number })[]; vouchers_withdrawn: ({ voucher_id: string; reward_name: string })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; refund: { to_vouchers_cents: number; to_points_cents: number; to_customer_cents: number } }; sale: { sale_id: string; receipt_number: string | null; customer: { customer_id: string; first_name: string | null } | null; earned: ({ unit: string; units: number; pending: boolean })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; triggered: ({ redemption_id: string; reward_id: string; name: string; voucher_id: string; kind: string; value_cents: number; expires_at: string | null })[]; vouchers: ({ voucher_id: string; kind: string; used_cents: number; left_cents: number; shortfall_cents: number; why_not: string | null })[]; points: ({ unit: string; units: number; cents: number; counts_as: string; shortfall_cents: number; why_not: string | null })[]; promotions: ({ promotion_id: string; name: string; line_no: number; quantity_milli: number; discount_cents: number })[]; tiers: ({ ladder_id: string; ladder_name: string; tier_id: string | null; tier_name: string | null; value: number; until: string | null; next: { tier_id: string; name: string; threshold: number; missing: number; progress: number } | null })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; next_reward: { reward_id: string; name: string; unit: string; missing: number; progress: number } | null; say: { fr: string[]; en: string[] } }; difference_cents: number }
}
/** Take goods back without the receipt of their sale */
export type ReturnWithoutSale = {
  params: { return_id: string }
  query: {}
  body: { store_id?: string; customer_id?: string; lines: ({ product_id?: string; sku?: string; label?: string; category?: string; quantity_milli: number; total_cents: number })[]; reason: string }
  answer: { return_id: string; sale_id: string | null; total_cents: number; reversed: ({ unit: string; units: number; owed: number; forgiven: number })[]; restored: ({ unit: string; units: number; cents: number })[]; vouchers_withdrawn: ({ voucher_id: string; reward_name: string })[]; accounts: ({ unit: string; available: number; pending: number; debt: number })[]; tier_changes: ({ ladder_id: string; from_tier_id: string | null; to_tier_id: string | null; to_tier_name: string | null; raised: boolean })[]; refund: { to_vouchers_cents: number; to_points_cents: number; to_customer_cents: number } }
}
/** Add or take off points by hand, with a reason */
export type CorrectPoints = {
  params: { customer_id: string; correction_id: string }
  query: {}
  body: { unit: string; amount: number; reason: string }
  answer: { correction_id: string; state: "done" | "waiting" | "refused" | "lapsed"; available: number; debt: number }
}
/** What the last nights did, and how far the one under way is */
export type ListNights = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ ran_on: string; started_at: string; reached_at: string; finished_at: string | null; accounts_due: number; accounts_done: number; lots_matured: number; lots_expired: number; rewards_given: number })[] }
}
/** Set units aside, so that nobody else spends them; they come back by themselves */
export type HoldPoints = {
  params: { customer_id: string; hold_id: string }
  query: {}
  body: { unit: string; units: number; minutes?: number; reason?: string }
  answer: { hold_id: string; unit: string; units: number; lapses_at: string; state: "held" | "captured" | "released" | "lapsed"; captured: number; available: number }
}
/** Give back what was set aside */
export type ReleaseHold = {
  params: { customer_id: string; hold_id: string }
  query: {}
  body: undefined
  answer: { hold_id: string; unit: string; units: number; lapses_at: string; state: "held" | "captured" | "released" | "lapsed"; captured: number; available: number }
}
/** Take what was set aside, or a part of it: the rest goes back */
export type CaptureHold = {
  params: { customer_id: string; hold_id: string }
  query: {}
  body: { units: number; store_id?: string }
  answer: { hold_id: string; unit: string; units: number; lapses_at: string; state: "held" | "captured" | "released" | "lapsed"; captured: number; available: number }
}
/** Whether this card is locked */
export type ReadSpendLock = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Let nothing be spent from this card; purchases still count */
export type LockSpending = {
  params: { customer_id: string }
  query: {}
  body: { reason?: string }
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Let this card be spent from again */
export type UnlockSpending = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Whether my card is locked */
export type ReadOwnSpendLock = {
  params: {}
  query: {}
  body: undefined
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Let nothing be spent from my card */
export type LockOwnSpending = {
  params: {}
  query: {}
  body: undefined
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Let my card be spent from again */
export type UnlockOwnSpending = {
  params: {}
  query: {}
  body: undefined
  answer: { lock: { locked_as: "customer" | "staff"; reason: string | null; locked_at: string } | null }
}
/** Corrections that wait for a second person */
export type ListWaitingCorrections = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ correction_id: string; customer_id: string; first_name: string | null; last_name: string | null; unit: string; amount: number; reason: string; asked_by_name: string; asked_at: string; lapses_at: string; may: "decide" | "alone" | "withdraw" | "refuse" })[] }
}
/** Approve a correction that somebody else asked for; it is written then */
export type ApproveCorrection = {
  params: { correction_id: string }
  query: {}
  body: { why?: string }
  answer: { correction_id: string; outcome: "approved" | "refused"; alone: boolean }
}
/** Refuse a correction, or take back one’s own; nothing is written */
export type RefuseCorrection = {
  params: { correction_id: string }
  query: {}
  body: { why?: string }
  answer: { correction_id: string; outcome: "approved" | "refused"; alone: boolean }
}
/** Let several customers share one account; who is not in it yet joins with what they have */
export type SaveHousehold = {
  params: { household_id: string }
  query: {}
  body: { name?: string; customer_ids: string[]; agreed: string[] }
  answer: { household_id: string; name: string; account_id: string; created_at: string; ended_at: string | null; size_max: number; members: ({ customer_id: string; first_name: string | null; last_name: string | null; joined_at: string; share_until: string })[] }
}
/** Who shares this account */
export type ReadHousehold = {
  params: { household_id: string }
  query: {}
  body: undefined
  answer: { household_id: string; name: string; account_id: string; created_at: string; ended_at: string | null; size_max: number; members: ({ customer_id: string; first_name: string | null; last_name: string | null; joined_at: string; share_until: string })[] }
}
/** Whom this customer shares their account with */
export type ReadHouseholdOf = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { household: { household_id: string; name: string; account_id: string; created_at: string; ended_at: string | null; size_max: number; members: ({ customer_id: string; first_name: string | null; last_name: string | null; joined_at: string; share_until: string })[] } | null }
}
/** Take somebody out: what the household has stays with it, or they take back what they brought */
export type LeaveHousehold = {
  params: { household_id: string; customer_id: string }
  query: { take: "nothing" | "share" }
  body: undefined
  answer: { household_id: string; name: string; account_id: string; created_at: string; ended_at: string | null; size_max: number; members: ({ customer_id: string; first_name: string | null; last_name: string | null; joined_at: string; share_until: string })[] }
}
/** Join the account of one customer to another’s: all that is on it goes with it, each with its expiry */
export type MergeAccounts = {
  params: { merge_id: string }
  query: {}
  body: { from_customer_id: string; into_customer_id: string; reason: string }
  answer: { merge_id: string; from: string; into: string; customer_ids: string[]; merged_at: string; undone_at: string | null }
}
/** Part two accounts again: what is left of what came goes back */
export type PartAccounts = {
  params: { merge_id: string }
  query: {}
  body: undefined
  answer: { merge_id: string; from: string; into: string; customer_ids: string[]; merged_at: string; undone_at: string | null }
}
/** Send a file: a field kind (customers, products or sales) and a file, 500 MB at most */
export type UploadImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** What was found, what will happen, what happened */
export type GetImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Say what columns mean and how the file is taken in */
export type ChangeImport = {
  params: { import_id: string }
  query: {}
  body: { sheet?: string; columns?: ({ index: number; field?: string | null; date_order?: "dmy" | "mdy" | null; decimal_mark?: "," | "." | null })[]; options?: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" } }
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Imports, newest first */
export type ListImports = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null })[]; next_cursor: string | null }
}
/** Read the whole file and say what would happen; nothing is written */
export type RehearseImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Take the file in */
export type RunImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Stop after the slice under way */
export type PauseImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Go on where it stopped */
export type ResumeImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** Take everything back that this import did */
export type UndoImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: { import_id: string; kind: "customers" | "products" | "sales"; file_name: string; file_bytes: number; state: string; phase: string | null; rows_total: number | null; rows_read: number; rows_per_second: number | null; remaining_seconds: number | null; counts: Record<string, number>; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; started_at: string | null; ended_at: string | null; waits_for: { import_id: string; file_name: string } | null; same_file_as: { import_id: string; ended_at: string | null } | null; reading: { format: string; encoding: string | null; separator: string | null; sheets: string[]; sheet: string | null; has_header: boolean; first_line: number; sample: string[][] }; columns: ({ index: number; name: string; field: string | null; confidence: number; why: string; is_new: boolean; sample: string[]; date_order: string | null; decimal_mark: string | null })[]; fields: string[]; doubts: ({ index: number; what: string; doubt: string; fr: string; en: string })[]; options: { system?: string; on_match?: "update" | "fill" | "skip"; duplicates?: "tell" | "create"; default_store_id?: string | null; points_unit?: string; points_expire?: "programme" | "never"; consents?: { source: string; occurred_at: string; text_version: number; purpose?: string; language?: "fr" | "en" } | null; points?: "none" | "earn"; unknown_customers?: "anonymous" | "create"; unknown_products?: "leave" | "create" }; rehearsal: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null; result: { counts: Record<string, number>; amounts: Record<string, number>; reasons: ({ code: string; count: number; rows: number[]; fr: string; en: string })[]; warnings: ({ code: string; count: number; rows: number[]; fr: string; en: string })[] } | null }
}
/** How far it is, as server-sent events */
export type FollowImport = {
  params: { import_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** The rows that were not taken, as they came, with why */
export type GetImportRefusals = {
  params: { import_id: string }
  query: { rehearsal?: boolean }
  body: undefined
  answer: Blob
}
/** The versions of the programme, newest first, page by page */
export type ListProgrammes = {
  params: {}
  query: { limit?: number; before?: number }
  body: undefined
  answer: { items: ({ version: number; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; effective_at: string; written_by: string; written_at: string; withdrawn_at: string | null })[]; next_before: number | null }
}
/** The programme in force, with its rules in plain words */
export type CurrentProgramme = {
  params: {}
  query: {}
  body: undefined
  answer: { version: number; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; effective_at: string; words: { fr: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string }; en: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string } } }
}
/** Write the next version of the programme, in force from a date */
export type WriteProgramme = {
  params: { version: number }
  query: {}
  body: { programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; effective_at?: string }
  answer: { version: number; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; effective_at: string; problems: ({ code: string; path: string; fr: string; en: string })[]; warnings: ({ code: string; path: string; fr: string; en: string })[]; words: { fr: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string }; en: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string } } }
}
/** Take back a version that has not begun */
export type WithdrawProgramme = {
  params: { version: number }
  query: {}
  body: undefined
  answer: undefined
}
/** A draft in plain words, with its problems and its traps; nothing is written */
export type PreviewProgramme = {
  params: {}
  query: {}
  body: { programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } }
  answer: { problems: ({ code: string; path: string; fr: string; en: string })[]; warnings: ({ code: string; path: string; fr: string; en: string })[]; words: { fr: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string }; en: { sentences: string[]; parts: ({ about: "earning" | "bonuses" | "rewards" | "tiers" | "time" | "terms"; sentences: string[] })[]; example: string } } }
}
/** Simulations, newest first, with their verdicts */
export type ListSimulations = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: (({ simulation_id: string; name: string; state: string; phase: string | null; done: number; total: number | null; remaining_seconds: number | null; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; ended_at: string | null; shared_at: string | null }) & ({ verdicts: ({ name: string; verdict: { fr: string; en: string } })[] | null }))[]; next_cursor: string | null }
}
/** What there is to replay, and what customers are taken to do */
export type GetSimulationStart = {
  params: {}
  query: {}
  body: undefined
  answer: { sales: number; members: number; anonymous_sales: number; from: string | null; to: string | null; margin: { basis_points: number; categories?: Record<string, number> }; margin_was_said: boolean; behaviour: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; behaviour_from_past: string[]; categories: string[] }
}
/** Replay up to four programmes on the sales of the shop or of a file; once per id */
export type AskSimulation = {
  params: { simulation_id: string }
  query: {}
  body: { name: string; source: { kind: "sales" } | { kind: "file"; import_id: string }; from?: string; to?: string; variants: ({ variant_id: string; name: string; version?: number; programme?: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } })[]; margin?: { basis_points: number; categories?: Record<string, number> }; behaviour?: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; budget_basis_points?: number }
  answer: ({ simulation_id: string; name: string; state: string; phase: string | null; done: number; total: number | null; remaining_seconds: number | null; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; ended_at: string | null; shared_at: string | null }) & ({ wish: { name: string; source: { kind: "sales" } | { kind: "file"; import_id: string }; from?: string; to?: string; variants: ({ variant_id: string; name: string; version?: number; programme?: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } })[]; margin?: { basis_points: number; categories?: Record<string, number> }; behaviour?: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; budget_basis_points?: number }; share_url: string | null; result: { from: string; to: string; months: string[]; sales: number; lines: number; members: number; activities?: number; anonymous_sales: number; anonymous_cents: number; refused_lines: number; returns_without_sale: number; left_out: number; currency: string; average_basket_cents: number; median_basket_cents: number; visits_per_year: number; turnover_cents: number; margin: { basis_points: number; categories?: Record<string, number> }; behaviour: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; replayed_sales: number; seconds: number; columns_bytes: number; variants: ({ variant_id: string; name: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; reasons: ({ fr: string; en: string })[]; verdict: { fr: string; en: string }; figures: { sales: number; members: number; rewarded_members: number; turnover_cents: number; margin_cents: number; cost_cents: number; used_cents: number; open_cents: number; rewards_given: number; generosity_basis_points: number; generosity_low_basis_points: number; generosity_high_basis_points: number; of_margin_basis_points: number; break_even_basis_points: number | null; break_even_low_basis_points: number | null; break_even_high_basis_points: number | null; months: ({ month: string; turnover_cents: number; used_cents: number; given_cents: number; given: number; expired_cents: number; owed_units_cents: number; owed_vouchers_cents: number })[]; units: ({ unit: string; issued: number; spent: number; expired: number; taken_back: number; open: number; debt: number; worth_micro: number; breakage_basis_points: number; cohorts: ({ month: string; issued: number; spent: number; expired: number })[] })[]; rewards: ({ reward_id: string; name: string; given: number; members: number; used: number; used_cents: number; expired: number })[]; deciles: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; frequencies: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; stores: ({ store_id: string; name: string; turnover_cents: number; used_cents: number; given: number })[]; first_reward: { median_days: number; median_visits: number; within: ({ days: number; members: number })[] } | null; never: ({ why: string; members: number; turnover_cents: number })[]; tiers: ({ ladder_id: string; tier_id: string; name: string; members: number[] })[] }; sensitivity: { uplift: ({ uplift_basis_points: number; cost_cents: number; added_margin_cents: number; net_cents: number; on_existing_basis_points: number })[]; redemption: ({ factor_basis_points: number; cost_cents: number; generosity_basis_points: number })[] }; traps: ({ code: string; path: string; fr: string; en: string; mend: { fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } } | null })[]; suggestions: ({ fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; cost_cents: number; generosity_basis_points: number; rewarded_members: number; regulars_rewarded_basis_points: number })[] })[] } | null })
}
/** What was asked, how far it is, and what it came to */
export type GetSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: ({ simulation_id: string; name: string; state: string; phase: string | null; done: number; total: number | null; remaining_seconds: number | null; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; ended_at: string | null; shared_at: string | null }) & ({ wish: { name: string; source: { kind: "sales" } | { kind: "file"; import_id: string }; from?: string; to?: string; variants: ({ variant_id: string; name: string; version?: number; programme?: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } })[]; margin?: { basis_points: number; categories?: Record<string, number> }; behaviour?: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; budget_basis_points?: number }; share_url: string | null; result: { from: string; to: string; months: string[]; sales: number; lines: number; members: number; activities?: number; anonymous_sales: number; anonymous_cents: number; refused_lines: number; returns_without_sale: number; left_out: number; currency: string; average_basket_cents: number; median_basket_cents: number; visits_per_year: number; turnover_cents: number; margin: { basis_points: number; categories?: Record<string, number> }; behaviour: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; replayed_sales: number; seconds: number; columns_bytes: number; variants: ({ variant_id: string; name: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; reasons: ({ fr: string; en: string })[]; verdict: { fr: string; en: string }; figures: { sales: number; members: number; rewarded_members: number; turnover_cents: number; margin_cents: number; cost_cents: number; used_cents: number; open_cents: number; rewards_given: number; generosity_basis_points: number; generosity_low_basis_points: number; generosity_high_basis_points: number; of_margin_basis_points: number; break_even_basis_points: number | null; break_even_low_basis_points: number | null; break_even_high_basis_points: number | null; months: ({ month: string; turnover_cents: number; used_cents: number; given_cents: number; given: number; expired_cents: number; owed_units_cents: number; owed_vouchers_cents: number })[]; units: ({ unit: string; issued: number; spent: number; expired: number; taken_back: number; open: number; debt: number; worth_micro: number; breakage_basis_points: number; cohorts: ({ month: string; issued: number; spent: number; expired: number })[] })[]; rewards: ({ reward_id: string; name: string; given: number; members: number; used: number; used_cents: number; expired: number })[]; deciles: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; frequencies: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; stores: ({ store_id: string; name: string; turnover_cents: number; used_cents: number; given: number })[]; first_reward: { median_days: number; median_visits: number; within: ({ days: number; members: number })[] } | null; never: ({ why: string; members: number; turnover_cents: number })[]; tiers: ({ ladder_id: string; tier_id: string; name: string; members: number[] })[] }; sensitivity: { uplift: ({ uplift_basis_points: number; cost_cents: number; added_margin_cents: number; net_cents: number; on_existing_basis_points: number })[]; redemption: ({ factor_basis_points: number; cost_cents: number; generosity_basis_points: number })[] }; traps: ({ code: string; path: string; fr: string; en: string; mend: { fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } } | null })[]; suggestions: ({ fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; cost_cents: number; generosity_basis_points: number; rewarded_members: number; regulars_rewarded_basis_points: number })[] })[] } | null })
}
/** Put a simulation away; its link is no longer good */
export type RemoveSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** How far it is, as server-sent events */
export type FollowSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Call off a simulation under way; its thread ends at once */
export type CancelSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: { simulation_id: string; name: string; state: string; phase: string | null; done: number; total: number | null; remaining_seconds: number | null; error: { code: string; fr: string; en: string } | null; created_by_name: string; created_at: string; ended_at: string | null; shared_at: string | null }
}
/** A link to a finished comparison, read only; the same link each time until it is taken back */
export type ShareSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: { url: string; shared_at: string }
}
/** Take the link back */
export type UnshareSimulation = {
  params: { simulation_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** The comparison behind a link; no customer is in it */
export type OpenSharedSimulation = {
  params: { token: string }
  query: {}
  body: undefined
  answer: { shop_name: string; name: string; ended_at: string; result: { from: string; to: string; months: string[]; sales: number; lines: number; members: number; activities?: number; anonymous_sales: number; anonymous_cents: number; refused_lines: number; returns_without_sale: number; left_out: number; currency: string; average_basket_cents: number; median_basket_cents: number; visits_per_year: number; turnover_cents: number; margin: { basis_points: number; categories?: Record<string, number> }; behaviour: { takes_chosen: number; pays_with_units: number; uses_voucher: { gift_card: number; discount_amount: number; discount_percent: number; free_product: number; service: number; experience: number; private_sale: number; donation: number } }; replayed_sales: number; seconds: number; columns_bytes: number; variants: ({ variant_id: string; name: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; reasons: ({ fr: string; en: string })[]; verdict: { fr: string; en: string }; figures: { sales: number; members: number; rewarded_members: number; turnover_cents: number; margin_cents: number; cost_cents: number; used_cents: number; open_cents: number; rewards_given: number; generosity_basis_points: number; generosity_low_basis_points: number; generosity_high_basis_points: number; of_margin_basis_points: number; break_even_basis_points: number | null; break_even_low_basis_points: number | null; break_even_high_basis_points: number | null; months: ({ month: string; turnover_cents: number; used_cents: number; given_cents: number; given: number; expired_cents: number; owed_units_cents: number; owed_vouchers_cents: number })[]; units: ({ unit: string; issued: number; spent: number; expired: number; taken_back: number; open: number; debt: number; worth_micro: number; breakage_basis_points: number; cohorts: ({ month: string; issued: number; spent: number; expired: number })[] })[]; rewards: ({ reward_id: string; name: string; given: number; members: number; used: number; used_cents: number; expired: number })[]; deciles: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; frequencies: ({ from: number; to: number | null; members: number; rewarded_members: number; turnover_cents: number; cost_cents: number; least_cents: number })[]; stores: ({ store_id: string; name: string; turnover_cents: number; used_cents: number; given: number })[]; first_reward: { median_days: number; median_visits: number; within: ({ days: number; members: number })[] } | null; never: ({ why: string; members: number; turnover_cents: number })[]; tiers: ({ ladder_id: string; tier_id: string; name: string; members: number[] })[] }; sensitivity: { uplift: ({ uplift_basis_points: number; cost_cents: number; added_margin_cents: number; net_cents: number; on_existing_basis_points: number })[]; redemption: ({ factor_basis_points: number; cost_cents: number; generosity_basis_points: number })[] }; traps: ({ code: string; path: string; fr: string; en: string; mend: { fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" } } | null })[]; suggestions: ({ fr: string; en: string; programme: { name: string; units: ({ unit: string; name?: string; kind: "points" | "stamps" | "spend" | "money"; remainder: "keep" | "lose"; rounding: "down" | "nearest" | "up"; pending_days: number; expiry: { kind: "never" } | { kind: "rolling"; months: number; to_end_of?: "month" | "year" } | { kind: "inactivity"; months: number } | { kind: "calendar"; end_of: "month" | "quarter" | "year"; plus: number } | { kind: "yearly"; month: number; day: number; months_min: number } | { kind: "date"; on: string }; pays?: { units: number; cents: number; units_min: number; share_max_basis_points: number; counts_as: "discount" | "payment" } | null; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; earning: ({ rule_id: string; unit: string; name?: string; counts: { by: "amount"; units: number; per_cents: number } | { by: "purchase"; units: number; minimum_cents: number } | { by: "item"; units: number; every?: number } | { by: "activity"; units: number; activity: string }; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; exclusive_group?: string | null; priority?: number; caps?: ({ per: "sale" | "day" | "week" | "month" | "year" | "ever"; units_max: number; over: "reduce" | "refuse" })[] })[]; rewards: ({ reward_id: string; name: string; unit: string; cost: number; benefit: { kind: "gift_card"; value_cents: number; valid_days: number | null } | { kind: "discount_amount"; value_cents: number; minimum_cents: number; valid_days: number | null } | { kind: "discount_percent"; basis_points: number; minimum_cents: number; value_cents_max: number | null; valid_days: number | null } | { kind: "free_product"; product_id: string | null; category: string | null; value_cents_max: number | null; valid_days: number | null } | { kind: "service" | "experience" | "private_sale"; valid_days: number | null } | { kind: "donation"; value_cents: number; cause: string; valid_days: number | null }; trigger: "automatic" | "chosen"; description?: string; picture_id?: string | null; cost_cents?: number | null; tier_ids?: string[]; club_ids?: string[]; dates?: { from: string | null; to: string | null }; per_customer?: { times: number; per: "month" | "year" | "ever" } | null; limited_stock?: boolean })[]; multipliers?: ({ multiplier_id: string; name: string; unit: string; factor_milli: number; rule_ids?: string[]; when: { store_ids?: string[]; merchant_ids?: string[]; channels?: string[]; product_ids?: string[]; categories?: string[]; brands?: string[]; suppliers?: string[]; weekdays?: number[]; hours?: { from_minute: number; to_minute: number }; season?: { from: string; to: string }; dates?: { from: string | null; to: string | null }; first_purchase?: true; birthday?: { days_before: number; days_after: number }; tier_ids?: string[]; club_ids?: string[]; tags?: string[]; audience_ids?: string[]; basket_min_cents?: number; basket_max_cents?: number; payment_means?: string[] }; priority?: number })[]; stacking?: "multiply" | "add" | "best"; ladders?: ({ ladder_id: string; name: string; measures: { by: "amount" } | { by: "visits"; minimum_cents: number } | { by: "units"; unit: string }; period: { kind: "rolling"; months: number } | { kind: "calendar"; of: "month" | "quarter" | "year" }; starts: "at_once" | "next_period"; keeps_periods: number; grace_days: number; drops: "to_earned" | "one_step"; tiers: ({ tier_id: string; name: string; threshold: number; benefits: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[] })[] })[]; basis: { discounts: "before" | "after"; excluded_product_ids: string[]; excluded_categories: string[] }; clawback: "debt" | "clamp" }; cost_cents: number; generosity_basis_points: number; rewarded_members: number; regulars_rewarded_basis_points: number })[] })[] } }
}
/** A finished comparison as a PDF */
export type PrintSimulation = {
  params: { simulation_id: string }
  query: { language?: "fr" | "en" }
  body: undefined
  answer: Blob
}
/** The comparison behind a link as a PDF */
export type PrintSharedSimulation = {
  params: { token: string }
  query: { language?: "fr" | "en" }
  body: undefined
  answer: Blob
}
/** Thirteen months: what the programme cost, its budget, and what its simulation said */
export type ReadProgrammeBudgets = {
  params: {}
  query: {}
  body: undefined
  answer: { months: ({ month: string; budget_cents: number | null; cost_cents: number; turnover_cents: number; expected_cents: number | null })[]; years: ({ year: string; budget_cents: number | null; cost_cents: number })[]; adoption: { version: number; effective_at: string; simulation_id: string; simulation_name: string; variant_id: string; variant_name: string } | null }
}
/** What the programme may cost in a month or a year; alerts at 80 and at 100 % */
export type WriteProgrammeBudget = {
  params: { period: string }
  query: {}
  body: { budget_cents: number }
  answer: { months: ({ month: string; budget_cents: number | null; cost_cents: number; turnover_cents: number; expected_cents: number | null })[]; years: ({ year: string; budget_cents: number | null; cost_cents: number })[]; adoption: { version: number; effective_at: string; simulation_id: string; simulation_name: string; variant_id: string; variant_name: string } | null }
}
/** Have no budget for this time */
export type RemoveProgrammeBudget = {
  params: { period: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Say that a variant became a version: its months are held against what was simulated */
export type AdoptVariant = {
  params: { simulation_id: string }
  query: {}
  body: { variant_id: string; version: number }
  answer: undefined
}
/** Keep a JPEG, PNG or WebP of 3 MB at most, sent as it is; it is shown to whoever has its id */
export type PutPicture = {
  params: { picture_id: string }
  query: {}
  body: undefined
  answer: { picture_id: string; media_type: string; width: number; height: number; byte_count: number }
}
/** A picture, for whoever has its id */
export type GetPicture = {
  params: { picture_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Templates of messages, those changed last first */
export type ListTemplates = {
  params: {}
  query: { channel?: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; show?: "open" | "archived"; cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ template_id: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; name: string; draft_at: string; draft_by: string; last_version: number; created_at: string; archived_at: string | null; languages: ("fr" | "en")[] })[]; next_cursor: string | null }
}
/** One template with its draft */
export type ReadTemplate = {
  params: { template_id: string }
  query: {}
  body: undefined
  answer: { template_id: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; name: string; draft_at: string; draft_by: string; last_version: number; created_at: string; archived_at: string | null; draft: { fr: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null; en: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null } }
}
/** Write the draft of a template whole; nobody is sent it before it is put in service */
export type WriteTemplate = {
  params: { template_id: string }
  query: {}
  body: { name: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; draft: { fr: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null; en: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null } }
  answer: { template_id: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; name: string; draft_at: string; draft_by: string; last_version: number; created_at: string; archived_at: string | null; draft: { fr: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null; en: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null } }
}
/** Put a template away: nothing new is made with it, what runs goes on */
export type ArchiveTemplate = {
  params: { template_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Bring a template back */
export type UnarchiveTemplate = {
  params: { template_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** What was put in service, newest first */
export type ListTemplateVersions = {
  params: { template_id: string }
  query: { before?: number; limit?: number }
  body: undefined
  answer: { items: ({ version: number; written_by: string; written_at: string })[] }
}
/** One version as it was written */
export type ReadTemplateVersion = {
  params: { template_id: string; version: number }
  query: {}
  body: undefined
  answer: { template_id: string; version: number; content: { fr: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null; en: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null }; written_at: string }
}
/** Put the draft in service under the next number; it never changes after */
export type PutTemplateInService = {
  params: { template_id: string; version: number }
  query: {}
  body: undefined
  answer: { template_id: string; version: number; content: { fr: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null; en: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string } | null }; written_at: string }
}
/** Campaigns that say it: those still to go first, then those that went with a version of it */
export type ListTemplateUses = {
  params: { template_id: string }
  query: {}
  body: undefined
  answer: { items: ({ campaign_id: string; name: string; launched: boolean })[] }
}
/** What a template looks like for one customer, and what is wrong with it; nothing is kept */
export type PreviewTemplate = {
  params: {}
  query: {}
  body: { channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; language: "fr" | "en"; variant: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string }; customer_id?: string | null }
  answer: { subject: string | null; text: string; html: string | null; missing: string[]; missing_words: string[]; push?: { target: string; picture: string | null }; phone?: { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] }; letter?: { address: string[] | null; sender: string[]; place_and_date: string; subject: string | null; paragraphs: ({ kind: "title" | "text" | "item" | "code"; runs: ({ text: string; bold?: boolean; italic?: boolean })[] })[]; legal: string; logo: string | null; colour: string }; shop_url: string; customer_id: string | null; size_bytes: number; findings: ({ code: string; level: "error" | "warning"; language: "fr" | "en"; block_id: string | null; words: string })[]; needs: string[]; sms: { alphabet: string; letters: number; parts: number; left: number } | null }
}
/** In how many parts a text message goes out, over up to a thousand real customers */
export type MeasureSms = {
  params: {}
  query: {}
  body: { channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; language: "fr" | "en"; variant: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string }; customer_id?: string | null }
  answer: { range: { people: number; parts_min: number; parts_max: number; by_parts: Record<string, number>; millicents: number; shortest: string; longest: string } | null }
}
/** The letter as it is written now, to one customer, as the PDF that would be printed */
export type PrintLetterDraft = {
  params: { template_id: string }
  query: { language?: "fr" | "en"; customer_id?: string }
  body: undefined
  answer: Blob
}
/** Send an e-mail to yourself, as one customer would get it */
export type SendTemplateTest = {
  params: { message_id: string }
  query: {}
  body: { channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; language: "fr" | "en"; variant: { subject: string; preheader: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string } | { block_id: string; kind: "shared"; shared_block_id: string })[] } | { text: string } | { title: string; text: string; picture_id: string | null; target: "card" | "rewards" | "vouchers" | "sales" | "preferences" | "url"; url?: string } | { subject: string; words: string; place: string } | { steps: ({ title: string; text: string })[]; outcomes: ({ code: string; label: string })[] } | { text: string; picture_id: string | null; alt: string; url?: string }; customer_id?: string | null }
  answer: { message_id: string; recipient: string }
}
/** What may be filled in for each reader, with its name in your language */
export type ListTemplateValues = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ value: string; name: string })[] }
}
/** Templates to begin with, in French and English */
export type ListTemplateStarters = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ starter: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: "service" | "loyalty" | "marketing"; name: string; about: string; draft: unknown })[] }
}
/** The look and the sender of what is sent; what was not set comes from the shop */
export type ReadBrand = {
  params: {}
  query: {}
  body: undefined
  answer: { primary: string | null; logo_picture_id: string | null; font: "humanist" | "serif" | "system"; rounded: boolean; legal_name: string | null; postal_address: string | null; phone: string | null; site_url: string | null; privacy_url: string | null; sms_name: string | null; sms_stop: string | null; sms_part_millicents: number }
}
/** Set the look and the sender; null takes what is known of the shop */
export type WriteBrand = {
  params: {}
  query: {}
  body: { primary: string | null; logo_picture_id: string | null; font: "humanist" | "serif" | "system"; rounded: boolean; legal_name: string | null; postal_address: string | null; phone: string | null; site_url: string | null; privacy_url: string | null; sms_name: string | null; sms_stop: string | null; sms_part_millicents: number }
  answer: { primary: string | null; logo_picture_id: string | null; font: "humanist" | "serif" | "system"; rounded: boolean; legal_name: string | null; postal_address: string | null; phone: string | null; site_url: string | null; privacy_url: string | null; sms_name: string | null; sms_stop: string | null; sms_part_millicents: number }
}
/** Blocks that several templates share, and which do */
export type ListSharedBlocks = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ shared_block_id: string; name: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string })[]; used_by: ({ template_id: string; name: string })[] })[] }
}
/** Write a shared block; versions in service keep what they had */
export type WriteSharedBlock = {
  params: { shared_block_id: string }
  query: {}
  body: { name: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string })[] }
  answer: { shared_block_id: string; name: string; blocks: ({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "columns"; columns: (({ block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "text"; words: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "picture"; picture_id: string | null; alt: string; decorative?: boolean; url?: string; wide?: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "button"; label: string; url: string; align?: "left" | "center" } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "divider" })[])[] } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "products"; title?: string; products: ({ product_id: string; picture_id?: string | null; url?: string })[]; show_prices: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "promotions"; title?: string; count: number; show_reason: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "voucher"; from: "message" | "hand"; show: "qr" | "barcode" | "code"; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "points"; bar: boolean; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "countdown"; to: { kind: "day"; day: string } | { kind: "points" | "voucher" }; words?: string } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "store"; store_id: string | null; show_hours: boolean; show_phone: boolean } | { block_id: string; tone?: "plain" | "tint" | "brand"; only?: { by: "device"; device: "phone" | "desk" } | { by: "season"; seasons: ("spring" | "summer" | "autumn" | "winter")[] } | { by: "weather"; kinds: ("sun" | "cloud" | "rain" | "storm" | "snow" | "fog")[]; unknown: boolean } | { by: "store"; store_ids: string[] } | { by: "tier"; tiers: string[] }; kind: "map"; store_id: string | null; picture_id: string | null; alt: string } | { block_id: string; kind: "legal"; words?: string })[]; used_by: ({ template_id: string; name: string })[] }
}
/** Remove a shared block that no template uses */
export type RemoveSharedBlock = {
  params: { shared_block_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** A voucher’s code as a picture, for mail programs */
export type DrawCode = {
  params: { show: "qr" | "barcode"; code: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Promotions that are open, to come or over */
export type ListPromotions = {
  params: {}
  query: { show?: "open" | "coming" | "over"; cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ promotion_id: string; name: string; product_id: string | null; category: string | null; discount: { kind: "percent"; percent: number } | { kind: "amount"; cents: number } | { kind: "price"; cents: number }; picture_id: string | null; url: string | null; store_ids: string[]; stock_count: number | null; per_customer_max: number | null; for_whom: "shown" | "everybody"; sector: "other" | "food" | "fast_moving" | "book"; repeat_weeks: number; priority: number; valid_from: string; valid_until: string; product_name: string | null; product_category: string | null; price_cents: number | null; withdrawn_at: string | null; sold_milli: number; left_milli: number | null; given_cents: number; shown: number })[]; next_cursor: string | null }
}
/** One promotion */
export type ReadPromotion = {
  params: { promotion_id: string }
  query: {}
  body: undefined
  answer: { promotion_id: string; name: string; product_id: string | null; category: string | null; discount: { kind: "percent"; percent: number } | { kind: "amount"; cents: number } | { kind: "price"; cents: number }; picture_id: string | null; url: string | null; store_ids: string[]; stock_count: number | null; per_customer_max: number | null; for_whom: "shown" | "everybody"; sector: "other" | "food" | "fast_moving" | "book"; repeat_weeks: number; priority: number; valid_from: string; valid_until: string; product_name: string | null; product_category: string | null; price_cents: number | null; withdrawn_at: string | null; sold_milli: number; left_milli: number | null; given_cents: number; shown: number }
}
/** Write a promotion on one product or one category, whole */
export type WritePromotion = {
  params: { promotion_id: string }
  query: {}
  body: { name: string; product_id: string | null; category: string | null; discount: { kind: "percent"; percent: number } | { kind: "amount"; cents: number } | { kind: "price"; cents: number }; picture_id: string | null; url: string | null; store_ids: string[]; stock_count: number | null; per_customer_max: number | null; for_whom: "shown" | "everybody"; sector: "other" | "food" | "fast_moving" | "book"; repeat_weeks: number; priority: number; valid_from: string; valid_until: string }
  answer: { promotion_id: string; name: string; product_id: string | null; category: string | null; discount: { kind: "percent"; percent: number } | { kind: "amount"; cents: number } | { kind: "price"; cents: number }; picture_id: string | null; url: string | null; store_ids: string[]; stock_count: number | null; per_customer_max: number | null; for_whom: "shown" | "everybody"; sector: "other" | "food" | "fast_moving" | "book"; repeat_weeks: number; priority: number; valid_from: string; valid_until: string; product_name: string | null; product_category: string | null; price_cents: number | null; withdrawn_at: string | null; sold_milli: number; left_milli: number | null; given_cents: number; shown: number }
}
/** Show a promotion to nobody any more */
export type WithdrawPromotion = {
  params: { promotion_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** What suits one customer now, best first, with the reason */
export type ReadPromotionsOf = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { items: ({ promotion_id: string; product_id: string | null; name: string; price_words: string; old_price_words?: string; why?: string; url?: string; picture_id?: string; valid_until: string })[] }
}
/** Promotions that are open in the store of this till, or will be within a week */
export type ListTillPromotions = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ promotion_id: string; name: string; product_id: string | null; category: string | null; discount: { kind: "percent"; percent: number } | { kind: "amount"; cents: number } | { kind: "price"; cents: number }; store_ids: string[]; sector: "other" | "food" | "fast_moving" | "book"; priority: number; valid_from: string; valid_until: string; for_whom: "shown" | "everybody"; per_customer_max: number | null; left_milli: number | null })[] }
}
/** What the built-in mailbox and handset received, newest first */
export type ListMailbox = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ received_id: string; channel: string; sender: string; recipient: string; subject: string | null; received_at: string; preview: string })[]; next_cursor: string | null }
}
/** One message as it was received; its HTML is for a sandboxed frame only */
export type GetMailboxMessage = {
  params: { received_id: string }
  query: {}
  body: undefined
  answer: { received_id: string; channel: string; sender: string; recipient: string; subject: string | null; received_at: string; body_text: string; body_html: string | null; raw: string }
}
/** What was said to a customer in 30 days, what is possible now on each channel, and why not */
export type ExplainPressure = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { days: number; time_zone: string; open_complaints: ({ complaint_id: string; opened_at: string; opened_by: string })[]; paused_until: string | null; less_often: boolean; possible: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; purpose: string; go: boolean; at: string | null; code: string | null; next_at: string | null; sentence: string | null })[]; messages: ({ message_id: string; channel: string; purpose: string; subject: string | null; state: string; error: string | null; at: string })[]; held: ({ message_id: string; purpose: string; origin_kind: string; origin_id: string; held_at: string; sentence: string })[] }
}
/** Say that a customer has a complaint: offers are held back until it is closed */
export type OpenComplaint = {
  params: { customer_id: string; complaint_id: string }
  query: {}
  body: undefined
  answer: { open_complaints: ({ complaint_id: string; opened_at: string; opened_by: string })[] }
}
/** Close a complaint: offers may go again */
export type CloseComplaint = {
  params: { customer_id: string; complaint_id: string }
  query: {}
  body: undefined
  answer: { open_complaints: ({ complaint_id: string; opened_at: string; opened_by: string })[] }
}
/** Caps, hours and holds in force; version 0 is our defaults */
export type ReadPressureRules = {
  params: {}
  query: {}
  body: undefined
  answer: { version: number; rules: { caps: ({ channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; purposes: ("marketing" | "loyalty")[]; max: number; window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "day" | "week" | "month" } })[]; loyalty_counts: boolean; hours: { email?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; sms?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; push?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; wallet?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; letter?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; phone?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; social?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean } }; closed_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; complaint_holds: boolean; household_letter_days: number; less_often_days: number; sunday_decision: string } }
}
/** Write caps, hours and holds as a whole, over the version that was read */
export type WritePressureRules = {
  params: {}
  query: {}
  body: { version: number; rules: { caps: ({ channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; purposes: ("marketing" | "loyalty")[]; max: number; window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "day" | "week" | "month" } })[]; loyalty_counts: boolean; hours: { email?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; sms?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; push?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; wallet?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; letter?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; phone?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; social?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean } }; closed_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; complaint_holds: boolean; household_letter_days: number; less_often_days: number; sunday_decision: string } }
  answer: { version: number; rules: { caps: ({ channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; purposes: ("marketing" | "loyalty")[]; max: number; window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "day" | "week" | "month" } })[]; loyalty_counts: boolean; hours: { email?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; sms?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; push?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; wallet?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; letter?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; phone?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; social?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean } }; closed_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; complaint_holds: boolean; household_letter_days: number; less_often_days: number; sunday_decision: string } }
}
/** What each channel costs, by volume; version 0 is our defaults */
export type ReadMessagePrices = {
  params: {}
  query: {}
  body: undefined
  answer: { version: number; prices: { email: ({ from: number; millicents: number })[]; sms: ({ from: number; millicents: number })[]; push: ({ from: number; millicents: number })[]; wallet: ({ from: number; millicents: number })[]; letter: ({ from: number; millicents: number })[]; phone: ({ from: number; millicents: number })[]; social: ({ from: number; millicents: number })[]; letter_weights: ({ up_to_grams: number; extra_millicents: number })[] } }
}
/** Write the prices of every channel, in thousandths of a cent */
export type WriteMessagePrices = {
  params: {}
  query: {}
  body: { version: number; prices: { email: ({ from: number; millicents: number })[]; sms: ({ from: number; millicents: number })[]; push: ({ from: number; millicents: number })[]; wallet: ({ from: number; millicents: number })[]; letter: ({ from: number; millicents: number })[]; phone: ({ from: number; millicents: number })[]; social: ({ from: number; millicents: number })[]; letter_weights: ({ up_to_grams: number; extra_millicents: number })[] } }
  answer: { version: number; prices: { email: ({ from: number; millicents: number })[]; sms: ({ from: number; millicents: number })[]; push: ({ from: number; millicents: number })[]; wallet: ({ from: number; millicents: number })[]; letter: ({ from: number; millicents: number })[]; phone: ({ from: number; millicents: number })[]; social: ({ from: number; millicents: number })[]; letter_weights: ({ up_to_grams: number; extra_millicents: number })[] } }
}
/** Campaigns, newest first; a manager of stores sees those of their stores */
export type ListCampaigns = {
  params: {}
  query: { cursor?: string; limit?: number; archived?: boolean }
  body: undefined
  answer: { items: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number })[]; next_cursor: string | null }
}
/** A campaign with what was done to it and what may be done now */
export type GetCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Write a campaign, or its next wording; the same words again change nothing */
export type PutCampaign = {
  params: { campaign_id: string }
  query: { known_version?: number }
  body: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Put a campaign away */
export type ArchiveCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Take a campaign out again */
export type UnarchiveCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** What went out and what is to go on each day of a month, with how many people it is for */
export type GetCampaignCalendar = {
  params: { month: string }
  query: {}
  body: undefined
  answer: { month: string; today: string; reachable: number; days: ({ day: string; mobile: number; entries: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; stage: "sent" | "planned" | "draft"; store_id: string | null; people: number; mobile: number })[] })[] }
}
/** What headquarters allows stores, and who is never written to for comparison */
export type GetCampaignTerms = {
  params: {}
  query: {}
  body: undefined
  answer: { control_basis_points: number; approval_above_cents: number | null; margin_basis_points: number; store_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; store_template_ids: string[]; store_month_max: number; store_approval: boolean }
}
/** Set what stores may do by themselves */
export type PutCampaignTerms = {
  params: {}
  query: {}
  body: { control_basis_points: number; approval_above_cents: number | null; margin_basis_points: number; store_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; store_template_ids: string[]; store_month_max: number; store_approval: boolean }
  answer: { control_basis_points: number; approval_above_cents: number | null; margin_basis_points: number; store_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; store_template_ids: string[]; store_month_max: number; store_approval: boolean }
}
/** Let it go, once */
export type LaunchCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Hold what has not left */
export type PauseCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Go on */
export type ResumeCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Stop for good: what has not left is called off and its vouchers taken back */
export type StopCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** Ask a second person’s yes to the campaign as it is written */
export type AskCampaignApproval = {
  params: { campaign_id: string; approval_id: string }
  query: {}
  body: undefined
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** A second person says yes or no */
export type DecideCampaignApproval = {
  params: { campaign_id: string; approval_id: string }
  query: {}
  body: { outcome: "approved" | "refused"; why: string | null }
  answer: ({ campaign_id: string; name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; store_id: string | null; by_store: boolean; state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; plan_version: number; created_by_name: string; created_at: string; updated_at: string; launched_at: string | null; launched_by_name: string | null; starts_at: string | null; next_at: string | null; paused_at: string | null; paused_by_name: string | null; stopped_at: string | null; stopped_by_name: string | null; queued: number; held: number; control: number; people_done: number; people_total: number | null; cost_millicents: number; runs: number }) & ({ plan: { name: string; kind: "one_off" | "newsletter" | "private_sale" | "birthday" | "points_expiring" | "countdown" | "thank_you" | "welcome"; brief: { goal: string; for_whom: string; offer: string; tone: string }; purpose: "marketing" | "loyalty"; audience_id: string | null; store_id: string | null; choice: "in_order" | "cheapest"; variants: ({ variant: string; share: number; messages: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; template_id: string })[] })[]; offer: { kind: "gift_card" | "discount_amount" | "discount_percent" | "free_product" | "service" | "private_sale"; name: string; value_cents?: number; basis_points?: number; minimum_cents?: number; value_cents_max?: number | null; product_id?: string | null; category?: string | null; valid_from: string | null; valid_days: number } | null; schedule: { date: string | null; hour: string | null; clock: "recipient" | "shop"; spread_minutes: number; per_hour_max: number | null }; budget_cents: number | null; control: { basis_points: number; people: number | null }; recurrence: { weekdays: number[]; days: number; missing_units_max: number; until: string | null } | null; priority: number; window_days: number }; may: string[]; needs_approval: boolean; approval: { approval_id: string; outcome: "asked" | "approved" | "refused"; cost_cents: number; asked_by_name: string; decided_by_name: string | null; why: string | null; is_mine: boolean } | null; rehearsal: { rehearsal_id: string; plan_version: number; state: string; ended_at: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null } | null; why_not_launch: string | null })
}
/** How far the sending is, and what limits it */
export type GetCampaignProgress = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: { state: "draft" | "waiting_approval" | "refused" | "planned" | "sending" | "running" | "paused" | "sent" | "stopped" | "archived"; people_done: number; people_total: number | null; queued: number; waiting: number; sent: number; failed: number; cancelled: number; held: number; control: number; cost_millicents: number; channels: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; waiting: number; sent: number; failed: number; cancelled: number })[]; per_minute: number | null; limited_by: string; next_due_at: string | null; seconds_left: number | null; errors: ({ error: string; messages: number })[] }
}
/** How far the sending is, as server-sent events */
export type FollowCampaign = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Go through the campaign for everybody without sending anything; once per id */
export type RehearseCampaign = {
  params: { campaign_id: string; rehearsal_id: string }
  query: {}
  body: undefined
  answer: { rehearsal_id: string; plan_version: number; state: string; done: number; total: number | null; asked_at: string; ended_at: string | null; error: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null }
}
/** How far a rehearsal is, and what it found */
export type GetCampaignRehearsal = {
  params: { campaign_id: string; rehearsal_id: string }
  query: {}
  body: undefined
  answer: { rehearsal_id: string; plan_version: number; state: string; done: number; total: number | null; asked_at: string; ended_at: string | null; error: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null }
}
/** Call off a rehearsal under way */
export type CancelCampaignRehearsal = {
  params: { campaign_id: string; rehearsal_id: string }
  query: {}
  body: undefined
  answer: { rehearsal_id: string; plan_version: number; state: string; done: number; total: number | null; asked_at: string; ended_at: string | null; error: string | null; figures: { people: number; go: number; control: number; held: number; cost_millicents: number; channels: Record<string, { go: number; cost_millicents: number }>; reasons: Record<string, number>; variants: Record<string, number>; stores: Record<string, number>; lint: ({ variant: string; channel: string; level: "error" | "warning"; words: { fr: string; en: string } })[]; errors: number } | null }
}
/** Who would get what by which channel, who would not and why */
export type ListCampaignRehearsalPeople = {
  params: { campaign_id: string; rehearsal_id: string }
  query: { cursor?: string; limit?: number; outcome?: "go" | "control" | "held"; code?: string; channel?: string }
  body: undefined
  answer: { items: ({ customer_id: string; name: string | null; outcome: string; variant: string | null; channel: string | null; code: string | null; reasons: ({ channel: string | null; code: string; sentence: string })[]; due_at: string | null; cost_millicents: number })[]; next_cursor: string | null }
}
/** How far a rehearsal is, as server-sent events */
export type FollowCampaignRehearsal = {
  params: { campaign_id: string; rehearsal_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** What one person will read, as it would leave now */
export type PreviewCampaignMessage = {
  params: { campaign_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: { channel: string; subject: string | null; text: string; html: string | null; missing: string[] }
}
/** What a campaign brought, against those who were held out, with the interval of 95 % */
export type GetCampaignResults = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: { window_days: number; first_at: string | null; ends_at: string | null; is_final: boolean; messages: number; sent: number; delivered: number; opened: number; clicked: number; answered: number; complained: number; bounced: number; message_cost_millicents: number; treated: number; control: number; buyers_treated: number; buyers_control: number; mean_treated_cents: number; mean_control_cents: number; spend: { difference: number; low: number; high: number } | null; buyers: { difference: number; low: number; high: number } | null; verdict: string; clicks: number; unsubscribed: number; vouchers: { given: number; used: number; captured_cents: number; sales_cents: number }; cost_millicents: number; margin_basis_points: number; gain: { sales_cents: number; sales_low_cents: number; sales_high_cents: number; net_cents: number; net_low_cents: number; net_high_cents: number } | null; variants: ({ value: string; messages: number; sent: number; delivered: number; opened: number; clicked: number; answered: number; complained: number; bounced: number; message_cost_millicents: number; treated: number; control: number; buyers_treated: number; buyers_control: number; mean_treated_cents: number; mean_control_cents: number; spend: { difference: number; low: number; high: number } | null; buyers: { difference: number; low: number; high: number } | null; verdict: string })[]; channels: ({ value: string; messages: number; sent: number; delivered: number; opened: number; clicked: number; answered: number; complained: number; bounced: number; message_cost_millicents: number; treated: number; control: number; buyers_treated: number; buyers_control: number; mean_treated_cents: number; mean_control_cents: number; spend: { difference: number; low: number; high: number } | null; buyers: { difference: number; low: number; high: number } | null; verdict: string })[]; stores: ({ value: string; messages: number; sent: number; delivered: number; opened: number; clicked: number; answered: number; complained: number; bounced: number; message_cost_millicents: number; treated: number; control: number; buyers_treated: number; buyers_control: number; mean_treated_cents: number; mean_control_cents: number; spend: { difference: number; low: number; high: number } | null; buyers: { difference: number; low: number; high: number } | null; verdict: string })[]; days: ({ day: number; treated_cents: number; control_cents: number | null })[] }
}
/** Whom it went to, who was held out or back and why */
export type ListCampaignRecipients = {
  params: { campaign_id: string }
  query: { cursor?: string; limit?: number; outcome?: "queued" | "control" | "held" | "cancelled" }
  body: undefined
  answer: { items: (({ customer_id: string; name: string | null; outcome: string; variant: string | null; channel: string | null; code: string | null; reasons: ({ channel: string | null; code: string; sentence: string })[]; due_at: string | null; cost_millicents: number }) & ({ occurrence: string; state: string | null; sent_at: string | null }))[]; next_cursor: string | null }
}
/** What the invitation is to: words, photos, when, where and for whom */
export type PutPrivateSale = {
  params: { campaign_id: string }
  query: {}
  body: { title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string }
  answer: { campaign_id: string; title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string; yes: number; no: number; people: number; arrived: number; invited: number }
}
/** A private sale, with who comes */
export type GetPrivateSale = {
  params: { campaign_id: string }
  query: {}
  body: undefined
  answer: { campaign_id: string; title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string; yes: number; no: number; people: number; arrived: number; invited: number }
}
/** Private sales that are on or to come, for whoever stands at the door */
export type ListPrivateSales = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ campaign_id: string; title: string; starts_at: string; ends_at: string; store_id: string | null; yes: number; people: number; arrived: number })[] }
}
/** Who comes, by name, and who is there */
export type ListPrivateSaleGuests = {
  params: { campaign_id: string }
  query: { cursor?: string; limit?: number; show?: "coming" | "all" }
  body: undefined
  answer: { items: ({ customer_id: string; name: string | null; answer: string | null; people: number | null; answered_at: string | null; arrived_at: string | null })[]; next_cursor: string | null }
}
/** Tick that somebody is there */
export type TickPrivateSaleArrival = {
  params: { campaign_id: string; customer_id: string }
  query: { seen_at?: string }
  body: undefined
  answer: { campaign_id: string; title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string; yes: number; no: number; people: number; arrived: number; invited: number }
}
/** Take the tick off again */
export type UntickPrivateSaleArrival = {
  params: { campaign_id: string; customer_id: string }
  query: {}
  body: undefined
  answer: { campaign_id: string; title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string; yes: number; no: number; people: number; arrived: number; invited: number }
}
/** Write down what somebody told the shop */
export type AnswerPrivateSaleByShop = {
  params: { campaign_id: string; customer_id: string }
  query: {}
  body: { answer: "yes" | "no"; people?: number }
  answer: { campaign_id: string; title: string; words: string; store_id: string | null; place: string; picture_ids: string[]; tier_ids: string[]; audience_id: string | null; guests_max: number; seats_max: number | null; starts_at: string; ends_at: string; yes: number; no: number; people: number; arrived: number; invited: number }
}
/** Private sales that are open to the holder of the card */
export type ListPrivateSalesByCard = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ campaign_id: string; title: string; words: string; starts_at: string; ends_at: string; place: string; store_name: string | null; picture_ids: string[]; guests_max: number; answer: string | null; people: number | null })[] }
}
/** Say whether one comes, and with how many */
export type AnswerPrivateSaleByCard = {
  params: { campaign_id: string }
  query: {}
  body: { answer: "yes" | "no"; people?: number }
  answer: { items: ({ campaign_id: string; title: string; words: string; starts_at: string; ends_at: string; place: string; store_name: string | null; picture_ids: string[]; guests_max: number; answer: string | null; people: number | null })[] }
}
/** What goes, what waits and why, how fast, and how long yet */
export type GetOutbox = {
  params: {}
  query: {}
  body: undefined
  answer: { channels: ({ channel: string; waiting: number; due: number; held: number; under_way: number; unknown: number; next_due_at: string | null; per_minute: number; minutes_left: number | null; limited_by: "complaints" | "provider" | "held" | "warm_up" | "pace" | "cap" | "hours" | null; slowed: ({ route: string; most: number | null; wait_until: string | null; why: string | null })[] })[]; origins: ({ origin_kind: string; origin_id: string; channel: string; waiting: number; sent: number; refused: number; unknown: number; held_at: string | null; held_by: string | null })[]; complaints: { standing: "fine" | "warning" | "held"; sent: number; complaints: number; held_at: string | null }; warm_up: { domain: string; most: number; next_day: string } | null }
}
/** Messages of the outbox, newest first */
export type ListMessages = {
  params: {}
  query: { cursor?: string; limit?: number; state?: "queued" | "held" | "claimed" | "handing_over" | "sent" | "refused" | "retry" | "unknown" | "cancelled"; channel?: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; origin_id?: string }
  body: undefined
  answer: { items: ({ message_id: string; customer_id: string | null; channel: string; purpose: string; template: string; recipient: string; subject: string | null; state: string; error: string | null; waits_for: string | null; origin_kind: string | null; origin_id: string | null; created_at: string; due_at: string | null; handed_at: string | null; sent_at: string | null })[]; next_cursor: string | null }
}
/** Say of a message cut off under way that it counts as sent, or send it once more */
export type SettleUnknownMessage = {
  params: { message_id: string }
  query: {}
  body: { as: "sent" | "send_again" }
  answer: { message_id: string; state: string }
}
/** Let offers by e-mail go on that were held because of complaints */
export type ReleaseComplaintHold = {
  params: {}
  query: {}
  body: undefined
  answer: { held: boolean }
}
/** Stop for a while what comes of one origin */
export type HoldMessages = {
  params: { origin_kind: "campaign" | "journey" | "reward" | "receipt" | "other"; origin_id: string }
  query: {}
  body: undefined
  answer: { held: boolean }
}
/** Let it go on */
export type ReleaseMessages = {
  params: { origin_kind: "campaign" | "journey" | "reward" | "receipt" | "other"; origin_id: string }
  query: {}
  body: undefined
  answer: { held: boolean }
}
/** Letters printed together, newest first, and how many wait to be printed */
export type ListLetterBatches = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { waiting: number; items: ({ batch_id: string; origin_id: string | null; letters: number; printed_by: string; printed_at: string; posted_by: string | null; posted_at: string | null })[]; next_cursor: string | null }
}
/** Take the letters that are due, up to a thousand, into one batch to print */
export type PrintLetterBatch = {
  params: { batch_id: string }
  query: {}
  body: { origin_id?: string | null }
  answer: { batch_id: string; origin_id: string | null; letters: number; printed_by: string; printed_at: string; posted_by: string | null; posted_at: string | null }
}
/** The letters of a batch as one file to print, in the order of the postal codes */
export type GetLetterBatchPdf = {
  params: { batch_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** Say that the letters of a batch are in the post */
export type PostLetterBatch = {
  params: { batch_id: string }
  query: {}
  body: undefined
  answer: { batch_id: string; origin_id: string | null; letters: number; printed_by: string; printed_at: string; posted_by: string | null; posted_at: string | null }
}
/** Who is to be called now, with what to say; the most urgent first */
export type ListCalls = {
  params: {}
  query: { store_id?: string; cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ message_id: string; customer_id: string; first_name: string | null; last_name: string | null; phone: string; store_id: string | null; purpose: string; due_at: string; script: ({ title: string; text: string })[]; outcomes: ({ code: string | null; label: string | null; outcome: "reached" | "no_answer" | "call_back" | "refused" | "wrong_number" })[]; tries: ({ outcome: string; label: string | null; note: string | null; called_by: string; called_at: string; call_again_at: string | null })[] })[]; next_cursor: string | null }
}
/** Say how a call went: it is done, tried again another day, or ends offers by phone */
export type RecordCall = {
  params: { message_id: string }
  query: {}
  body: { outcome: "reached" | "no_answer" | "call_back" | "refused" | "wrong_number"; code?: string | null; note?: string | null; call_again_at?: string | null }
  answer: { message_id: string; state: string; due_at: string | null }
}
/** The public key that a phone subscribes with */
export type GetPushKey = {
  params: {}
  query: {}
  body: undefined
  answer: { public_key: string }
}
/** Let notifications come to this phone */
export type WritePushSubscription = {
  params: { subscription_id: string }
  query: {}
  body: { endpoint: string; keys: { p256dh: string; auth: string } }
  answer: { subscription_id: string }
}
/** No more notifications on this phone */
export type RemovePushSubscription = {
  params: {}
  query: {}
  body: { endpoint: string }
  answer: { removed: boolean }
}
/** Cards in phones’ wallets: how many, and what is missing so that they are offered */
export type ReadWallet = {
  params: {}
  query: {}
  body: undefined
  answer: { apple: { problem: "not_set_up" | "file_missing" | "unreadable" | "key_of_another" | "not_a_pass" | "wrong_wwdr" | "expired" | null; expires_at: string | null }; google: { problem: "not_set_up" | "file_missing" | "unreadable" | "issuer_missing" | null }; is_reached: boolean; passes: { apple: number; google: number; phones: number; waiting: number }; problem: string | null }
}
/** Into which wallets this card can be put */
export type GetPassOffer = {
  params: {}
  query: {}
  body: undefined
  answer: { apple: boolean; google: boolean }
}
/** The address of this card for Apple Wallet, good for ten minutes */
export type MakeApplePass = {
  params: {}
  query: {}
  body: undefined
  answer: { url: string }
}
/** The address that saves this card in Google Wallet */
export type MakeGooglePass = {
  params: {}
  query: {}
  body: undefined
  answer: { url: string }
}
/** The pass, by the link that the card gave ten minutes ago at most */
export type DownloadApplePass = {
  params: { pass_id: string }
  query: { until: number; mark: string }
  body: undefined
  answer: Blob
}
/** The newest pass, if it changed since */
export type GetApplePass = {
  params: { pass_type: string; pass_id: string }
  query: {}
  body: undefined
  answer: Blob
}
/** A phone holds this pass and is told of its changes */
export type RegisterApplePhone = {
  params: { phone_id: string; pass_type: string; pass_id: string }
  query: {}
  body: { pushToken: string }
  answer: Record<string, unknown>
}
/** A phone no longer holds this pass */
export type UnregisterApplePhone = {
  params: { phone_id: string; pass_type: string; pass_id: string }
  query: {}
  body: undefined
  answer: Record<string, unknown>
}
/** The passes of a phone that changed since it last asked */
export type ListApplePasses = {
  params: { phone_id: string; pass_type: string }
  query: { passesUpdatedSince?: string }
  body: undefined
  answer: { serialNumbers: string[]; lastUpdated: string }
}
/** What a phone complains of about our passes, for the journal of the program */
export type LogAppleWallet = {
  params: {}
  query: {}
  body: { logs: string[] }
  answer: Record<string, unknown>
}
/** The picture on passes of a shop that has no logo of its own */
export type GetWalletLogo = {
  params: {}
  query: {}
  body: undefined
  answer: Blob
}
/** Posts, the last written first, with what became of them on each page */
export type ListPosts = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ post_id: string; text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null; due_at: string | null; template_id: string | null; campaign_id: string | null; written_at: string; standing: "draft" | "planned" | "publishing" | "published" | "attention"; followed: number; publications: ({ page_id: string; page_name: string; state: "planned" | "publishing" | "published" | "failed" | "unknown"; due_at: string | null; published_at: string | null; address: string | null; why: "token_expired" | "not_allowed" | "page_gone" | "picture_refused" | "words_refused" | "rate_limited" | "away" | "too_late" | "refused" | "interrupted" | "disconnected" | null })[] })[]; next_cursor: string | null }
}
/** One post, with what became of it on each page */
export type ReadPost = {
  params: { post_id: string }
  query: {}
  body: undefined
  answer: { post_id: string; text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null; due_at: string | null; template_id: string | null; campaign_id: string | null; written_at: string; standing: "draft" | "planned" | "publishing" | "published" | "attention"; followed: number; publications: ({ page_id: string; page_name: string; state: "planned" | "publishing" | "published" | "failed" | "unknown"; due_at: string | null; published_at: string | null; address: string | null; why: "token_expired" | "not_allowed" | "page_gone" | "picture_refused" | "words_refused" | "rate_limited" | "away" | "too_late" | "refused" | "interrupted" | "disconnected" | null })[] }
}
/** Write a post, and plan it: without a time it is a draft, with one that is past it goes at once */
export type WritePost = {
  params: { post_id: string }
  query: {}
  body: { text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null; page_ids: string[]; due_at: string | null; template_id?: string | null; campaign_id?: string | null }
  answer: { post_id: string; text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null; due_at: string | null; template_id: string | null; campaign_id: string | null; written_at: string; standing: "draft" | "planned" | "publishing" | "published" | "attention"; followed: number; publications: ({ page_id: string; page_name: string; state: "planned" | "publishing" | "published" | "failed" | "unknown"; due_at: string | null; published_at: string | null; address: string | null; why: "token_expired" | "not_allowed" | "page_gone" | "picture_refused" | "words_refused" | "rate_limited" | "away" | "too_late" | "refused" | "interrupted" | "disconnected" | null })[] }
}
/** Take back a post that nobody has seen */
export type DeletePost = {
  params: { post_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Say of a post that failed, or whose fate is unknown: it stands there, or it goes again */
export type AnswerPublication = {
  params: { post_id: string; page_id: string }
  query: {}
  body: { answer: "published" | "again" }
  answer: { post_id: string; text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null; due_at: string | null; template_id: string | null; campaign_id: string | null; written_at: string; standing: "draft" | "planned" | "publishing" | "published" | "attention"; followed: number; publications: ({ page_id: string; page_name: string; state: "planned" | "publishing" | "published" | "failed" | "unknown"; due_at: string | null; published_at: string | null; address: string | null; why: "token_expired" | "not_allowed" | "page_gone" | "picture_refused" | "words_refused" | "rate_limited" | "away" | "too_late" | "refused" | "interrupted" | "disconnected" | null })[] }
}
/** The words of a template’s post, or of what a campaign says on networks */
export type ReadPostWords = {
  params: {}
  query: { template_id?: string; campaign_id?: string }
  body: undefined
  answer: { template_id: string; text: string; pictures: ({ picture_id: string; alt: string })[]; link_url: string | null }
}
/** The pages where the shop publishes */
export type ListSocialPages = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ page_id: string; kind: "facebook" | "webhook"; name: string; address: string; page_ref: string | null; connected_at: string; problem: string | null })[] }
}
/** Connect a page, or give it a new key; the network is asked whether the key opens it */
export type ConnectSocialPage = {
  params: { page_id: string }
  query: {}
  body: { kind: "facebook" | "webhook"; name: string; address?: string | null; page_ref?: string | null; token?: string | null }
  answer: { page_id: string; kind: "facebook" | "webhook"; name: string; address: string; page_ref: string | null; connected_at: string; problem: string | null }
}
/** Publish there no more; its key is forgotten */
export type DisconnectSocialPage = {
  params: { page_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** A bounce, a complaint or an answer, as a raw e-mail */
export type TakeReturnedMail = {
  params: {}
  query: {}
  body: { body: string }
  answer: { taken: string }
}
/** A receipt or an answer, from a provider of text messages */
export type TakeSmsEvent = {
  params: {}
  query: {}
  body: { body: string }
  answer: { taken: string }
}
/** Domains that mail is sent from, with the records to publish */
export type ListSendingDomains = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ domain: string; stream: "marketing" | "service"; mailbox_name: string; created_at: string; checked_at: string | null; verified_at: string | null; checks: { dkim?: "right" | "missing" | "wrong"; spf?: "right" | "missing" | "wrong"; dmarc?: "right" | "missing" | "wrong" }; records: ({ what: "dkim" | "spf" | "dmarc"; type: string; name: string; value: string })[] })[]; warm_up: { domain: string; day: number | null; limits: number[]; most_gone: number; next_day: string | null } | null }
}
/** Send mail from a domain of one’s own, once its records are published */
export type WriteSendingDomain = {
  params: { domain: string }
  query: {}
  body: { stream: "marketing" | "service"; mailbox_name: string }
  answer: { domain: string; stream: "marketing" | "service"; mailbox_name: string; created_at: string; checked_at: string | null; verified_at: string | null; checks: { dkim?: "right" | "missing" | "wrong"; spf?: "right" | "missing" | "wrong"; dmarc?: "right" | "missing" | "wrong" }; records: ({ what: "dkim" | "spf" | "dmarc"; type: string; name: string; value: string })[] }
}
/** Send from it no more */
export type RemoveSendingDomain = {
  params: { domain: string }
  query: {}
  body: undefined
  answer: { removed: boolean }
}
/** Look whether the records stand where everybody reads them */
export type CheckSendingDomain = {
  params: { domain: string }
  query: {}
  body: undefined
  answer: { domain: string; stream: "marketing" | "service"; mailbox_name: string; created_at: string; checked_at: string | null; verified_at: string | null; checks: { dkim?: "right" | "missing" | "wrong"; spf?: "right" | "missing" | "wrong"; dmarc?: "right" | "missing" | "wrong" }; records: ({ what: "dkim" | "spf" | "dmarc"; type: string; name: string; value: string })[] }
}
/** What somebody was sent, or was not and why, with what became of it; newest first */
export type ListCustomerMessages = {
  params: { customer_id: string }
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ message_id: string; customer_id: string | null; channel: string; purpose: string; template: string; recipient: string; subject: string | null; state: string; error: string | null; waits_for: string | null; origin_kind: string | null; origin_id: string | null; created_at: string; due_at: string | null; handed_at: string | null; sent_at: string | null; reports: ({ kind: string; class: string | null; code: string | null; words: string | null; reported_at: string })[] })[]; next_cursor: string | null }
}
/** Which of somebody’s addresses do not work, to be corrected when they are here */
export type ListAddressProblems = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { items: ({ channel: string; recipient: string; class: string; code: string | null; failures: number; last_at: string; suppressed_at: string | null })[] }
}
/** The address is good after all: write to it again */
export type LiftAddressProblem = {
  params: { customer_id: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social" }
  query: {}
  body: undefined
  answer: { items: ({ channel: string; recipient: string; class: string; code: string | null; failures: number; last_at: string; suppressed_at: string | null })[] }
}
/** Answer a message of the trial mailbox, send it back, call it unwanted, or say STOP */
export type AnswerFromMailbox = {
  params: { received_id: string; answer_id: string }
  query: {}
  body: { how: "answer" | "stop" | "bounce" | "complain"; text?: string; bounce?: "hard" | "full" | "soft" | "blocked" | "policy" }
  answer: { answer_id: string }
}
/** Try planned campaigns on the shop’s people: who gets how many, who has had enough, what is lost */
export type SimulatePressure = {
  params: {}
  query: {}
  body: { campaigns: ({ name: string; channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; on: string; at_minute: number; priority: number; audience_id?: string | null; people?: number })[]; rules?: { caps: ({ channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; purposes: ("marketing" | "loyalty")[]; max: number; window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "day" | "week" | "month" } })[]; loyalty_counts: boolean; hours: { email?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; sms?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; push?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; wallet?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; letter?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; phone?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean }; social?: { days: number[]; spans: ([number, number])[]; public_holidays: boolean } }; closed_channels: ("email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social")[]; complaint_holds: boolean; household_letter_days: number; less_often_days: number; sunday_decision: string } | null }
  answer: { people: number; looked_at: number; before: { histogram: number[]; days: ({ day: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number })[]; campaigns: ({ name: string; asked: number; goes: number; channels: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number })[]; held: ({ code: "no_address" | "bad_address" | "no_consent" | "withdrawn" | "consent_expired" | "complaint_open" | "paused" | "cap_channel" | "cap_purpose" | "cap_overall" | "quiet_hours" | "same_household" | "minor" | "control_group" | "left" | "too_late" | "channel_closed" | "over_budget"; people: number })[]; cost_millicents: number })[]; capped: number }; after: { histogram: number[]; days: ({ day: string; channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number })[]; campaigns: ({ name: string; asked: number; goes: number; channels: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number })[]; held: ({ code: "no_address" | "bad_address" | "no_consent" | "withdrawn" | "consent_expired" | "complaint_open" | "paused" | "cap_channel" | "cap_purpose" | "cap_overall" | "quiet_hours" | "same_household" | "minor" | "control_group" | "left" | "too_late" | "channel_closed" | "over_budget"; people: number })[]; cost_millicents: number })[]; capped: number } | null }
}
/** What so many messages would cost, after those of this month, and how many they would reach */
export type EstimateCosts = {
  params: {}
  query: {}
  body: { items: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number; sms_parts?: number; letter_grams?: number })[] }
  answer: { items: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; messages: number; cost_millicents: number; people_reached: number })[]; cost_millicents: number }
}
/** What messages cost by month and channel, and the share of people each channel reaches */
export type ReadMessageCosts = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ month: string; channel: string; messages: number; cost_millicents: number })[]; channels: ({ channel: "email" | "sms" | "push" | "wallet" | "letter" | "phone" | "social"; this_month: number; reach_basis_points: number; measured: boolean })[] }
}
/** Printed codes with their scans of the last 90 days, newest first */
export type ListTraceCodes = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ code_id: string; code: string; short_url: string; name: string; place: string; store_id: string | null; campaign_id: string | null; target_url: string; created_at: string; ended_at: string | null; people: number; machines: number; last_scan_on: string | null })[]; next_cursor: string | null }
}
/** Make a printed code, or change where it leads; its short address never changes */
export type WriteTraceCode = {
  params: { code_id: string }
  query: {}
  body: { name: string; place?: string; store_id?: string | null; campaign_id?: string | null; target_url: string }
  answer: { code_id: string; code: string; short_url: string; name: string; place: string; store_id: string | null; campaign_id: string | null; target_url: string; created_at: string; ended_at: string | null; people: number; days: ({ day: string; people: number; machines: number })[] }
}
/** One printed code, with its scans by day */
export type ReadTraceCode = {
  params: { code_id: string }
  query: {}
  body: undefined
  answer: { code_id: string; code: string; short_url: string; name: string; place: string; store_id: string | null; campaign_id: string | null; target_url: string; created_at: string; ended_at: string | null; people: number; days: ({ day: string; people: number; machines: number })[] }
}
/** End a printed code: it leads to a friendly page from now on */
export type EndTraceCode = {
  params: { code_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** A printed code as PNG (1200 dots), SVG, or a page of A5 (PDF) */
export type PrintTraceCode = {
  params: { code_id: string }
  query: { format: "png" | "svg" | "pdf" }
  body: undefined
  answer: Blob
}
/** The link of an e-receipt, for a QR code: no address needed */
export type LinkReceipt = {
  params: { sale_id: string }
  query: {}
  body: undefined
  answer: { url: string; expires_at: string }
}
/** Send a receipt by e-mail, once per message_id */
export type MailReceipt = {
  params: { sale_id: string; message_id: string }
  query: {}
  body: { email?: string }
  answer: { message_id: string; state: string }
}
/** The e-receipt behind a link */
export type OpenReceipt = {
  params: { token: string }
  query: {}
  body: undefined
  answer: { language: "fr" | "en"; currency: string; time_zone: string; shop: { name: string; theme: unknown }; store: { name: string; address: string[]; phone: string | null; legal_name: string; siret: string | null }; receipt_number: string | null; occurred_at: string; customer_first_name: string | null; lines: ({ line_no: number; label: string; quantity_milli: number; unit_price_cents: number; gross_cents: number; total_cents: number; promotions?: ({ name: string; discount_cents: number })[] })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; vouchers: ({ name: string; kind: string; last4: string; used_cents: number; left_cents: number | null })[]; payments: ({ means: string; amount_cents: number })[]; earned: ({ unit: string; units: number; pending: boolean; words: string })[]; returns: ({ occurred_at: string; total_cents: number; lines: ({ label: string; quantity_milli: number; total_cents: number })[] })[] }
}
/** Ask for a six-figure code; answers the same whether a card is known there or not */
export type AskForCardCode = {
  params: {}
  query: {}
  body: { recipient: string; channel: "email" | "sms" }
  answer: { expires_at: string }
}
/** Open a card on this phone with the code that was sent */
export type SignInToCard = {
  params: {}
  query: {}
  body: { recipient: string; code: string; customer_id?: string }
  answer: { token: string | null; customer: { customer_id: string; first_name: string | null } | null; cards: ({ customer_id: string; first_name: string | null })[] }
}
/** Open a card on this phone with the link of the till’s QR code */
export type OpenCardLink = {
  params: {}
  query: {}
  body: { link: string }
  answer: { token: string; customer: { customer_id: string; first_name: string | null } }
}
/** Take the card off this phone */
export type CloseCard = {
  params: {}
  query: {}
  body: undefined
  answer: undefined
}
/** A link, shown as a QR code, that opens the card on the customer’s phone; the one before it ends */
export type LinkCard = {
  params: { customer_id: string }
  query: {}
  body: undefined
  answer: { url: string; expires_at: string }
}
/** Everything the card’s screen shows, to be kept for when there is no network */
export type GetCard = {
  params: {}
  query: {}
  body: undefined
  answer: { tenant: { name: string; theme: unknown; currency: string; time_zone: string }; customer_id: string; first_name: string | null; member_since: string; card_number: string | null; card_number_grouped: string | null; programme: { version: number; name: string; sentences: string[]; example: string } | null; accounts: ({ unit: string; available: number; pending: number; debt: number; words: string; pending_words: string | null; debt_words: string | null; expiring: ({ units: number; expires_at: string; words: string })[] })[]; next_reward: { reward_id: string; name: string; unit: string; cost: number; missing: number; missing_words: string; progress: number } | null; rewards: ({ reward_id: string; name: string; unit: string; cost: number; missing: number; missing_words: string; cost_words: string; trigger: string; benefit: unknown; affordable: boolean; description: string | null; picture_id: string | null; why_closed: "not_yet" | "over" | "tier" | "club" | "limit" | "out_of_stock" | null })[]; promotions: ({ promotion_id: string; name: string; price_words: string; old_price_words?: string; why?: string; url?: string; picture_id?: string; valid_until: string })[]; vouchers: ({ voucher_id: string; kind: string; name: string; amount_cents: number; balance_cents: number; terms: unknown; description: string | null; picture_id: string | null; issued_at: string; valid_from: string; expires_at: string | null; usable_now: boolean; last4: string; code: string; code_grouped: string })[]; advantages: ({ list_id: string; name: string; benefit: string })[]; tiers: ({ ladder_id: string; name: string; measures: "amount" | "visits" | "units"; unit: string | null; tier: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[] } | null; since: string | null; until: string | null; in_grace: boolean; value: number; value_words: string; next: { tier_id: string; name: string; benefits: ({ kind: string; text: string })[]; threshold: number; missing: number; missing_words: string; progress: number } | null; follows: { tier_id: string; name: string } | null; to_keep: number | null; to_keep_words: string | null; tiers: ({ tier_id: string; name: string; threshold: number })[] })[]; clubs: { mine: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; joined_at: string })[]; waiting: ({ request_id: string; club_id: string; name: string; kind: "request" | "invitation"; asked_at: string })[]; open: ({ club_id: string; name: string; description: string; advantages: ({ kind: "service" | "free_delivery" | "private_sales" | "other"; text: string })[]; joins: "open" | "request" | "invitation" | "list"; full: boolean })[] }; referral: { referral_code: string | null; link: string | null; words: string | null }; last_sales: ({ sale_id: string; occurred_at: string; store_name: string; receipt_number: string | null; total_cents: number; returned_cents: number; item_count: number; earned: ({ unit: string; units: number; pending: boolean; words: string })[] })[] }
}
/** My purchases, newest first */
export type ListCardSales = {
  params: {}
  query: { cursor?: string; limit?: number }
  body: undefined
  answer: { items: ({ sale_id: string; occurred_at: string; store_name: string; receipt_number: string | null; total_cents: number; returned_cents: number; item_count: number; earned: ({ unit: string; units: number; pending: boolean; words: string })[] })[]; next_cursor: string | null }
}
/** The e-receipt of one of my purchases */
export type GetCardSale = {
  params: { sale_id: string }
  query: {}
  body: undefined
  answer: { language: "fr" | "en"; currency: string; time_zone: string; shop: { name: string; theme: unknown }; store: { name: string; address: string[]; phone: string | null; legal_name: string; siret: string | null }; receipt_number: string | null; occurred_at: string; customer_first_name: string | null; lines: ({ line_no: number; label: string; quantity_milli: number; unit_price_cents: number; gross_cents: number; total_cents: number; promotions?: ({ name: string; discount_cents: number })[] })[]; gross_cents: number; discount_cents: number; total_cents: number; to_pay_cents: number; vouchers: ({ name: string; kind: string; last4: string; used_cents: number; left_cents: number | null })[]; payments: ({ means: string; amount_cents: number })[]; earned: ({ unit: string; units: number; pending: boolean; words: string })[]; returns: ({ occurred_at: string; total_cents: number; lines: ({ label: string; quantity_milli: number; total_cents: number })[] })[] }
}
/** What the shop knows of me, and what it asks me */
export type GetCardHolder = {
  params: {}
  query: {}
  body: undefined
  answer: { first_name: string | null; last_name: string | null; birth_date: string | null; language: string; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; emails: ({ value: string; verified_at: string | null })[]; phones: ({ value: string; verified_at: string | null })[]; consents: ({ channel: string; purpose: string; text_version: number; language: string; text: string; given: boolean; occurred_at: string | null })[] }
}
/** Change what the shop knows of me; a new e-mail or phone counts once its code came back */
export type ChangeMe = {
  params: {}
  query: {}
  body: { first_name?: string | null; last_name?: string | null; birth_date?: string | null; language?: "fr" | "en"; address?: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; email?: string; phone?: string }
  answer: { first_name: string | null; last_name: string | null; birth_date: string | null; language: string; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; emails: ({ value: string; verified_at: string | null })[]; phones: ({ value: string; verified_at: string | null })[]; consents: ({ channel: string; purpose: string; text_version: number; language: string; text: string; given: boolean; occurred_at: string | null })[]; to_verify: ({ recipient: string; channel: string })[] }
}
/** The code that came to my new e-mail or phone */
export type VerifyMyAddress = {
  params: {}
  query: {}
  body: { recipient: string; code: string }
  answer: { first_name: string | null; last_name: string | null; birth_date: string | null; language: string; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; emails: ({ value: string; verified_at: string | null })[]; phones: ({ value: string; verified_at: string | null })[]; consents: ({ channel: string; purpose: string; text_version: number; language: string; text: string; given: boolean; occurred_at: string | null })[] }
}
/** Say yes or no to one question */
export type AnswerConsent = {
  params: { consent_id: string }
  query: {}
  body: { channel: "email" | "sms" | "phone" | "letter" | "push" | "tracking"; purpose: string; given: boolean; text_version?: number; language?: "fr" | "en"; occurred_at?: string }
  answer: { first_name: string | null; last_name: string | null; birth_date: string | null; language: string; address: { line1?: string | null; line2?: string | null; postal_code?: string | null; city?: string | null; country?: string | null } | null; emails: ({ value: string; verified_at: string | null })[]; phones: ({ value: string; verified_at: string | null })[]; consents: ({ channel: string; purpose: string; text_version: number; language: string; text: string; given: boolean; occurred_at: string | null })[] }
}
/** Leave: the card closes at once; says what stays and why */
export type LeaveByCard = {
  params: {}
  query: {}
  body: { why?: string }
  answer: { left_at: string; withdrawn: ({ channel: string; purpose: string })[]; kept: ({ what: string; why: string })[] }
}
/** Everything the shop knows of me, as a file */
export type ExportMe = {
  params: {}
  query: {}
  body: undefined
  answer: unknown
}
/** Sign in with e-mail and password */
export type SignIn = {
  params: {}
  query: {}
  body: { email: string; password: string; rememberMe?: boolean }
  answer: { user?: { id: string; name: string; email: string }; twoFactorRedirect?: boolean; twoFactorMethods?: string[] }
}
/** End this session */
export type SignOut = {
  params: {}
  query: {}
  body: undefined
  answer: Record<string, unknown>
}
/** This session; prolongs its cookie once a day */
export type GetSession = {
  params: {}
  query: {}
  body: undefined
  answer: { user: { id: string; name: string; email: string }; session: { id: string; expiresAt: unknown } } | null
}
/** Send a link for a lost password */
export type RequestPasswordReset = {
  params: {}
  query: {}
  body: { email: string }
  answer: { status: boolean }
}
/** Choose a new password by the link */
export type ResetPassword = {
  params: {}
  query: {}
  body: { token: string; newPassword: string }
  answer: Record<string, unknown>
}
/** Change the password; ends every other session */
export type ChangePassword = {
  params: {}
  query: {}
  body: { currentPassword: string; newPassword: string }
  answer: Record<string, unknown>
}
/** Begin two-step sign-in */
export type EnableTwoFactor = {
  params: {}
  query: {}
  body: { password: string }
  answer: { totpURI: string; backupCodes: string[] }
}
/** End two-step sign-in */
export type DisableTwoFactor = {
  params: {}
  query: {}
  body: { password: string }
  answer: Record<string, unknown>
}
/** The code of the authenticator app */
export type VerifyTotp = {
  params: {}
  query: {}
  body: { code: string }
  answer: { user?: { id: string; name: string; email: string } }
}
/** A recovery code instead */
export type VerifyBackupCode = {
  params: {}
  query: {}
  body: { code: string }
  answer: { user?: { id: string; name: string; email: string } }
}
/** New recovery codes; the old ones end */
export type GenerateBackupCodes = {
  params: {}
  query: {}
  body: { password: string }
  answer: { backupCodes: string[] }
}
/** Begin adding a passkey */
export type PasskeyRegisterOptions = {
  params: {}
  query: { name?: string }
  body: undefined
  answer: Record<string, unknown>
}
/** Add a passkey */
export type VerifyPasskeyRegistration = {
  params: {}
  query: {}
  body: { response: Record<string, unknown>; name?: string }
  answer: { id: string; name?: string; createdAt?: unknown }
}
/** Begin signing in by passkey */
export type PasskeyAuthenticateOptions = {
  params: {}
  query: {}
  body: undefined
  answer: Record<string, unknown>
}
/** Sign in by passkey */
export type VerifyPasskeyAuthentication = {
  params: {}
  query: {}
  body: { response: Record<string, unknown> }
  answer: Record<string, unknown>
}
/** My passkeys */
export type ListPasskeys = {
  params: {}
  query: {}
  body: undefined
  answer: ({ id: string; name?: string; createdAt?: unknown })[]
}
/** Remove a passkey */
export type DeletePasskey = {
  params: {}
  query: {}
  body: { id: string }
  answer: Record<string, unknown>
}
/** The team */
export type ListStaff = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ staff_id: string; name: string; email: string | null; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; store_ids: string[]; language: "fr" | "en" | null; has_pin: boolean; has_account: boolean; invited_at: string | null; created_at: string })[] }
}
/** Add or change a member of the team */
export type PutStaff = {
  params: { staff_id: string }
  query: {}
  body: { name: string; email?: string | null; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; store_ids: string[]; language?: "fr" | "en" | null; pin?: string }
  answer: { staff_id: string; name: string; email: string | null; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; store_ids: string[]; language: "fr" | "en" | null; has_pin: boolean; has_account: boolean; invited_at: string | null; created_at: string }
}
/** A member leaves the team */
export type LeaveTeam = {
  params: { staff_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** Choose a PIN for the till: one’s own, or for someone one manages */
export type PutPin = {
  params: { staff_id: string }
  query: {}
  body: { pin: string }
  answer: undefined
}
/** Send a link to join; an earlier one ends */
export type InviteStaff = {
  params: { staff_id: string }
  query: {}
  body: { email: string }
  answer: { staff_id: string; email: string; expires_at: string }
}
/** What a link invites to */
export type ReadInvitation = {
  params: { token: string }
  query: {}
  body: undefined
  answer: { name: string; email: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; tenant: { tenant_id: string; slug: string; name: string }; has_account: boolean }
}
/** Join the team, with a new password or signed in already */
export type AcceptInvitation = {
  params: { token: string }
  query: {}
  body: { name?: string; password?: string }
  answer: { email: string; slug: string }
}
/** Who is signed in, in which shop, and which others they may enter */
export type GetMe = {
  params: {}
  query: {}
  body: undefined
  answer: { user: { id: string; name: string; email: string; two_factor_enabled: boolean }; staff: { staff_id: string; role: "owner" | "marketing" | "service" | "store_manager" | "seller" | "delivery"; store_ids: string[]; name: string } | null; tenant: { tenant_id: string; slug: string; name: string } | null; tenants: ({ tenant_id: string; slug: string; name: string; role: string })[] }
}
/** Where I am signed in */
export type ListSessions = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ session_id: string; current: boolean; ip_address: string | null; user_agent: string | null; created_at: string; expires_at: string })[] }
}
/** Sign out somewhere else */
export type EndSession = {
  params: { session_id: string }
  query: {}
  body: undefined
  answer: undefined
}
/** The shop; settings and first steps for its people only */
export type GetTenant = {
  params: {}
  query: {}
  body: undefined
  answer: { tenant_id: string; slug: string; name: string; language: "fr" | "en"; currency: string; theme: { primary?: string; logo_url?: string | null }; country?: string; time_zone?: string; host_name?: string | null; settings?: { offline_limit_cents: number; correction_limit_units: { owner: number | null; service: number | null }; voucher_limit_cents: { owner: number | null; store_manager: number | null; seller: number | null }; gift_card_vat: { type: "multi" } | { type: "single"; rate_basis_points: number }; gift_card_months: number | null; reward_near: { share_basis_points: number; missing_units_max: number | null }; receipt_footer: string; receipts: ("qr" | "email" | "print" | "none")[]; ask_consents: ("email" | "sms" | "push")[]; household_size_max: number; household_undo_days: number; correction_approval_above_units: number | null; expiry_warning_days: number[]; spending_limits: { units_per_day: number | null; rewards_per_hour: number | null; corrections_per_day: number | null }; return_without_sale: "take_back_at_current_rule" | "leave"; till_lock_s: number }; setup?: { done: boolean; steps: ({ step: string; done: boolean })[] } }
}
/** Change the shop’s name, look or settings */
export type ChangeTenant = {
  params: {}
  query: {}
  body: { name?: string; language?: "fr" | "en"; time_zone?: string; host_name?: string | null; theme?: { primary?: string; logo_url?: string | null }; settings?: { offline_limit_cents?: number; correction_limit_units?: { owner: number | null; service: number | null }; voucher_limit_cents?: { owner: number | null; store_manager: number | null; seller: number | null }; gift_card_vat?: { type: "multi" } | { type: "single"; rate_basis_points: number }; gift_card_months?: number | null; reward_near?: { share_basis_points: number; missing_units_max: number | null }; receipt_footer?: string; receipts?: ("qr" | "email" | "print" | "none")[]; ask_consents?: ("email" | "sms" | "push")[]; household_size_max?: number; household_undo_days?: number; correction_approval_above_units?: number | null; expiry_warning_days?: number[]; spending_limits?: { units_per_day: number | null; rewards_per_hour: number | null; corrections_per_day: number | null }; return_without_sale?: "take_back_at_current_rule" | "leave"; till_lock_s?: number } }
  answer: { tenant_id: string; slug: string; name: string; language: "fr" | "en"; currency: string; theme: { primary?: string; logo_url?: string | null }; country?: string; time_zone?: string; host_name?: string | null; settings?: { offline_limit_cents: number; correction_limit_units: { owner: number | null; service: number | null }; voucher_limit_cents: { owner: number | null; store_manager: number | null; seller: number | null }; gift_card_vat: { type: "multi" } | { type: "single"; rate_basis_points: number }; gift_card_months: number | null; reward_near: { share_basis_points: number; missing_units_max: number | null }; receipt_footer: string; receipts: ("qr" | "email" | "print" | "none")[]; ask_consents: ("email" | "sms" | "push")[]; household_size_max: number; household_undo_days: number; correction_approval_above_units: number | null; expiry_warning_days: number[]; spending_limits: { units_per_day: number | null; rewards_per_hour: number | null; corrections_per_day: number | null }; return_without_sale: "take_back_at_current_rule" | "leave"; till_lock_s: number }; setup?: { done: boolean; steps: ({ step: string; done: boolean })[] } }
}
/** The shops I may enter */
export type ListTenants = {
  params: {}
  query: {}
  body: undefined
  answer: { items: ({ tenant_id: string; slug: string; name: string; role: string })[] }
}
/** Open another shop on this install */
export type OpenTenant = {
  params: { tenant_id: string }
  query: {}
  body: { slug: string; name: string; store_name?: string; language?: "fr" | "en"; time_zone?: string; owner?: { name: string; email: string } }
  answer: { tenant_id: string; slug: string; name: string; created: boolean }
}
/** Whether this install still waits for its first shop */
export type GetSetup = {
  params: {}
  query: {}
  body: undefined
  answer: { needed: boolean; secret_needed: boolean }
}
/** The first shop and its owner; only while there is none */
export type SetUp = {
  params: {}
  query: {}
  body: { owner: { name: string; email: string; password: string }; shop: { name: string; slug: string; store_name?: string; language?: "fr" | "en"; time_zone?: string }; secret?: string }
  answer: { tenant_id: string; slug: string }
}
export type Api = {
  delete: {
    '/stores/{store_id}/closure': ReopenStore
    '/products/{product_id}/retirement': SellAgain
    '/devices/{device_id}': RetireDevice
    '/api-keys/{api_key_id}': RevokeApiKey
    '/customers/{customer_id}/departure': ReturnToProgramme
    '/customers/{customer_id}/notes/{note_id}': RemoveCustomerNote
    '/customers/{customer_id}/tags/{tag}': UntagCustomer
    '/lists/{list_id}': EndList
    '/lists/{list_id}/members/{customer_id}': LeaveList
    '/alert-rules/{rule_id}': EndAlertRule
    '/audiences/{audience_id}/archive': RestoreAudience
    '/referral-terms': EndReferralTerms
    '/customers/{customer_id}/tiers/{ladder_id}/grant': TakeTierGrantBack
    '/clubs/{club_id}': EndClub
    '/clubs/{club_id}/members/{customer_id}': LeaveClub
    '/card/clubs/{club_id}/membership': LeaveClubByCard
    '/vouchers/{voucher_id}/holds/{hold_id}': ReleaseVoucherHold
    '/vouchers/{voucher_id}/use': UndoVoucherUse
    '/customers/{customer_id}/redemptions/{redemption_id}': CancelReward
    '/customers/{customer_id}/points-holds/{hold_id}': ReleaseHold
    '/customers/{customer_id}/spend-lock': UnlockSpending
    '/card/spend-lock': UnlockOwnSpending
    '/households/{household_id}/members/{customer_id}': LeaveHousehold
    '/account-merges/{merge_id}': PartAccounts
    '/imports/{import_id}/pause': ResumeImport
    '/simulations/{simulation_id}': RemoveSimulation
    '/simulations/{simulation_id}/share': UnshareSimulation
    '/programme-budgets/{period}': RemoveProgrammeBudget
    '/templates/{template_id}/archiving': UnarchiveTemplate
    '/shared-blocks/{shared_block_id}': RemoveSharedBlock
    '/promotions/{promotion_id}': WithdrawPromotion
    '/customers/{customer_id}/complaints/{complaint_id}': CloseComplaint
    '/campaigns/{campaign_id}/archival': UnarchiveCampaign
    '/campaigns/{campaign_id}/pause': ResumeCampaign
    '/campaigns/{campaign_id}/guests/{customer_id}/arrival': UntickPrivateSaleArrival
    '/outbox/complaint-hold': ReleaseComplaintHold
    '/outbox/holds/{origin_kind}/{origin_id}': ReleaseMessages
    '/wallet/v1/devices/{phone_id}/registrations/{pass_type}/{pass_id}': UnregisterApplePhone
    '/posts/{post_id}': DeletePost
    '/social-pages/{page_id}': DisconnectSocialPage
    '/sending-domains/{domain}': RemoveSendingDomain
    '/customers/{customer_id}/address-problems/{channel}': LiftAddressProblem
    '/trace-codes/{code_id}': EndTraceCode
    '/card/session': CloseCard
    '/staff/{staff_id}': LeaveTeam
    '/sessions/{session_id}': EndSession
  }
  get: {
    '/stores': ListStores
    '/stores/{store_id}': GetStore
    '/stores/{store_id}/holidays': ProposeHolidays
    '/merchants': ListMerchants
    '/products': ListProducts
    '/products/{product_id}': GetProduct
    '/products/{product_id}/photo': GetPhoto
    '/categories': ListCategories
    '/till/products': ListTillProducts
    '/devices': ListDevices
    '/till/bootstrap': BootstrapTill
    '/till/customers': ListTillCustomers
    '/api-keys': ListApiKeys
    '/audit': ListAudit
    '/customers/search': SearchCustomers
    '/customers': ListCustomers
    '/customers/export': ExportCustomers
    '/customers/{customer_id}': GetCustomer
    '/customers/{customer_id}/values': ListCustomerValues
    '/customers/{customer_id}/consents': ListConsentHistory
    '/consent-texts': ListConsentTexts
    '/customers/{customer_id}/timeline': GetTimeline
    '/customers/{customer_id}/statement': GetStatement
    '/card/statement': GetCardStatement
    '/lists': ListLists
    '/alert-rules': ListAlertRules
    '/alerts': ListAlerts
    '/audiences': ListAudiences
    '/audiences/{audience_id}': ReadAudience
    '/audiences/{audience_id}/members': ListAudienceMembers
    '/audiences/{audience_id}/members/{customer_id}': ExplainAudienceMember
    '/audiences/{audience_id}/export': ExportAudience
    '/audiences/{audience_id}/days': ListAudienceDays
    '/audiences/{audience_id}/overlap': OverlapAudiences
    '/audience-fields': ListAudienceFields
    '/audience-choices': ListAudienceChoices
    '/audience-suggestions': ListAudienceSuggestions
    '/activities': ListActivityKinds
    '/customers/{customer_id}/activities': ListActivitiesOfCustomer
    '/referral-terms': ReadReferralTerms
    '/referrals': ListReferrals
    '/referrals/figures': ReadReferralFigures
    '/customers/{customer_id}/referrals': ListReferralsOfCustomer
    '/customers/{customer_id}/tiers': ReadTiersOfCustomer
    '/tiers/{ladder_id}/figures': ReadTierFigures
    '/tiers/{ladder_id}/people': ListPeopleOnLadder
    '/clubs': ListClubs
    '/clubs/{club_id}': ReadClub
    '/clubs/{club_id}/members': ListClubMembers
    '/customers/{customer_id}/clubs': ListClubsOfCustomer
    '/clubs/{club_id}/requests': ListClubRequests
    '/figures/home': GetHomeFigures
    '/accounting/months': ListAccountingMonths
    '/accounting/months/{month}': GetAccountingMonth
    '/accounting/months/{month}/proof': ProveAccountingMonth
    '/accounting/months/{month}/journal.csv': GetAccountingJournal
    '/accounting/months/{month}/fec': GetAccountingFec
    '/accounting/settings': GetAccountingSettings
    '/vouchers/figures': GetVoucherFigures
    '/vouchers': ListVouchers
    '/vouchers/export': ExportVouchers
    '/vouchers/{voucher_id}': GetVoucher
    '/rewards': ListRewards
    '/rewards/{reward_id}/stock': GetRewardStock
    '/customers/{customer_id}/rewards': ListCustomerRewards
    '/sales/{sale_id}': ReadSale
    '/sales': ListSales
    '/points/nights': ListNights
    '/customers/{customer_id}/spend-lock': ReadSpendLock
    '/card/spend-lock': ReadOwnSpendLock
    '/corrections/waiting': ListWaitingCorrections
    '/households/{household_id}': ReadHousehold
    '/customers/{customer_id}/household': ReadHouseholdOf
    '/imports/{import_id}': GetImport
    '/imports': ListImports
    '/imports/{import_id}/progress': FollowImport
    '/imports/{import_id}/refusals.csv': GetImportRefusals
    '/programmes': ListProgrammes
    '/programmes/current': CurrentProgramme
    '/simulations': ListSimulations
    '/simulation-start': GetSimulationStart
    '/simulations/{simulation_id}': GetSimulation
    '/simulations/{simulation_id}/events': FollowSimulation
    '/shared-simulations/{token}': OpenSharedSimulation
    '/simulations/{simulation_id}/report.pdf': PrintSimulation
    '/shared-simulations/{token}/report.pdf': PrintSharedSimulation
    '/programme-budgets': ReadProgrammeBudgets
    '/pictures/{picture_id}': GetPicture
    '/templates': ListTemplates
    '/templates/{template_id}': ReadTemplate
    '/templates/{template_id}/versions': ListTemplateVersions
    '/templates/{template_id}/versions/{version}': ReadTemplateVersion
    '/templates/{template_id}/uses': ListTemplateUses
    '/templates/{template_id}/letter': PrintLetterDraft
    '/template-values': ListTemplateValues
    '/template-starters': ListTemplateStarters
    '/brand': ReadBrand
    '/shared-blocks': ListSharedBlocks
    '/code-pictures/{show}/{code}': DrawCode
    '/promotions': ListPromotions
    '/promotions/{promotion_id}': ReadPromotion
    '/customers/{customer_id}/promotions': ReadPromotionsOf
    '/till/promotions': ListTillPromotions
    '/mailbox': ListMailbox
    '/mailbox/{received_id}': GetMailboxMessage
    '/customers/{customer_id}/pressure': ExplainPressure
    '/pressure-rules': ReadPressureRules
    '/message-prices': ReadMessagePrices
    '/campaigns': ListCampaigns
    '/campaigns/{campaign_id}': GetCampaign
    '/campaign-calendar/{month}': GetCampaignCalendar
    '/campaign-terms': GetCampaignTerms
    '/campaigns/{campaign_id}/progress': GetCampaignProgress
    '/campaigns/{campaign_id}/events': FollowCampaign
    '/campaigns/{campaign_id}/rehearsals/{rehearsal_id}': GetCampaignRehearsal
    '/campaigns/{campaign_id}/rehearsals/{rehearsal_id}/people': ListCampaignRehearsalPeople
    '/campaigns/{campaign_id}/rehearsals/{rehearsal_id}/events': FollowCampaignRehearsal
    '/campaigns/{campaign_id}/previews/{customer_id}': PreviewCampaignMessage
    '/campaigns/{campaign_id}/results': GetCampaignResults
    '/campaigns/{campaign_id}/recipients': ListCampaignRecipients
    '/campaigns/{campaign_id}/private-sale': GetPrivateSale
    '/private-sales': ListPrivateSales
    '/campaigns/{campaign_id}/guests': ListPrivateSaleGuests
    '/card/private-sales': ListPrivateSalesByCard
    '/outbox': GetOutbox
    '/outbox/messages': ListMessages
    '/letter-batches': ListLetterBatches
    '/letter-batches/{batch_id}/pdf': GetLetterBatchPdf
    '/calls': ListCalls
    '/card/push-key': GetPushKey
    '/wallet-passes': ReadWallet
    '/card/passes': GetPassOffer
    '/wallet/apple/{pass_id}': DownloadApplePass
    '/wallet/v1/passes/{pass_type}/{pass_id}': GetApplePass
    '/wallet/v1/devices/{phone_id}/registrations/{pass_type}': ListApplePasses
    '/wallet/logo.png': GetWalletLogo
    '/posts': ListPosts
    '/posts/{post_id}': ReadPost
    '/post-words': ReadPostWords
    '/social-pages': ListSocialPages
    '/sending-domains': ListSendingDomains
    '/customers/{customer_id}/messages': ListCustomerMessages
    '/customers/{customer_id}/address-problems': ListAddressProblems
    '/message-costs': ReadMessageCosts
    '/trace-codes': ListTraceCodes
    '/trace-codes/{code_id}': ReadTraceCode
    '/trace-codes/{code_id}/print': PrintTraceCode
    '/receipts/{token}': OpenReceipt
    '/card': GetCard
    '/card/sales': ListCardSales
    '/card/sales/{sale_id}': GetCardSale
    '/card/me': GetCardHolder
    '/card/export': ExportMe
    '/sign-in/get-session': GetSession
    '/sign-in/passkey/generate-register-options': PasskeyRegisterOptions
    '/sign-in/passkey/generate-authenticate-options': PasskeyAuthenticateOptions
    '/sign-in/passkey/list-user-passkeys': ListPasskeys
    '/staff': ListStaff
    '/invitations/{token}': ReadInvitation
    '/me': GetMe
    '/sessions': ListSessions
    '/tenant': GetTenant
    '/tenants': ListTenants
    '/setup': GetSetup
  }
  patch: {
    '/customers/{customer_id}': ChangeCustomer
    '/imports/{import_id}': ChangeImport
    '/card/me': ChangeMe
    '/tenant': ChangeTenant
  }
  post: {
    '/pairing': Pair
    '/audience-counts': CountAudience
    '/vouchers/lookup': LookUpVoucher
    '/sales/preview': PreviewSale
    '/sales/batch': RecordSales
    '/programmes/preview': PreviewProgramme
    '/template-previews': PreviewTemplate
    '/template-measures': MeasureSms
    '/card/push-subscriptions/removal': RemovePushSubscription
    '/wallet/v1/devices/{phone_id}/registrations/{pass_type}/{pass_id}': RegisterApplePhone
    '/wallet/v1/log': LogAppleWallet
    '/inbound/mail': TakeReturnedMail
    '/inbound/sms': TakeSmsEvent
    '/pressure-simulations': SimulatePressure
    '/message-estimates': EstimateCosts
    '/card/codes': AskForCardCode
    '/card/sign-in': SignInToCard
    '/card/open': OpenCardLink
    '/card/verifications': VerifyMyAddress
    '/sign-in/sign-in/email': SignIn
    '/sign-in/sign-out': SignOut
    '/sign-in/request-password-reset': RequestPasswordReset
    '/sign-in/reset-password': ResetPassword
    '/sign-in/change-password': ChangePassword
    '/sign-in/two-factor/enable': EnableTwoFactor
    '/sign-in/two-factor/disable': DisableTwoFactor
    '/sign-in/two-factor/verify-totp': VerifyTotp
    '/sign-in/two-factor/verify-backup-code': VerifyBackupCode
    '/sign-in/two-factor/generate-backup-codes': GenerateBackupCodes
    '/sign-in/passkey/verify-registration': VerifyPasskeyRegistration
    '/sign-in/passkey/verify-authentication': VerifyPasskeyAuthentication
    '/sign-in/passkey/delete-passkey': DeletePasskey
  }
  put: {
    '/stores/{store_id}': PutStore
    '/stores/{store_id}/closure': CloseStore
    '/merchants/{merchant_id}': PutMerchant
    '/products/{product_id}': PutProduct
    '/products/{product_id}/retirement': RetireProduct
    '/products/{product_id}/photo': PutPhoto
    '/devices/{device_id}': PutDevice
    '/devices/{device_id}/pairing': PairAgain
    '/till/shift': BeginShift
    '/api-keys/{api_key_id}': PutApiKey
    '/customers/{customer_id}': CreateCustomer
    '/customers/{customer_id}/departure': LeaveProgramme
    '/customers/{customer_id}/notes/{note_id}': WriteCustomerNote
    '/customers/{customer_id}/tags/{tag}': TagCustomer
    '/customers/{customer_id}/consents/{consent_id}': RecordConsent
    '/consent-texts/{channel}/{purpose}/{version}/{language}': WriteConsentText
    '/lists/{list_id}': WriteList
    '/lists/{list_id}/members/{customer_id}': JoinList
    '/alert-rules/{rule_id}': WriteAlertRule
    '/alerts/{alert_id}/sight': SeeAlert
    '/audiences/{audience_id}': WriteAudience
    '/audiences/{audience_id}/frozen-from/{source_id}': FreezeAudience
    '/audiences/{audience_id}/copied-from/{source_id}': CopyAudience
    '/audiences/{audience_id}/file': WriteAudienceFile
    '/audiences/{audience_id}/archive': ArchiveAudience
    '/customers/{customer_id}/activities/{activity_id}': RecordActivity
    '/customers/{customer_id}/activities/{activity_id}/cancellation': CancelActivity
    '/referral-terms': WriteReferralTerms
    '/referrals/{referral_id}': BringFriend
    '/card/referral-code': ShowReferralCode
    '/card/referrals/{referral_id}': ComeByFriend
    '/customers/{customer_id}/tiers/{ladder_id}/grant': GrantTier
    '/clubs/{club_id}': WriteClub
    '/clubs/{club_id}/members/{customer_id}': JoinClub
    '/clubs/{club_id}/requests/{request_id}': AskForClub
    '/clubs/{club_id}/requests/{request_id}/answer': AnswerClubRequest
    '/card/clubs/{club_id}/membership': JoinClubByCard
    '/card/clubs/{club_id}/requests/{request_id}': AskForClubByCard
    '/card/clubs/{club_id}/requests/{request_id}/answer': AnswerClubByCard
    '/accounting/months/{month}/close': CloseAccountingMonth
    '/accounting/settings': ChangeAccountingSettings
    '/vouchers/{voucher_id}/holds/{hold_id}': HoldVoucher
    '/vouchers/{voucher_id}/holds/{hold_id}/capture': CaptureVoucherHold
    '/vouchers/{voucher_id}': PutVoucher
    '/vouchers/{voucher_id}/use': UseVoucher
    '/vouchers/{voucher_id}/code-sight': SeeVoucherCode
    '/vouchers/{voucher_id}/withdrawal': WithdrawVoucher
    '/rewards/{reward_id}': WriteReward
    '/rewards/{reward_id}/retirement': RetireReward
    '/rewards/{reward_id}/stock': WatchRewardStock
    '/rewards/{reward_id}/stock/{change_id}': ChangeRewardStock
    '/customers/{customer_id}/redemptions/{redemption_id}': TakeReward
    '/card/redemptions/{redemption_id}': TakeOwnReward
    '/sales/{sale_id}': RecordSale
    '/sales/{sale_id}/returns/{return_id}': ReturnSale
    '/sales/{sale_id}/cancellation': CancelSale
    '/exchanges/{exchange_id}': ExchangeGoods
    '/returns/{return_id}': ReturnWithoutSale
    '/customers/{customer_id}/corrections/{correction_id}': CorrectPoints
    '/customers/{customer_id}/points-holds/{hold_id}': HoldPoints
    '/customers/{customer_id}/points-holds/{hold_id}/capture': CaptureHold
    '/customers/{customer_id}/spend-lock': LockSpending
    '/card/spend-lock': LockOwnSpending
    '/corrections/{correction_id}/approval': ApproveCorrection
    '/corrections/{correction_id}/refusal': RefuseCorrection
    '/households/{household_id}': SaveHousehold
    '/account-merges/{merge_id}': MergeAccounts
    '/imports/{import_id}': UploadImport
    '/imports/{import_id}/rehearsal': RehearseImport
    '/imports/{import_id}/run': RunImport
    '/imports/{import_id}/pause': PauseImport
    '/imports/{import_id}/undo': UndoImport
    '/programmes/{version}': WriteProgramme
    '/programmes/{version}/withdrawal': WithdrawProgramme
    '/simulations/{simulation_id}': AskSimulation
    '/simulations/{simulation_id}/cancellation': CancelSimulation
    '/simulations/{simulation_id}/share': ShareSimulation
    '/programme-budgets/{period}': WriteProgrammeBudget
    '/simulations/{simulation_id}/adoption': AdoptVariant
    '/pictures/{picture_id}': PutPicture
    '/templates/{template_id}': WriteTemplate
    '/templates/{template_id}/archiving': ArchiveTemplate
    '/templates/{template_id}/versions/{version}': PutTemplateInService
    '/template-tests/{message_id}': SendTemplateTest
    '/brand': WriteBrand
    '/shared-blocks/{shared_block_id}': WriteSharedBlock
    '/promotions/{promotion_id}': WritePromotion
    '/customers/{customer_id}/complaints/{complaint_id}': OpenComplaint
    '/pressure-rules': WritePressureRules
    '/message-prices': WriteMessagePrices
    '/campaigns/{campaign_id}': PutCampaign
    '/campaigns/{campaign_id}/archival': ArchiveCampaign
    '/campaign-terms': PutCampaignTerms
    '/campaigns/{campaign_id}/launch': LaunchCampaign
    '/campaigns/{campaign_id}/pause': PauseCampaign
    '/campaigns/{campaign_id}/stop': StopCampaign
    '/campaigns/{campaign_id}/approvals/{approval_id}': AskCampaignApproval
    '/campaigns/{campaign_id}/approvals/{approval_id}/decision': DecideCampaignApproval
    '/campaigns/{campaign_id}/rehearsals/{rehearsal_id}': RehearseCampaign
    '/campaigns/{campaign_id}/rehearsals/{rehearsal_id}/cancellation': CancelCampaignRehearsal
    '/campaigns/{campaign_id}/private-sale': PutPrivateSale
    '/campaigns/{campaign_id}/guests/{customer_id}/arrival': TickPrivateSaleArrival
    '/campaigns/{campaign_id}/guests/{customer_id}/answer': AnswerPrivateSaleByShop
    '/card/private-sales/{campaign_id}/answer': AnswerPrivateSaleByCard
    '/outbox/unknown/{message_id}': SettleUnknownMessage
    '/outbox/holds/{origin_kind}/{origin_id}': HoldMessages
    '/letter-batches/{batch_id}': PrintLetterBatch
    '/letter-batches/{batch_id}/posting': PostLetterBatch
    '/calls/{message_id}/outcome': RecordCall
    '/card/push-subscriptions/{subscription_id}': WritePushSubscription
    '/card/passes/apple': MakeApplePass
    '/card/passes/google': MakeGooglePass
    '/posts/{post_id}': WritePost
    '/posts/{post_id}/publications/{page_id}/answer': AnswerPublication
    '/social-pages/{page_id}': ConnectSocialPage
    '/sending-domains/{domain}': WriteSendingDomain
    '/sending-domains/{domain}/check': CheckSendingDomain
    '/mailbox/{received_id}/answers/{answer_id}': AnswerFromMailbox
    '/trace-codes/{code_id}': WriteTraceCode
    '/sales/{sale_id}/receipt-link': LinkReceipt
    '/sales/{sale_id}/receipt-mails/{message_id}': MailReceipt
    '/customers/{customer_id}/card-link': LinkCard
    '/card/consents/{consent_id}': AnswerConsent
    '/card/departure': LeaveByCard
    '/staff/{staff_id}': PutStaff
    '/staff/{staff_id}/pin': PutPin
    '/staff/{staff_id}/invitation': InviteStaff
    '/invitations/{token}/acceptance': AcceptInvitation
    '/tenants/{tenant_id}': OpenTenant
    '/setup': SetUp
  }
}
