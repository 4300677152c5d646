-- How each state wants its TEDS files: what a change of service counts as, and its codes where they are not those of the
-- public-use codebook. A field without a line here keeps the public code.

create table state_profiles (
  state text primary key check (state ~ '^[A-Z]{2}$'),
  name text not null,
  loc_change_as text not null check (loc_change_as in ('ADMISSION', 'TRANSFER')),
  missing text not null default '-9'
);

create table code_maps (
  state text not null references state_profiles (state),
  -- A TEDS field without its number and without _D, as in SUB or REASON; LEVEL turns an ASAM level into a SERVICES code.
  field text not null,
  internal text not null,
  external text not null,
  valid_from date not null default '2000-01-01',
  primary key (state, field, internal, valid_from)
);

insert into state_profiles (state, name, loc_change_as) values
  ('US', 'SAMHSA Treatment Episode Data Set, public-use codes', 'TRANSFER');

insert into code_maps (state, field, internal, external) values
  ('US', 'LEVEL', 'ASAM3 1', '7'), ('US', 'LEVEL', 'ASAM3 2.1', '6'), ('US', 'LEVEL', 'ASAM3 2.5', '6'),
  ('US', 'LEVEL', 'ASAM3 1-WM', '8'), ('US', 'LEVEL', 'ASAM3 2-WM', '8'),
  ('US', 'LEVEL', 'ASAM3 3.1', '5'), ('US', 'LEVEL', 'ASAM3 3.3', '5'), ('US', 'LEVEL', 'ASAM3 3.5', '4'),
  ('US', 'LEVEL', 'ASAM3 3.7', '4'), ('US', 'LEVEL', 'ASAM3 4', '3'),
  ('US', 'LEVEL', 'ASAM3 3.2-WM', '2'), ('US', 'LEVEL', 'ASAM3 3.7-WM', '2'), ('US', 'LEVEL', 'ASAM3 4-WM', '1'),
  ('US', 'LEVEL', 'ASAM4 1.0', '7'), ('US', 'LEVEL', 'ASAM4 1.5', '7'), ('US', 'LEVEL', 'ASAM4 1.7', '7'),
  ('US', 'LEVEL', 'ASAM4 2.1', '6'), ('US', 'LEVEL', 'ASAM4 2.5', '6'), ('US', 'LEVEL', 'ASAM4 2.7', '6'),
  ('US', 'LEVEL', 'ASAM4 3.1', '5'), ('US', 'LEVEL', 'ASAM4 3.5', '4'), ('US', 'LEVEL', 'ASAM4 3.7', '4'),
  ('US', 'LEVEL', 'ASAM4 4', '3');
