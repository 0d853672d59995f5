-- Payments of customers, each once, on the account that Stripe took it on; what a connected account
-- received by a transfer is no payment of its own and left out.
--
-- connected_account VARCHAR(255) NOT NULL: The account the charge is on; platform for destination and
--    separate charges.
-- charge VARCHAR(255) NOT NULL: Id of the charge.
-- created TIMESTAMP(0) NOT NULL: When it was made (UTC).
-- kind VARCHAR(11) NOT NULL: direct (made on the connected account by a platform), destination (on the
--    platform, sent on to one account), separate (on the platform, with a transfer group for transfers of
--    their own) or own (a sale that no other account has to do with).
-- destination VARCHAR(255): The account that receives the money: the charge's own when direct, null when
--    separate or own.
-- settlement_merchant VARCHAR(255) NOT NULL: The account whose name and country the payment is settled in.
-- on_behalf_of VARCHAR(255): The account named as on_behalf_of.
-- status VARCHAR(255): succeeded, pending or failed.
-- customer VARCHAR(255): Id of the customer, on the charge's account.
-- payment_intent VARCHAR(255): Id of the payment intent.
-- amount DECIMAL(22, 3): What the customer was asked for, in major units of currency.
-- captured DECIMAL(22, 3): What was taken, in major units of currency.
-- refunded DECIMAL(22, 3): What was given back until now, in major units of currency.
-- application_fee DECIMAL(22, 3): What the platform keeps, in major units of currency.
-- currency VARCHAR(255): Currency the customer paid in.
-- disputed BOOLEAN: Whether it was disputed.
-- settled DECIMAL(22, 3): What entered the balance of the charge's account, in major units of
--    settled_currency; null when nothing did.
-- fee DECIMAL(22, 3): All fees taken from it there, in major units of settled_currency.
-- settled_currency VARCHAR(255): Currency of that balance.
SELECT
  c.connected_account,
  c.id AS charge,
  c.created,
  CASE
    WHEN c.transfer_data_destination IS NOT NULL THEN 'destination'
    WHEN c.connected_account = 'platform' AND c.transfer_group IS NOT NULL THEN 'separate'
    WHEN c.connected_account <> 'platform' AND c.application IS NOT NULL THEN 'direct'
    ELSE 'own'
  END AS kind,
  CASE
    WHEN c.transfer_data_destination IS NOT NULL THEN c.transfer_data_destination
    WHEN c.connected_account <> 'platform' AND c.application IS NOT NULL THEN c.connected_account
  END AS destination,
  COALESCE(c.on_behalf_of, c.connected_account) AS settlement_merchant,
  c.on_behalf_of,
  c.status,
  c.customer,
  c.payment_intent,
  major_units(c.amount, c.currency) AS amount,
  major_units(c.amount_captured, c.currency) AS captured,
  major_units(c.amount_refunded, c.currency) AS refunded,
  major_units(c.application_fee_amount, c.currency) AS application_fee,
  c.currency,
  c.disputed,
  major_units(b.amount, b.currency) AS settled,
  major_units(b.fee, b.currency) AS fee,
  b.currency AS settled_currency
FROM charges AS c
LEFT JOIN balance_transactions AS b
  ON b.connected_account = c.connected_account AND b.id = c.balance_transaction
WHERE c.source_transfer IS NULL
