-- The next invoice of each subscription that will be billed again, as Stripe computes it now, one row per
-- subscription. Needs previewInvoices=on.
--
-- connected_account VARCHAR(255) NOT NULL: The account the subscription is on.
-- subscription VARCHAR(255) NOT NULL: Id of the subscription.
-- customer VARCHAR(255): Id of the customer.
-- status VARCHAR(255): The subscription's status now: active, trialing, past_due or unpaid.
-- billed_at TIMESTAMP(0): When the invoice will be made, at the end of the present period (UTC).
-- next_payment_attempt TIMESTAMP(0): When payment will be tried (UTC); null for invoices that are sent.
-- collection_method VARCHAR(255): How it will be paid: charge_automatically or send_invoice.
-- currency VARCHAR(255): Currency of the amounts.
-- subtotal DECIMAL(22, 3): Its lines together, before discounts, in major units.
-- discount DECIMAL(22, 3): What discounts take off before tax, in major units.
-- tax DECIMAL(22, 3): Taxes in the total, in major units.
-- total DECIMAL(22, 3): What it will amount to, in major units.
-- from_balance DECIMAL(22, 3): What the customer's balance pays of it, negative when a debt comes on top,
--    in major units.
-- amount_due DECIMAL(22, 3): What will be asked for, in major units.
SELECT
  s.connected_account,
  s.id AS subscription,
  s.customer,
  s.status,
  p.period_end AS billed_at,
  p.next_payment_attempt,
  p.collection_method,
  p.currency,
  major_units(p.subtotal, p.currency) AS subtotal,
  major_units(p.subtotal_excluding_tax - p.total_excluding_tax, p.currency) AS discount,
  major_units(p.total - p.total_excluding_tax, p.currency) AS tax,
  major_units(p.total, p.currency) AS total,
  major_units(p.total - p.amount_due, p.currency) AS from_balance,
  major_units(p.amount_due, p.currency) AS amount_due
FROM subscriptions AS s
JOIN invoice_previews AS p
  ON p.connected_account = s.connected_account AND p.subscription = s.id
WHERE s.status IN ('active', 'trialing', 'past_due', 'unpaid')
