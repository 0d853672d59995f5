package io.stripejdbc.query;

import io.stripejdbc.scan.Scanner;
import java.time.Clock;

/**
 * What a statement needs to know of its connection.
 *
 * @param schema default schema for unqualified names
 * @param scanner reads the remote tables
 * @param clock read once per execution for CURRENT_TIMESTAMP
 * @param maxRequestsPerQuery budget of calls per statement, 0 for none
 */
public record SessionContext(
    String schema, Scanner scanner, Clock clock, long maxRequestsPerQuery) {}
