-- How many payments are disputed, one row per account, currency and month. Both usual rates: of the
-- month's payments those disputed until now, and disputes that came in per payment of the same month, as
-- card networks count.
--
-- connected_account VARCHAR(255) NOT NULL: The account the payments are on.
-- currency VARCHAR(255): Currency the customers paid in.
-- month TIMESTAMP(0) NOT NULL: First moment of the month (UTC).
-- payments BIGINT NOT NULL: Payments captured that were made in the month.
-- volume DECIMAL(22, 3): What they brought, in major units.
-- disputed_payments BIGINT NOT NULL: How many of them were disputed until now.
-- payment_rate DECIMAL(38, 6): Disputed payments per payment; null without payments.
-- disputes BIGINT NOT NULL: Disputes that came in during the month, inquiries included.
-- disputed DECIMAL(22, 3): What they are about, in major units.
-- disputes_won BIGINT NOT NULL: How many of these disputes were won until now.
-- disputes_lost BIGINT NOT NULL: How many of these disputes were lost until now.
-- activity_rate DECIMAL(38, 6): Disputes that came in per payment of the month; null without payments.
SELECT
  connected_account,
  currency,
  "month",
  payments,
  major_units(volume, currency) AS volume,
  disputed_payments,
  CAST(disputed_payments AS DECIMAL(38, 6)) / NULLIF(payments, 0) AS payment_rate,
  disputes,
  major_units(disputed, currency) AS disputed,
  disputes_won,
  disputes_lost,
  CAST(disputes AS DECIMAL(38, 6)) / NULLIF(payments, 0) AS activity_rate
FROM (
  SELECT
    connected_account,
    currency,
    "month",
    COUNT(CASE WHEN part = 'payment' THEN 1 END) AS payments,
    SUM(CASE WHEN part = 'payment' THEN amount ELSE 0 END) AS volume,
    COUNT(CASE WHEN part = 'payment' AND disputed THEN 1 END) AS disputed_payments,
    COUNT(CASE WHEN part = 'dispute' THEN 1 END) AS disputes,
    SUM(CASE WHEN part = 'dispute' THEN amount ELSE 0 END) AS disputed,
    COUNT(CASE WHEN status = 'won' THEN 1 END) AS disputes_won,
    COUNT(CASE WHEN status = 'lost' THEN 1 END) AS disputes_lost
  FROM (
    SELECT
      'payment' AS part,
      connected_account,
      currency,
      FLOOR(created TO MONTH) AS "month",
      amount_captured AS amount,
      disputed,
      status
    FROM charges
    WHERE status = 'succeeded' AND captured AND source_transfer IS NULL
    UNION ALL
    SELECT
      'dispute',
      connected_account,
      currency,
      FLOOR(created TO MONTH),
      amount,
      TRUE,
      status
    FROM disputes
  ) AS parts
  GROUP BY connected_account, currency, "month"
) AS months
