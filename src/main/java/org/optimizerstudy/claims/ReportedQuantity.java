package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Interval;

/**
 * A number that a verdict is based on, or that is reported with it.
 *
 * @param name name of the quantity
 * @param interval the value with its 95 % interval, or with its range if the name says so
 * @param unit unit of the value
 */
public record ReportedQuantity(String name, Interval interval, Unit unit) {}
