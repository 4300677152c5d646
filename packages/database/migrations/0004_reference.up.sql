-- Levels of care of both ASAM editions (codes, names, hours; no decision rules), and TEDS codes.

insert into levels_of_care (edition, code, name, rank, setting, withdrawal_management) values
  ('ASAM3', '0.5', 'Early Intervention', 5, 'COMMUNITY', false),
  ('ASAM3', '1', 'Outpatient', 10, 'OUTPATIENT', false),
  ('ASAM3', '1-WM', 'Ambulatory Withdrawal Management', 12, 'OUTPATIENT', true),
  ('ASAM3', '2.1', 'Intensive Outpatient', 20, 'OUTPATIENT', false),
  ('ASAM3', '2.5', 'Partial Hospitalization', 30, 'OUTPATIENT', false),
  ('ASAM3', '2-WM', 'Ambulatory Withdrawal Management with Extended Monitoring', 32, 'OUTPATIENT', true),
  ('ASAM3', '3.1', 'Clinically Managed Low-Intensity Residential', 40, 'RESIDENTIAL', false),
  ('ASAM3', '3.2-WM', 'Clinically Managed Residential Withdrawal Management', 45, 'RESIDENTIAL', true),
  ('ASAM3', '3.3', 'Population-Specific High-Intensity Residential', 50, 'RESIDENTIAL', false),
  ('ASAM3', '3.5', 'High-Intensity Residential', 60, 'RESIDENTIAL', false),
  ('ASAM3', '3.7', 'Medically Monitored Intensive Inpatient', 70, 'INPATIENT', false),
  ('ASAM3', '3.7-WM', 'Medically Monitored Inpatient Withdrawal Management', 72, 'INPATIENT', true),
  ('ASAM3', '4', 'Medically Managed Intensive Inpatient', 80, 'INPATIENT', false),
  ('ASAM3', '4-WM', 'Medically Managed Inpatient Withdrawal Management', 82, 'INPATIENT', true),
  ('ASAM4', '1.0', 'Long-Term Remission Monitoring', 5, 'OUTPATIENT', false),
  ('ASAM4', '1.5', 'Outpatient Therapy', 10, 'OUTPATIENT', false),
  ('ASAM4', '1.7', 'Medically Managed Outpatient', 15, 'OUTPATIENT', false),
  ('ASAM4', '2.1', 'Intensive Outpatient', 20, 'OUTPATIENT', false),
  ('ASAM4', '2.5', 'High-Intensity Outpatient', 30, 'OUTPATIENT', false),
  ('ASAM4', '2.7', 'Medically Managed Intensive Outpatient', 35, 'OUTPATIENT', false),
  ('ASAM4', '3.1', 'Clinically Managed Low-Intensity Residential', 40, 'RESIDENTIAL', false),
  ('ASAM4', '3.5', 'Clinically Managed High-Intensity Residential', 60, 'RESIDENTIAL', false),
  ('ASAM4', '3.7', 'Medically Managed Residential', 70, 'RESIDENTIAL', false),
  ('ASAM4', '4', 'Medically Managed Inpatient', 80, 'INPATIENT', false);

insert into level_of_care_hours (edition, code, population, min_hours_per_week, max_hours_per_week) values
  ('ASAM3', '1', 'ADULT', null, 9), ('ASAM3', '1', 'ADOLESCENT', null, 6),
  ('ASAM3', '2.1', 'ADULT', 9, 19), ('ASAM3', '2.1', 'ADOLESCENT', 6, 19),
  ('ASAM3', '2.5', 'ADULT', 20, null), ('ASAM3', '2.5', 'ADOLESCENT', 20, null),
  ('ASAM3', '3.1', 'ADULT', 5, null),
  ('ASAM4', '1.5', 'ADULT', null, 9), ('ASAM4', '1.7', 'ADULT', null, 9),
  ('ASAM4', '2.1', 'ADULT', 9, 19), ('ASAM4', '2.5', 'ADULT', 20, null), ('ASAM4', '2.7', 'ADULT', 20, null),
  ('ASAM4', '3.1', 'ADULT', 9, 19), ('ASAM4', '3.5', 'ADULT', 20, null), ('ASAM4', '3.7', 'ADULT', 20, null);

insert into codes (system, code, label, sort) values
  ('TEDS_REASON', '1', 'Treatment completed', 1), ('TEDS_REASON', '2', 'Dropped out of treatment', 2),
  ('TEDS_REASON', '3', 'Terminated by facility', 3), ('TEDS_REASON', '4', 'Transferred to another program or facility', 4),
  ('TEDS_REASON', '5', 'Incarcerated', 5), ('TEDS_REASON', '6', 'Death', 6), ('TEDS_REASON', '7', 'Other', 7),
  ('TEDS_SERVICES', '1', 'Detox, 24-hour, hospital inpatient', 1), ('TEDS_SERVICES', '2', 'Detox, 24-hour, free-standing residential', 2),
  ('TEDS_SERVICES', '3', 'Rehab, hospital (non-detox)', 3), ('TEDS_SERVICES', '4', 'Rehab, short term (30 days or fewer)', 4),
  ('TEDS_SERVICES', '5', 'Rehab, long term (more than 30 days)', 5), ('TEDS_SERVICES', '6', 'Ambulatory, intensive outpatient', 6),
  ('TEDS_SERVICES', '7', 'Ambulatory, non-intensive outpatient', 7), ('TEDS_SERVICES', '8', 'Ambulatory, detoxification', 8),
  ('TEDS_PRIMPAY', '1', 'Self-pay', 1), ('TEDS_PRIMPAY', '2', 'Private insurance', 2), ('TEDS_PRIMPAY', '3', 'Medicare', 3),
  ('TEDS_PRIMPAY', '4', 'Medicaid', 4), ('TEDS_PRIMPAY', '5', 'Other government', 5), ('TEDS_PRIMPAY', '6', 'No charge', 6), ('TEDS_PRIMPAY', '7', 'Other', 7),
  ('TEDS_SUB', '1', 'None', 1), ('TEDS_SUB', '2', 'Alcohol', 2), ('TEDS_SUB', '3', 'Cocaine/crack', 3), ('TEDS_SUB', '4', 'Marijuana/hashish', 4),
  ('TEDS_SUB', '5', 'Heroin', 5), ('TEDS_SUB', '6', 'Non-prescription methadone', 6), ('TEDS_SUB', '7', 'Other opiates and synthetics', 7),
  ('TEDS_SUB', '8', 'PCP', 8), ('TEDS_SUB', '9', 'Hallucinogens', 9), ('TEDS_SUB', '10', 'Methamphetamine/speed', 10),
  ('TEDS_SUB', '11', 'Other amphetamines', 11), ('TEDS_SUB', '12', 'Other stimulants', 12), ('TEDS_SUB', '13', 'Benzodiazepines', 13),
  ('TEDS_SUB', '14', 'Other tranquilizers', 14), ('TEDS_SUB', '15', 'Barbiturates', 15), ('TEDS_SUB', '16', 'Other sedatives or hypnotics', 16),
  ('TEDS_SUB', '17', 'Inhalants', 17), ('TEDS_SUB', '18', 'Over-the-counter medications', 18), ('TEDS_SUB', '19', 'Other drugs', 19);
