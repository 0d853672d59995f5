-- Which balance transactions each automatic payout is made of, one row per transaction; net adds up to
-- the payout's amount. Manual payouts have no rows: Stripe does not know what they consist of.
--
-- connected_account VARCHAR(255) NOT NULL: The account that was paid out.
-- payout VARCHAR(255) NOT NULL: Id of the payout.
-- payout_created TIMESTAMP(0) NOT NULL: When the payout was made (UTC).
-- arrival_date TIMESTAMP(0): When it should arrive or did (midnight UTC).
-- payout_status VARCHAR(255): Status of the payout.
-- payout_amount DECIMAL(22, 3): Amount of the whole payout, in major units, the same on each of its rows.
-- reconciliation_status VARCHAR(255): completed when Stripe has finished to assign transactions.
-- balance_transaction VARCHAR(255) NOT NULL: Id of the balance transaction.
-- created TIMESTAMP(0) NOT NULL: When the transaction was made (UTC).
-- type VARCHAR(255): Its type.
-- reporting_category VARCHAR(255): Its reporting category.
-- source VARCHAR(255): Id of the charge, refund, transfer … behind it.
-- gross DECIMAL(22, 3): Its amount before fees, in major units.
-- fee DECIMAL(22, 3): Fees taken from it, in major units.
-- net DECIMAL(22, 3): What it adds to the payout, in major units.
-- currency VARCHAR(255): Currency of all the amounts, that of the balance.
SELECT
  p.connected_account,
  p.id AS payout,
  p.created AS payout_created,
  p.arrival_date,
  p.status AS payout_status,
  major_units(p.amount, p.currency) AS payout_amount,
  p.reconciliation_status,
  t.id AS balance_transaction,
  t.created,
  t.type,
  t.reporting_category,
  t.source,
  major_units(t.amount, t.currency) AS gross,
  major_units(t.fee, t.currency) AS fee,
  major_units(t.net, t.currency) AS net,
  t.currency
FROM payouts AS p
JOIN payout_balance_transactions AS t
  ON t.connected_account = p.connected_account AND t.payout = p.id
WHERE p.automatic AND t.source <> p.id
