-- One row per connected account: who it is, how far its onboarding got, and how the platform is set up
-- for it: from the controller of API v1, for accounts that have none from their type, and for accounts
-- that have neither from Accounts v2.
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
  a.connected_account,
  a.name,
  a.email,
  a.country,
  a.default_currency,
  a.created,
  a.type,
  a.details_submitted,
  a.charges_enabled,
  a.payouts_enabled,
  a.requirements_currently_due AS requirements_due,
  a.requirements_past_due,
  a.requirements_current_deadline AS requirements_deadline,
  a.requirements_disabled_reason AS disabled_reason,
  COALESCE(
    a.controller_stripe_dashboard_type,
    CASE a.type
      WHEN 'standard' THEN 'full' WHEN 'express' THEN 'express' WHEN 'custom' THEN 'none'
    END,
    v.dashboard
  ) AS dashboard,
  CASE
    WHEN a.controller_fees_payer = 'account' THEN 'account'
    WHEN a.controller_fees_payer IS NOT NULL THEN 'platform'
    WHEN a.type = 'standard' THEN 'account'
    WHEN a.type IN ('express', 'custom') THEN 'platform'
    WHEN v.defaults_responsibilities_fees_collector = 'stripe' THEN 'account'
    WHEN v.defaults_responsibilities_fees_collector IS NOT NULL THEN 'platform'
  END AS fee_payer,
  CASE
    WHEN a.controller_losses_payments = 'stripe' THEN 'stripe'
    WHEN a.controller_losses_payments = 'application' THEN 'platform'
    WHEN a.type = 'standard' THEN 'stripe'
    WHEN a.type IN ('express', 'custom') THEN 'platform'
    WHEN v.defaults_responsibilities_losses_collector = 'stripe' THEN 'stripe'
    WHEN v.defaults_responsibilities_losses_collector = 'application' THEN 'platform'
  END AS losses,
  CASE
    WHEN a.controller_requirement_collection = 'stripe' THEN 'stripe'
    WHEN a.controller_requirement_collection = 'application' THEN 'platform'
    WHEN a.type IN ('standard', 'express') THEN 'stripe'
    WHEN a.type = 'custom' THEN 'platform'
    WHEN v.defaults_responsibilities_requirements_collector = 'stripe' THEN 'stripe'
    WHEN v.defaults_responsibilities_requirements_collector = 'application' THEN 'platform'
  END AS requirement_collection
FROM (
  SELECT
    *,
    COALESCE(business_profile_name, settings_dashboard_display_name, company_name) AS name,
    CASE
      WHEN controller_losses_payments IS NULL AND COALESCE(type, 'none') = 'none'
      THEN connected_account
    END AS version_two,
    CASE
      WHEN controller_losses_payments IS NULL AND COALESCE(type, 'none') = 'none'
      THEN 'platform'
    END AS asked_of
  FROM accounts
  WHERE connected_account <> 'platform'
) AS a
LEFT JOIN v2_core_accounts AS v ON v.connected_account = a.asked_of AND v.id = a.version_two
