package org.optimizerstudy.execution.spark;

import java.util.Optional;
import org.optimizerstudy.results.TrainingState;

/**
 * The driver's answer to a task.
 *
 * @param order what to do
 * @param start where a trial that begins goes on from; empty if it starts from nothing
 */
record Reply(Order order, Optional<TrainingState> start) {

  static Reply of(Order order) {
    return new Reply(order, Optional.empty());
  }

  /**
   * As objects of the JDK alone: an executor reads answers on threads of Spark's that do not see
   * the application's classes.
   */
  Object[] toWire() {
    return start
        .map(
            state ->
                new Object[] {
                  order.name(),
                  state.epoch(),
                  state.iterations(),
                  state.parameters(),
                  state.updaterState()
                })
        .orElseGet(() -> new Object[] {order.name()});
  }

  static Reply ofWire(Object reply) {
    Object[] parts = (Object[]) reply;
    Order order = Order.valueOf((String) parts[0]);
    return parts.length == 1
        ? of(order)
        : new Reply(
            order,
            Optional.of(
                new TrainingState(
                    (Integer) parts[1], (Long) parts[2], (float[]) parts[3], (float[]) parts[4])));
  }
}
