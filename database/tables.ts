// Generated from the database by `npm run generate`. Do not edit.
import type { ColumnType, Generated } from 'kysely'
// biome-ignore lint: what a column of JSON holds is said where it is read
type Json = ColumnType<any, string, string>
type JsonOrNull = ColumnType<any, string | null | undefined, string | null>
export type Tables = {
  access_token: {
    token_hash: Buffer
    tenant_id: string
    kind: string
    subject_id: string
    scopes: Generated<string[]>
    created_at: Date
    expires_at: Date | null
    revoked_at: Date | null
  }
  account: {
    tenant_id: string
    account_id: string
    unit: string
    balance: Generated<number>
    held: Generated<number>
    pending: Generated<number>
    debt: Generated<number>
    remainders: ColumnType<any, string | undefined, string>
    earned: Generated<number>
    due_at: Date | null
    version: Generated<number>
    counters: ColumnType<any, string | undefined, string>
    tier: JsonOrNull
    tier_value: number | null
  }
  account_merge: {
    tenant_id: string
    merge_id: string
    from_account_id: string
    into_account_id: string
    moved: Json
    reason: string | null
    customer_ids: Generated<string[]>
    merged_by: string
    merged_at: Date
    undone_by: string | null
    undone_at: Date | null
  }
  accounting_close: {
    tenant_id: string
    month: string
    figures: Json
    content_hash: Buffer
    closed_by: string
    closed_by_name: string
    closed_at: Date
  }
  accounting_month: {
    tenant_id: string
    month: string
    from_at: Date
    to_at: Date
    counted_at: Date
  }
  accounting_movement: {
    tenant_id: string
    month: string
    ledger: string
    unit: string
    class: string
    issuer_id: string
    kind: string
    vintage: string
    expiry: string
    amount: number
  }
  accounting_settings: {
    tenant_id: string
    version: number
    settings: Json
    reason: string | null
    written_by: string
    written_by_name: string
    written_at: Date
  }
  address_problem: {
    tenant_id: string
    channel: string
    recipient: string
    customer_id: string | null
    class: string
    code: string | null
    words: string | null
    failures: Generated<number>
    failing_since: Date
    last_at: Date
    suppressed_at: Date | null
    lifted_at: Date | null
    lifted_by: string | null
  }
  alert: {
    tenant_id: string
    alert_id: string
    rule_id: string | null
    kind: string
    source_key: string
    customer_id: string | null
    store_id: string | null
    sale_id: string | null
    details: Json
    raised_at: Date
    seen_at: Date | null
    seen_by: string | null
  }
  alert_rule: {
    tenant_id: string
    rule_id: string
    name: string
    criteria: Json
    created_by: string
    created_at: Date
    ended_at: Date | null
  }
  api_key: {
    tenant_id: string
    api_key_id: string
    name: string
    hint: string
    role: string
    created_by: string
    created_at: Date
    last_used_at: Date | null
    revoked_at: Date | null
  }
  audience: {
    tenant_id: string
    audience_id: string
    name: string
    description: Generated<string>
    kind: string
    rule: JsonOrNull
    source_id: string | null
    file: JsonOrNull
    created_by: string
    created_at: Date
    updated_at: Date
    judged_at: Date | null
    archived_at: Date | null
    archived_by: string | null
  }
  audience_clock: {
    tenant_id: string
    wakes_at: Date | null
  }
  audience_day: {
    tenant_id: string
    audience_id: string
    day: string
    came: number
    went: number
    members: number
  }
  audience_due: {
    tenant_id: string
    customer_id: string
    due_at: Date
  }
  audience_member: {
    tenant_id: string
    audience_id: string
    customer_id: string
    entered_at: Date
  }
  audit_entry: {
    tenant_id: string
    audit_id: string
    actor: string
    actor_name: string
    action: string
    subject: string | null
    details: ColumnType<any, string | undefined, string>
    request_id: string | null
    recorded_at: Date
  }
  brand: {
    tenant_id: string
    brand: Json
    written_by: string
    written_at: Date
  }
  call_outcome: {
    tenant_id: string
    message_id: string
    outcome: string
    note: string | null
    called_by: string
    called_at: Date
    call_again_at: Date | null
    call_id: string
    code: string | null
    label: string | null
  }
  campaign: {
    tenant_id: string
    campaign_id: string
    name: string
    kind: string
    store_id: string | null
    by_store: Generated<boolean>
    plan: Json
    plan_version: number
    created_by: string
    created_by_name: string
    created_at: Date
    updated_at: Date
    archived_at: Date | null
    archived_by: string | null
  }
  campaign_approval: {
    tenant_id: string
    approval_id: string
    campaign_id: string
    plan_version: number
    cost_cents: number
    asked_by: string
    asked_by_name: string
    asked_at: Date
    outcome: string | null
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Date | null
    why: string | null
  }
  campaign_launch: {
    tenant_id: string
    campaign_id: string
    plan_version: number
    rehearsal_id: string
    contents: Json
    control_ppm: number
    people_expected: number
    starts_at: Date
    next_at: Date | null
    launched_by: string
    launched_by_name: string
    launched_at: Date
  }
  campaign_pause: {
    tenant_id: string
    pause_id: string
    campaign_id: string
    why: string
    paused_by: string
    paused_by_name: string
    paused_at: Date
    resumed_by: string | null
    resumed_at: Date | null
  }
  campaign_recipient: {
    tenant_id: string
    campaign_id: string
    customer_id: string
    occurrence: string
    run: string
    outcome: string
    variant: string | null
    channel: string | null
    code: string | null
    held: ColumnType<any, string | undefined, string>
    store_id: string | null
    message_id: string | null
    voucher_id: string | null
    cost_millicents: Generated<number>
    due_at: Date | null
    decided_at: Date
  }
  campaign_rehearsal: {
    tenant_id: string
    rehearsal_id: string
    campaign_id: string
    plan_version: number
    state: string
    driver: string | null
    cursor: string | null
    done: Generated<number>
    total: number | null
    figures: ColumnType<any, string | undefined, string>
    error: string | null
    asked_by: string
    asked_at: Date
    ended_at: Date | null
    updated_at: Date
  }
  campaign_rehearsal_line: {
    tenant_id: string
    rehearsal_id: string
    customer_id: string
    outcome: string
    variant: string | null
    channel: string | null
    code: string | null
    held: ColumnType<any, string | undefined, string>
    due_at: Date | null
    cost_millicents: Generated<number>
    store_id: string | null
  }
  campaign_run: {
    tenant_id: string
    campaign_id: string
    occurrence: string
    cursor: string | null
    people_done: Generated<number>
    people_total: number | null
    queued: Generated<number>
    held: Generated<number>
    control: Generated<number>
    cost_millicents: Generated<number>
    last_due_at: Date | null
    started_at: Date
    updated_at: Date
    ended_at: Date | null
    again_cursor: string | null
  }
  campaign_stop: {
    tenant_id: string
    campaign_id: string
    stopped_by: string
    stopped_by_name: string
    stopped_at: Date
    cursor: string | null
    cancelled_count: Generated<number>
    finished_at: Date | null
  }
  campaign_terms: {
    tenant_id: string
    control_basis_points: number
    approval_above_cents: number | null
    margin_basis_points: number
    store_channels: string[]
    store_template_ids: string[]
    store_month_max: number
    store_approval: boolean
    changed_by: string
    changed_at: Date
  }
  club: {
    tenant_id: string
    club_id: string
    name: string
    description: Generated<string>
    advantages: ColumnType<any, string | undefined, string>
    joins: string
    list_id: string | null
    members_max: number | null
    created_by: string
    created_at: Date
    ended_at: Date | null
  }
  club_member: {
    tenant_id: string
    membership_id: string
    club_id: string
    customer_id: string
    joined_at: Date
    joined_how: string
    joined_by: string
    left_at: Date | null
    left_how: string | null
    left_by: string | null
  }
  club_request: {
    tenant_id: string
    request_id: string
    club_id: string
    customer_id: string
    kind: string
    asked_at: Date
    asked_by: string
    answered_at: Date | null
    answered_by: string | null
    answer: string | null
  }
  code_guess: {
    tenant_id: string
    guess_id: string
    source: string
    place: string
    tested: boolean
    guessed_at: Date
  }
  complaint_hold: {
    tenant_id: string
    held_at: Date | null
    sent: number | null
    complaints: number | null
    released_at: Date | null
    released_by: string | null
  }
  complaint_origin: {
    tenant_id: string
    origin_kind: string
    origin_id: string
    held_at: Date | null
    sent: number | null
    complaints: number | null
    released_at: Date | null
    released_by: string | null
  }
  consent: {
    tenant_id: string
    customer_id: string
    consent_id: string
    channel: string
    purpose: string
    given: boolean
    text_version: number
    language: string
    text_hash: Buffer
    source: string
    store_id: string | null
    device_id: string | null
    actor: string
    occurred_at: Date
    recorded_at: Date
    import_id: string | null
  }
  consent_text: {
    tenant_id: string
    channel: string
    purpose: string
    version: number
    language: string
    text: string
    written_by: string
    written_at: Date
  }
  contact_preference: {
    tenant_id: string
    customer_id: string
    preference_id: string
    frequency: string
    paused_until: Date | null
    source: string
    actor: string
    said_at: Date
  }
  correction_request: {
    tenant_id: string
    correction_id: string
    customer_id: string
    unit: string
    amount: number
    reason: string
    asked_by: string
    asked_by_name: string
    asked_at: Date
    lapses_at: Date
    outcome: string | null
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Date | null
    why: string | null
  }
  customer: {
    tenant_id: string
    customer_id: string
    account_id: string
    first_name: string | null
    last_name: string | null
    sort_name: Generated<string>
    birth_date: string | null
    language: Generated<string>
    home_store_id: string | null
    address_line1: string | null
    address_line2: string | null
    postal_code: string | null
    city: string | null
    country: string | null
    source: string
    created_at: Date
    created_by: string
    created_store_id: string | null
    import_id: string | null
    left_at: Date | null
    erased_at: Date | null
    updated_at: Date
    content_hash: Buffer | null
  }
  customer_activity: {
    tenant_id: string
    activity_id: string
    customer_id: string
    account_id: string
    activity: string
    store_id: string | null
    merchant_id: string
    channel: string | null
    properties: ColumnType<any, string | undefined, string>
    occurred_at: Date
    recorded_at: Date
    actor: string
    programme_version: number | null
    awards: ColumnType<any, string | undefined, string>
    answer: Json
    content_hash: Buffer
    cancelled_at: Date | null
    cancelled_by: string | null
    cancelled_reason: string | null
  }
  customer_complaint: {
    tenant_id: string
    customer_id: string
    complaint_id: string
    opened_at: Date
    opened_by: string
    closed_at: Date | null
    closed_by: string | null
  }
  customer_figures: {
    tenant_id: string
    customer_id: string
    first_sale_at: Date | null
    last_sale_at: Date | null
    sales_count: Generated<number>
    spent_cents: Generated<number>
    returned_cents: Generated<number>
    items: Generated<number>
  }
  customer_note: {
    tenant_id: string
    customer_id: string
    note_id: string
    text: string
    written_by: string
    written_by_name: string
    written_at: Date
    removed_at: Date | null
  }
  customer_tag: {
    tenant_id: string
    customer_id: string
    tag: string
    added_at: Date
    added_by: string
  }
  customer_token: {
    tenant_id: string
    token: string
    customer_id: string
    home_store_id: string | null
  }
  customer_value: {
    tenant_id: string
    customer_id: string
    value_id: string
    field: string
    value: JsonOrNull
    source: string
    recorded_at: Date
    recorded_by: string
    import_id: string | null
  }
  device: {
    tenant_id: string
    device_id: string
    store_id: string
    name: string
    paired_at: Date | null
    paired_by: string | null
    seen_at: Date | null
    user_agent: string | null
    retired_at: Date | null
    receipt_code: string
  }
  expiry_warning: {
    tenant_id: string
    account_id: string
    unit: string
    expires_at: Date
    days_before: number
    warned_at: Date
  }
  fact: {
    tenant_id: string
    txid: Generated<number>
    fact_id: string
    kind: string
    customer_id: string | null
    store_id: string | null
    subject_id: string | null
    actor: string
    payload: Json
    occurred_at: Date
    recorded_at: Date
  }
  figures_kept: {
    tenant_id: string
    recency: Json
    points: Json
    took_ms: number
    counted_at: Date
  }
  handset_message: {
    tenant_id: string
    received_id: string
    channel: string
    sender: string
    recipient: string
    subject: string | null
    body_text: string
    body_html: string | null
    raw: string
    received_at: Date
  }
  held_message: {
    tenant_id: string
    message_id: string
    customer_id: string
    purpose: string
    origin_kind: string
    origin_id: string
    held: Json
    held_at: Date
  }
  household: {
    tenant_id: string
    household_id: string
    account_id: string
    name: string
    created_by: string
    created_at: Date
    ended_at: Date | null
  }
  household_member: {
    tenant_id: string
    household_id: string
    customer_id: string
    joined_at: Date
    joined_by: string
    joined_by_name: string
    agreed: string[]
    merge_id: string
    left_at: Date | null
    left_by: string | null
    left_with: string | null
  }
  identifier: {
    tenant_id: string
    customer_id: string
    kind: string
    value: string
    given: string
    last4: string | null
    type: string | null
    home_store_id: string | null
    source: string
    recorded_at: Date
    recorded_by: string
    verified_at: Date | null
    import_id: string | null
  }
  import: {
    tenant_id: string
    import_id: string
    kind: string
    file_name: string
    file_path: string
    file_hash: Buffer
    file_bytes: number
    reading: Json
    mapping: Json
    options: ColumnType<any, string | undefined, string>
    state: string
    resumes: string | null
    driver: string | null
    cursor: ColumnType<any, string | undefined, string>
    rows_total: number | null
    rows_read: Generated<number>
    rate: number | null
    report: ColumnType<any, string | undefined, string>
    rehearsal: JsonOrNull
    error: string | null
    created_by: string
    created_by_name: string
    created_at: Date
    started_at: Date | null
    ended_at: Date | null
    updated_at: Date
  }
  import_effect: {
    tenant_id: string
    import_id: string
    row_no: number
    subject_id: string
    effect: string
    before: JsonOrNull
  }
  import_key: {
    tenant_id: string
    key_hash: Buffer
    import_id: string
    part: number
    added: Buffer
    skipped: Buffer
  }
  import_refusal: {
    tenant_id: string
    import_id: string
    rehearsal: boolean
    row_no: number
    kind: string
    reasons: Json
    cells: Json
    subject_id: string | null
  }
  letter_batch: {
    tenant_id: string
    batch_id: string
    letters: number
    printed_by: string
    printed_at: Date
    posted_by: string | null
    posted_at: Date | null
    origin_id: string | null
  }
  link: {
    tenant_id: string
    link_id: string
    url: string
    origin_kind: string
    origin_id: string
    template_id: string | null
    version: number | null
    place: number
    made_at: Date
  }
  link_click: {
    tenant_id: string
    click_id: string
    link_id: string
    message_id: string
    customer_id: string
    machine: string | null
    clicked_at: Date
  }
  link_code: {
    tenant_id: string
    code: string
    link_id: string
    message_id: string
    made_at: Date
  }
  link_day: {
    tenant_id: string
    link_id: string
    day: string
    people: Generated<number>
    machines: Generated<number>
  }
  list_member: {
    tenant_id: string
    list_id: string
    customer_id: string
    joined_at: Date
    joined_by: string
    left_at: Date | null
    left_by: string | null
  }
  lot: {
    tenant_id: string
    lot_id: string
    account_id: string
    unit: string
    issuer_id: string
    price_micro: Generated<number>
    amount: number
    remaining: number
    matured: boolean
    cause_id: string
    earned_at: Date
    available_at: Date
    expires_at: Date | null
    inactive_months: number | null
    origin_lot_id: string | null
  }
  lot_gone: {
    tenant_id: string
    lot_id: string
    issuer_id: string
    earned_at: Date
    expires_at: Date | null
    inactive_months: number | null
  }
  merchant: {
    tenant_id: string
    merchant_id: string
    name: string
    legal_name: string | null
    siret: string | null
    created_at: Date
  }
  message: {
    tenant_id: string
    message_id: string
    customer_id: string | null
    channel: string
    purpose: string
    template: string
    recipient: string
    subject: string | null
    body_text: string
    body_html: string | null
    state: string
    attempts: Generated<number>
    error: string | null
    cause_id: string | null
    forget: Generated<boolean>
    created_at: Date
    due_at: Date | null
    handed_at: Date | null
    sent_at: Date | null
    useful_until: Date | null
    origin_kind: string | null
    origin_id: string | null
    origin_step: string | null
    store_id: string | null
    priority: Generated<number>
    cost_millicents: Generated<number>
    content: JsonOrNull
    route: string | null
    waits_for: string | null
    claimed_at: Date | null
    carrier_ref: string | null
    batch_id: string | null
    printed: JsonOrNull
  }
  message_hold: {
    tenant_id: string
    origin_kind: string
    origin_id: string
    held_by: string
    held_at: Date
  }
  message_opening: {
    tenant_id: string
    open_id: string
    message_id: string
    customer_id: string
    machine: string | null
    opened_at: Date
  }
  message_report: {
    tenant_id: string
    message_id: string
    kind: string
    source_key: string
    class: string | null
    code: string | null
    words: string | null
    reported_at: Date
  }
  nightly_run: {
    tenant_id: string
    ran_on: string
    started_at: Date
    reached_at: Date
    finished_at: Date | null
    accounts_due: number
    accounts_done: Generated<number>
    lots_matured: Generated<number>
    lots_expired: Generated<number>
    rewards_given: Generated<number>
  }
  one_time_code: {
    tenant_id: string
    code_id: string
    purpose: string
    channel: string
    recipient: string
    customer_id: string | null
    code_hash: Buffer | null
    tries: Generated<number>
    ip: string
    prefix: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  pass_message: {
    tenant_id: string
    pass_id: string
    message_id: string
    title: string
    body: string
    url: string | null
    put_at: Date
    until: Date
  }
  picture: {
    tenant_id: string
    picture_id: string
    content_hash: Buffer
    sent_hash: Buffer
    added_by: string
    added_at: Date
  }
  picture_content: {
    tenant_id: string
    content_hash: Buffer
    media_type: string
    width: number
    height: number
    content: Buffer
  }
  points_correction: {
    tenant_id: string
    correction_id: string
    account_id: string
    customer_id: string
    unit: string
    amount: number
    reason: string
    corrected_by: string
    corrected_by_name: string
    corrected_at: Date
  }
  points_entry: {
    tenant_id: string
    entry_id: string
    account_id: string
    unit: string
    kind: string
    from_account: string
    to_account: string
    amount: number
    lot_id: string | null
    merchant_id: string
    cause_kind: string
    cause_id: string
    actor: string
    reason: string | null
    occurred_at: Date
    recorded_at: Date
    details: JsonOrNull
  }
  points_hold: {
    tenant_id: string
    hold_id: string
    account_id: string
    unit: string
    amount: number
    reward_id: string | null
    actor: string
    held_at: Date
    lapses_at: Date
    ended_at: Date | null
    outcome: string | null
    captured_amount: number | null
    reason: string | null
  }
  pressure_version: {
    tenant_id: string
    version: number
    rules: Json
    written_by: string
    written_at: Date
  }
  price_version: {
    tenant_id: string
    version: number
    prices: Json
    written_by: string
    written_at: Date
  }
  private_sale: {
    tenant_id: string
    campaign_id: string
    title: string
    words: Generated<string>
    starts_at: Date
    ends_at: Date
    store_id: string | null
    place: Generated<string>
    picture_ids: Generated<string[]>
    tier_ids: Generated<string[]>
    audience_id: string | null
    guests_max: number
    seats_max: number | null
    written_by: string
    written_at: Date
  }
  private_sale_answer: {
    tenant_id: string
    campaign_id: string
    customer_id: string
    answer: string
    people: number
    how: string
    answered_by: string
    answered_at: Date
  }
  private_sale_arrival: {
    tenant_id: string
    campaign_id: string
    customer_id: string
    arrived_by: string
    arrived_at: Date
  }
  privileged_list: {
    tenant_id: string
    list_id: string
    name: string
    benefit: Generated<string>
    criteria: JsonOrNull
    created_by: string
    created_at: Date
    ended_at: Date | null
  }
  product: {
    tenant_id: string
    product_id: string
    sku: string
    name: string
    category: string | null
    brand: string | null
    barcode: string | null
    price_cents: number
    created_at: Date
    updated_at: Date
    import_id: string | null
    retired_at: Date | null
    search_text: Generated<string>
    supplier: string | null
  }
  product_photo: {
    tenant_id: string
    product_id: string
    type: string
    content: Buffer
    added_at: Date
  }
  programme_budget: {
    tenant_id: string
    period: string
    budget_cents: number
    set_by: string
    set_at: Date
    told_80_at: Date | null
    told_100_at: Date | null
  }
  programme_version: {
    tenant_id: string
    version: number
    programme: Json
    effective_at: Date
    written_by: string
    written_at: Date
  }
  programme_withdrawal: {
    tenant_id: string
    version: number
    withdrawn_by: string
    withdrawn_at: Date
  }
  promotion: {
    tenant_id: string
    promotion_id: string
    name: string
    product_id: string | null
    category: string | null
    discount: Json
    picture_id: string | null
    url: string | null
    store_ids: Generated<string[]>
    valid_from: Date
    valid_until: Date
    stock_count: number | null
    repeat_weeks: number
    priority: Generated<number>
    written_by: string
    written_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
    per_customer_max: number | null
    sector: Generated<string>
    for_whom: string
  }
  promotion_shown: {
    tenant_id: string
    customer_id: string
    promotion_id: string
    cause_id: string
    shown_at: Date
    on_card: Generated<boolean>
  }
  promotion_sold: {
    tenant_id: string
    promotion_id: string
    quantity_milli: number
    discount_cents: number
  }
  promotion_taken: {
    tenant_id: string
    promotion_id: string
    customer_id: string
    quantity_milli: number
  }
  push_subscription: {
    tenant_id: string
    subscription_id: string
    customer_id: string
    endpoint: string
    p256dh: string
    auth: string
    is_trial: Generated<boolean>
    created_at: Date
  }
  reaction_cursor: {
    tenant_id: string
    reaction: string
    txid: number
    fact_id: string
  }
  redemption: {
    tenant_id: string
    redemption_id: string
    account_id: string
    customer_id: string
    reward_id: string
    reward_name: string
    unit: string
    cost: number
    voucher_id: string
    sale_id: string | null
    trigger: string
    actor: string
    occurred_at: Date
    recorded_at: Date
    cancelled_at: Date | null
    cancelled_by: string | null
    store_id: string | null
    cost_cents: number | null
  }
  referral: {
    tenant_id: string
    referral_id: string
    referrer_id: string
    friend_id: string
    store_id: string | null
    device_hash: Buffer | null
    terms: Json
    asked_at: Date
    asked_by: string
    sale_id: string | null
    bought_at: Date | null
    due_at: Date | null
    rewarded_at: Date | null
    ended_at: Date | null
    ended_why: string | null
    content_hash: Buffer
  }
  referral_code: {
    tenant_id: string
    customer_id: string
    code: string
    device_hash: Buffer | null
    made_at: Date
  }
  referral_terms: {
    tenant_id: string
    minimum_cents: number
    within_days: number
    wait_days: number
    month_max: number
    changed_by: string
    changed_at: Date
    ended_at: Date | null
  }
  reward_climb: {
    tenant_id: string
    account_id: string
    reward_id: string
    stage: string
    told_at: Date
  }
  reward_shelf: {
    tenant_id: string
    reward_id: string
    left_count: Generated<number>
    low_at: Generated<number>
    low_told_at: Date | null
  }
  reward_stock: {
    tenant_id: string
    change_id: string
    reward_id: string
    quantity: number
    reason: string
    note: string | null
    redemption_id: string | null
    changed_by: string
    changed_at: Date
    counted: number | null
  }
  sale: {
    tenant_id: string
    sale_id: string
    store_id: string
    merchant_id: string
    customer_id: string | null
    account_id: string | null
    device_id: string | null
    staff_id: string | null
    actor: string
    receipt_number: string | null
    occurred_at: Date
    recorded_at: Date
    gross_cents: number
    discount_cents: number
    total_cents: number
    item_count: number
    lines: Json
    payments: ColumnType<any, string | undefined, string>
    programme_version: number | null
    awards: ColumnType<any, string | undefined, string>
    answer: Json
    content_hash: Buffer
    source: string
    import_id: string | null
    channel: Generated<string>
    points_paid: JsonOrNull
  }
  sale_cancellation: {
    tenant_id: string
    sale_id: string
    return_id: string
    reason: string
    cancelled_by: string
    cancelled_at: Date
  }
  sale_exchange: {
    tenant_id: string
    exchange_id: string
    return_id: string
    sale_id: string
    actor: string
    recorded_at: Date
    content_hash: Buffer
  }
  sale_line: {
    tenant_id: string
    sale_id: string
    line_no: number
    customer_id: string | null
    store_id: string
    product_id: string | null
    category: string | null
    brand: string | null
    quantity_milli: number
    total_cents: number
    occurred_at: Date
    returned_milli: Generated<number>
    returned_cents: Generated<number>
  }
  sale_return: {
    tenant_id: string
    return_id: string
    sale_id: string | null
    store_id: string
    customer_id: string | null
    device_id: string | null
    staff_id: string | null
    actor: string
    occurred_at: Date
    recorded_at: Date
    total_cents: number
    lines: Json
    reason: string | null
    answer: Json
    content_hash: Buffer
    import_id: string | null
  }
  sending_domain: {
    tenant_id: string
    domain: string
    stream: string
    mailbox_name: string
    selector: string
    public_key: string
    created_by: string
    created_at: Date
    checked_at: Date | null
    checks: ColumnType<any, string | undefined, string>
    verified_at: Date | null
    first_sent_at: Date | null
  }
  sending_pace: {
    tenant_id: string
    channel: string
    route: string
    per_minute: number | null
    wait_until: Date | null
    why: string | null
    updated_at: Date
    leased_until: Date | null
  }
  sending_slice: {
    tenant_id: string
    slice_id: string
    message_ids: string[]
    offered: number
    touched_at: Date
  }
  shared_block: {
    tenant_id: string
    shared_block_id: string
    name: string
    blocks: Json
    written_by: string
    written_at: Date
  }
  simulation: {
    tenant_id: string
    simulation_id: string
    name: string
    wish: Json
    content_hash: Buffer
    state: string
    driver: string | null
    phase: string | null
    done: Generated<number>
    total: number | null
    error: string | null
    result: JsonOrNull
    created_by: string
    created_by_name: string
    created_at: Date
    started_at: Date | null
    ended_at: Date | null
    updated_at: Date
    removed_at: Date | null
    shared_at: Date | null
    shared_by: string | null
  }
  simulation_adoption: {
    tenant_id: string
    version: number
    simulation_id: string
    variant_id: string
    adopted_by: string
    adopted_at: Date
  }
  social_page: {
    tenant_id: string
    page_id: string
    kind: string
    name: string
    address: string
    page_ref: string | null
    token_sealed: Buffer | null
    connected_by: string
    connected_at: Date
    disconnected_at: Date | null
    problem: string | null
  }
  social_post: {
    tenant_id: string
    post_id: string
    body: string
    pictures: Json
    link_url: string | null
    due_at: Date | null
    template_id: string | null
    campaign_id: string | null
    written_by: string
    written_at: Date
    removed_at: Date | null
  }
  social_publication: {
    tenant_id: string
    post_id: string
    page_id: string
    state: string
    due_at: Date | null
    tries: Generated<number>
    claimed_at: Date | null
    handed_at: Date | null
    published_at: Date | null
    remote_ref: string | null
    address: string | null
    why: string | null
  }
  spend_lock: {
    tenant_id: string
    customer_id: string
    locked_by: string
    locked_as: string
    reason: string | null
    locked_at: Date
  }
  staff: {
    tenant_id: string
    staff_id: string
    user_id: string | null
    name: string
    email: string | null
    role: string
    store_ids: Generated<string[]>
    pin_hash: string | null
    language: string | null
    created_at: Date
    left_at: Date | null
    invited_at: Date | null
  }
  store: {
    tenant_id: string
    store_id: string
    merchant_id: string
    name: string
    code: string | null
    address_line1: string | null
    address_line2: string | null
    postal_code: string | null
    city: string | null
    country: Generated<string>
    phone: string | null
    email: string | null
    time_zone: string
    opening_hours: ColumnType<any, string | undefined, string>
    exceptions: ColumnType<any, string | undefined, string>
    created_at: Date
    closed_at: Date | null
  }
  store_day: {
    tenant_id: string
    store_id: string
    day: string
    sales: number
    sales_with_card: number
    total_cents: number
    card_total_cents: number
    returned_cents: number
    new_cards: number
    units_given: Json
    units_spent: Json
  }
  store_month: {
    tenant_id: string
    store_id: string
    month: string
    sales: number
    sales_with_card: number
    total_cents: number
    card_total_cents: number
    new_cards: number
  }
  stored_value_notice: {
    tenant_id: string
    merchant_id: string
    noticed_at: Date
    outstanding_cents: number
  }
  template: {
    tenant_id: string
    template_id: string
    channel: string
    purpose: string
    name: string
    draft: Json
    draft_by: string
    draft_at: Date
    last_version: Generated<number>
    created_by: string
    created_at: Date
    archived_by: string | null
    archived_at: Date | null
  }
  template_version: {
    tenant_id: string
    template_id: string
    version: number
    content: Json
    compiled: Json
    content_hash: Buffer
    written_by: string
    written_at: Date
  }
  tenant: {
    tenant_id: string
    slug: string
    host_name: string | null
    name: string
    language: Generated<string>
    currency: Generated<string>
    time_zone: Generated<string>
    country: Generated<string>
    theme: ColumnType<any, string | undefined, string>
    settings: ColumnType<any, string | undefined, string>
    created_at: Date
  }
  tenant_user: {
    user_id: string
    tenant_id: string
  }
  text_way: {
    way_hash: Buffer
    tenant_id: string
    used_at: Date
  }
  tier_backfill: {
    tenant_id: string
    ladder_id: string
    counting_hash: Buffer
    backfill_id: string
    after_account: string | null
    accounts_done: Generated<number>
    accounts_all: Generated<number>
    started_at: Date
    finished_at: Date | null
  }
  tier_change: {
    tenant_id: string
    change_id: string
    account_id: string
    customer_id: string | null
    ladder_id: string
    from_tier: string | null
    to_tier: string | null
    from_state: JsonOrNull
    to_state: JsonOrNull
    cause_kind: string
    cause_id: string
    actor: string
    occurred_at: Date
    recorded_at: Date
  }
  tier_grant: {
    tenant_id: string
    grant_id: string
    account_id: string
    customer_id: string
    ladder_id: string
    tier_id: string
    reason: string
    until: Date | null
    granted_by: string
    granted_by_name: string
    granted_at: Date
    ended_at: Date | null
    ended_by: string | null
  }
  trace_code: {
    tenant_id: string
    code_id: string
    code: string
    name: string
    place: Generated<string>
    store_id: string | null
    campaign_id: string | null
    target_url: string
    created_by: string
    created_at: Date
    ended_at: Date | null
  }
  trace_scan_day: {
    tenant_id: string
    code_id: string
    day: string
    people: Generated<number>
    machines: Generated<number>
  }
  voucher: {
    tenant_id: string
    voucher_id: string
    kind: string
    code_hash: Buffer
    code_sealed: Buffer
    code_last4: string
    customer_id: string | null
    merchant_id: string
    amount_cents: Generated<number>
    balance_cents: Generated<number>
    held_cents: Generated<number>
    uses_left: Generated<number>
    terms: ColumnType<any, string | undefined, string>
    name: string
    origin: string
    redemption_id: string | null
    issued_at: Date
    issued_by: string
    valid_from: Date
    expires_at: Date | null
    withdrawn_at: Date | null
    withdrawn_why: string | null
    expired_at: Date | null
    store_id: string | null
    payments: ColumnType<any, string | undefined, string>
    content_hash: Buffer | null
    vat_type: string | null
    vat_rate_bp: number | null
    description: string | null
    picture_id: string | null
  }
  voucher_entry: {
    tenant_id: string
    entry_id: string
    voucher_id: string
    kind: string
    amount_cents: number
    sale_id: string | null
    cause_id: string
    actor: string
    occurred_at: Date
    recorded_at: Date
    store_id: string | null
  }
  voucher_hold: {
    tenant_id: string
    hold_id: string
    voucher_id: string
    amount_cents: number
    actor: string
    held_at: Date
    lapses_at: Date
    ended_at: Date | null
    outcome: string | null
    captured_cents: number | null
    sale_id: string | null
  }
  wallet_pass: {
    tenant_id: string
    pass_id: string
    customer_id: string
    kind: string
    made_at: Date
    stale_at: Date | null
    face_hash: Buffer
    headline: string
    news: string | null
    changed_at: Date
    changed_tx: Generated<number>
    due_at: Date | null
    tries: Generated<number>
    problem: string | null
    noticed_at: Generated<Date[]>
    unheld_at: Date | null
  }
  wallet_phone: {
    tenant_id: string
    phone_id: string
    pass_id: string
    push_token: string
    registered_at: Date
  }
  weather: {
    tenant_id: string
    town: string
    kind: string
    temperature_c: number
    hour: Date
  }
}
