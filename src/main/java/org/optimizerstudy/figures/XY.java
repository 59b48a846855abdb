package org.optimizerstudy.figures;

/** A place in a drawing, in points from the left upper corner. */
record XY(double x, double y) {}
