package io.stripejdbc.scan.refresh;

import java.util.Set;

/**
 * Which events are asked for.
 *
 * @param since the first second
 * @param types the types to ask for, those of other tables of the statement included; empty for all
 * @param wanted the types that are needed
 * @param fields fields of their objects that name the rows
 * @param savable calls that reading the rows again would take
 */
record EventsQuestion(
    long since, Set<String> types, Set<String> wanted, Set<String> fields, long savable) {}
