-- Attempts to pay that failed, one row per failed charge, with the reason and whether the payment went
-- through later.
--
-- connected_account VARCHAR(255) NOT NULL: The account the charge is on.
-- charge VARCHAR(255) NOT NULL: Id of the failed charge.
-- created TIMESTAMP(0) NOT NULL: When it was tried (UTC).
-- amount DECIMAL(22, 3): What should have been paid, in major units.
-- currency VARCHAR(255): Currency of the amount.
-- customer VARCHAR(255): Id of the customer.
-- payment_intent VARCHAR(255): Id of the payment intent.
-- payment_method_type VARCHAR(255): card, sepa_debit …
-- card_brand VARCHAR(255): visa, mastercard …, where it was a card.
-- card_country VARCHAR(255): Country of the card.
-- failure_code VARCHAR(255): Stripe's code for the failure.
-- failure_message VARCHAR(5000): The same in words.
-- outcome_type VARCHAR(255): issuer_declined, blocked, invalid …
-- outcome_reason VARCHAR(255): More about it.
-- risk_level VARCHAR(5000): normal, elevated, highest …
-- payment_intent_status VARCHAR(255): Where the payment intent stands now.
-- recovered BOOLEAN: Whether the same payment intent succeeded since; null without a payment intent.
SELECT
  c.connected_account,
  c.id AS charge,
  c.created,
  major_units(c.amount, c.currency) AS amount,
  c.currency,
  c.customer,
  c.payment_intent,
  c.payment_method_details_type AS payment_method_type,
  c.payment_method_details_card_brand AS card_brand,
  c.payment_method_details_card_country AS card_country,
  c.failure_code,
  c.failure_message,
  c.outcome_type,
  c.outcome_reason,
  c.outcome_risk_level AS risk_level,
  p.status AS payment_intent_status,
  p.status = 'succeeded' AS recovered
FROM charges AS c
LEFT JOIN payment_intents AS p
  ON p.connected_account = c.connected_account AND p.id = c.payment_intent
WHERE c.status = 'failed'
