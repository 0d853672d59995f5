package io.stripejdbc.emulator.world.change;

/** The lists in which what changes stands. */
final class ListPaths {
  static final String ACCOUNT = "/v1/account";
  static final String BALANCE = "/v1/balance";
  static final String APPLICATION_FEES = "/v1/application_fees";
  static final String CAPABILITIES = "/v1/accounts/{account}/capabilities";
  static final String CHARGES = "/v1/charges";
  static final String COUPONS = "/v1/coupons";
  static final String CREDIT_NOTES = "/v1/credit_notes";
  static final String CUSTOMERS = "/v1/customers";
  static final String DISPUTES = "/v1/disputes";
  static final String EXTERNAL_ACCOUNTS = "/v1/accounts/{account}/external_accounts";
  static final String INVOICES = "/v1/invoices";
  static final String INVOICE_ITEMS = "/v1/invoiceitems";
  static final String INVOICE_PAYMENTS = "/v1/invoice_payments";
  static final String PAYMENT_INTENTS = "/v1/payment_intents";
  static final String PAYMENT_METHODS = "/v1/payment_methods";
  static final String PAYOUTS = "/v1/payouts";
  static final String PERSONS = "/v1/accounts/{account}/persons";
  static final String PLANS = "/v1/plans";
  static final String PRICES = "/v1/prices";
  static final String PRODUCTS = "/v1/products";
  static final String REFUNDS = "/v1/refunds";
  static final String SUBSCRIPTIONS = "/v1/subscriptions";
  static final String TOPUPS = "/v1/topups";
  static final String TRANSFERS = "/v1/transfers";

  private ListPaths() {}
}
