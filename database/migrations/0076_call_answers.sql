-- What the script offered as an answer, and its words when it was given: `outcome` says what becomes of the call.
alter table call_outcome
  add column code text,
  add column label text;
