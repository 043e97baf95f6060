-- Who says no to calls says « refused ».
alter table call_outcome drop constraint call_outcome_outcome_check;
alter table call_outcome add constraint call_outcome_outcome_check
  check (outcome in ('reached', 'no_answer', 'call_back', 'refused', 'wrong_number'));
