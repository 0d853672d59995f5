package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.simulation.BuyerFactory;

/** Customers that come, change and go. */
final class CustomerChanges {
  private final ChangeContext context;

  CustomerChanges(ChangeContext context) {
    this.context = context;
  }

  String create() {
    BuyerFactory factory = new BuyerFactory(context.random("customer"), context.clock());
    Buyer buyer = factory.newcomer(context.seller());
    context.tell("customer.created", ListPaths.CUSTOMERS, buyer.id());
    context.tell("payment_method.attached", ListPaths.PAYMENT_METHODS, buyer.method().id());
    return buyer.id();
  }

  String rename(WorldChange.RenameCustomer change) {
    Buyer buyer = context.buyer(change.customer());
    context.touch(ListPaths.CUSTOMERS, buyer.id());
    context.seller().renamed.put(buyer.id(), change.name());
    context.tell("customer.updated", ListPaths.CUSTOMERS, buyer.id());
    return buyer.id();
  }

  String delete(WorldChange.DeleteCustomer change) {
    Seller seller = context.seller();
    Buyer buyer = context.buyer(change.customer());
    context.touch(ListPaths.CUSTOMERS, buyer.id());
    context.touch(ListPaths.PAYMENT_METHODS, buyer.method().id());
    SubscriptionChanges subscriptions = new SubscriptionChanges(context);
    for (Subscription each : seller.subscriptions) {
      if (each.buyer.id().equals(buyer.id()) && SubscriptionChanges.lives(each)) {
        subscriptions.end(each);
      }
    }
    seller.buyers.replaceAll(each -> each.id().equals(buyer.id()) ? each.asDeleted() : each);
    context.tell("customer.deleted", ListPaths.CUSTOMERS, buyer.id());
    context.tell("payment_method.detached", ListPaths.PAYMENT_METHODS, buyer.method().id());
    return buyer.id();
  }
}
