package io.stripejdbc.emulator.world.model;

import java.util.List;

/**
 * A customer of one seller, with the card or bank account used.
 *
 * @param deleted was deleted: hidden from lists, and a retrieve says so
 */
public record Buyer(
    String id,
    String name,
    String email,
    String country,
    Currency currency,
    long created,
    Method method,
    boolean delinquent,
    boolean deleted,
    String plan) {

  /**
   * A payment method.
   *
   * @param type {@code card}, {@code sepa_debit} or {@code us_bank_account}
   */
  public record Method(
      String id, String type, String brand, String funding, String last4, int month, int year) {}

  public static final List<String> BRANDS =
      List.of("visa", "mastercard", "amex", "discover", "jcb");
}
