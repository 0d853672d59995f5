-- Which invoice each charge paid, one row per charge and invoice. Stripe ties them by the payment intent:
-- neither object names the other, a list of its own does (invoice_payments). With a charge, a payment intent
-- or an invoice named it is a few lookups.
--
-- connected_account VARCHAR(255) NOT NULL: The account both are on.
-- charge VARCHAR(255) NOT NULL: Id of the charge.
-- payment_intent VARCHAR(255): Id of the payment intent that both belong to.
-- invoice VARCHAR(255): Id of the invoice.
-- invoice_payment VARCHAR(255) NOT NULL: Id of the payment that was put against the invoice.
-- status VARCHAR(255): State of that payment: open, paid or canceled.
-- charge_status VARCHAR(255): Outcome of the charge: succeeded, pending or failed.
-- is_default BOOLEAN: Whether it is the invoice's own payment, rather than one of several.
-- currency VARCHAR(255): Currency of the amounts.
-- charged DECIMAL(22, 3): What the charge asked for, in major units.
-- paid DECIMAL(22, 3): What was paid of the invoice by it, in major units.
-- paid_at TIMESTAMP(0): When the invoice was paid by it (UTC).
SELECT
  c.connected_account,
  c.id AS charge,
  c.payment_intent,
  p.invoice,
  p.id AS invoice_payment,
  p.status,
  c.status AS charge_status,
  p.is_default,
  p.currency,
  major_units(c.amount, c.currency) AS charged,
  major_units(p.amount_paid, p.currency) AS paid,
  p.status_transitions_paid_at AS paid_at
FROM charges AS c
JOIN invoice_payments AS p
  ON p.connected_account = c.connected_account AND p.payment_payment_intent = c.payment_intent
