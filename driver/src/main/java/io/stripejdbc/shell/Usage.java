package io.stripejdbc.shell;

import io.stripejdbc.jdbc.DriverVersion;

/** What the shell says about itself. */
final class Usage {
  static final String VERSION = "stripe-jdbc " + DriverVersion.TEXT;

  static final String HELP =
      """
      stripe-jdbc: ask Stripe in SQL

      java -jar stripe-jdbc.jar [-u URL] [-e SQL]... [-p NAME=VALUE]... [--format FORMAT]
                                [--output FILE]

        -u URL           JDBC URL, such as "jdbc:stripe:;accounts=platform" or jdbc:stripe:demo.
                         Without it, jdbc:stripe: when STRIPE_API_KEY is set, else the demo:
                         a made-up marketplace on this machine.
        -e SQL           Run these statements and exit; may be given several times.
        --attach NAME=URL
                         Put the tables of another database beside Stripe's, as schema NAME;
                         NAME.user=USER says who connects, and the environment's
                         STRIPE_JDBC_ATTACH_NAME_PASSWORD with which password.
        --driver-path DIR
                         Folder with the jars of its driver.
        -p NAME=VALUE    Value of :NAME in the statements; bound, never pasted into the text.
        --format FORMAT  table (default), csv, json, jsonl, markdown or vertical.
        --output FILE    Write the results of -e or a script to a file, all of them or none.
        --version        Print the version and exit.
        --help           Print this and exit.

      Without -e, statements are read from standard input; on a terminal the shell is interactive.
      Statements end with a semicolon. The first error ends the run. \\d lists tables, \\d NAME
      columns, \\? all such commands.

      Exit status: 0 when all went well, 1 when a statement failed, 2 for wrong arguments.
      """;

  private Usage() {}
}
