-- Where events are sent. A row with a goal is that goal's callback, which is signed by the tenant's secret.
create table webhooks (
  webhook_id      text collate "C" primary key,
  tenant_id       text collate "C" not null,
  thread_id       text collate "C",
  goal_id         text collate "C",
  url             text not null,
  description     text,
  -- JSON list of types; empty: every type.
  events          text not null,
  secret          text,
  old_secret      text,
  -- Until then deliveries are signed by the old secret, too.
  old_until       timestamptz,
  status          text not null check (status in ('enabled', 'disabled')),
  -- Why, while it is disabled.
  status_reason   text,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  last_success_at timestamptz
);
create index webhooks_of_tenant on webhooks (tenant_id, webhook_id);
create index webhooks_of_thread on webhooks (thread_id) where thread_id is not null;
create index webhooks_of_goal on webhooks (goal_id) where goal_id is not null;

create table signing_secrets (
  tenant_id  text collate "C" primary key,
  secret     text not null,
  old_secret text,
  old_until  timestamptz
);

-- round rises with each time that somebody asks for the delivery; sent_round is the last one that Temporal was told of.
create table webhook_deliveries (
  delivery_id     text collate "C" primary key,
  webhook_id      text collate "C" not null,
  tenant_id       text collate "C" not null,
  thread_id       text collate "C",
  event_id        text collate "C" not null,
  type            text collate "C" not null,
  body            text not null,
  status          text not null check (status in ('pending', 'delivered', 'dead')),
  status_reason   text,
  round           integer not null,
  sent_round      integer not null default 0,
  created_at      timestamptz not null,
  -- When the present round began.
  round_at        timestamptz not null,
  next_attempt_at timestamptz,
  ended_at        timestamptz
);
create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, delivery_id);
create index webhook_deliveries_of_thread on webhook_deliveries (thread_id) where thread_id is not null;
create index webhook_deliveries_unsent on webhook_deliveries (created_at) where sent_round < round;

create table delivery_attempts (
  delivery_id text collate "C" not null,
  round       integer not null,
  attempt     integer not null,
  at          timestamptz not null,
  duration_ms integer not null,
  -- How the receiver answered; null: it did not.
  http_status integer,
  -- What came of it, with the first of the answer, as JSON.
  body        text not null,
  primary key (delivery_id, round, attempt)
);
