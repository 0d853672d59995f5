-- What fees were taken from each balance, one row per account, currency, month and type of fee.
--
-- connected_account VARCHAR(255) NOT NULL: The account the fees were taken from.
-- currency VARCHAR(255): Currency of the balance and the amounts.
-- month TIMESTAMP(0) NOT NULL: First moment of the month in which they were taken (UTC).
-- fee_type VARCHAR(2000): stripe_fee, application_fee, tax, payment_method_passthrough_fee or
--    withheld_tax.
-- fees BIGINT NOT NULL: Number of fees.
-- amount DECIMAL(22, 3): Their sum in major units; what was given back counts negative.
SELECT
  connected_account,
  currency,
  "month",
  fee_type,
  fees,
  major_units(amount, currency) AS amount
FROM (
  SELECT
    connected_account,
    currency,
    "month",
    JSON_VALUE(fee, '$.type') AS fee_type,
    COUNT(*) AS fees,
    SUM(CAST(JSON_VALUE(fee, '$.amount') AS BIGINT)) AS amount
  FROM (
    SELECT t.connected_account, t.currency, FLOOR(t.created TO MONTH) AS "month", f.fee
    FROM balance_transactions AS t, UNNEST(json_array_elements(t.fee_details)) AS f (fee)
  ) AS details
  GROUP BY connected_account, currency, "month", JSON_VALUE(fee, '$.type')
) AS months
