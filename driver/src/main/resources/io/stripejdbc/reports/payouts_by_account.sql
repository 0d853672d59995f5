-- Payouts of every account to its bank or card, one row per payout, with the account's schedule.
--
-- connected_account VARCHAR(255) NOT NULL: The account that was paid out.
-- payout VARCHAR(255) NOT NULL: Id of the payout.
-- created TIMESTAMP(0) NOT NULL: When it was made (UTC).
-- arrival_date TIMESTAMP(0): When it should arrive or did (midnight UTC).
-- status VARCHAR(255): pending, in_transit, paid, failed or canceled.
-- amount DECIMAL(22, 3): Its amount in major units; negative when Stripe took money from the bank account.
-- currency VARCHAR(255): Currency of the amount.
-- automatic BOOLEAN: Whether the schedule made it, so that its transactions are known.
-- method VARCHAR(5000): standard or instant.
-- destination VARCHAR(255): Id of the bank account or card.
-- failure_code VARCHAR(255): Why it failed, as a code.
-- failure_message VARCHAR(5000): Why it failed, in words.
-- schedule VARCHAR(255): The account's schedule now: daily, weekly, monthly or manual.
-- schedule_anchor VARCHAR(5000): The day of the week or month it is paid out on, where the schedule has one.
-- delay_days BIGINT: Days until payments become available for payout.
SELECT
  p.connected_account,
  p.id AS payout,
  p.created,
  p.arrival_date,
  p.status,
  major_units(p.amount, p.currency) AS amount,
  p.currency,
  p.automatic,
  p.method,
  p.destination,
  p.failure_code,
  p.failure_message,
  a.settings_payouts_schedule_interval AS schedule,
  COALESCE(
    a.settings_payouts_schedule_weekly_anchor,
    CAST(a.settings_payouts_schedule_monthly_anchor AS VARCHAR(255))
  ) AS schedule_anchor,
  a.settings_payouts_schedule_delay_days AS delay_days
FROM payouts AS p
LEFT JOIN accounts AS a ON a.connected_account = p.connected_account
