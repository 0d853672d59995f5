package io.stripejdbc.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** What is a secret and what is an ordinary word. */
class SecretRedactorTest {
  @Test
  void secretsOfEveryKindAndCaseAreStruckOut() {
    for (String secret :
        new String[] {
          "sk_test_4eC39H",
          "rk_live_a",
          "SK_Live_Xy9",
          "pk_test_q",
          "ek_live_1",
          "sk_org_live_z1",
          "sk_orgabc",
          "whsec_5f6g7h",
          "sk_test_*****9Xy",
          "rk_test_•••9Xy",
          "sk_live_...4eC3",
          "sk_***",
          "pi_3Mt_secret_YrK"
        }) {
      assertEquals("a *** b", SecretRedactor.redact("a " + secret + " b"), secret);
      assertEquals("'***'", SecretRedactor.redact("'" + secret + "'"), secret);
      assertEquals("key=***;x", SecretRedactor.redact("key=" + secret + ";x"), secret);
    }
  }

  @Test
  void ordinaryWordsStay() {
    for (String text :
        new String[] {
          "risk_level", "mark_paid", "(rk_…, sk_…)", "pk_customer", "task sk_", "charge_read", "…"
        }) {
      assertEquals(text, SecretRedactor.redact(text));
    }
  }

  @Test
  void noExceptionLeavesTheDriverWithAKey() {
    DriverFailure failure = new DriverFailure(DriverError.SYNTAX, "at 'sk_live_51abc'");
    assertFalse(failure.toSqlException().getMessage().contains("51abc"));
  }
}
