-- How much of what was paid is given back, one row per account, currency and month of the payment. Each
-- payment counts once, on the account it was made on.
--
-- connected_account VARCHAR(255) NOT NULL: The account the payments are on.
-- currency VARCHAR(255): Currency the customers paid in.
-- month TIMESTAMP(0) NOT NULL: First moment of the month of the payments (UTC).
-- payments BIGINT NOT NULL: Payments that were captured.
-- volume DECIMAL(22, 3): What they brought, in major units.
-- refunded_payments BIGINT NOT NULL: How many of them were refunded until now, in part or whole.
-- refunded DECIMAL(22, 3): What was given back of them until now, in major units.
-- payment_rate DECIMAL(38, 6): Refunded payments per payment.
-- volume_rate DECIMAL(38, 6): Refunded money per money.
SELECT
  connected_account,
  currency,
  "month",
  payments,
  major_units(volume, currency) AS volume,
  refunded_payments,
  major_units(refunded, currency) AS refunded,
  CAST(refunded_payments AS DECIMAL(38, 6)) / NULLIF(payments, 0) AS payment_rate,
  CAST(refunded AS DECIMAL(38, 6)) / NULLIF(volume, 0) AS volume_rate
FROM (
  SELECT
    connected_account,
    currency,
    "month",
    COUNT(*) AS payments,
    SUM(amount_captured) AS volume,
    COUNT(CASE WHEN amount_refunded > 0 THEN 1 END) AS refunded_payments,
    SUM(amount_refunded) AS refunded
  FROM (
    SELECT
      connected_account,
      currency,
      FLOOR(created TO MONTH) AS "month",
      amount_captured,
      amount_refunded
    FROM charges
    WHERE status = 'succeeded' AND captured AND source_transfer IS NULL
  ) AS paid
  GROUP BY connected_account, currency, "month"
) AS months
