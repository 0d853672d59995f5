-- Discounts as they are applied, one row per discount and object it applies to, with the coupon's terms.
--
-- connected_account VARCHAR(255) NOT NULL: The account the discount is on.
-- applied_to_type VARCHAR(255) NOT NULL: What it applies to: customer, subscription or invoice.
-- applied_to VARCHAR(255) NOT NULL: Id of that object.
-- discount VARCHAR(255) NOT NULL: Id of the discount.
-- customer VARCHAR(255): Id of the customer.
-- subscription VARCHAR(255): Id of the subscription.
-- promotion_code VARCHAR(255): Id of the promotion code it came by.
-- coupon VARCHAR(255): Id of the coupon.
-- coupon_name VARCHAR(5000): Its name.
-- percent_off DECIMAL(38, 12): Percent taken off, where it is a percentage.
-- amount_off DECIMAL(22, 3): Amount taken off, in major units of currency, where it is an amount.
-- currency VARCHAR(255): Currency of amount_off.
-- duration VARCHAR(255): once, repeating or forever.
-- starts_at TIMESTAMP(0): When it began (UTC).
-- ends_at TIMESTAMP(0): When it ends or ended (UTC); null when it does not.
-- active BOOLEAN: Whether it applies now.
SELECT
  d.connected_account,
  d.applied_to_type,
  d.applied_to,
  d.id AS discount,
  d.customer,
  d.subscription,
  d.promotion_code,
  d.source_coupon AS coupon,
  c.name AS coupon_name,
  c.percent_off,
  major_units(c.amount_off, c.currency) AS amount_off,
  c.currency,
  c.duration,
  d."start" AS starts_at,
  d."end" AS ends_at,
  (d."start" IS NULL OR d."start" <= CURRENT_TIMESTAMP)
    AND (d."end" IS NULL OR d."end" > CURRENT_TIMESTAMP) AS active
FROM discounts AS d
LEFT JOIN coupons AS c ON c.connected_account = d.connected_account AND c.id = d.source_coupon
