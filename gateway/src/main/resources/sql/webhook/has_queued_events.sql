select exists (select 1 from event) as queued
