-- What moved each balance day by day, one row per account, currency, day and reporting category.
--
-- connected_account VARCHAR(255) NOT NULL: The account whose balance it is.
-- currency VARCHAR(255): Currency of the balance and the amounts.
-- day TIMESTAMP(0) NOT NULL: First moment of the day on which the transactions were made (UTC).
-- reporting_category VARCHAR(255): Stripe's reporting category: charge, refund, dispute, payout …
-- transactions BIGINT NOT NULL: Number of balance transactions.
-- gross DECIMAL(22, 3): Their amounts before fees, in major units.
-- fee DECIMAL(22, 3): Fees taken from them, in major units.
-- net DECIMAL(22, 3): What they changed the balance by, in major units.
SELECT
  connected_account,
  currency,
  "day",
  reporting_category,
  transactions,
  major_units(gross, currency) AS gross,
  major_units(fee, currency) AS fee,
  major_units(net, currency) AS net
FROM (
  SELECT
    connected_account,
    currency,
    "day",
    reporting_category,
    COUNT(*) AS transactions,
    SUM(amount) AS gross,
    SUM(fee) AS fee,
    SUM(net) AS net
  FROM (
    SELECT
      connected_account,
      currency,
      FLOOR(created TO DAY) AS "day",
      reporting_category,
      amount,
      fee,
      net
    FROM balance_transactions
  ) AS transactions
  GROUP BY connected_account, currency, "day", reporting_category
) AS days
