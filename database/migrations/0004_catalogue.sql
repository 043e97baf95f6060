create table product (
  tenant_id   uuid not null references tenant,
  product_id  uuid not null,
  sku         text not null,
  name        text not null,
  category    text,
  brand       text,
  barcode     text,
  price_cents bigint not null check (price_cents >= 0),
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  import_id   uuid,
  retired_at  timestamptz,
  primary key (tenant_id, product_id),
  unique (tenant_id, sku)
);

create index product_barcode on product (tenant_id, barcode) where barcode is not null;

call protect('product');

create table product_photo (
  tenant_id  uuid not null references tenant,
  product_id uuid not null,
  type       text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  content    bytea not null,
  added_at   timestamptz not null,
  primary key (tenant_id, product_id),
  foreign key (tenant_id, product_id) references product
);

call protect('product_photo');
