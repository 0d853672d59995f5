package io.stripejdbc.calcite;

import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes the tables of Stripe a schema of Calcite: in a model file, or with {@link SchemaPlus#add}.
 *
 * <pre>{@code
 * {"version": "1.0", "defaultSchema": "stripe", "schemas": [{
 *   "name": "stripe", "type": "custom",
 *   "factory": "io.stripejdbc.calcite.StripeSchemaFactory",
 *   "operand": {"accounts": "platform", "maxRequestsPerQuery": 500}}]}
 * }</pre>
 *
 * <p>Operands are the properties of a connection (docs/connection-properties.md), and {@code demo}:
 * true for the built-in emulator; another one is refused. The key is the operand {@code apiKey}, or
 * {@code STRIPE_API_KEY} in the environment.
 *
 * <p>The schema has the tables, and in it are two more: {@code reports} with the ready-made views,
 * {@code sigma} with the names of Stripe Sigma. Nothing is called before the first row is read.
 * What reading has opened is closed with the schema, which is {@link AutoCloseable}: {@code
 * schema.unwrap(AutoCloseable.class).close()}; at the latest it goes with the connection that
 * nobody holds any more.
 */
public final class StripeSchemaFactory implements SchemaFactory {
  /** A factory; it has no state. */
  public StripeSchemaFactory() {}

  /**
   * Makes the schema.
   *
   * @param parentSchema where it will be
   * @param name its name there
   * @param operand its properties: texts, numbers, truth values, and a list for {@code accounts}
   * @throws IllegalArgumentException when one is unknown or cannot be; its cause is the exception
   *     that a connection of the driver would throw
   */
  @Override
  public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
    AdapterSession session = new AdapterSession(OperandReader.read(operand, System::getenv));
    return new AdapterSchema(session.catalog(), session);
  }
}
