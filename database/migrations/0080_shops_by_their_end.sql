-- What comes back by mail names its shop by the end of its id: found without reading the list of shops.
create index tenant_end on tenant (right(tenant_id::text, 10));
