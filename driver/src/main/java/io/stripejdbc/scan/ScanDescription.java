package io.stripejdbc.scan;

import java.util.List;

/**
 * What a scan would do.
 *
 * @param lines a line for each kind of call
 * @param missing share of the calls that have to be made, from 0 when everything is cached to 1
 * @param estimate how many calls it would make, or what is known of that
 */
public record ScanDescription(List<String> lines, double missing, String estimate) {}
