package io.stripejdbc.scan.refresh;

import java.util.Map;

/**
 * An event of an account.
 *
 * @param created second in which it was made
 * @param object a few fields of the object it is about: enough to know which, not what it is like
 */
record ToldEvent(String id, long created, String type, Map<String, Object> object) {}
