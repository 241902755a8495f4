select 1
-- include example/_endless
