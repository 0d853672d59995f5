package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Transfer;

/** What a transfer tells on both sides: on the platform, and where it arrives as a payment. */
final class TransferEvents {
  private final ChangeContext platform;

  TransferEvents(ChangeContext platform) {
    this.platform = platform;
  }

  void tellCreated(Transfer transfer) {
    platform.tell("transfer.created", ListPaths.TRANSFERS, transfer.id);
    if (transfer.arrived != null) {
      platform
          .at(transfer.destination)
          .tell("charge.succeeded", ListPaths.CHARGES, transfer.arrived.id);
    }
  }
}
