-- What the platform earned in application fees: one row per account that paid them, currency and month
-- of the fee, with what was refunded of these fees until now.
--
-- connected_account VARCHAR(255): The account the fees were taken from.
-- currency VARCHAR(255): Currency of the amounts, that of the charges.
-- month TIMESTAMP(0) NOT NULL: First moment of the month in which the fees were taken (UTC).
-- fees BIGINT NOT NULL: Number of fees.
-- amount DECIMAL(22, 3): Fees taken, in major units.
-- refunded DECIMAL(22, 3): What of them was refunded until now, whenever that was, in major units.
-- net DECIMAL(22, 3): What is left of them, in major units.
SELECT
  connected_account,
  currency,
  "month",
  fees,
  major_units(amount, currency) AS amount,
  major_units(refunded, currency) AS refunded,
  major_units(amount - refunded, currency) AS net
FROM (
  SELECT
    connected_account,
    currency,
    "month",
    COUNT(*) AS fees,
    SUM(amount) AS amount,
    SUM(amount_refunded) AS refunded
  FROM (
    SELECT
      account AS connected_account,
      currency,
      FLOOR(created TO MONTH) AS "month",
      amount,
      amount_refunded
    FROM application_fees
    WHERE connected_account = 'platform'
  ) AS taken
  GROUP BY connected_account, currency, "month"
) AS months
