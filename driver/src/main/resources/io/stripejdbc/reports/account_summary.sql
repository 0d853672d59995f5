-- Each account in one row per currency: what account_trends shows, over all time, and what is in its
-- balance now. volume adds up over all accounts without counting a payment twice.
--
-- connected_account VARCHAR(255) NOT NULL: The account.
-- currency VARCHAR(255): Currency of its balance and of all amounts of the row.
-- charges BIGINT NOT NULL: Payments of customers.
-- volume DECIMAL(38, 3): What they brought before fees, less payments that failed afterwards, in major units.
-- refunds BIGINT NOT NULL: Refunds to customers.
-- refunded DECIMAL(38, 3): What was given back, less refunds that failed, in major units.
-- disputes BIGINT NOT NULL: Disputes that took money from the balance.
-- disputed DECIMAL(38, 3): What they took, less what came back when won, in major units.
-- transfers_in DECIMAL(38, 3): What the platform transferred to the account, less reversals, in major units.
-- transfers_out DECIMAL(38, 3): What the account transferred to others, less reversals, in major units.
-- platform_fees DECIMAL(38, 3): Application fees the account earned, less refunds of them, in major units.
-- other DECIMAL(38, 3): Everything else that is no payout: top-ups, adjustments …, in major units.
-- fees DECIMAL(38, 3): All fees taken from the account, application fees among them, in major units.
-- net DECIMAL(38, 3): volume - refunded - disputed + transfers_in - transfers_out + platform_fees + other -
--    fees, in major units.
-- payouts DECIMAL(38, 3): What was paid out, less payouts that came back, in major units.
-- available DECIMAL(38, 3): What may be paid out now, in major units.
-- pending DECIMAL(38, 3): What becomes available later, in major units; net - payouts is available and
--    pending together.
SELECT
  connected_account,
  currency,
  SUM(charges) AS charges,
  SUM(volume) AS volume,
  SUM(refunds) AS refunds,
  SUM(refunded) AS refunded,
  SUM(disputes) AS disputes,
  SUM(disputed) AS disputed,
  SUM(transfers_in) AS transfers_in,
  SUM(transfers_out) AS transfers_out,
  SUM(platform_fees) AS platform_fees,
  SUM(other) AS other,
  SUM(fees) AS fees,
  SUM(net) AS net,
  SUM(payouts) AS payouts,
  SUM(available) AS available,
  SUM(pending) AS pending
FROM (
  SELECT
    connected_account, currency, charges, volume, refunds, refunded, disputes, disputed,
    transfers_in, transfers_out, platform_fees, other, fees, net, payouts,
    0 AS available, 0 AS pending
  FROM reports.account_trends
  UNION ALL
  SELECT
    connected_account, currency, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0,
    available, pending
  FROM reports.balances
) AS parts
GROUP BY connected_account, currency
