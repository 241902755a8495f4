-- What customers see on a provider's pages.
alter table merchant add column name text;
