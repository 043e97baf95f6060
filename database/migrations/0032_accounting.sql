-- Who takes a lot away keeps what it said, in the same statement: a distributed database knows no triggers.
drop trigger lot_is_kept on lot;

drop function keep_gone_lot();
