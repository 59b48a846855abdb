/**
 * The results directory, the only thing that reports read: a directory a trial with its records and
 * its provenance, and one tidy table over all trials. Every file but the growing records of a
 * running trial is written beside its place and moved there when it is whole.
 */
package org.optimizerstudy.results;
