-- Keys by which callers are known. Secrets are kept as their SHA-256 only; the secret before a rotation goes on until `replaced_until`.
create table api_keys (
  key_id          text collate "C" primary key,
  tenant_id       text collate "C" not null,
  name            text not null,
  -- Names with commas.
  scopes          text not null,
  prefix          text not null,
  sha256          text collate "C" not null unique,
  created_by      text collate "C" not null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz,
  revoked_at      timestamptz,
  last_used_at    timestamptz,
  replaced_prefix text,
  replaced_sha256 text collate "C" unique,
  replaced_until  timestamptz
);
create index api_keys_of_tenant on api_keys (tenant_id, key_id);
