package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Product;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes that may happen next, chosen at random: the same seed and world give the same. */
public final class RandomChanges {
  /** Some kinds are often met, most are rare. */
  private static final int TRIES = 20;

  private final World world;
  private final SeededRandom random;
  private final List<Function<Seller, Optional<WorldChange>>> kinds = new ArrayList<>();

  public RandomChanges(World world, long seed) {
    this.world = world;
    this.random = SeededRandom.of(seed, "changes");
    often(3, this::payment);
    often(2, this::refund);
    often(1, this::hold);
    often(1, this::capture);
    often(1, this::dispute);
    often(1, this::decision);
    often(1, this::noteOnCharge);
    often(1, this::noteOnIntent);
    often(2, this::customer);
    often(2, this::billing);
    often(2, this::endOfInvoice);
    often(1, this::subscription);
    often(2, this::sale);
    often(1, this::money);
    often(1, this::renewal);
    often(1, this::account);
  }

  private void often(int times, Function<Seller, Optional<WorldChange>> kind) {
    for (int i = 0; i < times; i++) {
      kinds.add(kind);
    }
  }

  /** A change of any account that sells something. */
  public WorldChange next() {
    List<String> accounts = new ArrayList<>(world.connectedAccounts());
    accounts.add(World.PLATFORM);
    accounts.add(World.PLATFORM);
    for (int i = 0; i < TRIES; i++) {
      Optional<WorldChange> change = next(random.pick(accounts));
      if (change.isPresent()) {
        return change.get();
      }
    }
    return new WorldChange.CreateCustomer(World.PLATFORM);
  }

  /** A change of this account, if the kind that came up has something to change there. */
  public Optional<WorldChange> next(String account) {
    return random.pick(kinds).apply(world.seller(account));
  }

  private <T> Optional<T> some(List<T> all, Predicate<T> wanted) {
    List<T> fitting = all.stream().filter(wanted).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(random.pick(fitting));
  }

  private Optional<Buyer> buyer(Seller seller) {
    return some(seller.buyers, each -> !each.deleted());
  }

  private long amount(Seller seller) {
    return seller.currency.priceTag(random.between(300, 9000) / 100.0);
  }

  private Optional<WorldChange> payment(Seller seller) {
    List<String> connected = world.connectedAccounts();
    String destination =
        seller.platform && !connected.isEmpty() && random.percent(50) ? random.pick(connected) : "";
    return buyer(seller)
        .map(
            each ->
                random.percent(15)
                    ? new WorldChange.RefusePayment(seller.key(), each.id(), amount(seller))
                    : new WorldChange.TakePayment(
                        seller.key(), each.id(), amount(seller), destination));
  }

  private Optional<WorldChange> hold(Seller seller) {
    return buyer(seller)
        .map(each -> new WorldChange.HoldPayment(seller.key(), each.id(), amount(seller)));
  }

  private Optional<WorldChange> capture(Seller seller) {
    return some(seller.intents, each -> each.status.equals("requires_capture"))
        .map(each -> each.latest)
        .map(each -> new WorldChange.CapturePayment(seller.key(), each.id));
  }

  private Optional<WorldChange> refund(Seller seller) {
    Predicate<Payment> hasSome =
        each -> each.paid() && each.arrivedFrom == null && each.refunded < each.amount;
    return some(seller.payments, hasSome)
        .map(
            each -> {
              long left = each.amount - each.refunded;
              long part = each.currency.round(left / 3);
              long amount = part <= 0 || random.percent(50) ? left : part;
              return new WorldChange.RefundCharge(seller.key(), each.id, amount);
            });
  }

  private Optional<WorldChange> dispute(Seller seller) {
    Predicate<Payment> undisputed =
        each ->
            each.paid()
                && each.dispute == null
                && each.refunded == 0
                && each.arrivedFrom == null
                && each.transfer == null;
    return some(seller.payments, undisputed)
        .map(each -> new WorldChange.OpenDispute(seller.key(), each.id));
  }

  private Optional<WorldChange> decision(Seller seller) {
    Predicate<Dispute> open =
        each -> each.status.equals("needs_response") || each.status.equals("under_review");
    return some(seller.disputes, open)
        .map(each -> new WorldChange.CloseDispute(seller.key(), each.id, random.percent(50)));
  }

  private Optional<WorldChange> noteOnCharge(Seller seller) {
    return some(seller.payments, each -> each.intent != null)
        .map(each -> new WorldChange.AnnotateCharge(seller.key(), each.id, note()));
  }

  private Optional<WorldChange> noteOnIntent(Seller seller) {
    return some(seller.intents, each -> true)
        .map(each -> new WorldChange.AnnotatePaymentIntent(seller.key(), each.id, note()));
  }

  private String note() {
    return "note " + IdGenerator.letters(random, 6);
  }

  private Optional<WorldChange> customer(Seller seller) {
    String account = seller.key();
    return switch (random.below(4)) {
      case 0 -> Optional.of(new WorldChange.CreateCustomer(account));
      case 1 -> buyer(seller).map(each -> new WorldChange.DeleteCustomer(account, each.id()));
      default ->
          buyer(seller)
              .map(
                  each ->
                      new WorldChange.RenameCustomer(account, each.id(), FakeNames.person(random)));
    };
  }

  private Optional<WorldChange> billing(Seller seller) {
    Optional<Buyer> buyer = buyer(seller);
    Optional<Price> once = some(seller.prices, each -> !each.recurring());
    return once.isEmpty()
        ? Optional.empty()
        : buyer.map(each -> new WorldChange.DraftInvoice(seller.key(), each.id()));
  }

  private Optional<WorldChange> endOfInvoice(Seller seller) {
    String account = seller.key();
    return switch (random.below(4)) {
      case 0 ->
          invoice(seller, "draft").map(each -> new WorldChange.DeleteInvoice(account, each.id));
      case 1 -> invoice(seller, "open").map(each -> new WorldChange.VoidInvoice(account, each.id));
      case 2 ->
          invoice(seller, "draft").map(each -> new WorldChange.FinalizeInvoice(account, each.id));
      default -> invoice(seller, "open").map(each -> new WorldChange.PayInvoice(account, each.id));
    };
  }

  private Optional<Invoice> invoice(Seller seller, String status) {
    return some(
        seller.invoices,
        each -> each.status.equals(status) && (status.equals("draft") || each.intent != null));
  }

  private Optional<WorldChange> subscription(Seller seller) {
    String account = seller.key();
    Optional<Subscription> living = some(seller.subscriptions, SubscriptionChanges::lives);
    return switch (random.below(3)) {
      case 0 -> living.map(each -> new WorldChange.CancelSubscription(account, each.id));
      case 1 ->
          living.map(
              each -> new WorldChange.ChangeQuantity(account, each.id, random.between(1, 9)));
      default -> subscribe(seller);
    };
  }

  private Optional<WorldChange> renewal(Seller seller) {
    return some(seller.subscriptions, SubscriptionChanges::renews)
        .map(each -> new WorldChange.RenewSubscription(seller.key(), each.id, random.percent(85)));
  }

  private Optional<WorldChange> account(Seller seller) {
    String account = seller.key();
    if (seller.platform) {
      return Optional.empty();
    }
    return Optional.of(
        random.percent(50)
            ? new WorldChange.ReplaceBankAccount(account)
            : new WorldChange.RestrictAccount(account, !seller.restricted));
  }

  private Optional<WorldChange> subscribe(Seller seller) {
    Optional<Price> price = some(seller.prices, each -> each.recurring() && each.active());
    return buyer(seller)
        .flatMap(
            each ->
                price.map(it -> new WorldChange.Subscribe(seller.key(), each.id(), it.id(), 1)));
  }

  private Optional<WorldChange> sale(Seller seller) {
    String account = seller.key();
    return switch (random.below(6)) {
      case 0 -> Optional.of(new WorldChange.CreateProduct(account, FakeNames.thing(random)));
      case 1 ->
          some(seller.products, each -> isUnused(seller, each))
              .map(each -> new WorldChange.DeleteProduct(account, each.id()));
      case 2 ->
          some(seller.products, each -> true)
              .map(each -> new WorldChange.SetProductActive(account, each.id(), !each.active()));
      case 3 ->
          some(seller.prices, each -> true)
              .map(each -> new WorldChange.SetPriceActive(account, each.id(), !each.active()));
      case 4 ->
          Optional.of(
              new WorldChange.CreateCoupon(
                  account, IdGenerator.letters(random, 8), random.between(1, 90)));
      default ->
          some(seller.coupons, each -> isUnused(seller, each))
              .map(each -> new WorldChange.DeleteCoupon(account, each.id()));
    };
  }

  /** Stripe deletes no product that has been sold. */
  private static boolean isUnused(Seller seller, Product product) {
    return seller.invoices.stream()
            .flatMap(each -> each.lines.stream())
            .noneMatch(line -> line.price().product().id().equals(product.id()))
        && seller.subscriptions.stream()
            .flatMap(each -> each.items.stream())
            .noneMatch(item -> item.price().product().id().equals(product.id()));
  }

  private static boolean isUnused(Seller seller, Discounts.Coupon coupon) {
    return seller.subscriptions.stream()
            .noneMatch(each -> each.discount != null && each.discount.coupon().equals(coupon))
        && seller.customerDiscounts.values().stream().noneMatch(use -> use.coupon().equals(coupon));
  }

  private Optional<WorldChange> money(Seller seller) {
    List<String> connected = world.connectedAccounts();
    return Optional.of(
        switch (random.below(4)) {
          case 0 -> new WorldChange.PayOut(seller.key());
          case 1 -> new WorldChange.AnnotateAccount(seller.key(), note());
          case 2 -> new WorldChange.TopUp(World.PLATFORM, random.between(1, 9) * 10_000);
          default ->
              connected.isEmpty()
                  ? new WorldChange.PayOut(seller.key())
                  : new WorldChange.TransferFunds(
                      World.PLATFORM, random.pick(connected), random.between(1, 90) * 100);
        });
  }
}
