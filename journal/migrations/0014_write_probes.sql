-- Stays empty: what is written into it, to find out whether that is possible, is taken back.
create table write_probes (
  body text not null
);
