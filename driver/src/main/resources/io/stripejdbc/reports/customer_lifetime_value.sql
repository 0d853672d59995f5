-- What each customer has paid, one row per account, customer and currency; payments without a customer
-- are left out.
--
-- connected_account VARCHAR(255) NOT NULL: The account the customer belongs to.
-- customer VARCHAR(255): Id of the customer.
-- currency VARCHAR(255): Currency of the payments.
-- payments BIGINT NOT NULL: Payments that were captured.
-- volume DECIMAL(22, 3): What they brought, in major units.
-- refunded DECIMAL(22, 3): What of it was given back, in major units.
-- value DECIMAL(22, 3): What was kept, in major units, before fees and lost disputes.
-- first_payment TIMESTAMP(0) NOT NULL: When the customer first paid (UTC).
-- last_payment TIMESTAMP(0) NOT NULL: When the customer last paid (UTC).
SELECT
  connected_account,
  customer,
  currency,
  payments,
  major_units(volume, currency) AS volume,
  major_units(refunded, currency) AS refunded,
  major_units(volume - refunded, currency) AS "value",
  first_payment,
  last_payment
FROM (
  SELECT
    connected_account,
    customer,
    currency,
    COUNT(*) AS payments,
    SUM(amount_captured) AS volume,
    SUM(amount_refunded) AS refunded,
    MIN(created) AS first_payment,
    MAX(created) AS last_payment
  FROM charges
  WHERE status = 'succeeded' AND captured AND source_transfer IS NULL AND customer IS NOT NULL
  GROUP BY connected_account, customer, currency
) AS customers
