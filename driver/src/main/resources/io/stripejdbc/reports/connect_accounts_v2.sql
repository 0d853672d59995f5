-- The columns of connect_accounts, read from Accounts v2, where the platform uses it: one row per
-- account. Stripe's list does not carry responsibilities and requirements, so each account is asked for
-- by its id: one call per account beside the list.
--
-- connected_account VARCHAR(255) NOT NULL: The account's id.
-- name VARCHAR(5000): Its display name.
-- email VARCHAR(5000): Its contact e-mail address.
-- country VARCHAR(255): Two-letter country code of its identity.
-- default_currency VARCHAR(255): Its default currency.
-- created TIMESTAMP(0) NOT NULL: When it was made (UTC).
-- type VARCHAR(255): Null: accounts of Accounts v2 have configurations instead of a type.
-- details_submitted BOOLEAN: Null: Accounts v2 does not say it.
-- charges_enabled BOOLEAN: Whether its card_payments capability is active.
-- payouts_enabled BOOLEAN: Whether its capability to pay out its Stripe balance is active.
-- requirements_due VARCHAR: JSON list of the open requirements.
-- requirements_past_due VARCHAR: The same list when the earliest deadline has passed, else null.
-- requirements_deadline TIMESTAMP(0): The earliest deadline (UTC).
-- disabled_reason VARCHAR(5000): Null: Accounts v2 gives reasons per capability.
-- dashboard VARCHAR(255): What dashboard it has: full, express or none.
-- fee_payer VARCHAR(8): Who pays Stripe's fees: account or platform.
-- losses VARCHAR(8): Who is liable when its balance stays negative: platform or stripe.
-- requirement_collection VARCHAR(8): Who collects its requirements: platform or stripe.
SELECT
  id AS connected_account,
  display_name AS name,
  contact_email AS email,
  identity_country AS country,
  defaults_currency AS default_currency,
  CAST(created AS TIMESTAMP(0)) AS created,
  CAST(NULL AS VARCHAR(255)) AS type,
  CAST(NULL AS BOOLEAN) AS details_submitted,
  JSON_VALUE(configuration_merchant, '$.capabilities.card_payments.status') = 'active'
    AS charges_enabled,
  COALESCE(
    configuration_recipient_capabilities_stripe_balance_payouts_status,
    JSON_VALUE(configuration_merchant, '$.capabilities.stripe_balance.payouts.status')
  ) = 'active' AS payouts_enabled,
  requirements_entries AS requirements_due,
  CASE WHEN requirements_summary_minimum_deadline_status = 'past_due' THEN requirements_entries END
    AS requirements_past_due,
  CAST(requirements_summary_minimum_deadline_time AS TIMESTAMP(0)) AS requirements_deadline,
  CAST(NULL AS VARCHAR(5000)) AS disabled_reason,
  dashboard,
  CASE
    WHEN defaults_responsibilities_fees_collector = 'stripe' THEN 'account'
    WHEN defaults_responsibilities_fees_collector IS NOT NULL THEN 'platform'
  END AS fee_payer,
  CASE defaults_responsibilities_losses_collector
    WHEN 'stripe' THEN 'stripe'
    WHEN 'application' THEN 'platform'
  END AS losses,
  CASE defaults_responsibilities_requirements_collector
    WHEN 'stripe' THEN 'stripe'
    WHEN 'application' THEN 'platform'
  END AS requirement_collection
FROM v2_core_accounts
WHERE connected_account = 'platform'
