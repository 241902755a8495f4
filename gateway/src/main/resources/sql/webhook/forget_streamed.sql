with gone as (delete from webhook_stream where event_number <= :number returning 1)
select count(*) as gone from gone
