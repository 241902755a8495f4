-- What only a person with the database could do before.

-- no key of a disabled merchant works
alter table merchant add column disabled_at timestamptz;

alter table api_key
  add column label text not null default '',
  add column created_by text not null default '';

-- takes no new payments; what is under way still ends by it
alter table provider_account add column removed_at timestamptz;
