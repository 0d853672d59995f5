package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's share of a payment of a connected account. */
public final class ApplicationFee {
  public final String id;
  public final Seller account;

  /** The payment on the connected account. */
  public final Payment payment;

  public final long created;
  public final long amount;
  public final Currency currency;
  public @Nullable BalanceTransaction transaction;
  public final List<Returned> returned = new ArrayList<>(0);

  /** A part of the fee given back. */
  public static final class Returned {
    public final String id;
    public final ApplicationFee fee;
    public final long created;
    public final long amount;
    public @Nullable BalanceTransaction transaction;

    public Returned(String id, ApplicationFee fee, long created, long amount) {
      this.id = id;
      this.fee = fee;
      this.created = created;
      this.amount = amount;
    }
  }

  public ApplicationFee(
      String id, Seller account, Payment payment, long created, long amount, Currency currency) {
    this.id = id;
    this.account = account;
    this.payment = payment;
    this.created = created;
    this.amount = amount;
    this.currency = currency;
  }

  public long refunded() {
    return returned.stream().mapToLong(each -> each.amount).sum();
  }
}
