-- What happened on each account month by month, from its balance transactions, so in the currency it
-- settles in. What a connected account received by transfers stands under transfers_in, not under volume:
-- volume adds up over all accounts without counting a payment twice.
--
-- connected_account VARCHAR(255) NOT NULL: The account.
-- currency VARCHAR(255): Currency of its balance and of all amounts of the row.
-- month TIMESTAMP(0) NOT NULL: First moment of the month of the balance transactions (UTC).
-- charges BIGINT NOT NULL: Payments of customers.
-- volume DECIMAL(22, 3): What they brought before fees, less payments that failed afterwards, in major units.
-- refunds BIGINT NOT NULL: Refunds to customers.
-- refunded DECIMAL(22, 3): What was given back, less refunds that failed, in major units.
-- disputes BIGINT NOT NULL: Disputes that took money from the balance.
-- disputed DECIMAL(22, 3): What they took, less what came back when won, in major units.
-- transfers_in DECIMAL(22, 3): What the platform transferred to the account, less reversals, in major units.
-- transfers_out DECIMAL(22, 3): What the account transferred to others, less reversals, in major units.
-- platform_fees DECIMAL(22, 3): Application fees the account earned, less refunds of them, in major units.
-- other DECIMAL(22, 3): Everything else that is no payout: top-ups, adjustments …, in major units.
-- fees DECIMAL(22, 3): All fees taken from the account, application fees among them, in major units.
-- net DECIMAL(22, 3): volume - refunded - disputed + transfers_in - transfers_out + platform_fees + other -
--    fees, in major units.
-- payouts DECIMAL(22, 3): What was paid out, less payouts that came back, in major units; net - payouts is
--    the change of the balance.
SELECT
  connected_account,
  currency,
  "month",
  charges,
  major_units(volume, currency) AS volume,
  refunds,
  major_units(refunded, currency) AS refunded,
  disputes,
  major_units(disputed, currency) AS disputed,
  major_units(transfers_in, currency) AS transfers_in,
  major_units(transfers_out, currency) AS transfers_out,
  major_units(platform_fees, currency) AS platform_fees,
  major_units(other, currency) AS other,
  major_units(fees, currency) AS fees,
  major_units(change + payouts, currency) AS net,
  major_units(payouts, currency) AS payouts
FROM (
  SELECT
    connected_account,
    currency,
    "month",
    COUNT(CASE WHEN kind = 'charge' THEN 1 END) AS charges,
    SUM(CASE WHEN kind IN ('charge', 'charge_failure') THEN amount ELSE 0 END) AS volume,
    COUNT(CASE WHEN kind = 'refund' THEN 1 END) AS refunds,
    SUM(CASE WHEN kind IN ('refund', 'refund_failure', 'partial_capture_reversal')
        THEN -amount ELSE 0 END) AS refunded,
    COUNT(CASE WHEN kind = 'dispute' THEN 1 END) AS disputes,
    SUM(CASE WHEN kind IN ('dispute', 'dispute_reversal') THEN -amount ELSE 0 END) AS disputed,
    SUM(CASE WHEN kind = 'transfer_in' THEN amount ELSE 0 END) AS transfers_in,
    SUM(CASE WHEN kind IN ('transfer', 'transfer_reversal') THEN -amount ELSE 0 END)
      AS transfers_out,
    SUM(CASE WHEN kind IN ('platform_earning', 'platform_earning_refund')
        THEN amount ELSE 0 END) AS platform_fees,
    SUM(CASE WHEN kind IN (
          'charge', 'charge_failure', 'refund', 'refund_failure', 'partial_capture_reversal',
          'dispute', 'dispute_reversal', 'transfer_in', 'transfer', 'transfer_reversal',
          'platform_earning', 'platform_earning_refund', 'payout', 'payout_reversal')
        THEN 0 ELSE amount END) AS other,
    SUM(fee) AS fees,
    SUM(net) AS change,
    SUM(CASE WHEN kind IN ('payout', 'payout_reversal') THEN -amount ELSE 0 END) AS payouts
  FROM (
    SELECT
      b.connected_account,
      b.currency,
      FLOOR(b.created TO MONTH) AS "month",
      b.amount,
      b.fee,
      b.net,
      CASE
        WHEN c.source_transfer IS NOT NULL OR r.source_transfer_reversal IS NOT NULL
        THEN 'transfer_in'
        ELSE b.reporting_category
      END AS kind
    FROM (
      SELECT
        connected_account,
        currency,
        created,
        amount,
        fee,
        net,
        reporting_category,
        CASE WHEN type = 'payment' THEN source END AS payment,
        CASE WHEN type = 'payment_refund' THEN source END AS refund
      FROM balance_transactions
    ) AS b
    LEFT JOIN charges AS c ON c.connected_account = b.connected_account AND c.id = b.payment
    LEFT JOIN refunds AS r ON r.connected_account = b.connected_account AND r.id = b.refund
  ) AS kinds
  GROUP BY connected_account, currency, "month"
) AS months
