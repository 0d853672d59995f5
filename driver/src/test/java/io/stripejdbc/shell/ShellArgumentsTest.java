package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.shell.output.OutputFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellArgumentsTest {
  @Test
  void nothingIsAskedForByDefault() throws ShellArguments.Wrong {
    ShellArguments none = ShellArguments.parse(List.of());
    assertNull(none.url());
    assertNull(none.format());
    assertEquals(List.of(), none.statements());
    assertFalse(none.help());
    assertFalse(none.version());
  }

  @Test
  void statementsKeepTheirOrder() throws ShellArguments.Wrong {
    ShellArguments two =
        ShellArguments.parse(
            List.of("-e", "SELECT 1", "-u", "jdbc:stripe:demo", "-e", "-- --help"));
    assertEquals(List.of("SELECT 1", "-- --help"), two.statements());
    assertEquals("jdbc:stripe:demo", two.url());
  }

  @Test
  void theFormatIsReadInAnyLetterCaseWithOrWithoutAnEqualsSign() throws ShellArguments.Wrong {
    assertEquals(OutputFormat.CSV, ShellArguments.parse(List.of("--format", "csv")).format());
    assertEquals(
        OutputFormat.VERTICAL, ShellArguments.parse(List.of("--format=Vertical")).format());
  }

  @Test
  void parametersAndTheOutputFileAreRead() throws ShellArguments.Wrong {
    ShellArguments read =
        ShellArguments.parse(
            List.of("-p", "from=2026-01-01", "-p", "note=a=b", "-p", "none=", "--output=x=y.csv"));
    assertEquals(Map.of("from", "2026-01-01", "note", "a=b", "none", ""), read.parameters());
    assertEquals("x=y.csv", read.output());
    assertTrue(message("-p", "1=2").startsWith("Option -p must be name=value"));
    assertTrue(message("-p", "nothing").startsWith("Option -p must be name=value"));
    assertTrue(message("-p", "a=1", "-p", "a=2").startsWith("Parameter 'a' is given twice"));
    assertTrue(message("--output").startsWith("Option --output needs a value"));
  }

  @Test
  void aWrongArgumentIsNamedWithItsChoicesAndAKeyIsNot() {
    assertEquals(
        "Option --format must be one of table, csv, json, jsonl, markdown, vertical, was 'xml';"
            + " --help shows what there is",
        message("--format", "xml"));
    assertEquals("Option -e needs a value; --help shows what there is", message("-e"));
    assertTrue(message("--apiKey=sk_test_demo").startsWith("Unknown option --apiKey;"));
    assertFalse(message("sk_test_demo").contains("sk_test_demo"));
  }

  private static String message(String... words) {
    return assertThrows(ShellArguments.Wrong.class, () -> ShellArguments.parse(List.of(words)))
        .getMessage();
  }
}
