package io.stripejdbc.emulator.world;

import java.util.Map;

/** How ids of an object begin (facts: ids, time, types). */
final class IdPrefixes {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("account", "acct_"),
          Map.entry("apps.secret", "appsecret_"),
          Map.entry("apple_pay_domain", "apwc_"),
          Map.entry("bank_account", "ba_"),
          Map.entry("billing.credit_balance_transaction", "cbtxn_"),
          Map.entry("billing.credit_grant", "credgr_"),
          Map.entry("billing.meter", "mtr_test_"),
          Map.entry("billing.alert", "alrt_"),
          Map.entry("billing_portal.configuration", "bpc_"),
          Map.entry("card", "card_"),
          Map.entry("checkout.session", "cs_test_"),
          Map.entry("climate.order", "climorder_"),
          Map.entry("climate.product", "climsku_"),
          Map.entry("climate.supplier", "climsup_"),
          Map.entry("customer_balance_transaction", "cbtxn_"),
          Map.entry("customer_cash_balance_transaction", "ccsbtxn_"),
          Map.entry("entitlements.active_entitlement", "ent_"),
          Map.entry("entitlements.feature", "feat_"),
          Map.entry("file", "file_"),
          Map.entry("file_link", "link_"),
          Map.entry("financial_connections.account", "fca_"),
          Map.entry("forwarding.request", "fwdreq_"),
          Map.entry("identity.verification_report", "vr_"),
          Map.entry("identity.verification_session", "vs_"),
          Map.entry("invoiceitem", "ii_"),
          Map.entry("issuing.authorization", "iauth_"),
          Map.entry("issuing.card", "ic_"),
          Map.entry("issuing.cardholder", "ich_"),
          Map.entry("issuing.dispute", "idp_"),
          Map.entry("issuing.transaction", "ipi_"),
          Map.entry("issuing.token", "intok_"),
          Map.entry("item", "li_"),
          Map.entry("line_item", "il_"),
          Map.entry("payment_link", "plink_"),
          Map.entry("payment_method", "pm_"),
          Map.entry("payment_method_configuration", "pmc_"),
          Map.entry("payment_method_domain", "pmd_"),
          Map.entry("promotion_code", "promo_"),
          Map.entry("quote", "qt_"),
          Map.entry("radar.early_fraud_warning", "issfr_"),
          Map.entry("radar.value_list", "rsl_"),
          Map.entry("radar.value_list_item", "rsli_"),
          Map.entry("reporting.report_run", "frr_"),
          Map.entry("review", "prv_"),
          Map.entry("setup_attempt", "setatt_"),
          Map.entry("setup_intent", "seti_"),
          Map.entry("shipping_rate", "shr_"),
          Map.entry("source", "src_"),
          Map.entry("subscription_schedule", "sub_sched_"),
          Map.entry("tax_id", "txi_"),
          Map.entry("tax_rate", "txr_"),
          Map.entry("terminal.configuration", "tmc_"),
          Map.entry("terminal.location", "tml_"),
          Map.entry("terminal.reader", "tmr_"),
          Map.entry("test_helpers.test_clock", "clock_"),
          Map.entry("treasury.financial_account", "fa_"),
          Map.entry("webhook_endpoint", "we_"));

  private IdPrefixes() {}

  /** The known beginning, else the first letters of the object's words. */
  static String of(String object) {
    String known = KNOWN.get(object);
    if (known != null) {
      return known;
    }
    StringBuilder letters = new StringBuilder();
    for (String word : object.split("[._]", -1)) {
      letters.append(word, 0, Math.min(2, word.length()));
    }
    return letters.append('_').toString();
  }
}
