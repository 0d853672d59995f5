package io.stripejdbc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallWaitsTest {
  private final CallWaits waits = new CallWaits();

  @Test
  void waitsSideBySideAreAddedUpAlsoWhileTheyLast() {
    waits.begins(100);
    waits.begins(110);
    assertEquals(20 + 10, waits.total(120));
    waits.ends(100, 130);
    assertEquals(30 + 30, waits.total(140));
    waits.ends(110, 150);
    assertEquals(30 + 40, waits.total(1000));
  }

  @Test
  void nothingIsHeldWhileACallIsUnderWay() {
    waits.sent(0);
    waits.begins(10);
    assertEquals(0, waits.held(50));
    waits.settled(60);
    assertEquals(5, waits.held(65));
    waits.begins(70);
    assertEquals(15, waits.held(75));
    waits.ends(10, 80);
    waits.sent(80);
    assertEquals(0, waits.held(90));
    waits.settled(100);
    assertEquals(3, waits.held(103));
    waits.ends(70, 104);
    assertEquals(0, waits.held(110));
  }

  @Test
  void anAccountIsLeftWhileAnythingOfItIsOpen() {
    AccountProgress accounts = new AccountProgress();
    accounts.opened("platform");
    accounts.opened("acct_1");
    accounts.opened("acct_1");
    accounts.closed("acct_1");
    assertEquals("2 of 2", accounts.left() + " of " + accounts.total());
    accounts.closed("acct_1");
    accounts.closed("platform");
    assertEquals("0 of 2", accounts.left() + " of " + accounts.total());
  }
}
