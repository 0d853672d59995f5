-- How many active subscriptions does each price have, and what does it bring in per interval?
-- Reads the active subscriptions with their items, and each price and product once.
SELECT i.price,
       d.name AS product,
       p.currency,
       p.recurring_interval AS "interval",
       COUNT(*) AS items,
       SUM(i.quantity) AS quantity,
       SUM(major_units(i.quantity * p.unit_amount, p.currency)) AS volume
FROM subscription_items i
JOIN subscriptions s
  ON s.connected_account = i.connected_account AND s.id = i.subscription
JOIN prices p
  ON p.connected_account = i.connected_account AND p.id = i.price
JOIN products d
  ON d.connected_account = p.connected_account AND d.id = p.product
WHERE s.status = 'active'
GROUP BY i.price, d.name, p.currency, p.recurring_interval
ORDER BY items DESC, i.price;
