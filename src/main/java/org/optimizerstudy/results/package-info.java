/**
 * The results directory, which is the only input of reports. It has one directory per trial with
 * records and provenance, and one tidy table of all trials. Every file except the growing records
 * of a running trial is written as a temporary file and then renamed.
 */
package org.optimizerstudy.results;
