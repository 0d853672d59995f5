-- Everything that ever moved each balance, one row per account, currency and reporting category; net
-- over all categories is the balance, available and pending together.
--
-- connected_account VARCHAR(255) NOT NULL: The account whose balance it is.
-- currency VARCHAR(255): Currency of the balance and the amounts.
-- reporting_category VARCHAR(255): Stripe's reporting category: charge, refund, dispute, payout …
-- transactions BIGINT NOT NULL: Number of balance transactions.
-- gross DECIMAL(22, 3): Their amounts before fees, in major units.
-- fee DECIMAL(22, 3): Fees taken from them, in major units.
-- net DECIMAL(22, 3): What they changed the balance by, in major units.
SELECT
  connected_account,
  currency,
  reporting_category,
  transactions,
  major_units(gross, currency) AS gross,
  major_units(fee, currency) AS fee,
  major_units(net, currency) AS net
FROM (
  SELECT
    connected_account,
    currency,
    reporting_category,
    COUNT(*) AS transactions,
    SUM(amount) AS gross,
    SUM(fee) AS fee,
    SUM(net) AS net
  FROM balance_transactions
  GROUP BY connected_account, currency, reporting_category
) AS categories
