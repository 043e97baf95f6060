-- Name, brand, reference and barcode in small letters without accents: what the search of products reads.
alter table product add column search_text text not null default '';
