-- Where do the cards come from that paid last month on one account?
-- Reads one account's charges of a month.
SELECT payment_method_details_card_country AS country,
       payment_method_details_card_brand AS brand,
       COUNT(*) AS payments
FROM charges
WHERE connected_account = 'platform'
  AND status = 'succeeded'
  AND created >= TIMESTAMP '2026-10-01 00:00:00'
  AND created < TIMESTAMP '2026-11-01 00:00:00'
GROUP BY payment_method_details_card_country, payment_method_details_card_brand
ORDER BY payments DESC, country, brand;
