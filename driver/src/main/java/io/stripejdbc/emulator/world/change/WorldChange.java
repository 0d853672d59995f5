package io.stripejdbc.emulator.world.change;

/**
 * Something that happens to an account now. An account is {@code platform} or {@code acct_…};
 * amounts are in minor units of the object's currency.
 */
public sealed interface WorldChange {
  /** The account to which it happens. */
  String account();

  /** A customer comes. */
  record CreateCustomer(String account) implements WorldChange {}

  /** A customer gets another name. */
  record RenameCustomer(String account, String customer, String name) implements WorldChange {}

  /** A customer is deleted, and with it what it subscribed to ends. */
  record DeleteCustomer(String account, String customer) implements WorldChange {}

  /**
   * A customer pays.
   *
   * @param destination the connected account that gets the money of a platform's charge, or empty
   */
  record TakePayment(String account, String customer, long amount, String destination)
      implements WorldChange {}

  /** A customer's bank turns a payment down. */
  record RefusePayment(String account, String customer, long amount) implements WorldChange {}

  /** An amount is held on a customer's card. */
  record HoldPayment(String account, String customer, long amount) implements WorldChange {}

  /** What a charge holds is taken. */
  record CapturePayment(String account, String charge) implements WorldChange {}

  /** A part or all of a charge is given back. */
  record RefundCharge(String account, String charge, long amount) implements WorldChange {}

  /** Something is written on a charge. */
  record AnnotateCharge(String account, String charge, String note) implements WorldChange {}

  /** Something is written on a payment intent; Stripe has no event for it. */
  record AnnotatePaymentIntent(String account, String paymentIntent, String note)
      implements WorldChange {}

  /** A customer disputes a charge. */
  record OpenDispute(String account, String charge) implements WorldChange {}

  /** The bank decides on a dispute. */
  record CloseDispute(String account, String dispute, boolean won) implements WorldChange {}

  /** A draft of an invoice with one item. */
  record DraftInvoice(String account, String customer) implements WorldChange {}

  /** A draft gets its number and can be paid. */
  record FinalizeInvoice(String account, String invoice) implements WorldChange {}

  /** An open invoice is paid. */
  record PayInvoice(String account, String invoice) implements WorldChange {}

  /** An open invoice is given up. */
  record VoidInvoice(String account, String invoice) implements WorldChange {}

  /** A draft is deleted: no list and no request for its id finds it. */
  record DeleteInvoice(String account, String invoice) implements WorldChange {}

  /** A customer subscribes to a recurring price, and pays the first invoice. */
  record Subscribe(String account, String customer, String price, long quantity)
      implements WorldChange {}

  /** A subscription's first item gets another quantity. */
  record ChangeQuantity(String account, String subscription, long quantity)
      implements WorldChange {}

  /**
   * A subscription's next period begins now and is billed; one that was to end with its period
   * ends.
   *
   * @param paid whether the customer's bank pays
   */
  record RenewSubscription(String account, String subscription, boolean paid)
      implements WorldChange {}

  /** A subscription ends now. */
  record CancelSubscription(String account, String subscription) implements WorldChange {}

  /** A product with a price for it. */
  record CreateProduct(String account, String name) implements WorldChange {}

  /** A product is archived, or sold again. */
  record SetProductActive(String account, String product, boolean active) implements WorldChange {}

  /** A price is archived, or used again. */
  record SetPriceActive(String account, String price, boolean active) implements WorldChange {}

  /** A product is deleted with its prices, which nobody used. */
  record DeleteProduct(String account, String product) implements WorldChange {}

  /** A coupon of so many percent. */
  record CreateCoupon(String account, String coupon, double percentOff) implements WorldChange {}

  /** A coupon is deleted: lists do not have it, and its object says {@code deleted}. */
  record DeleteCoupon(String account, String coupon) implements WorldChange {}

  /** What is available is sent to the bank. */
  record PayOut(String account) implements WorldChange {}

  /** The platform sends money to a connected account. */
  record TransferFunds(String account, String destination, long amount) implements WorldChange {}

  /** The platform brings money to its own balance. */
  record TopUp(String account, long amount) implements WorldChange {}

  /** Stripe closes a connected account for charges and payouts, or opens it again. */
  record RestrictAccount(String account, boolean restricted) implements WorldChange {}

  /** A connected account's bank account is replaced by another one. */
  record ReplaceBankAccount(String account) implements WorldChange {}

  /** Something is written on an account. */
  record AnnotateAccount(String account, String note) implements WorldChange {}
}
