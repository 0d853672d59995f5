-- One row per connected account: who it is, how far its onboarding got, and how the platform is set up
-- for it. Read from API v1; connect_accounts_v2 has the same columns for accounts of Accounts v2.
--
-- connected_account VARCHAR(255) NOT NULL: The account's id.
-- name VARCHAR(5000): Its business name, else the name in its dashboard, else its company's.
-- email VARCHAR(5000): Its e-mail address.
-- country VARCHAR(255): Two-letter country code.
-- default_currency VARCHAR(255): Currency it settles in.
-- created TIMESTAMP(0): When it was connected or made (UTC).
-- type VARCHAR(255): standard, express, custom or none.
-- details_submitted BOOLEAN: Whether onboarding was finished once.
-- charges_enabled BOOLEAN: Whether it can take payments.
-- payouts_enabled BOOLEAN: Whether it can be paid out.
-- requirements_due VARCHAR: JSON list of what must be handed in by the deadline.
-- requirements_past_due VARCHAR: JSON list of what should have been handed in already.
-- requirements_deadline TIMESTAMP(0): When the account is restricted unless the requirements are met (UTC).
-- disabled_reason VARCHAR(255): Why charges or payouts are disabled.
-- dashboard VARCHAR(255): What dashboard it has: full, express or none.
-- fee_payer VARCHAR(8): Who pays Stripe's fees: account or platform.
-- losses VARCHAR(8): Who is liable when its balance stays negative: platform or stripe.
-- requirement_collection VARCHAR(8): Who collects its requirements: platform or stripe.
SELECT
  connected_account,
  COALESCE(business_profile_name, settings_dashboard_display_name, company_name) AS name,
  email,
  country,
  default_currency,
  created,
  type,
  details_submitted,
  charges_enabled,
  payouts_enabled,
  requirements_currently_due AS requirements_due,
  requirements_past_due,
  requirements_current_deadline AS requirements_deadline,
  requirements_disabled_reason AS disabled_reason,
  COALESCE(
    controller_stripe_dashboard_type,
    CASE type WHEN 'standard' THEN 'full' WHEN 'express' THEN 'express' WHEN 'custom' THEN 'none' END
  ) AS dashboard,
  CASE
    WHEN controller_fees_payer = 'account' THEN 'account'
    WHEN controller_fees_payer IS NOT NULL THEN 'platform'
    WHEN type = 'standard' THEN 'account'
    WHEN type IN ('express', 'custom') THEN 'platform'
  END AS fee_payer,
  CASE
    WHEN controller_losses_payments = 'stripe' THEN 'stripe'
    WHEN controller_losses_payments = 'application' THEN 'platform'
    WHEN type = 'standard' THEN 'stripe'
    WHEN type IN ('express', 'custom') THEN 'platform'
  END AS losses,
  CASE
    WHEN controller_requirement_collection = 'stripe' THEN 'stripe'
    WHEN controller_requirement_collection = 'application' THEN 'platform'
    WHEN type IN ('standard', 'express') THEN 'stripe'
    WHEN type = 'custom' THEN 'platform'
  END AS requirement_collection
FROM accounts
WHERE connected_account <> 'platform'
