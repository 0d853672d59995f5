-- What is still to be paid on open invoices, one row per account, currency and age of the debt.
--
-- connected_account VARCHAR(255) NOT NULL: The account that sent the invoices.
-- currency VARCHAR(255): Currency of the invoices.
-- bucket VARCHAR(7) NOT NULL: Days since the invoice was due: not due, 1-30, 31-60, 61-90 or over 90; an
--    invoice without a due date is due when it is finalized.
-- position INTEGER NOT NULL: Order of the buckets, 0 for not due.
-- invoices BIGINT NOT NULL: Number of open invoices.
-- amount_remaining DECIMAL(22, 3): What is still to be paid, in major units.
-- oldest_due TIMESTAMP(0) NOT NULL: The earliest due date among them (UTC).
SELECT
  connected_account,
  currency,
  bucket,
  "position",
  invoices,
  major_units(amount_remaining, currency) AS amount_remaining,
  oldest_due
FROM (
  SELECT
    connected_account,
    currency,
    bucket,
    "position",
    COUNT(*) AS invoices,
    SUM(amount_remaining) AS amount_remaining,
    MIN(due) AS oldest_due
  FROM (
    SELECT
      connected_account,
      currency,
      due,
      amount_remaining,
      CASE
        WHEN due >= CURRENT_TIMESTAMP THEN 'not due'
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '30' DAY THEN '1-30'
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '60' DAY THEN '31-60'
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '90' DAY THEN '61-90'
        ELSE 'over 90'
      END AS bucket,
      CASE
        WHEN due >= CURRENT_TIMESTAMP THEN 0
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '30' DAY THEN 1
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '60' DAY THEN 2
        WHEN due >= CURRENT_TIMESTAMP - INTERVAL '90' DAY THEN 3
        ELSE 4
      END AS "position"
    FROM (
      SELECT
        connected_account,
        currency,
        COALESCE(due_date, status_transitions_finalized_at, created) AS due,
        amount_remaining
      FROM invoices
      WHERE status = 'open'
    ) AS debts
  ) AS aged
  GROUP BY connected_account, currency, bucket, "position"
) AS buckets
