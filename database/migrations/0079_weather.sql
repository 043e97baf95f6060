-- The weather of the towns where a shop has stores, as it was last told; an hour old at most when it is used soon after.
create table weather (
  tenant_id      uuid not null references tenant,
  town           text not null,
  kind           text not null check (kind in ('sun', 'cloud', 'rain', 'storm', 'snow', 'fog')),
  temperature_c  smallint not null check (temperature_c between -90 and 60),
  hour           timestamptz not null,
  primary key (tenant_id, town)
);

call protect('weather');
