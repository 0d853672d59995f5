package io.stripejdbc.house;

import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.ArrayList;
import java.util.List;

/** Misbehaviours in the order in which they are told; the last can be changed once it is there. */
abstract class MisbehaviourCollector {
  final List<Misbehaviour> all = new ArrayList<>();

  final Misbehaviour add(Group group, String name, Trick trick) {
    Misbehaviour added = Misbehaviour.of(group, name, trick);
    all.add(added);
    return added;
  }

  /** Only on the calls of this path. */
  final Misbehaviour at(Group group, String path, String name, Trick trick) {
    return add(
        group,
        group + ": " + name,
        (call, rightly) ->
            call.path().equals(path) ? trick.answer(call, rightly) : rightly.answer(call));
  }

  /** Instead of the last. */
  final void put(Misbehaviour changed) {
    all.set(all.size() - 1, changed);
  }
}
