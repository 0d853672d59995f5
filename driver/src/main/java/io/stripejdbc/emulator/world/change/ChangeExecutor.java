package io.stripejdbc.emulator.world.change;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** From each kind of change to what carries it out on one account. */
final class ChangeExecutor {
  private final Map<Class<?>, Function<WorldChange, String>> executors = new HashMap<>();

  ChangeExecutor(ChangeContext context) {
    customers(new CustomerChanges(context));
    payments(new PaymentChanges(context));
    refunds(new RefundChanges(context));
    invoices(new InvoiceChanges(context));
    subscriptions(new SubscriptionChanges(context));
    products(new ProductChanges(context));
    money(new MoneyChanges(context));
    accounts(new AccountChanges(context));
  }

  private <T extends WorldChange> void on(Class<T> kind, Function<T, String> executor) {
    executors.put(kind, change -> executor.apply(kind.cast(change)));
  }

  /** The id of the object that was made or changed. */
  String execute(WorldChange change) {
    Function<WorldChange, String> executor = executors.get(change.getClass());
    if (executor == null) {
      throw new IllegalStateException("Nothing carries out " + change);
    }
    return executor.apply(change);
  }

  private void customers(CustomerChanges customers) {
    on(WorldChange.CreateCustomer.class, change -> customers.create());
    on(WorldChange.RenameCustomer.class, customers::rename);
    on(WorldChange.DeleteCustomer.class, customers::delete);
  }

  private void payments(PaymentChanges payments) {
    on(WorldChange.TakePayment.class, payments::take);
    on(WorldChange.RefusePayment.class, payments::refuse);
    on(WorldChange.HoldPayment.class, payments::hold);
    on(WorldChange.CapturePayment.class, payments::capture);
    on(WorldChange.AnnotateCharge.class, payments::annotate);
    on(WorldChange.AnnotatePaymentIntent.class, payments::annotate);
  }

  private void refunds(RefundChanges refunds) {
    on(WorldChange.RefundCharge.class, refunds::refund);
    on(WorldChange.OpenDispute.class, refunds::open);
    on(WorldChange.CloseDispute.class, refunds::close);
  }

  private void invoices(InvoiceChanges invoices) {
    on(WorldChange.DraftInvoice.class, invoices::draft);
    on(WorldChange.FinalizeInvoice.class, invoices::finish);
    on(WorldChange.PayInvoice.class, invoices::pay);
    on(WorldChange.VoidInvoice.class, invoices::giveUp);
    on(WorldChange.DeleteInvoice.class, invoices::delete);
  }

  private void subscriptions(SubscriptionChanges subscriptions) {
    on(WorldChange.Subscribe.class, subscriptions::begin);
    on(WorldChange.ChangeQuantity.class, subscriptions::change);
    on(WorldChange.RenewSubscription.class, subscriptions::renew);
    on(WorldChange.CancelSubscription.class, subscriptions::cancel);
  }

  private void products(ProductChanges products) {
    on(WorldChange.CreateProduct.class, products::create);
    on(WorldChange.SetProductActive.class, products::archive);
    on(WorldChange.SetPriceActive.class, products::archive);
    on(WorldChange.DeleteProduct.class, products::delete);
    on(WorldChange.CreateCoupon.class, products::create);
    on(WorldChange.DeleteCoupon.class, products::delete);
  }

  private void money(MoneyChanges money) {
    on(WorldChange.PayOut.class, change -> money.payOut());
    on(WorldChange.TransferFunds.class, money::transfer);
    on(WorldChange.TopUp.class, money::topUp);
  }

  private void accounts(AccountChanges accounts) {
    on(WorldChange.AnnotateAccount.class, accounts::annotate);
    on(WorldChange.RestrictAccount.class, accounts::restrict);
    on(WorldChange.ReplaceBankAccount.class, accounts::replaceBankAccount);
  }
}
