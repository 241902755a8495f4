-- A job that is being run has no lag.
select task_name,
  case when picked then 0
    else greatest(0, extract(epoch from clock_timestamp() - execution_time)) end as lag,
  coalesce(extract(epoch from last_success), 0) as last_success,
  coalesce(consecutive_failures, 0) as failures
from scheduled_tasks
