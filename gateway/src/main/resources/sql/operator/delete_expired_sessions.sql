delete from operator_session where expires_at < :now
